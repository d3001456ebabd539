"""Two rows of words in; the places at which they differ, each with what went and what came, out."""

from typing import NamedTuple

from rapidfuzz.distance import LCSseq


class Replacement(NamedTuple):
    """Words at one place: what went and what came; one of them may be empty."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    old_start: int
    new_start: int


def replaced(old: tuple[str, ...], new: tuple[str, ...]) -> list[Replacement]:
    """The places at which the two differ, between words that both have in the same order."""
    found: list[list[int]] = []
    for code in LCSseq.opcodes(old, new):
        if code.tag == "equal":
            continue
        span = [code.src_start, code.src_end, code.dest_start, code.dest_end]
        if found and found[-1][1] == span[0] and found[-1][3] == span[2]:
            found[-1][1], found[-1][3] = span[1], span[3]
        else:
            found.append(span)
    return [Replacement(old[a:b], new[c:d], a, c) for a, b, c, d in found]
