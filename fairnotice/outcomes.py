"""A site's files in; what a build makes of them, with what was made before taken from the store.

One outcome is remembered as a whole, by everything that it depends on: when nothing has changed,
nothing is read, judged or rendered again. Else the parts that did not change are.
"""

import datetime
import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from fairnotice.answer import Answer
from fairnotice.call import Call
from fairnotice.disk import Tree, template_folders
from fairnotice.memo.files import KeptFiles
from fairnotice.memo.memo import Memo
from fairnotice.memo.spread import Spread
from fairnotice.model import Built
from fairnotice.remembered import looked_up, note
from fairnotice.reports.report import Report
from fairnotice.spoken import tells_all
from fairnotice.store import DiskStore
from fairnotice.tool import places
from fairnotice.unchanged import Watch
from fairnotice.workers import on_all_cores

if TYPE_CHECKING:
    from fairnotice.against import Past
    from fairnotice.pipeline import Outcome, PagesWanted

# The chain itself is imported when something has to be worked out: it takes half a second to load.

T = TypeVar("T")


class Whole(NamedTuple):
    """One outcome: the report, and the digests of all files by path."""

    report: Report
    site: Mapping[str, str]
    review: Mapping[str, str]
    reports: Mapping[str, str]


def answer(call: Call, tree: Tree, store: DiskStore, pages: "PagesWanted" = "made") -> Answer:
    """What a build makes of the files: the same, byte for byte, whatever the store holds.

    With no `pages` it may have some all the same, if a build made them.
    """
    if not store.keeps_files:
        return _plain(call, tree, Memo(store), pages)
    memo = Memo(store)
    for sort in dict.fromkeys(("made", pages)):
        whole = looked_up(call, tree, memo, f"whole {sort}", Whole)
        if whole is not None and _suffices(whole, call) and all(_held(store, whole)):
            return _as_built(whole, store)
    try:
        return _made(call, tree, memo, store, pages)
    except OSError:  # the store cannot be written any more: what must be written says so itself
        return _plain(call, tree, Memo(), pages)


def answer_since(call: Call, tree: Tree, store: DiskStore, past: "Past") -> Answer:
    """What is new in it since it was `past`: the same, whatever the store holds."""
    if not store.keeps_files:
        return _since(call, tree, past, Memo(store))
    try:
        return _since(call, tree, past, Memo(store), _spread(store))
    except OSError:  # the store cannot be written any more: what must be written says so itself
        return _since(call, tree, past, Memo())


def _since(
    call: Call, tree: Tree, past: "Past", memo: Memo, spread: Spread | None = None
) -> Answer:
    from fairnotice.against import against  # noqa: PLC0415

    now = _outcome(call, tree, memo, spread, pages="none")
    built, report, _ = against(now, tree.files, past, call.clock, memo, spread)
    return Answer(built, report)


def watched(call: Call, store: DiskStore) -> Watch | None:
    """Looks at all that a build will read, before it does; None when nothing could be noted."""
    if call.asked is None or call.output is not None or not store.keeps_files:
        return None
    return Watch(call.asked, places(*template_folders()))


class Words(NamedTuple):
    """What a build says."""

    out: str | bytes
    """On standard output."""
    err: str
    code: int


def noted(
    watch: Watch,
    call: Call,
    zone: str,
    words: Words,
    written: Mapping[str, Collection[str]],
) -> None:
    """Lets `watch` note the words for as long as the day of `zone` lasts on which they were said.

    `written` are the files in each tree of output/ that was just made or looked at.
    """
    until = math.inf
    if not call.pinned:
        moment = call.clock.astimezone(ZoneInfo(zone))
        midnight = datetime.datetime.combine(moment.date(), datetime.time(), moment.tzinfo)
        until = (midnight + datetime.timedelta(days=1)).timestamp()
    out = words.out if isinstance(words.out, str) else words.out.decode()
    trees = {name: _looks(files) for name, files in written.items()}
    watch.note((out, words.err, words.code), until, trees)


def _looks(files: Collection[str]) -> dict[str, tuple[int, int, int, int] | None]:
    """How each file looks, where that is known: those of the store are links to what it holds."""
    if not isinstance(files, KeptFiles):
        return dict.fromkeys(files)
    found: dict[str, tuple[int, int, int, int] | None] = {}
    for path in files:
        stamp = files.stamp(path)
        found[path] = stamp and (stamp.mode, stamp.size, stamp.mtime, stamp.number)
    return found


def _made(call: Call, tree: Tree, memo: Memo, store: DiskStore, pages: "PagesWanted") -> Answer:
    result = _outcome(call, tree, memo, _spread(store), pages)
    site = result.judged.loaded.site
    built = result.built
    # One of them is nearly all there is to write: several cores would gain nothing.
    reports = {name: store.keep(content) for name, content in built.reports.items()}
    # What is settled is told in those reports, which are kept as they are, and to who asks for all.
    whole = Whole(result.report.unsettled, _digests(built.site), _digests(built.review), reports)
    if site is not None:
        note(call, tree, memo, f"whole {pages}", site.settings.timezone, whole)
    return _as_built(whole, store)._replace(report=result.report)


def _spread(store: DiskStore) -> Spread:
    """Calls a function for many things, on all cores, each of which keeps what it makes."""

    def spread(make: Callable[[int], T], count: int) -> Iterable[T]:
        return on_all_cores(make, count, store.in_child, store.save)

    return spread


def _suffices(whole: Whole, call: Call) -> bool:
    """Whether it holds all that is told now."""
    return not any(whole.report.elsewhere.values()) or not tells_all(call.voice)


def _plain(call: Call, tree: Tree, memo: Memo, pages: "PagesWanted") -> Answer:
    result = _outcome(call, tree, memo, pages=pages)
    return Answer(result.built, result.report)


def _outcome(
    call: Call,
    tree: Tree,
    memo: Memo,
    spread: Spread | None = None,
    pages: "PagesWanted" = "made",
) -> "Outcome":
    from fairnotice.compiled import compiled  # noqa: PLC0415
    from fairnotice.pipeline import outcome  # noqa: PLC0415

    memo.compiled = compiled()
    return outcome(
        tree.files, call.clock, call.drafts, tree.problems, memo, pages=pages, spread=spread
    )


def _as_built(whole: Whole, store: DiskStore) -> Answer:
    built = Built(
        site=KeptFiles(whole.site, store),
        review=KeptFiles(whole.review, store),
        reports=KeptFiles(whole.reports, store),
        problems=tuple(each.problem for each in whole.report.problems),
    )
    return Answer(built, whole.report)


def _digests(files: Mapping[str, bytes]) -> Mapping[str, str]:
    """Nothing where no page was made, because something is broken."""
    return files.digests if isinstance(files, KeptFiles) else {}


def _held(store: DiskStore, whole: Whole) -> Iterator[bool]:
    """Whether each file is there, and has its place in the folder: a forged store may say more."""
    for files in (whole.reports, whole.review, whole.site):
        for path, digest in files.items():
            parts = path.split("/")
            yield ".." not in parts and "" not in parts and store.holds(digest)
