"""Matches in, the rows of the redline in reading order out.

The order is the new text's; what was removed stands where it stood: after the last block before it
that stayed, and a removed section after the whole section before it.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate, pairwise, repeat
from operator import itemgetter
from typing import NamedTuple

from fairnotice.compare.moves import Moves
from fairnotice.compare.sides import Match

Row = tuple[int, int, int]
"""First old and first new block of a row, -1 where a side has none; and how many such rows follow
one another, of blocks that are the same one by one: more than one in a section that stayed."""
Place = tuple[int, int]
"""First old and first new block of a match that left its place; -1 where there is no new one."""


class Settled(NamedTuple):
    """Two texts' blocks and sections, matched, seen in the direction that was asked for."""

    old_mate: Sequence[int]
    """For each old block the (first) new block that it became, or -1."""
    new_mate: Sequence[int]
    old_free: Sequence[int]
    """Old blocks that were not matched."""
    old_groups: Mapping[int, Match]
    """Old blocks of matches with several blocks on a side."""
    new_groups: Mapping[int, Match]
    old_sections: Sequence[int]
    """For each old block its section."""
    new_sections: Sequence[int]
    new_starts: Sequence[int]
    """For each new section its first block; then the number of blocks."""
    new_same: Collection[int]
    """New sections that are wholly the same as an old one."""
    sections: Sequence[tuple[int, int]]
    """Matches of sections, old and new."""
    moves: Moves


class _Anchors(NamedTuple):
    start: list[Place]
    after: dict[int, list[Place]]
    """By first old block of a match: what follows it. A place with both blocks is a departure."""
    ending: dict[int, list[Place]]
    """By new section: what follows its last block."""


def in_reading_order(settled: Settled) -> tuple[list[Row], list[tuple[int, int]]]:
    """All rows, and for each departure the row before which it stood and its first old block.

    Each row counts for as many as it says.
    """
    anchors = _Anchors([], {}, {})
    if settled.old_free or settled.moves.blocks:
        anchors = _anchored(settled)
    return _Rows(settled, anchors).laid_out()


class _Rows:
    """Lays out the rows section by section of the new text."""

    def __init__(self, settled: Settled, anchors: _Anchors) -> None:
        self._settled = settled
        self._anchors = anchors
        self._rows: list[Row] = []
        self._departures: list[tuple[int, int]] = []
        """Each by the number of rows before it; a section that stayed is one of them."""

    def laid_out(self) -> tuple[list[Row], list[tuple[int, int]]]:
        """All rows, and the departures."""
        settled, ending, rows = self._settled, self._anchors.ending, self._rows
        mate, old_sections, same = settled.new_mate, settled.old_sections, settled.new_same
        looked_into = {old_sections[i] for i in (*self._anchors.after, *settled.moves.blocks)}
        self._put(self._anchors.start)
        for t, (start, end) in enumerate(pairwise(settled.new_starts)):
            if t in same and start < end and old_sections[mate[start]] not in looked_into:
                rows.append((mate[start], start, end - start))
            else:
                self._section(start, end)
            if t in ending:
                self._put(ending[t])
        if not self._departures:
            return rows, []
        before = [*accumulate(map(itemgetter(2), rows), initial=0)]
        return rows, [(before[at], i) for at, i in self._departures]

    def _section(self, start: int, end: int) -> None:
        """The blocks of a new section one by one, and what stood among them."""
        mate, groups, after = self._settled.new_mate, self._settled.new_groups, self._anchors.after
        if not groups and after.keys().isdisjoint(mate[start:end]):
            self._rows += zip(mate[start:end], range(start, end), repeat(1))
            return
        for j in range(start, end):
            if groups and j in groups and groups[j][1][0] != j:
                continue
            i = mate[j]
            self._rows.append((i, j, 1))
            if i in after:
                self._put(after[i])

    def _put(self, places: Sequence[Place]) -> None:
        """What left its place: a row of its own, or a departure."""
        for i, j in places:
            if j < 0:
                self._rows.append((i, j, 1))
            else:
                self._departures.append((len(self._rows), i))


def _anchored(settled: Settled) -> _Anchors:
    """Where removed blocks and the stubs of moved ones are put."""
    anchors = _Anchors([], defaultdict(list), defaultdict(list))
    walk = _Walk(settled)
    for i in _beside_what_left(settled):
        j = settled.old_mate[i]
        walk.enter(settled.old_sections[i])
        if j < 0 or i in settled.moves.blocks:
            walk.place(anchors, i).append((i, j))
        if j >= 0:
            walk.passed(i)
    return anchors


def _beside_what_left(settled: Settled) -> list[int]:
    """The first old blocks of what left its place, and of what stands before each."""
    groups = settled.old_groups
    if settled.moves.sections:
        near = set(range(len(settled.old_mate)))
    else:
        near = {*settled.moves.blocks, *settled.old_free}
        near |= {i - 1 for i in near if i}
    if not groups:
        return sorted(near)
    return sorted({groups[i][0][0] if i in groups else i for i in near})


class _Walk:
    """Goes through the old text and remembers the last block that stayed."""

    def __init__(self, settled: Settled) -> None:
        self._settled = settled
        self._matched = {s for s, _ in settled.sections}
        self._next = -1
        """The next block that stays, as last looked for."""
        self._section = -1
        self._anchor = -1
        self._local = -1
        """The same inside a section that moved as a whole."""

    def enter(self, section: int) -> None:
        """Come to the next block, which stands in this section."""
        if section != self._section:
            self._section, self._local = section, -1

    def place(self, anchors: _Anchors, i: int) -> list[Place]:
        """The list that what stood here is put into."""
        here = self._local if self._local >= 0 else self._anchor
        if here < 0:
            return anchors.start
        begun = self._settled.old_sections[here] == self._section
        if self._local < 0 and self._section not in self._matched and not begun:
            stands = self._new_section(here, last=True)
            if self._section_after(i) != stands:
                return anchors.ending[stands]
        return anchors.after[here]

    def passed(self, i: int) -> None:
        """Leave a matched block behind."""
        moves = self._settled.moves
        moved = i in moves.blocks
        if (self._section, self._new_section(i)) in moves.sections:
            if self._local < 0 or not moved:
                self._local = i
        elif not moved:
            self._anchor = i

    def _new_section(self, i: int, *, last: bool = False) -> int:
        group = self._settled.old_groups.get(i)
        j = group[1][-1] if group and last else self._settled.old_mate[i]
        return self._settled.new_sections[j]

    def _section_after(self, i: int) -> int:
        """The new section of the next block after an old one that stayed; -1 at the end."""
        count = len(self._settled.old_mate)
        if self._next <= i:
            self._next = next((k for k in range(i + 1, count) if self._stays(k)), count)
        return self._new_section(self._next) if self._next < count else -1

    def _stays(self, i: int) -> bool:
        moves = self._settled.moves
        if self._settled.old_mate[i] < 0 or i in moves.blocks:
            return False
        return (self._settled.old_sections[i], self._new_section(i)) not in moves.sections
