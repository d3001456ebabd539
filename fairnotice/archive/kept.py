"""A site as it was and as it is in; every promise of a published version that was broken, out.

What readers have been shown stays: the words and dates of then, and the lock of then, are the
truth, whatever the lock says now. So a change that rewrites a text and its lock line together is
seen, which a look at the new site alone can never do.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import takewhile

from fairnotice.archive.lock import PATH
from fairnotice.archive.text_hash import text_hash
from fairnotice.model import Day, LockLine, Place, Problem, Site, Timeline, Version

SAID_ALREADY: Mapping[str, frozenset[str]] = {
    "published-words-changed": frozenset({"lock-broken"}),
    "published-date-changed": frozenset({"lock-dates-differ", "effective-moved-earlier"}),
    "published-version-missing": frozenset({"lock-without-version"}),
    "published-version-unmade": frozenset({"lock-of-draft"}),
}
"""Problems found here, and those of the same version that say as much by looking at it alone."""


def problems(before: Site, after: Site, timelines: Mapping[str, Timeline]) -> Iterator[Problem]:
    """What `after` does to the versions that readers have been shown, all at level error.

    `before` is the site as it was, `timelines` how its versions stand today, by notice id. Only
    for a version whose words were rewritten, and that is now imported, is it a warning: the true
    words may come back.
    """
    then = {line.ref: line for line in before.lock}
    now = {line.ref: line for line in after.lock}
    versions = {one.ref: one for notice in after.notices for one in notice.versions}
    for notice in before.notices:
        today = timelines[notice.id].today
        for version in notice.versions:
            line = then.pop(version.ref, None)
            shown = line.published if line else version.published
            if shown > today or (line is None and version.status == "draft"):
                continue
            found = _broken(version, line, versions.get(version.ref), today)
            restored = _restored(version, versions.get(version.ref))
            for problem in (*found, *_line_broken(version.ref, line, now.get(version.ref))):
                yield problem._replace(level="warning") if restored else problem
    # Lines of the old lock whose version could not be read even then.
    today = max((each.today for each in timelines.values()), default=Day.min)
    for line in then.values():
        if line.published <= today:
            yield from _line_broken(line.ref, line, now.get(line.ref))


def _broken(
    version: Version, line: LockLine | None, now: Version | None, today: Day
) -> Iterator[Problem]:
    """What became of the version that was `version`, and is `now`."""
    ref, shown = version.ref, line.published if line else version.published
    since = f"it has been public since {shown}"
    if now is None:
        yield _problem(
            "published-version-missing",
            Place(version.path),
            ref,
            f"{ref} is gone or cannot be read, but {since}.",
            "Put the file back as it was: what has been published keeps its page for ever.",
        )
        return
    true = {text_hash(version), *((line.sha256,) if line else ())}
    if text_hash(now) not in true:
        yield _problem(
            "published-words-changed",
            _first_difference(version, now),
            ref,
            f"The words of {ref} are changed, but {since}.",
            "Restore the words that were published, to the last blank, or put yours into a "
            "new version: "
            f"`fairnotice new version {version.notice} --effective …`.",
        )
    yield from _dates(version, line, now)
    begun = version.status == "" and version.effective <= today
    if now.status == "draft" or (begun and now.status):
        yield _problem(
            "published-version-unmade",
            now.places.get("status", Place(now.path)),
            ref,
            f"{ref} is now marked `{now.status}`, but "
            + (f"it applies since {version.effective}." if begun else f"{since}."),
            f"Take `status: {now.status}` out; what has applied is history, and a new version "
            "changes what applies."
            if begun
            else "A version that is not to apply after all is `status: withdrawn` or `postponed`.",
        )


def _first_difference(then: Version, now: Version) -> Place:
    """The first line of the text that is not as it was; where lines are gone at the end, the last.

    Its beginning, where only the title or a cookie is another.
    """
    old, new = then.body.splitlines(), now.body.splitlines()
    if old == new:
        return Place(now.path)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    return Place(now.path, now.body_line + min(same, max(len(new) - 1, 0)))


def _dates(version: Version, line: LockLine | None, now: Version) -> Iterator[Problem]:
    """Dates that are not those that readers were shown."""
    for key in ("published", "effective"):
        was, promised, new = (getattr(one, key, None) for one in (version, line, now))
        if new in {was, promised} or (key == "effective" and _told(now, was)):
            continue
        yield _problem(
            "published-date-changed",
            now.places.get(key, Place(now.path)),
            version.ref,
            f"The `{key}` date of {version.ref} is now {new}; readers were shown {was}.",
            f"Put `{key}: {was}` back"
            + (
                ", or say in a `rescheduled` line when and why it moved."
                if key == "effective"
                else ": that day is history."
            ),
        )


def _told(now: Version, was: object) -> bool:
    """True when the changelog says openly that the version was moved from the day it had."""
    moves = now.entry.rescheduled if now.entry else ()
    return any(move.from_ == was for move in moves) and any(
        move.to == now.effective for move in moves
    )


def _line_broken(ref: str, then: LockLine | None, now: LockLine | None) -> Iterator[Problem]:
    """A line of the lock that was a promise, and is gone or says something else."""
    if then is None or (now is not None and replace(now, line=then.line) == then):
        return
    what = "is gone from the lock" if now is None else "has been rewritten in the lock"
    said = f"{then.ref} {then.sha256} {then.published} {then.effective}"
    yield _problem(
        "published-lock-changed",
        Place(PATH, now.line if now else 1),
        ref,
        f"The line of {ref} {what}, but it has been a promise since {then.published}.",
        f"Put it back as it was: `{said}`.",
    )


def _restored(version: Version, now: Version | None) -> bool:
    """True when words written later gave way to those that are said to be the real ones."""
    return bool(
        version.entry
        and version.entry.provenance == "rewritten"
        and now
        and now.entry
        and now.entry.provenance == "imported"
    )


def _problem(check: str, place: Place, ref: str, wrong: str, mend: str) -> Problem:
    """An error that concerns the version `ref`."""
    return Problem(check, "error", place, wrong, mend, version=ref)
