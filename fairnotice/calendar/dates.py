"""A site and its timelines in; out come the problems with its dates.

Date truth: nothing applies before it was shown, later versions apply later, a date once promised
is moved openly and never forward in time, and the words of a notice name the same day as its
front matter. Notice clock: people have the promised days between reading and being bound.
"""

from collections.abc import Callable, Iterator, Mapping

from fairnotice.calendar.dates_in_text import Claim, claims
from fairnotice.calendar.notice_period import days, earliest_effective
from fairnotice.model import (
    Day,
    Entry,
    LockLine,
    NoticeDays,
    Place,
    Problem,
    Site,
    Timeline,
    Version,
)

Stated = Callable[[Version], tuple[Claim, ...]]
"""The days that a version states of itself."""


def read_in_text(version: Version) -> tuple[Claim, ...]:
    """Those days, read in its words."""
    return claims(version.document)


def problems(
    site: Site, timelines: Mapping[str, Timeline], stated: Stated = read_in_text
) -> Iterator[Problem]:
    """Every problem with the dates of the site's versions, all at level error.

    `timelines` holds one timeline a notice, by notice id. Words of imported versions that name
    another day are `info`: nobody can mend history.
    """
    locked = {line.ref: line for line in site.lock}
    for notice in site.notices:
        timeline = timelines[notice.id]
        by_name = {version.name: version for version in notice.versions}
        for version in notice.versions:
            predecessor = by_name.get(timeline.standings[version.name].predecessor)
            yield from _published_first(version)
            yield from _moved_openly(version)
            yield from _not_moved_earlier(version, locked.get(version.ref), timeline.today)
            yield from _named_in_text(version, stated)
            yield from _can_be_met(version)
            if predecessor and version.status not in {"postponed", "withdrawn"}:
                yield from _in_order(version, predecessor)
                yield from _long_enough(version, site.settings.notice_days)


def _published_first(version: Version) -> Iterator[Problem]:
    """A version that applies before anybody could see it."""
    if version.effective < version.published:
        yield _problem(
            "effective-before-published",
            version,
            _place(version, "effective", "published"),
            f"The version applies from {version.effective}, before it is first shown "
            f"on {version.published}.",
            "Put the real day of first showing into `published`, or a later day into `effective`.",
        )


def _moved_openly(version: Version) -> Iterator[Problem]:
    """An effective date that is not the file name's, without lines that say when it moved."""
    first = Day.fromisoformat(version.name[:10])
    moves = version.entry.rescheduled if version.entry else ()
    here = first
    for index, move in enumerate(moves):
        if move.from_ != here:
            yield _problem(
                "rescheduled-dates-differ",
                version,
                _place(version, f"rescheduled/{index}/from", f"rescheduled/{index}", "rescheduled"),
                f"This line moves the version from {move.from_}, but until then it applied "
                f"from {here}.",
                f"Write `from: {here}`, or put the lines into the order in which the date moved.",
            )
        if move.to < move.from_:
            yield _problem(
                "effective-moved-earlier",
                version,
                _place(version, f"rescheduled/{index}/to", f"rescheduled/{index}", "rescheduled"),
                f"The version was to apply from {move.from_} and is moved earlier, to {move.to}, "
                "which takes from people the time they were promised.",
                f"Keep {move.from_} or a later day; if nobody has seen the version yet, give its "
                "file the new day as its name instead.",
            )
        if move.date > move.from_:
            yield _problem(
                "rescheduled-too-late",
                version,
                _place(version, f"rescheduled/{index}/date", f"rescheduled/{index}", "rescheduled"),
                f"The date was moved on {move.date}, when the version had applied "
                f"since {move.from_}.",
                "A version that has come into force stays; write a new version instead.",
            )
        here = move.to
    if here == version.effective:
        return
    place = _place(version, "effective", "rescheduled")
    if moves:
        yield _problem(
            "rescheduled-dates-differ",
            version,
            place,
            f"The version applies from {version.effective}, but its `rescheduled` lines "
            f"move it to {here}.",
            _reconciled(version, here),
        )
    else:
        yield _problem(
            "effective-without-rescheduling",
            version,
            place,
            f"The version applies from {version.effective}, but its file is named "
            f"for {first}, and no `rescheduled` line says that the date moved.",
            f"Take `effective` out, or add to its changelog entry "
            f"`rescheduled: [{{from: {first}, to: {version.effective}, date: …, reason: …}}]`.",
        )


def _reconciled(version: Version, here: Day) -> str:
    """How an effective date comes to be where its lines moved it; dates are never moved earlier."""
    if version.effective < here:
        return f"Write `effective: {here}`, or take out the `rescheduled` line that moves it there."
    return (
        f"Write `effective: {here}`, or add a `rescheduled` line from {here} "
        f"to {version.effective}."
    )


def _not_moved_earlier(version: Version, line: LockLine | None, today: Day) -> Iterator[Problem]:
    """An effective date before the one that people have been shown."""
    if line and line.published <= today and version.effective < line.effective:
        yield _problem(
            "effective-moved-earlier",
            version,
            _place(version, "effective"),
            f"The version now applies from {version.effective}, but people have been shown "
            f"{line.effective} since {line.published}.",
            f"Put `effective: {line.effective}` back, or a later day with a `rescheduled` line.",
        )


def _in_order(version: Version, predecessor: Version) -> Iterator[Problem]:
    """A version that applies before the one it follows."""
    if version.effective < predecessor.effective:
        yield _problem(
            "effective-out-of-order",
            version,
            _place(version, "effective"),
            f"The version applies from {version.effective}, before {predecessor.ref}, which it "
            f"follows and which applies from {predecessor.effective}.",
            "Give one of them another effective date, or mark the one that is not to come as "
            "`status: withdrawn` or `postponed`.",
        )


def _long_enough(version: Version, notice_days: NoticeDays) -> Iterator[Problem]:
    """A version that takes effect before its notice period is over."""
    declared = version.entry.significance if version.entry else ""
    earliest = earliest_effective(version.published, declared, notice_days)
    if version.effective >= earliest or version.effective < version.published:
        return
    wanted, given = days(declared, notice_days), (version.effective - version.published).days
    what = f"A {declared} version" if declared else "A version"
    yield _problem(
        "notice-period-short",
        version,
        _place(version, "effective", "published"),
        f"{what} needs {_days(wanted)} between its published and its effective date, "
        f"and this one gives {_days(given)}.",
        f"Published on {version.published}, it can apply from {earliest} at the earliest.",
    )


def _can_be_met(version: Version) -> Iterator[Problem]:
    """A day by which readers can do something, and which is over before they hear of it."""
    for index, line in enumerate(version.entry.changes if version.entry else ()):
        if line.until is not None and line.until < version.published:
            yield _problem(
                "until-before-published",
                version,
                _place(version, f"changes/{index}/until", f"changes/{index}", "changes"),
                f"Readers could do this until {line.until}, and are first shown the version "
                f"on {version.published}.",
                "Write a day into `until` that they can meet, or take it out.",
            )


def _named_in_text(version: Version, stated: Stated) -> Iterator[Problem]:
    """A date in the notice's own words that is not the front matter's.

    A version whose date was moved keeps its words, so the days it was moved from are right too.
    """
    moves = version.entry.rescheduled if version.entry else ()
    effective = {version.effective, *(move.from_ for move in moves)}
    for claim in stated(version):
        right = effective if claim.kind == "effective" else effective | {version.published}
        if right.isdisjoint(claim.days):
            yield _contradiction(version, claim)


def _contradiction(version: Version, claim: Claim) -> Problem:
    """The problem with a claim in the text."""
    facts = f"applies from {version.effective}"
    if claim.kind == "updated" and version.published != version.effective:
        facts = f"was published on {version.published} and {facts}"
    return Problem(
        check="date-in-text-differs",
        level="info" if _imported(version.entry) else "error",
        place=Place(version.path, claim.line),
        wrong=f"The text says “{claim.words}”, but the version {facts}.",
        mend="Write the same day in the text and in the front matter, or leave the date out of "
        "the text: every page shows it.",
        version=version.ref,
    )


def _imported(entry: Entry | None) -> bool:
    return entry is not None and entry.provenance == "imported"


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


def _place(version: Version, *keys: str) -> Place:
    """The place of the first of `keys` that is written, else the start of the version's file."""
    return next((version.places[key] for key in keys if key in version.places), Place(version.path))


def _problem(check: str, version: Version, place: Place, wrong: str, mend: str) -> Problem:
    """A problem at level error that concerns `version`."""
    return Problem(check, "error", place, wrong, mend, version=version.ref)
