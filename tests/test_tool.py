"""What tells the program from every other version of itself."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fairnotice import tool as module

NEVER = -(10**18)
"""Nanoseconds: nothing is too young."""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of two files, in the place of this one."""
    folder = tmp_path / "program"
    (folder / "rules").mkdir(parents=True)
    (folder / "tool.py").write_text("words = 1")
    (folder / "rules/one.yaml").write_text("id: one")
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(module, "__file__", str(folder / "tool.py"))
    monkeypatch.setattr(module, "_SURELY", NEVER)
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The answers for which the program was read."""
    found: list[str] = []
    as_ever = module._worked_out

    def counted() -> str:
        found.append(as_ever())
        return found[-1]

    monkeypatch.setattr(module, "_worked_out", counted)
    return found


def known() -> str:
    """What a run of its own says."""
    return module.tool.__wrapped__()


@pytest.mark.usefixtures("program")
def test_a_program_that_nobody_touched_is_read_once(read: list[str]) -> None:
    assert known() == known() == known()
    assert len(read) == 1


def rewritten(program: Path) -> None:
    """As long and as old as before."""
    place = program / "tool.py"
    before = place.stat()
    place.write_text("words = 2")
    os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(program: Path) -> None:
    (program / "new").write_text("words = 3")
    (program / "new").rename(program / "tool.py")


def grown(program: Path) -> None:
    (program / "rules/two.yaml").write_text("id: two")


def shrunk(program: Path) -> None:
    (program / "rules/one.yaml").unlink()


@pytest.mark.parametrize("deed", [rewritten, replaced, grown, shrunk])
def test_whatever_is_another_program_is_noticed(
    program: Path, read: list[str], deed: Callable[[Path], None]
) -> None:
    before = known()
    deed(program)
    assert known() == module._worked_out() != before
    assert len(read) == 3


@pytest.mark.usefixtures("program")
def test_what_was_just_written_is_read_each_time(
    read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SURELY", 10**10)
    assert known() == known()
    assert len(read) == 2
