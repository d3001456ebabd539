"""A site in; out come the problems with its lock, or the new bytes of content/notices.lock.

The lock has a line for every version that is not a draft: `privacy@2018-05-15 <sha256>
<published> <effective>`. Until its published day has come a line may be written anew; from that
day on it is a promise, and words that differ from it are an error.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from fairnotice.archive.text_hash import text_hash
from fairnotice.document.cookie_table import MARKER
from fairnotice.model import Day, LockLine, Notice, Place, Problem, Site, Timeline, Version

PATH = "content/notices.lock"
"""Path of the lock in the site's folder."""

MENDED_BY_LOCKING = frozenset({"lock-missing", "lock-outdated"})
"""The checks whose problems the verb `lock` itself puts right."""


@dataclass(frozen=True, slots=True)
class Locked:
    """What locking gives."""

    content: bytes
    """The whole new content of the lock; the old lines where nothing could be written."""
    written: tuple[str, ...]
    """`notice@version` of each line that is new or different."""
    problems: tuple[Problem, ...]
    """Why a version was refused."""


def problems(
    site: Site, timelines: Mapping[str, Timeline], hashed: Callable[[Version], str] = text_hash
) -> Iterator[Problem]:
    """Every difference between the lock and the versions, all at level error but one warning.

    `timelines` holds one timeline a notice, by notice id; `hashed` gives the hash of a version's
    words, perhaps remembered. The warning is for a version that slips in before one that has been
    published.
    """
    lines = {line.ref: line for line in site.lock}
    there = {version.ref for notice in site.notices for version in notice.versions}
    gone = {line.sha256: line for line in site.lock if line.ref not in there}
    for notice in site.notices:
        today = timelines[notice.id].today
        public = _public(notice, lines, today)
        for version in notice.versions:
            line = lines.pop(version.ref, None)
            if line is None:
                former = gone.get(hashed(version)) if gone else None
                known = former.ref if former and former.published <= today else ""
                yield from _without_line(version, public, known)
            elif version.status == "draft":
                yield from _draft_with_line(version, line, today)
            else:
                yield from _differences(version, line, today, hashed(version))
    days = {timeline.today for timeline in timelines.values()}
    for line in lines.values():
        shown = any(line.published <= today for today in days)
        yield _problem(
            "lock-without-version",
            Place(PATH, line.line),
            line.ref,
            f"The lock has a line for {line.ref}, but that version is missing or cannot be read.",
            "Put the file back or mend it: what has been published stays for ever."
            if shown
            else "Put the file back or mend it, or take this line out: nobody was shown it yet.",
        )


def locked(
    site: Site,
    timelines: Mapping[str, Timeline],
    ref: str | None,
    errors: Collection[Problem] = (),
) -> Locked:
    """The lock with lines for `ref` (`notice@version`), or for every version when it is None.

    A line is added where there is none, and written anew while its published day is still to
    come. Refused: a draft, a version whose published words or dates have changed, and one that
    an error in `errors` (all problems of the site) concerns, other than those that locking
    mends. Lines of the lock that belong to no version stay, at the end.
    """
    lines = {line.ref: line for line in site.lock}
    refused: list[Problem] = []
    written: list[str] = []
    chosen = _chosen(site, ref)
    against_each = _against_each(errors)
    if ref is not None and not chosen:
        refused.append(
            _problem(
                "unknown-version",
                Place(PATH),
                ref,
                f"There is no version {ref}.",
                "Name one as `notice@version`, such as `privacy@2018-05-15`.",
            )
        )
    for version in chosen:
        old, new = lines.get(version.ref), _line(version)
        if old and replace(old, line=0) == new:
            continue
        against = tuple(_refusals(version, old, timelines[version.notice].today, against_each))
        if against:
            refused.extend(against)
        elif old is None or _may_rewrite(old, timelines[version.notice].today):
            lines[version.ref] = new
            written.append(version.ref)
    return Locked(_content(site, lines.values()), tuple(written), tuple(refused))


def _chosen(site: Site, ref: str | None) -> tuple[Version, ...]:
    """The version `ref`, or without one all versions that a lock line is for."""
    versions = (version for notice in site.notices for version in notice.versions)
    if ref is None:
        return tuple(version for version in versions if version.status != "draft")
    return tuple(version for version in versions if version.ref == ref)


def _refusals(
    version: Version, old: LockLine | None, today: Day, errors: Mapping[str, Sequence[Problem]]
) -> Iterator[Problem]:
    """Why `version` cannot get a new line."""
    if version.status == "draft":
        yield _problem(
            "lock-of-draft",
            Place(version.path),
            version.ref,
            f"{version.ref} is a draft, and drafts are not locked.",
            "Take `status: draft` out once its words are final.",
        )
        return
    if old is not None and not _may_rewrite(old, today):
        yield from _differences(version, old, today, text_hash(version))
        return
    yield from errors.get(version.ref, ())


def _against_each(errors: Iterable[Problem]) -> Mapping[str, Sequence[Problem]]:
    """The errors that locking does not mend, by the version that each concerns."""
    found: dict[str, list[Problem]] = {}
    for problem in errors:
        if problem.level == "error" and problem.check not in MENDED_BY_LOCKING:
            found.setdefault(problem.version, []).append(problem)
    return found


def _may_rewrite(line: LockLine, today: Day) -> bool:
    """True while nobody has been shown what the line stands for."""
    return line.published > today


def _line(version: Version) -> LockLine:
    """The line that belongs to `version` as it stands."""
    return LockLine(version.ref, text_hash(version), version.published, version.effective, 0)


def _content(site: Site, lines: Iterable[LockLine]) -> bytes:
    """The lock as a file: lines in the order of notices and versions, then those of neither."""
    order = [v.ref for notice in site.notices for v in sorted(notice.versions, key=_order)]
    rank = {ref: number for number, ref in enumerate(order)}
    ordered = sorted(lines, key=lambda line: (rank.get(line.ref, len(rank)), line.ref))
    return "".join(
        f"{line.ref} {line.sha256} {line.published} {line.effective}\n" for line in ordered
    ).encode()


def _order(version: Version) -> tuple[str, int]:
    return version.order


def _public(notice: Notice, lines: Mapping[str, LockLine], today: Day) -> list[Version]:
    """The versions of a notice that have been published by the lock, in their order."""
    locked = (v for v in notice.versions if v.ref in lines and lines[v.ref].published <= today)
    return sorted(locked, key=_order)


def _without_line(
    version: Version, public: Sequence[Version], former: str = ""
) -> Iterator[Problem]:
    """A version that is not a draft and has no line; `public` are the published ones, in order,
    and `former` is one of them with the very words, whose file is gone.
    """
    if version.status == "draft":
        return
    if former:
        notice, _, name = former.partition("@")
        yield _problem(
            "lock-missing",
            Place(version.path),
            version.ref,
            f"{version.ref} is not in the lock; its words are those of {former}, which readers "
            "have been shown under that name.",
            f"Call the file content/{notice}/{name}.md again: its name is its address for ever.",
        )
        return
    yield _problem(
        "lock-missing",
        Place(version.path),
        version.ref,
        f"{version.ref} is not in the lock, so nothing shows whether its words change later.",
        f"Run `fairnotice lock {version.ref}` and commit {PATH} with it.",
    )
    if not version.entry or version.entry.provenance != "original":
        return
    later = bisect_right(public, version.order, key=_order)
    if later < len(public):
        follower = public[later]
        found = _problem(
            "version-slipped-in",
            Place(version.path),
            version.ref,
            f"{version.ref} would stand before {follower.ref}, which has been published "
            "already, so the archive would tell another story than its readers were told.",
            "Name it for a later day; if it is an old text that was really in use then, "
            "write `provenance: imported` into its changelog entry.",
        )
        yield found._replace(level="warning")


def _draft_with_line(version: Version, line: LockLine, today: Day) -> Iterator[Problem]:
    """A draft that stands in the lock."""
    if _may_rewrite(line, today):
        mend = f"Take line {line.line} out of {PATH}, or `status: draft` out of the version."
    else:
        mend = (
            "Take `status: draft` out; a version that is not to apply after all is "
            "`status: withdrawn` or `postponed`, and keeps its page."
        )
    yield _problem(
        "lock-of-draft",
        version.places.get("status", Place(version.path)),
        version.ref,
        f"{version.ref} is marked as a draft but has a line in the lock, to be published "
        f"on {line.published}.",
        mend,
    )


def _differences(version: Version, line: LockLine, today: Day, words: str) -> Iterator[Problem]:
    """What the line says and the version does not; `words` is the hash of the version's."""
    again = f"Run `fairnotice lock {version.ref}` once its words and dates are final."
    if words != line.sha256:
        rows = bool(version.cookies) or MARKER in version.body
        more = ", or its rows in cookies.yaml," if rows else ""
        what = f"The words of {version.ref}{more} have changed"
        if _may_rewrite(line, today):
            yield _problem(
                "lock-outdated",
                Place(version.path),
                version.ref,
                f"{what} since it was locked.",
                again,
            )
        else:
            yield _problem(
                "lock-broken",
                Place(version.path),
                version.ref,
                f"{what}, but it has been public since {line.published}.",
                "Restore the words that were published, to the last blank, or put yours into a "
                "new version: "
                f"`fairnotice new version {version.notice} --effective …`."
                + (
                    " A cookie that is new has `since: …` with that version's name, one that is "
                    "gone `until: …`."
                    if rows
                    else ""
                ),
            )
    for key, now, then in (
        ("published", version.published, line.published),
        ("effective", version.effective, line.effective),
    ):
        if now == then or (key == "effective" and _rescheduled(version, then)):
            continue
        may = _may_rewrite(line, today)
        yield _problem(
            "lock-outdated" if may else "lock-dates-differ",
            version.places.get(key, Place(version.path)),
            version.ref,
            f"The `{key}` date of {version.ref} is {now}, but the lock has {then}.",
            again if may else _dates_back(key, then),
        )


def _dates_back(key: str, then: Day) -> str:
    """How to mend a date that differs from a published line."""
    back = f"Put `{key}: {then}` back"
    return (
        f"{back}, or say in a `rescheduled` line when and why it moved."
        if (key == "effective")
        else f"{back}: that day is history."
    )


def _rescheduled(version: Version, then: Day) -> bool:
    """True when the changelog says openly that the version was moved from the day `then`."""
    moves = version.entry.rescheduled if version.entry else ()
    return any(move.from_ == then for move in moves) and any(
        move.to == version.effective for move in moves
    )


def _problem(check: str, place: Place, ref: str, wrong: str, mend: str) -> Problem:
    """An error that concerns the version `ref`."""
    return Problem(check, "error", place, wrong, mend, version=ref)
