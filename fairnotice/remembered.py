"""A site's files in; what a build makes of them, with what was made before taken from the store.

One outcome is remembered as a whole, by everything that it depends on: when nothing has changed,
nothing is read, judged or rendered again. Else the parts that did not change are.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from fairnotice.calendar.timeline import today
from fairnotice.call import Call
from fairnotice.disk import SETTINGS, Tree
from fairnotice.memo.keys import key
from fairnotice.memo.memo import Memo
from fairnotice.model import Built
from fairnotice.pages.kept import KeptFiles
from fairnotice.pipeline import Answer, outcome
from fairnotice.reports.report import Report
from fairnotice.store import DiskStore, stored
from fairnotice.tool import tool


class Whole(NamedTuple):
    """One outcome: the report, and the digests of all files by path."""

    report: Report
    site: Mapping[str, str]
    review: Mapping[str, str]
    reports: Mapping[str, str]


@contextmanager
def remembering(folder: Path) -> Iterator[DiskStore]:
    """The store of the site in `folder`, for this version of the program."""
    with stored(folder, tool()) as store:
        yield store


def answer(call: Call, tree: Tree, store: DiskStore) -> Answer:
    """What a build makes of the files: the same, byte for byte, whatever the store holds."""
    if not store.keeps_files:
        return _plain(call, tree, Memo(store))
    memo = Memo(store)
    zone_name = key("zone", tree.files.get(SETTINGS, b""))
    zone = memo.look(zone_name, str)
    if zone is not None:
        whole = memo.look(_name(call, tree, zone), Whole)
        if whole is not None and all(_held(store, whole)):
            return _as_built(whole, store)
    try:
        return _made(call, tree, memo, store, zone_name)
    except OSError:  # the store cannot be written any more: what must be written says so itself
        return _plain(call, tree, Memo())


def _made(call: Call, tree: Tree, memo: Memo, store: DiskStore, zone_name: str) -> Answer:
    result = outcome(tree.files, call.clock, call.drafts, tree.problems, memo)
    site = result.judged.loaded.site
    built = result.built
    reports = {path: store.keep(content) for path, content in built.reports.items()}
    whole = Whole(result.report, _digests(built.site), _digests(built.review), reports)
    if site is not None:
        memo.note(zone_name, site.settings.timezone)
        memo.note(_name(call, tree, site.settings.timezone), whole)
    return _as_built(whole, store)


def _plain(call: Call, tree: Tree, memo: Memo) -> Answer:
    result = outcome(tree.files, call.clock, call.drafts, tree.problems, memo)
    return Answer(result.built, result.report)


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
    for files in (whole.reports, whole.review, whole.site):
        for digest in files.values():
            yield store.holds(digest)


def _name(call: Call, tree: Tree, zone: str) -> str:
    """What tells this outcome from all others: every byte that was read, the day, the flags."""
    made = hashlib.blake2b(digest_size=20)
    for path, content in tree.files.items():
        made.update(f"{path}\0{len(content)}\0".encode())
        made.update(content)
    moment = call.clock if call.clock.tzinfo else call.clock.replace(tzinfo=ZoneInfo(zone))
    return key("whole", made.hexdigest(), tree.problems, today(moment, zone), call.drafts)
