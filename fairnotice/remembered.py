"""Something to work out of a site's files in; the same, taken from the store if it is there, out.

What was worked out is known by everything that it depends on: every byte that was read, the day,
the flags.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fairnotice.calendar.timeline import today
from fairnotice.call import Call
from fairnotice.disk import SETTINGS, Tree
from fairnotice.memo.files import digests
from fairnotice.memo.keys import key
from fairnotice.memo.memo import Memo
from fairnotice.store import FOLDER, DiskStore, stored
from fairnotice.tool import tool

T = TypeVar("T")


@contextmanager
def remembering(folder: Path) -> Iterator[DiskStore]:
    """The store of the site in `folder`, for this version of the program."""
    with stored(folder, tool()) as store:
        yield store


def zone_of(tree: Tree, store: DiskStore) -> str:
    """The time zone of a site that was just built; empty when it has none."""
    found = Memo(store).look(_zone_name(tree), str)
    return found if isinstance(found, str) else ""


@contextmanager
def recalling(folder: Path) -> Iterator[Memo]:
    """A memo that has at hand, until the block ends, what builds of the site in `folder` kept, and
    keeps what is worked out beside it. Where nothing was built yet there is no store, and none is
    begun."""
    if not (folder / FOLDER).is_dir():
        yield Memo()
        return
    with remembering(folder) as store:
        memo = Memo(store)
        try:
            yield memo
        finally:
            memo.store = None


class Worked(NamedTuple):
    """Something worked out, and what it takes to remember it."""

    value: object
    timezone: str
    """The site's, in which its days begin; empty: the value is not to be remembered."""


def remembered(
    call: Call, tree: Tree, sort: str, kind: type[T], make: Callable[[Memo], Worked]
) -> T:
    """What `make` makes of the files, the day and the flags, taken from the store if it is there.

    `sort` tells it from all else that is made of them; `kind` is its type.
    """
    with recalling(call.folder) as memo:
        found: T | None = looked_up(call, tree, memo, sort, kind)
        if found is not None:
            return found
        value, timezone = make(memo)
        if timezone:
            note(call, tree, memo, sort, timezone, value)
        assert isinstance(value, kind)  # noqa: S101  # the caller's promise
        return value


def looked_up(call: Call, tree: Tree, memo: Memo, sort: str, kind: type[T]) -> T | None:
    """What was noted of these files on this day; None when nothing was."""
    zone = memo.look(_zone_name(tree), str)
    try:
        name = _name(call, tree, sort, zone) if zone else ""
    except (ValueError, ZoneInfoNotFoundError):  # not a zone: not our word
        return None
    found: T | None = memo.look(name, kind) if name else None
    return found


def note(call: Call, tree: Tree, memo: Memo, sort: str, timezone: str, value: object) -> None:
    """Notes what was worked out of these files on this day of the zone."""
    memo.note(_zone_name(tree), timezone)
    memo.note(_name(call, tree, sort, timezone), value)


def _zone_name(tree: Tree) -> str:
    return key("zone", tree.files.get(SETTINGS, b""))


def _name(call: Call, tree: Tree, sort: str, zone: str) -> str:
    """What tells this from all others: every byte that was read, the day, the flags."""
    made = hashlib.blake2b(digest_size=20)
    for path, content in digests(tree.files):
        made.update(f"{path}\0{content}\0".encode())
    moment = call.clock if call.clock.tzinfo else call.clock.replace(tzinfo=ZoneInfo(zone))
    return key(sort, made.hexdigest(), tree.problems, today(moment, zone), call.drafts)
