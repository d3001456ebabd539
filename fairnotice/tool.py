"""The program that runs in; what tells it from every other version of itself out."""

import hashlib
import os
import platform
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

_PACKAGES = frozenset(
    {"css_inline", "jinja2", "lxml", "markdown", "msgspec", "nh3", "pyphen", "rapidfuzz", "tzdata"}
)
"""Packages whose next version may give other bytes for the same input."""


def places(*more: Path) -> list[str]:
    """The files and folders that the program consists of, those below `more` too.

    Packages are known by the folder that they are installed in: a new version has a new name there.
    """
    package = Path(__file__).resolve().parent
    found = [str(Path(msgspec.__file__).parent.parent)]
    for top in filter(Path.is_dir, (package, *more)):
        below = (place for place in top.rglob("*") if "__pycache__" not in place.parts)
        found += map(str, (top, *below))
    return found


@cache
def tool() -> str:
    """A hash of the program's own files, of Python and of the packages that shape its output.

    By content, so that two machines with the same program agree; some ten milliseconds.
    """
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


def _files(folder: str) -> Iterator[str]:
    """The files below a folder but those that Python has compiled."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            elif entry.is_file() and not entry.name.endswith(".pyc"):
                yield entry.path
