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
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from fairnotice.disk_error import DiskError
from fairnotice.durable import flush, flush_below
from fairnotice.memo.files import KeptFiles, LateFiles, digest
from fairnotice.model import Place, Problem
from fairnotice.store import DiskStore
from fairnotice.swap import exchange

if sys.platform != "win32":
    import fcntl

OUTPUT = "output"
SETTINGS = "site.yaml"
CONTENT = "content"
TEMPLATES = "templates"
PICTURES = frozenset({".avif", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
"""Endings of the files beside site.yaml that are read, too: a logo."""

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
    for path in (SETTINGS, *_pictures(root), *found):
        text = late and path.startswith(f"{CONTENT}/") and path.endswith(".md")
        if path in plain:
            reading = partial(_bytes, Path(plain[path]))
            if text:
                left[path] = known(path, plain[path], reading)
                continue
            content: bytes | None = reading()
        else:
            content = _content(root, path, problems)
        if content is not None and text:
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

    def below(path: str) -> Iterator[str]:
        real = _inside(root, path, problems)
        if real is None or real in above:  # a link to a folder above itself has no end
            return
        above.add(real)
        with _readable(real), os.scandir(real) as scanned:
            children = sorted(scanned, key=lambda child: child.name)
        for child in children:
            name = child.name
            if name.startswith("."):
                continue
            if not _printable(name):
                problems.append(_bad_name(f"{path}/{name}"))
            elif child.is_file(follow_symlinks=False):
                plain[f"{path}/{name}"] = child.path
                yield f"{path}/{name}"
            elif not (real / name).exists():
                problems.append(_dead_link(f"{path}/{name}"))
            elif (real / name).is_dir():
                yield from below(f"{path}/{name}")
            else:
                yield f"{path}/{name}"
        above.discard(real)

    if (root / top).is_dir():
        yield from below(top)


def _content(root: Path, path: str, problems: list[Problem]) -> bytes | None:
    """The bytes of one file; None when there is no such file or it is refused."""
    real = _inside(root, path, problems)
    if real is None or (path == SETTINGS and not real.exists()):
        return None
    with _readable(real):
        # A pipe or a device would be waited for, for ever.
        if not stat.S_ISREG(real.stat().st_mode):
            problems.append(
                Problem(
                    "not-a-file",
                    "error",
                    Place(path),
                    "This is not a plain file.",
                    "Put a file in its place.",
                    broken=True,
                )
            )
            return None
    return _bytes(real)


def _bytes(place: Path) -> bytes:
    with _readable(place):
        return place.read_bytes()


def _inside(root: Path, path: str, problems: list[Problem]) -> Path | None:
    """Where `path` really is; None, and a problem, when that is not inside the site's folder."""
    real = Path(os.path.realpath(root / path))  # Path.resolve raises on a circle of links
    if real.is_relative_to(root):
        return real
    problems.append(
        Problem(
            "outside-site",
            "error",
            Place(path),
            "This is a link to a place outside the site's folder.",
            "Put the file itself here, so that the site does not depend on what others can change.",
            broken=True,
        )
    )
    return None


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
    return Problem(
        "bad-file-name",
        "error",
        Place(
            "".join(letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in shown)
        ),
        "The name of this file has characters that cannot be printed.",
        "Rename it with letters, digits and hyphens.",
        broken=True,
    )


def _dead_link(path: str) -> Problem:
    """The problem of a link in the file system that leads to nothing."""
    return Problem(
        "dead-file-link",
        "error",
        Place(path),
        "This is a link to a file that does not exist.",
        "Put the file itself here, or remove the link.",
        broken=True,
    )


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
            new = [n for n, files in trees.items() if not _stands(output / n, files, store)]
            for name in new:
                _prepare(output / _NEW.format(name), trees[name], store, name)
            flush_below(*(output / _NEW.format(name) for name in new))
        except BaseException:
            for name in trees:
                _remove(output / _NEW.format(name))
            raise
        for name in new:
            _swap(output, name, store)


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
                _remove(left)
        for left in sorted(output.glob(".*.new")):
            _remove(left)


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
            new.write_bytes(content)
            flush(new)
            new.replace(place)
            flush(place.parent)
        except BaseException:
            _remove(new)
            raise


def create(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes all files into a folder that is empty, or not there yet. DiskError when it is not."""
    empty(folder)
    with _writable(folder):
        folder.mkdir(parents=True, exist_ok=True)
        new = folder / _NEW.format("site")
        try:
            _write_all(new, files)
            for child in sorted(new.iterdir()):
                child.rename(folder / child.name)
        finally:
            _remove(new)


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
            new.write_bytes(content)
            if real.exists():
                shutil.copymode(real, new)
            new.replace(real)
        except BaseException:
            _remove(new)
            raise


def _output(folder: Path) -> Path:
    """The folder `output` of the site, made when missing. DiskError when it leads elsewhere."""
    output = folder / OUTPUT
    # Whoever can add a link to the content could otherwise have any folder replaced.
    if not output.resolve().is_relative_to(folder.resolve()):
        raise DiskError(
            f"{output} is a link to a place outside the site's folder.",
            "Remove the link: the site is written into a folder of its own.",
        )
    with _writable(output):
        output.mkdir(exist_ok=True)
    return output


def _stands(folder: Path, files: Mapping[str, bytes], store: DiskStore | None) -> bool:
    """Whether the folder holds exactly these files, which are the store's and untouched."""
    if not isinstance(files, KeptFiles) or store is None:
        return False
    wanted, found = files.digests, 0
    if _lacks_newest(folder, wanted, store):
        return False
    below = [("", str(folder))]
    while below:
        path, place = below.pop()
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        below.append((f"{path}{entry.name}/", entry.path))
                    elif _untouched(entry, wanted.get(f"{path}{entry.name}"), store):
                        found += 1
                    else:
                        return False
        except OSError:
            return False
    return found == len(wanted)


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


def _untouched(entry: "os.DirEntry[str]", digest: str | None, store: DiskStore) -> bool:
    """Whether a file is the one that the store holds under this digest, and looks as it did."""
    stamp = store.stamp(digest) if digest else None
    if stamp is None:
        return False
    seen = entry.stat(follow_symlinks=False)
    # Windows gives no number here.
    number = seen.st_ino or entry.inode()
    return stat.S_ISREG(seen.st_mode) and stamp[:3] == (seen.st_size, seen.st_mtime_ns, number)


def _prepare(folder: Path, files: Mapping[str, bytes], store: DiskStore | None, name: str) -> None:
    """Makes a folder that holds exactly these files, of the one that was replaced last if there is
    one."""
    kept: set[str] | None = None
    if store is not None and isinstance(files, KeptFiles) and store.take_spare(name, folder):
        kept = set(_thinned(folder, files.digests, store))
    _write_all(folder, files, store, kept)


def _folders(paths: Iterable[str]) -> set[str]:
    """The folders in which files stand, at any depth."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _thinned(folder: Path, wanted: Mapping[str, str], store: DiskStore) -> Iterator[str]:
    """Removes all that is not wanted, or is not what it was; the paths of files that stay.

    `wanted` holds the digest of each file.
    """
    needed = _folders(wanted)
    stamps = ((path, store.stamp(digest)) for path, digest in wanted.items())
    # A file with the number of one that the store holds, and has looked at, is that very one.
    numbers = {path: stamp.number for path, stamp in stamps if stamp and stamp.number > 0}
    below = [("", str(folder))]
    while below:
        path, place = below.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                name = path + entry.name
                if numbers.get(name) == entry.inode() and entry.is_file(follow_symlinks=False):
                    yield name
                elif entry.is_dir(follow_symlinks=False):
                    if name in needed:
                        below.append((f"{name}/", entry.path))
                    else:
                        shutil.rmtree(entry.path)
                elif _untouched(entry, wanted.get(name), store):
                    yield name
                else:
                    Path(entry.path).unlink()


def _write_all(
    folder: Path,
    files: Mapping[str, bytes],
    store: DiskStore | None = None,
    kept: Collection[str] | None = None,
) -> None:
    """Writes all files below a folder that does not exist yet, or holds those of `kept` alone."""
    if kept is None:
        folder.mkdir()
        kept = ()
    root, made = str(folder), {""}
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


def _linked(kept: Path, place: str) -> bool:
    """Makes `place` the same file as `kept`; False where the disk has no hard links."""
    try:
        os.link(kept, place)
    except OSError:
        return False
    return True


def _swap(output: Path, name: str, store: DiskStore | None) -> None:
    """Puts the finished new folder in the place of the old, and the old away."""
    place, new, old = output / name, output / _NEW.format(name), output / _OLD.format(name)
    if not os.path.lexists(place):
        new.rename(place)
    elif not exchange(new, place):
        # Between these two steps the place is empty; `tidy` puts the old folder back.
        place.rename(old)
        new.rename(place)
    flush(output)  # the old tree goes only when the new one is sure to have its name
    for gone in (new, old):
        if store is None or not gone.is_dir() or not store.keep_spare(name, gone):
            _remove(gone)


def _remove(path: Path) -> None:
    """Removes a file, a link (never what it leads to) or a folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


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
    errno.EROFS: "That disk can only be read; name another place.",
}
"""What to do about an error of the system."""
