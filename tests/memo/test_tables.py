"""What follows from the program alone is worked out once, and is the same in every run."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import pytest

from fairnotice.lint.readability import _hyphens
from fairnotice.memo.tables import keeping, table
from fairnotice.significance import lexicon
from fairnotice.significance.lexicon import OTHER_FILES, TERM_FILES
from fairnotice.significance.rulebook import rulebook


class Shelf:
    """Keeps tables in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        return self.kept.get(name)

    def put(self, name: str, content: bytes) -> None:
        self.kept[name] = content


def run(shelf: Shelf, worked: list[str]) -> Mapping[str, tuple[str, ...]]:
    """A table as a run of its own has it."""

    @table("birds", dict[str, tuple[str, ...]])
    def birds() -> Mapping[str, tuple[str, ...]]:
        worked.append("birds")
        return {"heron": ("grey", "purple")}

    with keeping(lambda: shelf):
        assert birds() is birds()
        return birds()


def test_a_table_is_laid_out_in_the_first_of_all_runs() -> None:
    shelf, worked = Shelf(), list[str]()
    assert [run(shelf, worked) for _ in range(3)] == [{"heron": ("grey", "purple")}] * 3
    assert worked == ["birds"]


def test_what_makes_no_sense_is_laid_out_anew() -> None:
    shelf, worked = Shelf(), list[str]()
    for kept in (b"", b"\xff", b"\x93\x01\x02\x03"):
        shelf.kept["birds"] = kept
        assert run(shelf, worked) == {"heron": ("grey", "purple")}
    assert len(worked) == 3


def test_where_nothing_keeps_tables_each_run_lays_them_out() -> None:
    worked = []

    @table("birds", str)
    def birds() -> str:
        worked.append("birds")
        return "heron"

    assert (birds(), birds(), worked) == ("heron", "heron", ["birds"])


@pytest.fixture
def anew() -> Iterator[None]:
    """Tables that no test before has asked for, and none after will find."""
    known: tuple[Any, ...] = (rulebook, lexicon._lexicons, lexicon._terms, _hyphens)
    for each in known:
        each.cache_clear()
    yield
    for each in known:
        each.cache_clear()


@pytest.mark.usefixtures("anew")
@pytest.mark.parametrize("name", ["rules", "lexicon", "terms", "hyphens"])
def test_each_table_is_the_same_when_it_was_kept(name: str) -> None:
    made: Any = {
        "rules": rulebook,
        "lexicon": lexicon._lexicons,
        "terms": lexicon._terms,
        "hyphens": _hyphens,
    }[name]
    shelf = Shelf()
    with keeping(cache(lambda: shelf)):
        first = made()
        assert name in shelf.kept
        made.cache_clear()
        again = made()
    assert again == first
    assert again is not first
    assert type(again) is type(first)
    assert repr(again) == repr(first)


def test_every_list_of_words_is_read() -> None:
    folder = files("fairnotice.significance") / "lexicon"
    assert {each.name for each in folder.iterdir()} == {
        f"{name}.yaml" for name in (*TERM_FILES, *OTHER_FILES)
    }
