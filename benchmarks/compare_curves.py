"""Lengths in, seconds out: how the cost of a comparison grows, with the exponent of the growth.

    python -m benchmarks.compare_curves [--most WORDS]

Comparison alone, without parsing, of documents built in memory; an exponent near 1 is linear.
"""

import argparse
import gc
import math
import random
import sys
import time
from collections.abc import Callable, Sequence

from benchmarks.compare_corpus import sentence
from fairnotice.compare.compare import compare
from fairnotice.document.words import words
from fairnotice.model import Block, BlockKind, Document, Run, Section

LENGTHS = (12_500, 25_000, 50_000, 100_000, 200_000)
"""Words."""

Sections = list[list[str]]
Pair = tuple[Document, Document]


def built(sections: Sections, kind: BlockKind = "paragraph") -> Document:
    """A document of sections; the first text of each is its heading."""
    found = []
    line = 1
    for title, *texts in sections:
        blocks = [Block("heading", title, (Run(title),), line)]
        for text in texts:
            line += 2
            blocks.append(Block(kind, text, (Run(text),), line))
        found.append(Section(title, title, 2, line, "", tuple(blocks)))
    total = sum(words(block.text) for section in found for block in section.blocks)
    return Document("", tuple(found), total)


def notice(count: int, seed: int) -> Sections:
    """Sections of twelve paragraphs of some fifty words each, no two alike."""
    dice = random.Random(seed)  # noqa: S311  # no secret hangs on it
    sections: Sections = []
    while count > 0:
        texts = [
            " ".join(f"{sentence(dice)} Case {dice.randrange(10**6)}." for _ in range(4))
            for _ in range(12)
        ]
        sections.append([f"Part {len(sections)} of {seed}", *texts])
        count -= sum(len(text.split()) for text in texts)
    return sections


def reworded(sections: Sections, share: float) -> Sections:
    """The same with this share of the words replaced."""
    dice = random.Random(1)  # noqa: S311
    return [
        [
            title,
            *(
                " ".join("other" if dice.random() < share else word for word in text.split(" "))
                for text in texts
            ),
        ]
        for title, *texts in sections
    ]


def _edited(share: float) -> Callable[[int], Pair]:
    def pair(count: int) -> Pair:
        sections = notice(count, 1)
        return built(sections), built(reworded(sections, share))

    return pair


def _unrelated(count: int) -> Pair:
    return built(notice(count, 1)), built([["X", *s[1:]] for s in notice(count, 2)])


def _near_identical(count: int) -> Pair:
    texts = [
        f"We share item {n} with partner {n % 97} for purpose {n % 7}." for n in _each(count, 10)
    ]
    changed = [text.replace("share", "exchange") for text in texts]
    return built([["List", *texts]], "item"), built([["List", *changed]], "item")


def _table(count: int) -> Pair:
    rows = [f"cookie{n}\tfor purpose {n % 13}\t{n % 24} months" for n in _each(count, 6)]
    changed = [row.replace("1 months", "2 years") for row in rows]
    return built([["Table", *rows]], "row"), built([["Table", *changed]], "row")


def _one_line(count: int) -> Pair:
    sections = notice(count, 1)
    lines = [
        " ".join(text for s in each for text in s[1:])
        for each in (sections, reworded(sections, 0.02))
    ]
    return built([["Line", lines[0]]]), built([["Line", lines[1]]])


def _reordered(count: int) -> Pair:
    sections = notice(count, 1)
    shuffled = list(sections)
    random.Random(3).shuffle(shuffled)  # noqa: S311
    return built(sections), built(reworded(shuffled, 0.01))


def _each(count: int, words_each: int) -> range:
    return range(count // words_each)


CURVES: tuple[tuple[str, Callable[[int], Pair]], ...] = (
    ("few edits (0.1 % of words)", _edited(0.001)),
    ("some edits (2 %)", _edited(0.02)),
    ("heavy edits (25 %)", _edited(0.25)),
    ("unrelated texts", _unrelated),
    ("near-identical list items (5,000 at 50,000 words)", _near_identical),
    ("table rows (5,000 at 30,000 words)", _table),
    ("one long line, 2 % edited", _one_line),
    ("sections reordered, 1 % edited", _reordered),
)


def seconds(pair: Pair) -> float:
    """The best of three comparisons."""
    best = math.inf
    for _ in range(3):
        gc.collect()
        start = time.process_time()
        compare(*pair)
        best = min(best, time.process_time() - start)
    return best


def exponent(lengths: Sequence[int], times: Sequence[float]) -> float:
    """The power of the length that the times grow with: least squares on logarithms."""
    x = [math.log(length) for length in lengths]
    y = [math.log(max(each, 1e-6)) for each in times]
    middle_x, middle_y = sum(x) / len(x), sum(y) / len(y)
    return sum((a - middle_x) * (b - middle_y) for a, b in zip(x, y, strict=True)) / sum(
        (a - middle_x) ** 2 for a in x
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--most", type=int, default=LENGTHS[-1], help="longest text, in words")
    lengths = [length for length in LENGTHS if length <= options.parse_args(argv).most]
    print(
        "| seconds for a text of … words | "
        + " | ".join(f"{n:,}" for n in lengths)
        + " | exponent |"
    )
    print("|---" * (len(lengths) + 2) + "|")
    for name, pair in CURVES:
        times = [seconds(pair(length)) for length in lengths]
        cells = " | ".join(f"{each:.3f}" for each in times)
        print(f"| {name} | {cells} | {exponent(lengths, times):.2f} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
