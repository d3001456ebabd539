"""Two blocks in, how much alike they are out: the words they share, and whether that is enough."""

import re
from collections import Counter
from functools import cache

from rapidfuzz.distance import LCSseq

from fairnotice.compare.tokens import MONTH
from fairnotice.document.words import seen
from fairnotice.model import Block

EFFORT = 40_000_000
"""Most cells (words × words) that one question may cost."""

# A search by pattern costs several times as much as cutting at blanks does.
_TYPOGRAPHIC = "\u2018\u2019\u201c\u201d\u2013\u2014\u2022\u2026\xa0"
_PLAIN = bytes(
    ord(" ") if not (chr(at).isalnum() or at == ord("_")) else at for at in range(128)
).ljust(256)
"""Of each ASCII character what stands for it: a blank for all but letters and figures."""


@cache
def _word_or_sign() -> re.Pattern[str]:
    """Scripts that are written without blanks give a word a character. A pattern of so many letters
    takes long to read, and few texts need it."""
    return re.compile(
        r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
        r"|[^\W\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
    )


def words_of(text: str) -> list[str]:
    """What two blocks are compared by: words without letter case and punctuation.

    No word reaches over a blank, so those of a text are those of its pieces.
    """
    plain = text.lower()
    if not plain.isascii():
        plain = seen(plain)
        for mark in _TYPOGRAPHIC:
            plain = plain.replace(mark, " ")
        if not plain.isascii():
            return _word_or_sign().findall(plain)
    return plain.encode().translate(_PLAIN).decode().split()


_MONTH = re.compile(MONTH, re.IGNORECASE)
DATED = 12
"""Most words of a line that is known by the dates in it."""


def says_when(old: str, new: str) -> bool:
    """Whether two short lines are much the same but for the days and numbers that they name.

    `Effective: 17 July 2020` became `Effective: 18 October 2024`, though they share one word.
    """
    a, b = _undated(words_of(old) or old.split()), _undated(words_of(new) or new.split())
    if max(len(a), len(b)) == 1 or "#" not in a or "#" not in b:
        return False
    if (set(a) == {"#"}) != (set(b) == {"#"}):
        # The day stood alone, and now the line says what it is the day of; or the other way round.
        return min(len(a), len(b)) > 1 and 2 * max(a.count("#"), b.count("#")) >= len(a + b) / 2
    named = any(word != "#" and word in b for word in a)
    return named and 3 * LCSseq.similarity(a, b) >= len(a) + len(b)


def _undated(found: list[str]) -> list[str]:
    return ["#" if word[0].isdigit() or _MONTH.fullmatch(word) else word for word in found]


_APART = frozenset({"heading", "code", "rule"})
"""Kinds of blocks that become no other kind."""


def may_match(old: Block, new: Block) -> bool:
    """Whether a block may have become the other: headings become headings, code code."""
    return old.kind == new.kind or (old.kind not in _APART and new.kind not in _APART)


def ratio(a: str, b: str) -> float:
    """Share of the words of two texts that they have in common, 0 to 1."""
    return 2 * words_shared(a, b) / (len(a) + len(b))


def words_shared(a: str, b: str) -> int:
    """Words that two blocks share: in order, or, where that would cost too much, in any order."""
    if len(a) * len(b) <= EFFORT:
        return int(LCSseq.similarity(a, b))
    return (Counter(a) & Counter(b)).total()


MUCH_ALIKE = 0.5
"""Share of common words from which a block that stands elsewhere is the same block."""
_SHORT_ALIKE = 0.65
"""The same for a block of few words."""
_LONG = 12
"""Words from which a block has not few."""


def much_alike(a: str, b: str) -> bool:
    """Whether two blocks share so many words that one may be the other, wherever they stand."""
    least, both = min(len(a), len(b)), len(a) + len(b)
    wanted = (MUCH_ALIKE if least >= _LONG else _SHORT_ALIKE) * both
    return 2 * least >= wanted and 2 * words_shared(a, b) >= wanted
