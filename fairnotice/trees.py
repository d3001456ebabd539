"""Files in; a folder that holds exactly them, made of the one that was replaced before, out.

Files of the store become hard links to what it holds. Of thousands of folders with a file or two in
each, few change between two builds: the folder that was replaced last is put by in the store, and
the next new one is made of it. Nothing in it is believed that was not looked at.
"""

import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from fairnotice.durable import flush
from fairnotice.laid import Laid, folders, laid, note, untouched
from fairnotice.memo.files import KeptFiles
from fairnotice.store import DiskStore
from fairnotice.swap import exchange


class Making:
    """A tree that is made anew: what stands in its new folder, and what is known of that."""

    def __init__(self, new: Path, files: Mapping[str, bytes], store: DiskStore | None) -> None:
        """`new` is where the folder is made; nothing is there yet."""
        self._new = new
        self._files = files
        self._store = store
        self._digests: Mapping[str, str] = {}
        if isinstance(files, KeptFiles) and store is not None:
            self._digests = files.digests
        self._numbers: dict[str, int] = {}
        self._before: Laid = {}
        self._same: set[str] = set()
        """Folders of `_before` from which nothing was taken."""
        self._copied: set[str] = set()
        """Files that are none of the store's: its disk has no hard links."""

    def make(self, name: str) -> None:
        """Makes the folder of the one that was put by under this name, if there is one."""
        kept: set[str] | None = None
        if self._store is not None:
            self._numbers = _numbers(self._digests, self._store)
        if self._digests and self._store and self._store.take_spare(name, self._new):
            self._before = laid(self._store, self._new)
            kept = set(self._thinned(self._store))
        self._copied = write_all(self._new, self._files, self._store, kept)

    def note(self, place: Path) -> None:
        """Writes down how the folder looks, now that it stands at `place`."""
        if not self._digests or self._store is None:
            return
        numbers = self._numbers | dict.fromkeys(self._copied, 0)
        note(self._store, place, numbers, self._before, self._same)

    def _thinned(self, store: DiskStore) -> Iterator[str]:
        """Removes all that is not wanted, or is not what it was; the paths of files that stay."""
        needed, numbers = folders(self._digests), self._numbers
        below = [("", str(self._new))]
        while below:
            path, place = below.pop()
            start = f"{path}/" if path else ""
            known = self._before.get(path)
            if known is not None and untouched(place, known):
                files = [
                    name
                    for name, number in known.files.items()
                    if numbers.get(start + name) == number
                ]
                inside = [name for name in known.below if start + name in needed]
                for name in {*known.files, *known.below}.difference(files, inside):
                    remove(Path(f"{place}{os.sep}{name}"))
                if len(files) + len(inside) == len(known.files) + len(known.below):
                    self._same.add(path)
            else:
                files, inside = [], []
                for entry in _entries(place):
                    name = start + entry.name
                    if _is_one(entry, numbers.get(name)) or _untouched(
                        entry, self._digests.get(name), store
                    ):
                        files.append(entry.name)
                    elif name in needed and entry.is_dir(follow_symlinks=False):
                        inside.append(entry.name)
                    else:
                        remove(Path(entry.path))
            yield from [start + name for name in files]
            below += [(start + name, f"{place}{os.sep}{name}") for name in inside]


def stands(folder: Path, files: Mapping[str, bytes], store: DiskStore | None) -> bool:
    """Whether the folder holds exactly these files, which are the store's and untouched."""
    if not isinstance(files, KeptFiles) or store is None:
        return False
    wanted, found = files.digests, 0
    if _lacks_newest(folder, wanted, store):
        return False
    try:
        before, needed = laid(store, folder), folders(wanted)
        numbers = _numbers(wanted, store)
        below = [("", str(folder))]
        while below:
            path, place = below.pop()
            start = f"{path}/" if path else ""
            known = before.get(path)
            if known is not None and untouched(place, known):
                if any(numbers.get(start + name) != known.files[name] for name in known.files):
                    return False
                found += len(known.files)
                below += [(start + name, f"{place}{os.sep}{name}") for name in known.below]
                continue
            for entry in _entries(place):
                if start + entry.name in needed and entry.is_dir(follow_symlinks=False):
                    below.append((start + entry.name, entry.path))
                elif _untouched(entry, wanted.get(start + entry.name), store):
                    found += 1
                else:
                    return False
    except OSError:
        return False
    return found == len(wanted)


def write_all(
    folder: Path,
    files: Mapping[str, bytes],
    store: DiskStore | None = None,
    kept: set[str] | None = None,
) -> set[str]:
    """Writes all files below a folder that does not exist yet, or holds those of `kept` alone.

    Gives the paths of files that are none of the store's. ValueError when a path leads out of the
    folder.
    """
    if kept is None:
        folder.mkdir()
        kept = set()
    root, made, copied = str(folder), {""}, set()
    digests = files.digests if isinstance(files, KeptFiles) and store is not None else {}
    for path in files:  # texts, no paths: a site has thousands of files
        if path in kept:
            continue
        above, _, name = path.rpartition("/")
        if name in {"", "."} or path.startswith("/") or ".." in path.split("/"):
            raise ValueError(f"{path!r} leads out of the folder it is written to")
        if above not in made:
            Path(f"{root}{os.sep}{above}").mkdir(parents=True, exist_ok=True)
            made.add(above)
        place = f"{root}{os.sep}{path}"
        if store is None or path not in digests or not _linked(store.place(digests[path]), place):
            Path(place).write_bytes(files[path])
            copied.add(path)
    return copied


def swap(new: Path, place: Path, old: Path, store: DiskStore | None) -> None:
    """Puts the finished folder `new` in the place of the old, and the old away; on the way it may
    stand at `old`."""
    if not os.path.lexists(place):
        new.rename(place)
    elif not exchange(new, place):
        # Between these two steps the place is empty; `disk.tidy` puts the old folder back.
        place.rename(old)
        new.rename(place)
    flush(place.parent)  # the old tree goes only when the new one is sure to have its name
    for gone in (new, old):
        if store is None or not gone.is_dir() or not store.keep_spare(place.name, gone):
            remove(gone)


def remove(path: Path) -> None:
    """Removes a file, a link (never what it leads to) or a folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _numbers(digests: Mapping[str, str], store: DiskStore) -> dict[str, int]:
    """The number on the disk of each file of the store, by path; 0 where it is not known."""
    stamps = ((path, store.stamp(digest)) for path, digest in digests.items())
    return {path: stamp.number if stamp else 0 for path, stamp in stamps}


def _entries(place: str) -> list["os.DirEntry[str]"]:
    with os.scandir(place) as entries:
        return list(entries)


def _lacks_newest(folder: Path, wanted: Mapping[str, str], store: DiskStore) -> bool:
    """Whether the file that was made last is not there: after an edit, one look tells."""

    def made(path: str) -> int:
        stamp = store.stamp(wanted[path])
        return stamp.mtime if stamp else 0

    newest = max(wanted, key=made, default="")
    try:
        return os.lstat(folder / newest).st_mtime_ns != made(newest) if newest else False
    except OSError:
        return True


def _is_one(entry: "os.DirEntry[str]", number: int | None) -> bool:
    """Whether it is the file with this number: one that the store holds, and has looked at."""
    return bool(number) and number == entry.inode() and entry.is_file(follow_symlinks=False)


def _untouched(entry: "os.DirEntry[str]", digest: str | None, store: DiskStore) -> bool:
    """Whether a file is the one that the store holds under this digest, and looks as it did."""
    stamp = store.stamp(digest) if digest else None
    if stamp is None:
        return False
    seen = entry.stat(follow_symlinks=False)
    # Windows gives no number here.
    number = seen.st_ino or entry.inode()
    return stat.S_ISREG(seen.st_mode) and stamp[:3] == (seen.st_size, seen.st_mtime_ns, number)


def _linked(kept: Path, place: str) -> bool:
    """Makes `place` the same file as `kept`; False where the disk has no hard links."""
    try:
        os.link(kept, place)
    except OSError:
        return False
    return True
