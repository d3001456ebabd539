"""Hostile and huge texts: an exact answer in bounded time, never an exception."""

import random
import time
from collections.abc import Callable

import pytest

from fairnotice.compare.compare import compare
from fairnotice.document.tally import tally
from fairnotice.document.words import words
from fairnotice.model import Block, BlockKind, Document, Run, Section
from tests.compare.test_laws import check_counts, check_exact

SECONDS = 10.0
"""Of processor time; each takes well under two on a slow machine."""


def built(texts: list[str], kind: BlockKind = "paragraph") -> Document:
    blocks = tuple(Block(kind, text, (Run(text),), at + 1) for at, text in enumerate(texts))
    total = sum(words(text) for text in texts)
    return Document("", (Section("top", "", 1, 1, "", blocks),), total)


def _sentences(seed: int, count: int) -> list[str]:
    dice = random.Random(seed)  # noqa: S311  # no secret hangs on it
    return [" ".join(f"w{dice.randrange(3000)}" for _ in range(12)) + "." for _ in range(count)]


def _identical() -> tuple[Document, Document]:
    same = "We keep the same words here and nothing else."
    return built([same] * 10_000), built([same] * 4_000 + [same + " Or do we?"] + [same] * 5_000)


def _one_line() -> tuple[Document, Document]:
    line = " ".join(_sentences(1, 8_400)).split(" ")
    edited = list(line)
    for at in range(0, len(edited), 97):
        edited[at] = "changed"
    return built([" ".join(line)]), built([" ".join(edited)])


def _unrelated_line() -> tuple[Document, Document]:
    return built([" ".join(_sentences(1, 8_400))]), built([" ".join(_sentences(2, 8_400))])


def _near_identical() -> tuple[Document, Document]:
    items = [f"We share data with partner {at} for purpose {at % 7}." for at in range(5_000)]
    return built(items, "item"), built([x.replace("share", "exchange") for x in items], "item")


def _table() -> tuple[Document, Document]:
    rows = [f"cookie{at}\tpurpose {at % 13}\t{at % 24} months" for at in range(5_000)]
    return built(rows, "row"), built([row.replace("1", "2") for row in rows], "row")


def _unrelated() -> tuple[Document, Document]:
    return built(_sentences(3, 16_000)), built(_sentences(4, 16_000))


def _split() -> tuple[Document, Document]:
    sentences = _sentences(5, 8_000)
    return built([" ".join(sentences)]), built(sentences)


def _rubbish() -> tuple[Document, Document]:
    dice = random.Random(6)  # noqa: S311  # no secret hangs on it
    return tuple(  # type: ignore[return-value]
        built([dice.randbytes(200_000).decode("latin-1")], "code") for _ in range(2)
    )


def _punctuation() -> tuple[Document, Document]:
    return built([".,;" * 300_000]), built([",.;" * 300_000])


@pytest.mark.parametrize(
    "texts",
    [
        _identical, _one_line, _unrelated_line, _near_identical, _table, _unrelated, _split,
        _rubbish, _punctuation,
    ],
)  # fmt: skip
def test_the_effort_is_bounded(texts: Callable[[], tuple[Document, Document]]) -> None:
    old, new = texts()
    start = time.process_time()
    comparison = compare(old, new)
    assert time.process_time() - start < SECONDS
    check_exact(comparison)
    check_counts(comparison)


def test_a_long_line_with_few_edits_keeps_its_words() -> None:
    comparison = compare(*_one_line())
    assert tally(comparison).words_removed < 0.03 * comparison.old.words


def test_near_identical_items_are_paired_in_step() -> None:
    comparison = compare(*_near_identical())
    assert tally(comparison).words_removed == 5_000
