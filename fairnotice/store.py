"""A site's folder in; a store of what was worked out, in `.fairnotice-cache/`, out.

Facts and texts are rows of one SQLite file, each with its own checksum. Whole files of the site are
files, named by their content, and the site itself is made of hard links to them. The folder can be
deleted, or copied to another machine, at any time; whatever in it is damaged or cannot be used is
worked out again. Nothing in it is ever run, but who can write to it can put words into the site:
see SECURITY.md.
"""

import contextlib
import hashlib
import os
import re
import shutil
import sqlite3
import stat
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import msgspec

from fairnotice.memo.files import digest as digest_of
from fairnotice.memo.memo import Stamp

FOLDER = ".fairnotice-cache"

_LIMIT = 2 << 30
"""Bytes that the folder may take; beyond it, what was not used for longest goes. What was used
today stays: a site that needs more would else make everything anew each time."""

_LARGEST = 256 << 20
"""Bytes of a value or a file; what has more is none of ours."""

_PATIENCE = 2.0
"""Seconds between two moments at which what was put is safe from a kill."""

_DAY = 86_400

_SMALL = 16_384
"""Bytes of a value that is kept together with others."""
_MANY = 64
"""Values asked for one by one before those that the last build used are fetched together: in a file
of hundreds of megabytes each takes twenty times as long alone."""
_TOGETHER = "together"
_AT_ONCE = 1_000
"""Those that one row holds: all in one would take as much memory again while it is made."""

_PAGE = 32_768
"""Bytes that a new file of facts is read and written by: some facts take megabytes, and most of the
others then stand where they are looked for."""

_DIGEST = re.compile("[0-9a-f]{40}")

# A fact may take pages of its own. Sorted by name among small ones (WITHOUT ROWID) such facts cost
# seven times as much to put, and twice as much to find.
_TABLES = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value BLOB, sum BLOB, used INT);
CREATE TABLE IF NOT EXISTS files (digest TEXT PRIMARY KEY, size INT, mtime INT, used INT)
    WITHOUT ROWID;
"""


class DiskStore:
    """What was worked out, kept on the disk. Every trouble with the disk means: not kept."""

    def __init__(self, folder: Path, tool: str, limit: int = _LIMIT) -> None:
        """`folder` is the site's; `tool` tells this program from all others."""
        self._folder = folder / FOLDER
        self._tool = tool
        self._limit = limit
        self._base: sqlite3.Connection | None = None
        self._inherited: sqlite3.Connection | None = None
        self._writable = False
        self._reads_alone = False
        self._stamps: dict[str, Stamp] = {}
        self._stale: set[str] = set()
        """Digests of files that were not used today, as far as is known."""
        self._fresh: dict[str, Stamp] = {}
        self._used: set[tuple[str, str]] = set()
        self._together: dict[str, bytes] | None = None
        """Small values that the last build used; None until they are wanted."""
        self._small: dict[str, bytes] = {}
        """Those that were used now."""
        self._outdated = False
        """Whether one of those that were fetched together was put anew."""
        self._grew = False
        self._files = str(self._folder / "files")
        self._today = int(time.time()) // _DAY
        self._last = time.monotonic()
        self._open()

    def get(self, key: str) -> bytes | None:
        """What was put there under this key; None when nothing was, or it is damaged."""
        if self._base is None:
            return None
        name = self._name(key)
        found = self._among_small(name)
        return self._alone(name) if found is None else found

    def _among_small(self, name: str) -> bytes | None:
        """A value that was used before by this build or the last one."""
        found = self._small.get(name)
        if found is None and self._together is None and len(self._small) >= _MANY:
            self._fetch_together()
        if found is None and self._together:
            found = self._together.get(name)
            if found is not None:
                self._small[name] = found
        return found

    def _fetch_together(self) -> None:
        """Those of the last build, at one go. What it noted under a key may have been noted anew
        since; that makes work for who has to hold it against what it was made from, and no more."""
        self._together = {}
        stale = len(self._used)
        for row in count():
            name = self._name(f"{_TOGETHER} {row}")
            value = self._alone(name)
            self._small.pop(name, None)
            if not value:
                break
            with contextlib.suppress(msgspec.MsgspecError, UnicodeError):
                self._together |= msgspec.msgpack.decode(value, type=dict[str, bytes])
        if len(self._used) > stale:  # not used today, nor is what is in it
            self._used.update(("facts", each) for each in self._together)

    def _alone(self, name: str) -> bytes | None:
        """A value from its own row."""
        if self._base is None:
            return None
        try:
            row = self._base.execute(
                "SELECT value, sum, used FROM facts WHERE name = ?", (name,)
            ).fetchone()
        except sqlite3.Error:
            return None
        if row is None:
            return None
        value, checksum, used = row
        if not isinstance(value, bytes) or _sum(name, value) != checksum:
            return None
        if used != self._today:
            self._used.add(("facts", name))
        if len(value) <= _SMALL:
            self._small[name] = value
        return value

    def has(self, key: str) -> bool:
        """Whether something was put there that is not damaged."""
        # Fetched, so that the next build finds it among what this one used.
        return self.get(key) is not None

    def put(self, key: str, value: bytes) -> None:
        """Keeps it, as far as there is room."""
        if self._base is None or not self._writable or self._reads_alone:
            return
        name, self._grew = self._name(key), True
        self._put(name, value)
        self._small.pop(name, None)
        if self._together and self._together.pop(name, value) != value:
            self._outdated = True
        if len(value) <= _SMALL:
            self._small[name] = value
        if time.monotonic() - self._last > _PATIENCE:
            self._save()

    def put_by(self, key: str) -> None:
        """Leaves it where it is, and not among what the next build fetches together."""
        name = self._name(key)
        self._small.pop(name, None)
        if self._together:
            self._together.pop(name, None)

    def _put(self, name: str, value: bytes) -> None:
        if self._base is None:
            return
        with contextlib.suppress(sqlite3.Error):
            self._base.execute(
                "INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?)",
                (name, value, _sum(name, value), self._today),
            )

    def holds(self, digest: str) -> bool:
        """Whether the file with this content is there, and is still what it was."""
        known = self._stamps.get(digest)
        try:
            found = os.lstat(self._place(digest))
        except OSError:
            return False
        if not stat.S_ISREG(found.st_mode):  # a link would bring another file into the site
            return False
        stamp = _stamp(found)
        if known and stamp.size == known.size and stamp.mtime == known.mtime:
            self._stamps[digest] = stamp
            if digest in self._stale:
                self._stale.remove(digest)
                self._used.add(("files", digest))
            return True
        # Copied from another machine, or touched: only its content can tell.
        place = self.place(digest)
        try:
            right = stamp.size <= _LARGEST and digest_of(place.read_bytes()) == digest
        except OSError:
            return False
        if right:
            self._stamps[digest] = self._fresh[digest] = stamp
        elif self._writable:
            with contextlib.suppress(OSError):
                place.unlink()
        return right

    def keep(self, content: bytes) -> str:
        """Keeps the content of a file; gives its digest. OSError when it cannot be kept."""
        digest = digest_of(content)
        if self.holds(digest):
            return digest
        place = self._place(digest)
        new = f"{place}.{os.getpid()}.new"
        try:
            try:
                found = _written(new, content)
            except FileNotFoundError:  # the first one of its folder
                Path(place).parent.mkdir(parents=True, exist_ok=True)
                found = _written(new, content)
            except FileExistsError:  # of a build that was killed, or a link to what is not ours
                Path(new).unlink()
                found = _written(new, content)
            os.replace(new, place)  # noqa: PTH105  # a site has thousands of files
        except BaseException:
            with contextlib.suppress(OSError):
                Path(new).unlink(missing_ok=True)
            raise
        self._grew = True
        self._stamps[digest] = self._fresh[digest] = _stamp(found)
        return digest

    def content(self, digest: str) -> bytes:
        """The content of a file that is held. OSError when it vanished meanwhile."""
        return self.place(digest).read_bytes()

    def place(self, digest: str) -> Path:
        """Where the file with this content is, when it is held.

        A name that is no digest, as only a forged store has it, leads to no file, and not out.
        """
        return Path(self._place(digest))

    def _place(self, digest: str) -> str:
        """The same as a text: a site has thousands of files, each of which is looked at."""
        if not _DIGEST.fullmatch(digest):
            digest = "none"
        return f"{self._files}{os.sep}{digest[:2]}{os.sep}{digest}"

    def stamp(self, digest: str) -> Stamp | None:
        """How the file with this content looks from outside; None when that is not known."""
        return self._stamps.get(digest)

    def learn(self, digest: str, stamp: Stamp) -> None:
        """Learns how a file looks that a copy of this process kept."""
        if self._stamps.get(digest) != stamp:
            self._stamps[digest] = self._fresh[digest] = stamp
            self._grew = True

    def take_spare(self, name: str, place: Path) -> bool:
        """Moves the folder that was put by under this name to `place`; False when there is none.

        It was good when it was put by; whoever takes it looks at every file.
        """
        spare = self._spare(name)
        if not self._writable or spare.is_symlink() or not spare.is_dir():
            return False
        try:
            spare.rename(place)
        except OSError:
            return False
        return True

    def keep_spare(self, name: str, folder: Path) -> bool:
        """Puts a folder by that is needed no more; False, and nothing done, when it cannot."""
        spare = self._spare(name)
        if not self._writable or spare.is_symlink():
            return False
        try:
            if spare.is_dir():
                shutil.rmtree(spare)
            spare.parent.mkdir(exist_ok=True)
            folder.rename(spare)
        except OSError:
            return False
        return True

    def _spare(self, name: str) -> Path:
        return self._folder / "spare" / name

    def save(self) -> None:
        """Puts down what was put so far: other processes can read it."""
        if self._writable:
            self._save()

    def in_child(self) -> None:
        """To be called first in a copy of this process: what is put there is not kept.

        A connection to SQLite must not be used, and not be closed, by a copy of its process.
        """
        self._inherited, self._base = self._base, None
        self._reads_alone = True
        self._read_only()

    @property
    def keeps_files(self) -> bool:
        """Whether files can be kept: the folder is there and can be written."""
        return self._writable

    def close(self) -> None:
        """Puts down what was used, and makes room."""
        if self._base is None:
            return
        with contextlib.suppress(sqlite3.Error, OSError):
            if self._writable:
                self._keep_together()
                self._note_used()
                self._save()
                self._make_room()
        self._base.close()
        self._base = None

    # ------------------------------------ the folder

    def _open(self) -> None:
        try:
            self._folder.mkdir(exist_ok=True)
            if self._leads_out():
                return
            self._ignored_by_git()
            self._connect()
        except sqlite3.DatabaseError as error:
            if "locked" not in str(error):
                self._begin_anew()
        except OSError:
            self._read_only()

    def _leads_out(self) -> bool:
        """Whether a link in the folder, or in its place, would have files written elsewhere, or a
        pipe in place of a file of facts would be waited for.

        Whoever can add a link to the repository could otherwise choose where.
        """
        files, spare = self._folder / "files", self._folder / "spare"
        below = files.iterdir() if files.is_dir() and not files.is_symlink() else ()
        facts = tuple(self._folder.glob("facts.sqlite*"))
        places = (self._folder, spare, files, *below, *facts)
        return any(place.is_symlink() for place in places) or any(
            place.exists() and not place.is_file() and not place.is_dir() for place in facts
        )

    def _ignored_by_git(self) -> None:
        """Keeps the folder out of the repository, without a line in anybody's .gitignore."""
        place = self._folder / ".gitignore"
        if not os.path.lexists(place):
            place.write_text("# What fairnotice worked out; safe to delete.\n*\n", "utf-8")

    def _connect(self) -> None:
        """Opens the file of facts, to write where that is possible."""
        place = self._folder / "facts.sqlite"
        if place.exists() and not os.access(place, os.W_OK):
            self._read_only()
            return
        base = sqlite3.connect(
            place, timeout=1, isolation_level="DEFERRED", check_same_thread=False
        )
        try:
            if not _is_ours(base):
                raise sqlite3.DatabaseError("somebody else's tables")
            base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST)
            # What a power cut spoils is found by its checksum and made anew.
            base.execute("PRAGMA synchronous = OFF")
            base.execute(f"PRAGMA page_size = {_PAGE}")
            base.executescript(_TABLES)
            rows = base.execute("SELECT digest, size, mtime, used FROM files").fetchall()
        except sqlite3.Error:
            base.close()
            raise
        self._stamps = {digest: Stamp(size, mtime) for digest, size, mtime, _ in rows}
        self._stale = {digest for digest, *_, used in rows if used != self._today}
        self._base, self._writable = base, True

    def _read_only(self) -> None:
        place = self._folder / "facts.sqlite"
        with contextlib.suppress(sqlite3.Error, OSError):
            base = sqlite3.connect(
                f"{place.resolve().as_uri()}?mode=ro&immutable=1",
                uri=True,
                check_same_thread=False,
            )
            try:
                if not _is_ours(base):
                    raise sqlite3.DatabaseError("somebody else's tables")
                base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST)
                rows = base.execute("SELECT digest, size, mtime FROM files").fetchall()
            except sqlite3.Error:
                base.close()
                return
            self._stamps = {digest: Stamp(size, mtime) for digest, size, mtime in rows}
            self._base = base

    def _begin_anew(self) -> None:
        """Throws away a file of facts that is none."""
        with contextlib.suppress(sqlite3.Error, OSError):
            for end in ("", "-journal"):
                (self._folder / f"facts.sqlite{end}").unlink(missing_ok=True)
            self._connect()

    def _save(self) -> None:
        if self._base is None:
            return
        with contextlib.suppress(sqlite3.Error):
            self._base.executemany(
                "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)",
                [
                    (digest, stamp.size, stamp.mtime, self._today)
                    for digest, stamp in self._fresh.items()
                ],
            )
            self._base.commit()
            self._fresh.clear()
        self._last = time.monotonic()

    def _keep_together(self) -> None:
        """For the next build, if this one used many. A few more than were fetched, as after an
        edit, wait for more to come: the next one fetches them one by one."""
        used, fetched = self._small, self._together or {}
        more = len(used.keys() - fetched.keys()) > _MANY
        if len(used) > _MANY and (more or self._outdated or len(fetched) > 2 * len(used)):
            names = list(used)
            rows = [names[start : start + _AT_ONCE] for start in range(0, len(names), _AT_ONCE)]
            for row, those in enumerate(rows):
                value = msgspec.msgpack.encode({name: used[name] for name in those})
                self._put(self._name(f"{_TOGETHER} {row}"), value)
            self._put(self._name(f"{_TOGETHER} {len(rows)}"), b"")  # there were more of them once

    def _note_used(self) -> None:
        if self._base is None:
            return
        for table, column in (("facts", "name"), ("files", "digest")):
            names = [(self._today, name) for kind, name in self._used if kind == table]
            self._base.executemany(f"UPDATE {table} SET used = ? WHERE {column} = ?", names)  # noqa: S608  # two fixed names

    def _make_room(self) -> None:
        """Removes what was not used for longest, when there is too much."""
        if self._base is None or not self._grew:
            return
        # What the file of facts takes is known at once; only who may be over it counts exactly.
        (pages,) = self._base.execute("PRAGMA page_count").fetchone()
        (page,) = self._base.execute("PRAGMA page_size").fetchone()
        (files,) = self._base.execute("SELECT total(size + 200) FROM files").fetchone()
        if pages * page + files <= self._limit:
            return
        sizes = "SELECT 'facts', name, length(value) + 200 AS size, used FROM facts UNION ALL "
        sizes += "SELECT 'files', digest, size + 200, used FROM files"
        (taken,) = self._base.execute(f"SELECT total(size) FROM ({sizes})").fetchone()  # noqa: S608  # fixed words
        over = int(taken) - self._limit
        if over <= 0:
            return
        for table, name, size, used in self._base.execute(f"{sizes} ORDER BY 4").fetchall():
            if over <= -self._limit // 5 or used == self._today:
                break
            over -= size
            if table == "files":
                self.place(name).unlink(missing_ok=True)
                self._base.execute("DELETE FROM files WHERE digest = ?", (name,))
            else:
                self._base.execute("DELETE FROM facts WHERE name = ?", (name,))
        self._base.commit()

    def _name(self, key: str) -> str:
        return f"{self._tool}-{key}"


@contextlib.contextmanager
def stored(folder: Path, tool: str) -> Iterator[DiskStore]:
    """The store of the site in `folder`, closed at the end of the block."""
    store = DiskStore(folder, tool)
    try:
        yield store
    finally:
        store.close()


def _is_ours(base: sqlite3.Connection) -> bool:
    """Whether there is nothing in it but our tables, or nothing yet.

    A view or a trigger is a program of whoever wrote the file, and may have no end.
    """
    expected = {" ".join(each.split()) for each in _TABLES.split(";")}
    made = {each.replace(" IF NOT EXISTS", "") for each in expected}
    found = base.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchmany(9)
    return all(" ".join(str(sql).split()) in made for (sql,) in found)


def _written(place: str, content: bytes) -> os.stat_result:
    """Writes a file that is not there; how it looks from outside. A site has thousands of them."""
    with open(place, "xb", buffering=0) as file:  # noqa: PTH123
        rest = memoryview(content)
        while rest:
            rest = rest[file.write(rest) :]
        return os.fstat(file.fileno())


def _stamp(seen: os.stat_result) -> Stamp:
    return Stamp(seen.st_size, seen.st_mtime_ns, seen.st_ino, seen.st_mode)


def _sum(name: str, value: bytes) -> bytes:
    made = hashlib.sha256(f"{name}\0".encode())
    made.update(value)
    return made.digest()[:12]
