"""Matches in, which of them stand elsewhere out: whole sections first, then single blocks.

What stays is the heaviest set of blocks (by length) that keeps its order; a long paragraph is not
called moved because a short one jumped over it. A section that stands elsewhere is moved as a
whole: its heading says so, and its blocks are not each listed.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from fairnotice.compare.increasing import heaviest_increasing, rising
from fairnotice.compare.sides import Pairing


class Moves(NamedTuple):
    """What stands elsewhere."""

    sections: frozenset[tuple[int, int]]
    """Matches of sections."""
    blocks: frozenset[int]
    """First old blocks of matches."""


NONE = Moves(frozenset(), frozenset())


def moves(work: Pairing) -> Moves:
    """What stands elsewhere in the new text."""
    news = work.old.mate
    if work.old.free():
        news = [*filter((-1).__lt__, news)]
    if news == sorted(news):
        return NONE
    inside, across = _by_section(work, work.firsts())
    kept = set(_kept_sections(work, inside))
    moved: set[int] = set()
    stationary: list[int] = []
    for section, row in enumerate(inside):
        stays = _kept(work, row)
        moved.update(set(row).difference(stays))
        if section in kept:
            stationary += stays
        else:
            moved.update(_heading(work, section))
    moved.update(_moved_across(work, stationary, across))
    sections = frozenset(match for at, match in enumerate(work.sections) if at not in kept)
    return Moves(sections, frozenset(moved))


def _by_section(work: Pairing, firsts: Sequence[int]) -> tuple[list[list[int]], list[int]]:
    """The matches inside each match of sections, and those that changed their section."""
    inside: list[list[int]] = [[] for _ in work.sections]
    across: list[int] = []
    mate, olds, news = work.old.mate, work.old.sections, work.new.sections
    homes = {s: (t, row) for (s, t), row in zip(work.sections, inside, strict=True)}
    nowhere = -1, across
    for i in firsts:
        t, row = homes.get(olds[i], nowhere)
        (row if news[mate[i]] == t else across).append(i)
    return inside, across


def _weight(work: Pairing, i: int) -> int:
    old, new = work.old, work.new
    if i not in old.groups:
        return 1 + min(len(old.texts[i]), len(new.texts[old.mate[i]]))
    olds, news = work.match(i)
    return 1 + min(sum(len(old.texts[i]) for i in olds), sum(len(new.texts[j]) for j in news))


def _kept(work: Pairing, row: Sequence[int]) -> Sequence[int]:
    """Of a row of matches those that keep their order."""
    values = [work.old.mate[i] for i in row]
    if rising(values):
        return row
    return [row[at] for at in heaviest_increasing(values, [_weight(work, i) for i in row])]


def _kept_sections(work: Pairing, inside: Sequence[Sequence[int]]) -> Sequence[int]:
    """Of the matches of sections those that keep their order."""
    values = [t for _, t in work.sections]
    if rising(values):
        return range(len(values))
    return heaviest_increasing(values, [1 + sum([_weight(work, i) for i in row]) for row in inside])


def _heading(work: Pairing, section: int) -> list[int]:
    """The match of a section's heading, if it has one."""
    start = work.old.starts[work.sections[section][0]]
    if start < len(work.old.blocks) and work.old.blocks[start].kind == "heading":
        return [start] if work.old.mate[start] >= 0 else []
    return []


def _moved_across(work: Pairing, stationary: list[int], across: list[int]) -> set[int]:
    """Of the blocks that changed their section, those that changed their place as well.

    A block under a new heading that was set in above it has not moved.
    """
    news = [work.old.mate[i] for i in stationary]
    candidates = []
    for i in across:
        at = bisect_left(stationary, i)
        j = work.old.mate[i]
        if (at == 0 or news[at - 1] < j) and (at == len(news) or j < news[at]):
            candidates.append(i)
    return set(across).difference(_kept(work, candidates))
