"""The program that runs in; what tells it from every other version of itself out."""

import hashlib
import os
import platform
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from fairnotice.own import Own

_PACKAGES = frozenset(
    {"css_inline", "jinja2", "lxml", "markdown", "msgspec", "nh3", "pyphen", "rapidfuzz", "tzdata"}
)
"""Packages whose next version may give other bytes for the same input."""

_KNOWN = "known-tool"
_LOOKS = 20
_SURELY = 10_000_000_000
"""Nanoseconds by which all must be older than the look at it: a second write in one tick of the
clock would not show."""


def places(*more: Path) -> list[str]:
    """The files and folders that the program consists of, those below `more` too.

    Packages are known by the folder that they are installed in: a new version has a new name there.
    """
    package = Path(__file__).resolve().parent
    found = [str(Path(msgspec.__file__).parent.parent)]
    for top in filter(Path.is_dir, (package, *more)):
        found += (str(top), *_below(str(top)))
    return found


@cache
def tool() -> str:
    """A hash of the program's own files, of Python and of the packages that shape its output.

    By content, so that two machines with the same program agree. To read it all takes longer than
    to see that nobody touched it, so the hash is kept beside the modules with how all of it looks.
    """
    began = time.time_ns()
    beside = Path(msgspec.__file__).parent.parent
    package = Path(__file__).resolve().parent
    looks, young = _looks([str(beside), *_below(str(package))], began)
    kept = Own(f"{sys.version} {package} {beside}")
    known = kept.get(_KNOWN) or b""
    if known[:_LOOKS] == looks and not young:
        return known[_LOOKS:].decode()
    made = _worked_out()
    if not young:
        kept.put(_KNOWN, looks + made.encode())
    return made


def _looks(places: list[str], began: int) -> tuple[bytes, bool]:
    """How files and folders look from outside, and whether one may have been touched since."""
    found: list[object] = []
    newest = 0
    for place in places:
        try:
            seen = os.stat(place)  # noqa: PTH116  # some hundreds
        except OSError:  # a link that leads nowhere
            return b"", True
        newest = max(newest, seen.st_mtime_ns, seen.st_ctime_ns)
        found.append(
            (place, seen.st_mode, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino)
        )
    looks = hashlib.blake2b(repr(found).encode(errors="surrogatepass"), digest_size=_LOOKS)
    return looks.digest(), newest + _SURELY > began


def _worked_out() -> str:
    package = str(Path(__file__).resolve().parent)
    made = hashlib.blake2b(digest_size=12)
    found = {place.removeprefix(package).replace(os.sep, "/"): place for place in _files(package)}
    for name, place in sorted(found.items()):
        made.update(name.encode() + b"\0")
        with open(place, "rb") as file:  # noqa: PTH123  # a `Path` for each costs more than to read it
            made.update(file.read() + b"\0")
    made.update(platform.python_version().encode())
    beside = Path(msgspec.__file__).parent.parent
    installed = sorted(place.name for place in beside.iterdir() if place.suffix == ".dist-info")
    for name in installed:
        if name.partition("-")[0].lower() in _PACKAGES:
            made.update(f"{name}\n".encode())
    return made.hexdigest()


def _below(folder: str) -> Iterator[str]:
    """The files and folders below a folder but those that Python keeps there."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name != "__pycache__":
                yield entry.path
                if entry.is_dir(follow_symlinks=False):
                    yield from _below(entry.path)


def own() -> Own:
    """What is kept for the program that runs."""
    return Own(tool())


def _files(folder: str) -> Iterator[str]:
    """The files below a folder but those that Python has compiled."""
    for place in _below(folder):
        if os.path.isfile(place) and not place.endswith(".pyc"):  # noqa: PTH113
            yield place
