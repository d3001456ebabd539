"""Two rows of words in; the places at which they differ, each with what went and what came, out."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import LCSseq, Postfix, Prefix

_EFFORT = 25_000_000
"""Most cells (words × words) that are looked at exactly: a real sentence, or row, has a thousand
words at most. What is longer has no full stops, and nobody reads it as one."""

Code = tuple[str, int, int, int, int]
"""`equal`, `insert`, `delete` or `replace`; where it begins and ends in the one row and in the
other."""


def comparable(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether the two are short enough to be looked at word by word."""
    return len(old) * len(new) <= _EFFORT


@lru_cache(maxsize=8)
def codes(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[Code, ...]:
    """What of the two is equal and what is not, in order: the shortest way from one to the other.

    Between the words with which both begin and end, rows that are very long count as replaced.
    """
    if comparable(old, new):
        return tuple(
            (code.tag, code.src_start, code.src_end, code.dest_start, code.dest_end)
            for code in LCSseq.opcodes(old, new)
        )
    start = Prefix.similarity(old, new)
    tail = Postfix.similarity(old[start:], new[start:])
    i, j = len(old) - tail, len(new) - tail
    middle: Sequence[Code] = (("replace", 0, i - start, 0, j - start),)
    if comparable(old[start:i], new[start:j]):
        middle = codes(old[start:i], new[start:j])
    found: list[Code] = [("equal", 0, start, 0, start)] if start else []
    found += [(tag, a + start, b + start, c + start, d + start) for tag, a, b, c, d in middle]
    if tail:
        found.append(("equal", i, len(old), j, len(new)))
    return tuple(found)


class Replacement(NamedTuple):
    """Words at one place: what went and what came; one of them may be empty."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    old_start: int
    new_start: int


def replaced(old: tuple[str, ...], new: tuple[str, ...]) -> list[Replacement]:
    """The places at which the two differ, between words that both have in the same order."""
    found: list[list[int]] = []
    for tag, *span in codes(old, new):
        if tag == "equal":
            continue
        if found and found[-1][1] == span[0] and found[-1][3] == span[2]:
            found[-1][1], found[-1][3] = span[1], span[3]
        else:
            found.append(span)
    return [Replacement(old[a:b], new[c:d], a, c) for a, b, c, d in found]
