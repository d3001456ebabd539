"""What Python works out anew in every run, kept as Python keeps its modules."""

import collections
import dataclasses
import importlib.util
import re
import sys
import tempfile
from pathlib import Path

import pytest

from fairnotice.cli import main
from fairnotice.prepared import Prepared

MODULE = """
import re
from dataclasses import dataclass
from typing import NamedTuple

HEN = re.compile(r"(?i)\\b(?P<hen>hens?|pullet)\\b (\\d+)(?P<rest>[^\\W\\d]*)")
BYTES = re.compile(rb"[\\x80-\\xff]+", re.DOTALL)

@dataclass(frozen=True, slots=True, order=True)
class Coop:
    "A house for hens."
    name: str
    places: int = 4

class Egg(NamedTuple):
    "An egg."
    hen: str
    grams: int = 60
"""


class Kept(dict[str, bytes]):
    """A keeper in memory."""

    def put(self, name: str, content: bytes) -> None:
        self[name] = content


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The patterns whose code was worked out."""
    found: list[object] = []
    compiler = re._compiler  # type: ignore[attr-defined]
    as_ever = compiler.compile

    def compiling(pattern: object, flags: int = 0) -> object:
        found.append(pattern)
        return as_ever(pattern, flags)

    monkeypatch.setattr(compiler, "compile", compiling)
    return found


def loaded(kept: Kept) -> dict[str, object]:
    """The module above, as a run of its own loads it."""
    re.purge()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "coops.py")
        place.write_text(MODULE)
        spec = importlib.util.spec_from_file_location("coops", place)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        with Prepared(kept).in_use():
            spec.loader.exec_module(module)
    return vars(module)


def test_a_pattern_of_the_program_is_worked_out_once_for_all_runs(worked: list[object]) -> None:
    kept = Kept()
    before = loaded(kept)["HEN"]
    assert len(worked) == 2
    after = loaded(kept)["HEN"]
    assert len(worked) == 2
    assert isinstance(before, re.Pattern)
    assert isinstance(after, re.Pattern)
    assert after == before
    assert (after.flags, after.groups, after.groupindex) == (
        before.flags,
        before.groups,
        before.groupindex,
    )
    found = after.search("two PULLET 12abc")
    assert found is not None
    assert found.groupdict() == {"hen": "PULLET", "rest": "abc"}
    assert found.lastindex == 3


def test_a_dataclass_is_what_it_is_without(worked: list[object]) -> None:
    kept = Kept()
    loaded(kept)
    coop = loaded(kept)["Coop"]
    assert isinstance(coop, type)
    assert worked
    one = coop("north")
    assert repr(one) == "Coop(name='north', places=4)"
    assert one == coop("north", 4)
    assert hash(one) == hash(coop("north", 4))
    assert one < coop("south")
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.places = 5
    assert dataclasses.replace(one, places=2).places == 2


def test_a_tuple_with_names_is_what_it_is_without() -> None:
    kept = Kept()
    loaded(kept)
    before = dict(kept)
    egg = loaded(kept)["Egg"]
    assert kept == before
    assert isinstance(egg, type)
    one = egg("Ada")
    assert one == ("Ada", 60)
    assert one._replace(grams=70) == egg(grams=70, hen="Ada")
    assert repr(one) == "Egg(hen='Ada', grams=60)"
    assert egg.__doc__ == "An egg."
    assert egg.__new__.__name__ == "__new__"
    assert egg.__module__ == "coops"
    with pytest.raises(TypeError):
        egg()


def test_what_is_kept_of_a_site_is_no_pattern_with_its_words() -> None:
    kept = Kept()
    loaded(kept)
    before = dict(kept)
    re.purge()
    with Prepared(kept).in_use():
        assert re.search("goose [0-9]+", "goose 7")
    assert kept == before


def test_afterwards_python_is_as_it_was() -> None:
    compiler = re._compiler  # type: ignore[attr-defined]
    places = (
        (compiler, "compile"),
        (compiler, "_code"),
        (dataclasses, "exec"),
        (collections, "eval"),
    )
    before = [vars(module).get(name) for module, name in places]
    loaded(Kept())
    assert [vars(module).get(name) for module, name in places] == before


@pytest.mark.parametrize("damage", [b"", b"no marshal at all", b"\xe3\x00"])
def test_what_is_damaged_is_worked_out_again(damage: bytes, worked: list[object]) -> None:
    kept = Kept()
    loaded(kept)
    kept.put("known-code", damage)
    assert loaded(kept)["HEN"] is not None
    assert len(worked) == 4


def test_a_python_that_looks_otherwise_inside_works_as_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr("re._compiler._code")
    with Prepared(Kept()).in_use():
        assert "exec" not in vars(dataclasses)


def test_it_is_kept_where_python_keeps_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr("fairnotice.verbs.run", lambda *_: 0)
    monkeypatch.chdir(tmp_path)
    assert main(["status"]) == 0
    assert not list(tmp_path.rglob("known-code*"))  # nothing had to be worked out
