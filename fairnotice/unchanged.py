"""What a build saw and said in; the same words at once, while nothing of it has changed, out.

At its end a build writes down how every file looks from outside that it read or wrote (size, times,
number on the disk), and what it said. The next one looks at these files alone and loads next to
nothing: that is why this module imports nothing of the program, and no `pathlib`.

A change that leaves no trace in what is written down would be a second write in the very tick of
the clock in which the file was written before. So, as Git does with its index, a file that is not
older than the beginning of the build is not trusted, and nothing is written down.
"""

import marshal
import os
import stat
import sys
import time
import zlib
from itertools import chain

if sys.platform != "win32":
    import fcntl

STORE = ".fairnotice-cache"
_NAME = "unchanged"

OUTPUT = "output"
_READ = ("content", "templates")
_WRITTEN = ("site", "review", "reports")
_DAY = 86_400
_OTHER_CLOCK = 2_000_000_000
"""Nanoseconds by which a file on another disk must be older: times there may have whole seconds."""
_START = 10_000_000_000
"""The same for the program's own files, which were loaded before a build begins."""
_LONGEST = 1_000_000
"""Characters of an answer that is worth keeping."""
_LARGEST = 1 << 28
"""Bytes that are read at most: nobody's site has so many files."""


class Asked:
    """What was asked of the program: where, and all that the answer rests on beside files."""

    __slots__ = ("circumstances", "folder")

    def __init__(self, argv: list[str]) -> None:
        """`argv` are the program's arguments."""
        self.folder = _folder(argv)
        """The site's folder, as far as can be told without knowing the flags of a verb. Should it
        be another, nobody has noted the same circumstances there: who did knew the flags."""
        self.circumstances = repr(
            (
                argv,
                os.getcwd(),
                os.geteuid() if sys.platform != "win32" else 0,
                sys.version,
                sys.executable,
                sys.path,
                [os.environ.get(name) for name in ("NO_COLOR", "TERM", "SOURCE_DATE_EPOCH")],
                sys.stdout.isatty(),
                sys.stdout.encoding,
            )
        )


class Noted:
    """What a build wrote down of itself."""

    __slots__ = (
        "circumstances",
        "code",
        "err",
        "looks",
        "out",
        "program",
        "read",
        "times",
        "written",
    )

    def __init__(self, said: tuple[str, str, int], times: tuple[float, float]) -> None:
        """`said` is what it said, on standard output and error, and its exit code; it holds
        between the `times`, in seconds since 1970."""
        self.out, self.err, self.code = said
        self.times = times
        self.circumstances = ""
        self.read: list[str] = []
        """The files and folders that it read, by their paths in the site's folder."""
        self.program: list[str] = []
        """Those of the program, by their whole paths."""
        self.written: list[str] = []
        """Those of output/."""
        self.looks = b""
        """How all of them looked: those that were read before, those that were written after."""

    def content(self) -> bytes:
        """For a file. ValueError for words that would act on a terminal, or are too many."""
        if not _harmless(self.out + self.err) or len(self.out) + len(self.err) > _LONGEST:
            raise ValueError("not to be kept")
        facts = (
            self.circumstances,
            self.out,
            self.err,
            str(self.code),
            *map(str, self.times),
            "\0".join(self.read),
            "\0".join(self.program),
            "\0".join(self.written),
        )
        parts = [os.fsencode(part) for part in facts]
        sizes = " ".join(str(len(part)) for part in parts)
        rest = b"".join((sizes.encode(), b"\n", *parts, self.looks))
        return b"%08x\n" % zlib.crc32(rest) + rest


def _noted(content: bytes) -> Noted | None:
    """What was written down; None when it is damaged. ValueError when it makes no sense."""
    checksum, _, rest = content.partition(b"\n")
    if checksum != b"%08x" % zlib.crc32(rest):
        return None
    sizes, _, rest = rest.partition(b"\n")
    parts, start = [], 0
    for size in map(int, sizes.split()):
        parts.append(os.fsdecode(rest[start : start + size]))
        start += size
    circumstances, out, err, code, since, until, read, program, written = parts
    noted = Noted((out, err, int(code)), (float(since), float(until)))
    noted.circumstances = circumstances
    noted.read, noted.program, noted.written = (
        each.split("\0") if each else [] for each in (read, program, written)
    )
    noted.looks = rest[start:]
    return noted if _harmless(out + err) else None


def said_again(asked: Asked) -> int | None:
    """Says what the last build said, and gives its exit code; None when anything has changed.

    Nor does it when another build is at work: the build itself says so.
    """
    if sys.platform == "win32":
        return None
    folder, lock = asked.folder, -1
    try:
        noted = _noted(_taken(folder))
        if noted is None or noted.circumstances != asked.circumstances:
            return None
        lock = os.open(f"{folder}/{OUTPUT}", os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        since, until = noted.times
        if not since <= time.time() < until:
            return None
        # What is read differs far more often than what was written, which is much more.
        read = _looks(folder, noted.read, noted.program)
        if not noted.looks.startswith(read) or (
            noted.looks != read + _built(folder, noted.written)
        ):
            return None
    except (OSError, ValueError):
        return None
    finally:
        if lock >= 0:
            os.close(lock)
    sys.stdout.write(noted.out)
    sys.stdout.flush()
    sys.stderr.write(noted.err)
    sys.stderr.flush()
    return noted.code


class Watch:
    """A build that has begun: nobody else builds, and it has read nothing yet."""

    def __init__(self, asked: Asked, program: list[str]) -> None:
        """`program` are the files and folders of the program, by their whole paths."""
        self._asked = asked
        self._program = program
        self._since = time.time()
        self._read: list[str] = []
        self.begun: os.stat_result | None = None
        """How a file looks that was written then; None where none could be."""
        self._looks = b""
        """How all that is read looked before; nothing while something is too young."""
        try:
            self._begin()
        except (OSError, ValueError):
            self._looks = b""

    def _begin(self) -> None:
        folder = self._asked.folder
        place = f"{folder}/{STORE}/{_NAME}"
        if os.path.lexists(place):  # whatever becomes of this build, it holds no more
            os.unlink(place)
        begun = self.begun = _put(f"{place}.new", b"")
        for name in _READ:
            self._read += _below(folder, name)
        if any(os.path.islink(f"{folder}/{name}") for name in _beside(folder)):
            raise ValueError("a link")
        looks = _looks(folder, self._read, self._program)
        near = (f"{folder}/{path}" for path in (*_files_beside(folder), *self._read))
        if all(_older(os.lstat(path), begun) for path in near) and all(
            _older(os.stat(path), begun, _START) for path in self._program
        ):
            self._looks = looks

    def note(
        self,
        said: tuple[str, str, int],
        until: float,
        written: dict[str, dict[str, tuple[int, int, int, int] | None]],
    ) -> None:
        """Writes down what the build said, as in `Noted`, which holds until a moment.

        `written` are the paths in each tree that was just made or looked at, each with how it looks
        (mode, size, time, number) if that is known; other trees are gone through. A look that is no
        longer right lets the next build look again. Where nothing can be written, nothing is. Once
        in a day everything is looked at again, whatever is written here.
        """
        if not self._looks:
            return
        folder, now = self._asked.folder, time.time()
        noted = Noted(said, (self._since, min(until, (now // _DAY + 1) * _DAY)))
        noted.circumstances = self._asked.circumstances
        noted.read, noted.program = self._read, self._program
        known: dict[str, tuple[int, int, int, int]] = {}
        try:
            for name in _WRITTEN:
                tree = f"{OUTPUT}/{name}"
                if name not in written:
                    noted.written += _below(folder, tree)
                    continue
                noted.written += _with_folders(tree, list(written[name]))
                known.update(_known(folder, tree, written[name]))
            noted.looks = self._looks + _built(folder, noted.written, known)
            place = f"{folder}/{STORE}/{_NAME}"
            _put(f"{place}.new", noted.content())
            os.replace(f"{place}.new", place)
        except (OSError, ValueError):
            return


def _folder(argv: list[str]) -> str:
    """What the last `-C` names."""
    folder = "."
    for word, following in zip(argv, [*argv, ""][1:], strict=True):
        if word == "-C":
            folder = following
        elif word.startswith("-C"):
            folder = word[2:]
    return folder or "."


def _looks(folder: str, read: list[str], program: list[str]) -> bytes:
    """How all that is read looks: the same only if nobody touched it. OSError for what is gone."""
    found: list[int] = []
    own = [f"{folder}/{path}" for path in (*_files_beside(folder), *read)]
    for seen in chain(map(os.lstat, own), map(os.stat, program)):  # packages may be links
        found += (seen.st_mode, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino)
    return marshal.dumps(("\0".join(_beside(folder)), found), 2)


def _built(
    folder: str, written: list[str], known: dict[str, tuple[int, int, int, int]] | None = None
) -> bytes:
    """The same of output/. Its files have other links, so the times of those are left out.

    `known` are looks that need not be taken again.
    """
    found: list[int] = []
    lstat = os.lstat
    start = f"{folder}/"
    known = known or {}
    for path in written:
        if path in known:
            found += known[path]
            continue
        seen = lstat(start + path)
        found += (seen.st_mode, seen.st_size, seen.st_mtime_ns, seen.st_ino)
    return marshal.dumps(found, 2)


def _known(
    folder: str, tree: str, written: dict[str, tuple[int, int, int, int] | None]
) -> dict[str, tuple[int, int, int, int]]:
    """The looks that are known in a tree, by the paths of its files; none where the first of them
    is wrong: the disk has no hard links."""
    known = {f"{tree}/{path}": look for path, look in written.items() if look is not None}
    for path, look in known.items():
        seen = os.lstat(f"{folder}/{path}")
        right = (seen.st_mode, seen.st_size, seen.st_mtime_ns, seen.st_ino) == look
        return known if right else {}
    return {}


def _beside(folder: str) -> list[str]:
    """What stands in the site's folder, by name."""
    return sorted(name for name in os.listdir(folder) if name[0] != "." and name != OUTPUT)


def _files_beside(folder: str) -> list[str]:
    return [name for name in _beside(folder) if not os.path.isdir(f"{folder}/{name}")]


def _below(folder: str, top: str) -> list[str]:
    """A folder in the site's and all below it; nothing when it is not there.

    What begins with a dot is never read, and so left out. ValueError for a link: what it leads to
    may change without it.
    """
    if not os.path.lexists(f"{folder}/{top}"):
        return []
    if os.path.islink(f"{folder}/{top}"):
        raise ValueError("a link")
    found, below = [], [top]
    while below:
        path = below.pop()
        found.append(path)
        with os.scandir(f"{folder}/{path}") as entries:
            for entry in entries:
                if entry.name[0] == ".":
                    continue
                if entry.is_symlink():
                    raise ValueError("a link")
                if entry.is_dir(follow_symlinks=False):
                    below.append(f"{path}/{entry.name}")
                else:
                    found.append(f"{path}/{entry.name}")
    return found


def _with_folders(tree: str, paths: list[str]) -> list[str]:
    """A tree, the files of these paths in it, and the folders that they are in."""
    found = {tree: None}
    for path in paths:
        place = f"{tree}/{path}"
        found[place] = None
        folder = place.rpartition("/")[0]
        while folder not in found:
            found[folder] = None
            folder = folder.rpartition("/")[0]
    return list(found)


def _older(seen: os.stat_result, begun: os.stat_result, by: int = 0) -> bool:
    """Whether a file was surely not touched since; it may be on another disk."""
    if seen.st_dev != begun.st_dev:
        by = max(by, _OTHER_CLOCK)
    return max(seen.st_mtime_ns, seen.st_ctime_ns) + by < begun.st_mtime_ns


def _put(place: str, content: bytes) -> os.stat_result:
    """Writes a new file in the place of any other, never through a link; how it looks."""
    if os.path.lexists(place):
        os.unlink(place)
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with open(handle, "wb") as file:
        file.write(content)
        file.flush()
        return os.fstat(handle)


def _taken(folder: str) -> bytes:
    """What was written down. OSError where there is none, ValueError for what is no plain file."""
    if not stat.S_ISDIR(os.lstat(f"{folder}/{STORE}").st_mode):
        raise ValueError("a link")
    handle = os.open(f"{folder}/{STORE}/{_NAME}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with open(handle, "rb") as file:
        seen = os.fstat(handle)
        if not stat.S_ISREG(seen.st_mode) or seen.st_size > _LARGEST:
            raise ValueError("no plain file")
        return file.read()


def _harmless(text: str) -> bool:
    """Whether nothing in it acts on a terminal, but for colours."""
    first, *coloured = text.replace("\n", "").split("\x1b[")
    rest = [first]
    for piece in coloured:
        colour, end, words = piece.partition("m")
        if not end or not colour.replace(";", "").isdigit():
            return False
        rest.append(words)
    return all(map(str.isprintable, rest))
