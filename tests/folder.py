"""A site from `tests.world` in a real folder, and the program run in it."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from fairnotice.cli import main
from tests.world import FILES

CLOCK = "2026-03-01"
"""The day on which the program is run, as its flag has it."""


class Said(NamedTuple):
    """What one run gave."""

    code: int
    out: str
    err: str


class Site:
    """A site in a folder of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def put(self, files: Mapping[str, str | bytes]) -> None:
        """Writes files, by path in the site's folder."""
        for path, content in files.items():
            place = self.folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content if isinstance(content, bytes) else content.encode())

    def run(self, *argv: str, clock: str = CLOCK) -> Said:
        """Runs the program on this site."""
        self._capsys.readouterr()
        code = main(["-C", str(self.folder), *(["--clock", clock] if clock else []), *argv])
        out, err = self._capsys.readouterr()
        return Said(code, out, err)

    def output(self, name: str = "") -> dict[str, bytes]:
        """Every file below output/, or below one folder of it."""
        below = self.folder / "output" / name
        return {
            path.relative_to(below).as_posix(): path.read_bytes()
            for path in sorted(below.rglob("*"))
            if path.is_file()
        }


def valid_site(folder: Path, capsys: pytest.CaptureFixture[str]) -> Site:
    """The valid site, locked: it builds without a problem."""
    site = Site(folder, capsys)
    site.put(FILES)
    assert site.run("lock").code == 0
    return site
