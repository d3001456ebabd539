"""A folder in, its files as bytes out; bytes in, `output/` replaced whole or not at all.

The only module that reads or writes files. What it reads is a plain mapping of path to bytes, so
that everything behind it is a function of that mapping. What it writes is first written beside its
place, complete, and then swapped in: a reader, and a build that is killed, sees the old or the
new, never a mixture.
"""

import contextlib
import errno
import os
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from fairnotice.devices import is_device
from fairnotice.disk_error import DiskError
from fairnotice.durable import flush, flush_below
from fairnotice.memo.files import LateFiles, digest
from fairnotice.model import Place, Problem
from fairnotice.store import DiskStore
from fairnotice.trees import Making, remove, stands, swap, write_all

if sys.platform != "win32":
    import fcntl

OUTPUT = "output"
SETTINGS = "site.yaml"
CONTENT = "content"
TEMPLATES = "templates"
PICTURES = frozenset({".avif", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
"""Endings of the files beside site.yaml that are read, too: a logo."""

LARGEST = 32 * 2**20
"""Bytes of a file that is read: a text may have a megabyte, and no picture has so many."""

_LARGEST_TEXT = 2 * 2**20
"""Bytes of a version's file: its text may have a million, and what stands above it a few lines."""

_MOST_HELD = 128 * 2**20
"""Bytes of all files that are held in memory together, which are all but the texts of versions: a
hundred pictures of zeros take no room in a pull request, and gigabytes here."""

_MOST_BY_LINKS = 10_000
"""Files and folders that are reached through links to folders: with two links in each of thirty
folders there are a thousand million ways."""

_LONGEST = 400
"""Signs of a path in the site; there can be thousands of folders within one another."""

_PATIENCE = 1.0
"""Seconds in which another build may end: processes of one that was killed die a moment later."""

_NEW = ".{}.new"
_OLD = ".{}.old"


class Tree(NamedTuple):
    """What was read, and what was refused."""

    files: Mapping[str, bytes]
    """`site.yaml`, pictures beside it, `content/…`, `templates/…` → bytes, ordered by path."""
    problems: tuple[Problem, ...]


# ---------------------------------------- reading


def is_site(folder: Path) -> bool:
    """Whether there is a site in `folder`."""
    return (folder / SETTINGS).is_file()


Digest = Callable[[str, str, Callable[[], bytes]], str]
"""A text's path in the site, the plain file that it is, and how to read it: its digest."""


def read_now(_path: str, _place: str, reading: Callable[[], bytes]) -> str:
    """The digest of a text, which is read."""
    return digest(reading())


def read(folder: Path, *, late: bool = False, known: Digest = read_now) -> Tree:
    """The site in `folder`: its settings, its content, and every template that it can use.

    Templates are looked for file by file: in the site's folder, then in the package, then beside
    the package (a checkout). Names that begin with a dot are left out. What leads out of the
    site's folder, or is not a plain file, is refused and reported. DiskError when something
    cannot be read.

    With `late`, the texts of versions are not held in memory, but read again when they are asked
    for; DiskError then, when one is not what it was. `known` may know the digests of some.
    """
    if not folder.is_dir():
        raise DiskError(f"There is no folder {folder}.", "Name the site's folder with -C.")
    problems: list[Problem] = []
    files = _supplied()
    root = folder.resolve()
    plain: dict[str, str] = {}
    found = (
        *_walk(root, CONTENT, problems, plain),
        *_walk(root, TEMPLATES, problems, plain),
    )
    left = {}
    by_links = held = 0
    for path in (SETTINGS, *_pictures(root), *found):
        text = path.startswith(f"{CONTENT}/") and path.endswith(".md")
        bound = _TEXT if text else _Bound(_MOST_HELD - held, _TOO_MUCH)
        try:
            if path in plain:
                reading = partial(_bytes, Path(plain[path]), bound)
                if late and text:
                    left[path] = known(path, plain[path], reading)
                    continue
                content: bytes | None = reading()
                held += 0 if text else len(content or b"")
            else:
                reached = _Bound(LARGEST - by_links, _TOO_MUCH_BY_LINKS)
                content = _content(root, path, problems, min(bound, reached))
                by_links += len(content or b"")
        except _TooLargeError as error:
            problems.append(_too_large(path, str(error)))
            continue
        if content is not None and late and text:
            left[path] = digest(content)
        elif content is not None:
            files[path] = content
    if late:
        return Tree(LateFiles(files, left, partial(_again, root, left)), tuple(problems))
    return Tree(dict(sorted(files.items())), tuple(problems))


def _again(root: Path, digests: Mapping[str, str], path: str) -> bytes:
    """The bytes of a file that was read before."""
    # Where it leads was seen when it was read first; the same bytes from elsewhere are the same.
    place = f"{root}{os.sep}{path}"
    with _readable(Path(place)):
        handle = os.open(
            place, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
        with open(handle, "rb") as file:  # noqa: PTH123  # of a handle
            content = file.read() if stat.S_ISREG(os.fstat(handle).st_mode) else None
    if content is None or digest(content) != digests[path]:
        raise DiskError(f"{place} was changed while it was being read.", "Build again.")
    return content


def supplied() -> dict[str, str]:
    """The templates that come with the program, by their path in a site; pictures are left out."""
    found = {}
    for path, content in _supplied().items():
        with contextlib.suppress(UnicodeDecodeError):
            found[path] = content.decode()
    return found


def _supplied() -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for folder in template_folders():
        files.update(_packaged(folder))
    return files


def template_folders() -> Iterator[Path]:
    """The folders of templates that come with the program, the least wanted first."""
    package = Path(__file__).resolve().parent
    # In site-packages, a folder "templates" beside the package would be somebody else's.
    if (package.parent / "pyproject.toml").is_file():
        yield package.parent / TEMPLATES
    yield package / TEMPLATES


def _packaged(folder: Path) -> dict[str, bytes]:
    """The templates below one folder of the program, by their path in a site."""
    with _readable(folder):
        return {
            f"{TEMPLATES}/{file.relative_to(folder).as_posix()}": file.read_bytes()
            for file in sorted(folder.rglob("*"))
            if file.is_file() and not file.name.startswith(".")
        }


def _pictures(root: Path) -> list[str]:
    """Names of the pictures beside site.yaml."""
    with _readable(root):
        names = [child.name for child in root.iterdir() if child.suffix.lower() in PICTURES]
    return sorted(name for name in names if not name.startswith(".") and _printable(name))


def _walk(root: Path, top: str, problems: list[Problem], plain: dict[str, str]) -> Iterator[str]:
    """Paths of the files below `top`, sorted; links to folders inside the site are followed.

    `plain` gets the real place of each plain file to which no link leads: nothing else about it
    has to be looked at.
    """
    above: set[Path] = set()
    by_links = 0

    def below(path: str, *, linked: bool) -> Iterator[str]:
        nonlocal by_links
        real = _inside(root, path, problems)
        if real is None or real in above:  # a link to a folder above itself has no end
            return
        above.add(real)
        for child in _children(real, path, problems):
            name = child.name
            by_links += linked
            if by_links > _MOST_BY_LINKS:
                break
            if not linked and child.is_file(follow_symlinks=False):
                plain[f"{path}/{name}"] = child.path
                yield f"{path}/{name}"
            elif not (real / name).exists():
                problems.append(_dead_link(f"{path}/{name}"))
            elif (real / name).is_dir():
                yield from below(f"{path}/{name}", linked=linked or child.is_symlink())
            else:
                yield f"{path}/{name}"
        above.discard(real)

    if (root / top).is_dir():
        yield from below(top, linked=(root / top).is_symlink())
    if by_links > _MOST_BY_LINKS:
        problems.append(_too_many_links(top))


def _children(folder: Path, path: str, problems: list[Problem]) -> list["os.DirEntry[str]"]:
    """What stands in the folder of the site at `path`, sorted; names with a dot first are left out,
    and those that cannot be printed are reported."""
    with _readable(folder), os.scandir(folder) as scanned:
        found = sorted(scanned, key=lambda child: child.name)
    shown = [child for child in found if not child.name.startswith(".")]
    problems.extend(_bad_name(f"{path}/{e.name}") for e in shown if not _printable(e.name))
    read = [child for child in shown if _printable(child.name)]
    problems.extend(_not_on_windows(f"{path}/{e.name}") for e in read if is_device(e.name))
    return read


def _content(root: Path, path: str, problems: list[Problem], bound: "_Bound") -> bytes | None:
    """The bytes of one file; None when there is no such file or it is refused.

    _TooLargeError when it is larger than `bound`, or than any file.
    """
    real = _inside(root, path, problems)
    if real is None or (path == SETTINGS and not real.exists()):
        return None
    with _readable(real):
        # A pipe or a device would be waited for, for ever.
        if not stat.S_ISREG(real.stat().st_mode):
            problems.append(
                _broken(
                    "not-a-file",
                    path,
                    "This is not a plain file.",
                    "Put a file in its place.",
                )
            )
            return None
    return _bytes(real, bound)


class _TooLargeError(Exception):
    """A file that is not read for its size; the words say what is too large."""


class _Bound(NamedTuple):
    """How large a file may be."""

    most: int
    """Bytes."""
    wrong: str
    """What is said of one that is larger."""


_ANY = _Bound(LARGEST, f"The file is larger than {LARGEST >> 20} MB and is not read.")
_TEXT = _Bound(
    _LARGEST_TEXT,
    f"The file of a version is larger than {_LARGEST_TEXT >> 20} MB and is not read.",
)
_TOO_MUCH = f"The files beside the versions are larger than {_MOST_HELD >> 20} MB together."
_TOO_MUCH_BY_LINKS = (
    "The files that links lead to and the pictures beside site.yaml are larger than "
    f"{LARGEST >> 20} MB together."
)


def _bytes(place: Path, bound: _Bound = _ANY) -> bytes:
    """The bytes of a file. _TooLargeError when it is larger than `bound`, or than any file."""
    with _readable(place):
        size = place.stat().st_size
        for each in (_ANY, bound):
            if size > each.most:
                raise _TooLargeError(each.wrong)
        return place.read_bytes()


def _inside(root: Path, path: str, problems: list[Problem]) -> Path | None:
    """Where `path` really is; None, and a problem, when that is not inside the site's folder, or in
    too many folders."""
    if len(path) > _LONGEST:
        problems.append(_too_deep(path))
        return None
    real = Path(os.path.realpath(root / path))  # Path.resolve raises on a circle of links
    if real.is_relative_to(root):
        return real
    problems.append(
        _broken(
            "outside-site",
            path,
            "This is a link to a place outside the site's folder.",
            "Put the file itself here, so that the site does not depend on what others can change.",
        )
    )
    return None


def _broken(check: str, path: str, wrong: str, mend: str) -> Problem:
    """The problem of a file or folder that keeps pages from being made."""
    return Problem(check, "error", Place(path), wrong, mend, broken=True)


def _printable(name: str) -> bool:
    """Whether a file's name can be written in a report and in an address."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return name.isprintable() and "\\" not in name


def _bad_name(path: str) -> Problem:
    """The problem of a file whose name cannot be printed."""
    shown = path.encode("utf-8", "backslashreplace").decode()
    return _broken(
        "bad-file-name",
        "".join(letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in shown),
        "The name of this file has characters that cannot be printed.",
        "Rename it with letters, digits and hyphens.",
    )


def _too_deep(path: str) -> Problem:
    """The problem of a file or folder in too many others."""
    return _broken(
        "bad-file-name",
        path,
        f"The path of this has more than {_LONGEST} characters.",
        "Move what is in it higher up, and remove it.",
    )


def _not_on_windows(path: str) -> Problem:
    """The problem of a file or folder whose name Windows keeps for a device."""
    return _broken(
        "bad-file-name",
        path,
        "Windows keeps this name for a device: the site cannot be checked out there.",
        "Give it another name.",
    )


def _dead_link(path: str) -> Problem:
    """The problem of a link in the file system that leads to nothing."""
    return _broken(
        "dead-file-link",
        path,
        "This is a link to a file that does not exist.",
        "Put the file itself here, or remove the link.",
    )


def _too_large(path: str, wrong: str) -> Problem:
    """The problem of a file that is not read for its size."""
    mend = "Keep it outside the site's folder, or make it smaller."
    return _broken("too-large", path, wrong, mend)


def _too_many_links(path: str) -> Problem:
    """The problem of links to folders in which there are more links to folders."""
    return _broken(
        "too-many-links",
        path,
        f"Links to folders lead to more than {_MOST_BY_LINKS:,} files and folders.",
        "Put the files themselves here.",
    )


def beginning(place: Path, size: int) -> bytes:
    """The first `size` bytes of a file that the caller named, whatever it is: a device says that it
    has none, and may have no end. OSError when it cannot be read."""
    with place.open("rb") as file:
        return file.read(size)


@contextlib.contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turns what the system says about reading `path` into a sentence."""
    try:
        yield
    except FileNotFoundError as error:
        raise DiskError(
            f"{error.filename or path} vanished while it was being read.", "Build again."
        ) from error
    except OSError as error:
        raise DiskError(
            f"{error.filename or path} cannot be read: {error.strerror}.",
            "Give yourself the right to read it.",
        ) from error


def files_below(folder: Path, path: str) -> dict[str, bytes]:
    """The files below `path` in the site in `folder`, by their path below it, sorted.

    Links are passed over, also on the way there: what is read so is copied or packed for others,
    and who can add a link could have them given any file. DiskError when one cannot be read.
    """
    top = folder.resolve() / path
    if not top.is_dir() or top.resolve() != top:
        return {}

    def refused(error: OSError) -> None:
        raise error

    found = {}
    left = _MOST_HELD
    with _readable(top):
        for here, _, names in os.walk(top, onerror=refused):
            for place in (Path(here, name) for name in names):
                if place.is_file() and not place.is_symlink():
                    content = _kept(place, left)
                    found[place.relative_to(top).as_posix()] = content
                    left -= len(content)
    return dict(sorted(found.items()))


def _kept(place: Path, left: int) -> bytes:
    """The bytes of a file that a verb wrote. DiskError when it is too large to be one."""
    try:
        return _bytes(place, _Bound(left, f"There are more than {_MOST_HELD >> 20} MB here."))
    except _TooLargeError as error:
        raise DiskError(f"{place}: {error}", "Remove it.") from error


# ---------------------------------------- writing


@contextlib.contextmanager
def sole_writer(folder: Path) -> Iterator[None]:
    """Keeps every other build of the site in `folder` out until the block ends.

    The lock is on the folder `output` itself, so it leaves no file and ends with its process, even
    one that is killed. DiskError when another build is at work and does not end in a second, or
    `output` cannot be used.
    """
    output = _output(folder)
    if sys.platform == "win32":  # folders cannot be locked there; two builds are then not noticed
        yield
        return
    with _writable(output):
        handle = os.open(output, os.O_RDONLY | os.O_DIRECTORY)
    try:
        _lock(handle)
    except OSError as error:
        os.close(handle)
        raise DiskError(
            f"Another build is writing to {output} at this moment.",
            "Wait until it has ended, and try again.",
        ) from error
    try:
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    """Locks it as soon as nobody else does. OSError when that takes too long."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)
        else:
            return


def write(
    folder: Path, trees: Mapping[str, Mapping[str, bytes]], store: DiskStore | None = None
) -> None:
    """Replaces each folder `output/<name>` of the site by the files of `trees[name]`.

    Files that `store` holds become hard links to what it holds; a folder in which all is as it is
    to be is left alone. The folder that was replaced is kept in the store, and the next new one is
    made of it: of a thousand folders with a file in each, few change.

    All are first written beside their places and put on the disk itself, then swapped one after the
    other, so that a full disk, a killed build or a loss of power changes none of them. What an
    earlier build left behind is removed. To be called inside `sole_writer`. DiskError when
    something cannot be written; ValueError when a path leads out of its folder.
    """
    output = _output(folder)
    with _writable(output):
        tidy(folder)
        try:
            new = {
                name: Making(output / _NEW.format(name), files, store)
                for name, files in trees.items()
                if not stands(output / name, files, store)
            }
            for name, making in new.items():
                making.make(name)
            flush_below(*(output / _NEW.format(name) for name in new))
        except BaseException:
            for name in trees:
                remove(output / _NEW.format(name))
            raise
        for name in new:
            place = output / name
            swap(output / _NEW.format(name), place, output / _OLD.format(name), store)
        for name, making in new.items():
            making.note(output / name)


def tidy(folder: Path) -> None:
    """Removes what a killed build left beside its places, and puts back what it had moved away."""
    output = folder / OUTPUT
    if not output.is_dir():
        return
    with _writable(output):
        for left in sorted(output.glob(".*.old")):
            name = left.name[1:-4]
            if not os.path.lexists(output / name):
                left.rename(output / name)
            else:
                remove(left)
        for left in sorted(output.glob(".*.new")):
            remove(left)


def replace(folder: Path, path: str, content: bytes) -> None:
    """Writes one file of the site in `folder`, whole or not at all, and on the disk itself.

    DiskError when it cannot.
    """
    place = folder / path
    if not place.parent.resolve().is_relative_to(folder.resolve()):
        raise DiskError(
            f"{path} is in a folder that leads out of the site.", "Replace the link by a folder."
        )
    new = place.with_name(_NEW.format(place.name))
    with _writable(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            remove(new)  # a link there would have another file written
            new.write_bytes(content)
            flush(new)
            new.replace(place)
            flush(place.parent)
        except BaseException:
            remove(new)
            raise


def create(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes all files into a folder that is empty, or not there yet. DiskError when it is not."""
    empty(folder)
    with _writable(folder):
        folder.mkdir(parents=True, exist_ok=True)
        new = folder / _NEW.format("site")
        try:
            write_all(new, files)
            for child in sorted(new.iterdir()):
                child.rename(folder / child.name)
        finally:
            remove(new)


def empty(folder: Path) -> None:
    """DiskError when something is in the folder; one that is not there yet is empty."""
    with _writable(folder):
        # A repository that was just begun is as good as empty.
        if folder.exists() and any(child.name != ".git" for child in folder.iterdir()):
            raise DiskError(
                f"{folder} is not empty.", "Name a folder that is empty, or not there yet."
            )


def save(place: Path, content: bytes) -> None:
    """Writes a file that the caller named, wherever it is: whole or not at all, where that can be.

    A device, a pipe, and a file in a folder that may not be written are written as they are.
    DiskError when it cannot.
    """
    with _writable(place):
        real = Path(os.path.realpath(place))  # what a link leads to is written, the link stays
        plain = stat.S_ISREG(real.stat().st_mode) if real.exists() else True
        if not plain or not os.access(real.parent, os.W_OK):
            real.write_bytes(content)
            return
        new = real.with_name(_NEW.format(real.name))
        try:
            remove(new)  # as above
            new.write_bytes(content)
            if real.exists():
                shutil.copymode(real, new)
            new.replace(real)
        except BaseException:
            remove(new)
            raise


def _output(folder: Path) -> Path:
    """The folder `output` of the site, made when missing. DiskError when it leads elsewhere."""
    output = folder / OUTPUT
    # Whoever can add a link to the repository could otherwise have any folder replaced, also of it.
    if output.is_symlink() or not output.resolve().is_relative_to(folder.resolve()):
        inside = output.resolve().is_relative_to(folder.resolve())
        raise DiskError(
            f"{output} is a link to a place {'inside' if inside else 'outside'} the site's folder.",
            "Remove the link: the site is written into a folder of its own.",
        )
    with _writable(output):
        output.mkdir(exist_ok=True)
    return output


@contextlib.contextmanager
def _writable(path: Path) -> Iterator[None]:
    """Turns what the system says about writing to `path` into a sentence."""
    try:
        yield
    except OSError as error:
        raise DiskError(
            f"{error.filename or path} cannot be written: {error.strerror or error}.",
            _MENDS.get(
                error.errno or 0,
                "Make room on the disk, and give yourself the right to write there.",
            ),
        ) from error


_MENDS = {
    errno.ENOENT: "Make its folder first, or name another.",
    errno.ENOTDIR: "A part of its path is a file; name another.",
    errno.ENOSPC: "Make room on the disk.",
    errno.EACCES: "Give yourself the right to write there, or name another place.",
    errno.EROFS: "That disk can only be read; name another place, or work on a copy of the site.",
}
"""What to do about an error of the system."""
