"""Matches in, which of them stand elsewhere out: whole sections first, then single blocks.

What stays is the heaviest set of blocks (by length) that keeps its order; a long paragraph is not
called moved because a short one jumped over it. A section that stands elsewhere is moved as a
whole: its heading says so, and its blocks are not each listed.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from fairnotice.compare.increasing import heaviest_increasing
from fairnotice.compare.pairing import Match, Pairing


class Moves(NamedTuple):
    """What stands elsewhere."""

    sections: frozenset[int]
    """Places in the list of section matches."""
    matches: frozenset[int]
    """Places in the list of block matches."""


def moves(work: Pairing) -> Moves:
    """What stands elsewhere in the new text."""
    if _in_order(work):
        return Moves(frozenset(), frozenset())
    inside: list[list[int]] = [[] for _ in work.sections]
    across: list[int] = []
    _sort_by_section(work, inside, across)
    matches = work.matches
    new_sections = [t for _, t in work.sections]
    weights = [1 + sum(_weight(work, matches[at]) for at in row) for row in inside]
    kept_sections = set(heaviest_increasing(new_sections, weights))
    moved_sections = frozenset(range(len(inside))) - kept_sections
    moved: set[int] = set()
    stationary: list[int] = []
    for section, row in enumerate(inside):
        kept = _kept(work, row)
        moved.update(set(row).difference(kept))
        if section in moved_sections:
            heading = _heading(work, section)
            if heading >= 0:
                moved.add(heading)
        else:
            stationary += kept
    moved.update(_moved_across(work, stationary, across))
    return Moves(moved_sections, frozenset(moved))


def _in_order(work: Pairing) -> bool:
    last = -1
    for number in work.old.match:
        if number >= 0:
            new = work.matches[number].new
            if new[0] < last:
                return False
            last = new[-1]
    return True


def _sort_by_section(work: Pairing, inside: list[list[int]], across: list[int]) -> None:
    place = {match: at for at, match in enumerate(work.sections)}
    seen = -1
    for number in work.old.match:
        if number < 0 or number == seen:
            continue
        seen = number
        match = work.matches[number]
        home = place.get((work.old.sections[match.old[0]], work.new.sections[match.new[0]]))
        if home is None:
            across.append(number)
        else:
            inside[home].append(number)


def _weight(work: Pairing, match: Match) -> int:
    return 1 + min(
        sum(len(work.old.texts[i]) for i in match.old),
        sum(len(work.new.texts[j]) for j in match.new),
    )


def _kept(work: Pairing, row: Sequence[int]) -> list[int]:
    values = [work.matches[at].new[0] for at in row]
    weights = [_weight(work, work.matches[at]) for at in row]
    return [row[at] for at in heaviest_increasing(values, weights)]


def _heading(work: Pairing, section: int) -> int:
    """The match of a section's heading, or -1."""
    s, _ = work.sections[section]
    start = work.old.starts[s]
    if start < work.old.starts[s + 1] and work.old.blocks[start].kind == "heading":
        return work.old.match[start]
    return -1


def _moved_across(work: Pairing, stationary: list[int], across: list[int]) -> set[int]:
    """Of the blocks that changed their section, those that changed their place as well.

    A block under a new heading that was set in above it has not moved.
    """
    olds = [work.matches[at].old[0] for at in stationary]
    news = [work.matches[at].new[0] for at in stationary]
    candidates = []
    for number in across:
        at = bisect_left(olds, work.matches[number].old[0])
        j = work.matches[number].new[0]
        if (at == 0 or news[at - 1] < j) and (at == len(news) or j < news[at]):
            candidates.append(number)
    return set(across).difference(_kept(work, candidates))
