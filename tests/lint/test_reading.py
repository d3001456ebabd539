"""A pattern is looked for block by block, and what is remembered of a text changes no answer."""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairnotice.lint.check import MARK
from fairnotice.lint.reading import hits, reading, said, saying
from fairnotice.lint.table import ACROSS, BESIDE, CHECKS
from fairnotice.model import Document
from tests.world import site, timelines, version

Asked = tuple[Callable[..., Any], tuple[Any, ...]]
"""One of the ways to look, and all that it was given but the document."""


def _examples() -> Iterator[str]:
    """The texts that checks show, without their front matter."""
    for check in CHECKS:
        for path, text in (*check.GOOD.items(), *check.BAD.items()):
            if path.endswith(".md"):
                yield text.rpartition("---\n")[2].replace(f" {MARK}", "")


PARAGRAPHS = sorted({part.strip() for text in _examples() for part in text.split("\n\n")} - {""})


def _in_two(paragraph: str, place: int) -> str:
    """A paragraph cut at a blank: what stood beside each other stands in two blocks."""
    before, _, behind = paragraph[place:].partition(" ")
    return f"{paragraph[:place]}{before}\n\n{behind}"


CUT = st.builds(_in_two, st.sampled_from(PARAGRAPHS), st.integers(0, 120))
TEXTS = st.lists(st.sampled_from(PARAGRAPHS) | CUT, min_size=1, max_size=12)


def _document(paragraphs: Sequence[str]) -> Document:
    return version(text="\n\n".join(paragraphs) + "\n").document


@cache
def _asked() -> frozenset[Asked]:
    """All that the checks look for in their own examples."""
    found: set[Asked] = set()

    def noting(look: Callable[..., Any]) -> Callable[..., Any]:
        def noted(document: Document, *what: Any) -> Any:
            found.add((look, what))
            return look(document, *what)

        return noted

    rooms = [room for name, room in sys.modules.items() if name.startswith("fairnotice.lint")]
    with pytest.MonkeyPatch.context() as patch:
        for look in (said, saying, hits):
            for room in rooms:
                if getattr(room, look.__name__, None) is look:
                    patch.setattr(room, look.__name__, noting(look))
        for text in (*_examples(), "\n\n".join(PARAGRAPHS)):
            world = site(version("2026-03-01", text=text))
            for check in CHECKS:
                if check.ID not in ACROSS | BESIDE:
                    list(check.check(world, timelines(world)))
    return frozenset(found)


def test_checks_look_in_each_of_three_ways() -> None:
    assert {look for look, _ in _asked()} == {said, saying, hits}


def test_no_pattern_reaches_from_one_block_into_the_next() -> None:
    """Not even where each word of an example is a block of its own."""
    texts = [part.lower().replace("’", "'").replace(" ", "\n") for part in PARAGRAPHS]
    across = {
        pattern.pattern
        for look, (pattern, *_) in _asked()
        if look is not hits
        for text in texts
        for match in pattern.finditer(text)
        if "\n" in match[0]
    }
    assert across == set()


@given(TEXTS)
def test_what_is_said_first_stands_first_in_the_whole_text(paragraphs: list[str]) -> None:
    document = _document(paragraphs)
    lines, whole = reading(document).lines, reading(document).small
    for look, (pattern, *_) in _asked():
        if look is not hits:
            first = pattern.search(whole)
            line = lines[whole.count("\n", 0, first.start())] if first else None
            assert said(document, pattern) == line
            with_it = [line for line in lines if pattern.search(line.small)]
            assert list(saying(document, pattern)) == with_it


@given(TEXTS)
def test_what_is_hit_is_all_that_fits_in_any_block_that_holds_a_hint(paragraphs: list[str]) -> None:
    document = _document(paragraphs)
    for look, what in _asked():
        if look is hits:
            pattern, hints = what
            assert [(hit.block, hit.match.span()) for hit in hits(document, *what)] == [
                (line.block, match.span())
                for line in reading(document).lines
                if any(hint in line.small for hint in hints)
                for match in pattern.finditer(line.block.text)
            ]


@given(TEXTS, st.integers(0, 400))
def test_patterns_are_found_that_there_is_no_room_to_remember(
    paragraphs: list[str], number: int
) -> None:
    document = _document(paragraphs)
    pattern = re.compile(rf"\w{{{number % 7}}}e(?#{number})")
    with_it = [line for line in reading(document).lines if pattern.search(line.small)]
    assert list(saying(document, pattern)) == with_it
