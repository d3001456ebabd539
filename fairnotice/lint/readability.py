"""A document in; how hard it is to read out.

The measure is Flesch Reading Ease (Flesch, 1948): 60 and more is plain English, 50 to 59 fairly
hard, below 50 hard. Headings, tables and code are no prose and do not count; names of laws and
companies lower the score, which is why it never stops a build.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from fairnotice.lint.reading import TEXTS, reading, sentences
from fairnotice.memo.same import once_each
from fairnotice.memo.tables import table
from fairnotice.model import Document

_WORD = re.compile(r"(?<![\w@./-])[^\W\d_]+(?:['’-][^\W\d_]+)*(?![\w@/])")
_PROSE = frozenset({"paragraph", "item", "definition"})


class Sentence(NamedTuple):
    """A sentence, or an item of a list that is none."""

    text: str
    words: int
    syllables: int
    ease: float
    """Flesch Reading Ease of it alone."""


class Hard(NamedTuple):
    """A sentence of more than twenty words, where it stands."""

    sentence: Sentence
    line: int


class Readability(NamedTuple):
    """How hard a text is to read."""

    ease: float
    """Flesch Reading Ease."""
    words: int
    """Words of its prose."""
    words_a_sentence: float
    hardest: tuple[Hard, ...]
    """At most ten sentences, the hardest first."""


@once_each
def readability(document: Document) -> Readability | None:
    """How hard the prose is to read; None when there is too little of it to tell."""
    prose = [line.block for line in reading(document).lines if line.block.kind in _PROSE]
    measured = [(_measured(block.text), block.line) for block in prose]
    found = [sentence for said, _ in measured for sentence in said]
    words = sum(sentence.words for sentence in found)
    if words < 100:
        return None
    hard = [Hard(each, line) for said, line in measured for each in said if each.words > 20]
    hard.sort(key=lambda each: (each.sentence.ease, each.line))
    syllables = sum(sentence.syllables for sentence in found)
    ease = _ease(syllables, words, len(found))
    return Readability(ease, words, words / len(found), tuple(hard[:10]))


@lru_cache(maxsize=TEXTS)
def _measured(text: str) -> tuple[Sentence, ...]:
    """The sentences of a block's text in which there is a word."""
    return tuple(
        _sentence(sentence, words)
        for sentence in sentences(text)
        if (words := _WORD.findall(sentence))
    )


def _sentence(text: str, words: list[str]) -> Sentence:
    syllables = sum(_syllables(word.lower()) for word in words)
    return Sentence(text, len(words), syllables, _ease(syllables, len(words), 1))


@lru_cache(maxsize=1 << 14)
def _syllables(word: str) -> int:
    """Syllables of a word: one more than the places at which it may be hyphenated.

    By the patterns of hyphens that stand in it, as TeX does it (Liang, 1983); never a letter alone.
    """
    patterns, longest = _hyphens()
    pointed = f".{word}."
    weights = [0] * (len(pointed) + 1)
    for start in range(len(pointed) - 1):
        for end in range(start + 1, min(start + longest, len(pointed)) + 1):
            found = patterns.get(pointed[start:end])
            if found:
                offset, values = found
                for place, value in enumerate(values, start + offset):
                    weights[place] = max(weights[place], value)
    return sum(weight % 2 for weight in weights[3 : len(word)]) + 1


class Hyphens(NamedTuple):
    """Where words may be parted."""

    patterns: Mapping[str, tuple[int, tuple[int, ...]]]
    """Letters → the first place in them that has a weight, and the weights; odd ones part."""
    longest: int
    """Letters of the longest."""


@table("hyphens", Hyphens)
def _hyphens() -> Hyphens:
    """The American patterns: they part words by sound, the British ones by origin."""
    from pyphen import LANGUAGES, HyphDict  # noqa: PLC0415 - needed by no other part

    read = HyphDict(LANGUAGES["en_US"])
    return Hyphens(read.patterns, read.maxlen)


def _ease(syllables: int, words: int, sentences: int) -> float:
    """Flesch Reading Ease."""
    return 206.835 - 1.015 * words / sentences - 84.6 * syllables / words
