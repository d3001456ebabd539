"""A tree of files that was laid out in; what stands in those folders of it nobody touched, out.

A site of a thousand versions has six thousand folders with a file or two in each. To look at a
folder from outside takes a fifth of what it takes to read it, and tells as much: whoever adds,
removes or replaces anything in a folder changes its times. So a build writes down how the folders
of a tree look and what stands in them; a file is known by its number, and that the file of this
number is what it was, the store knows (`DiskStore.holds`).

As in `unchanged`, a folder is trusted only when it was left alone for a while before it was looked
at, by the clock of its own disk: a second change in the same tick of that clock would not show.
The notes hang on the number of the tree's own folder, which stays the same wherever it is moved; a
note on what has another number by now, or was changed since, is never believed, folder by folder.
"""

import os
import sys
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from fairnotice.memo.keys import key
from fairnotice.memo.memo import Memo
from fairnotice.store import DiskStore

_ALONE = 2_000_000_000
"""Nanoseconds for which a folder must have been left alone: some disks count whole seconds."""

_ELSEWHERE = frozenset({"", ".", ".."})


class Look(NamedTuple):
    """What changes whenever somebody changes what stands in a folder."""

    number: int
    mode: int
    mtime: int
    ctime: int
    """Of the last change of any kind, in nanoseconds: nobody can set it."""


class Folder(NamedTuple):
    """One folder of a tree: how it looked, and what stood in it."""

    look: Look
    files: Mapping[str, int]
    """Name → number on the disk."""
    below: tuple[str, ...]
    """Names of the folders in it."""


Laid = Mapping[str, Folder]
"""Path of a folder in its tree → the folder; only of those that can be known by a look. Never the
tree's own folder: that is moved, which changes its times."""


def laid(store: DiskStore, tree: Path) -> Laid:
    """What a build noted of the folder that stands at `tree` now; nothing when none did."""
    if sys.platform == "win32":  # it does not say when a folder was changed
        return {}
    try:
        noted: Laid = Memo(store).look(_name(tree), dict[str, Folder]) or {}
    except OSError:
        return {}
    # Only a forged one names what is elsewhere, to have it removed.
    return {path: folder for path, folder in noted.items() if _is_inside(folder)}


def untouched(place: str, folder: Folder) -> bool:
    """Whether the folder at `place` is still the one that was noted."""
    try:
        return _look(place) == folder.look
    except OSError:
        return False


def note(
    store: DiskStore,
    tree: Path,
    numbers: Mapping[str, int],
    before: Laid,
    same: Collection[str],
) -> None:
    """Writes down how the folders of `tree` look, which was just put into its place.

    `numbers` holds the number of each file in it, by path: 0 for one that is not the store's. Of
    the folders at the paths in `same`, what stood in `before` is written down again: one in which
    something was written since looks otherwise, and is not believed.
    """
    if sys.platform == "win32":
        return
    files: dict[str, dict[str, int]] = {}
    for path, number in numbers.items():
        above, _, name = path.rpartition("/")
        if above not in same:
            files.setdefault(above, {})[name] = number
    below: dict[str, list[str]] = {}
    for path in folders(numbers):
        above, _, name = path.rpartition("/")
        if above not in same:
            below.setdefault(above, []).append(name)
    found = {path: before[path] for path in same}
    try:
        root = os.lstat(tree)
        # Moved into its place a moment ago: what the clock of this disk says.
        now = max(os.lstat(tree.parent).st_mtime_ns, root.st_ctime_ns)
        for path in {*files, *below} - {""}:
            look = _look(f"{tree}{os.sep}{path}")
            inside = files.get(path, {})
            if max(look.mtime, look.ctime) + _ALONE < now and all(inside.values()):
                found[path] = Folder(look, inside, tuple(below.get(path, ())))
        Memo(store).note(_name(tree), found)
    except OSError:
        return


def folders(paths: Iterable[str]) -> set[str]:
    """The folders in which files stand, at any depth."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _is_inside(folder: Folder) -> bool:
    """Whether all that it is said to hold are names, and no ways out of it."""
    names = [*folder.files, *folder.below]
    return "/" not in "".join(names) and _ELSEWHERE.isdisjoint(names)


def _name(tree: Path) -> str:
    seen = os.lstat(tree)
    return key("laid", seen.st_dev, seen.st_ino)


def _look(place: str) -> Look:
    seen = os.lstat(place)
    return Look(seen.st_ino, seen.st_mode, seen.st_mtime_ns, seen.st_ctime_ns)
