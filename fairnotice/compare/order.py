"""Matches in, the rows of the redline in reading order out.

The order is the new text's; what was removed stands where it stood: after the last block before it
that stayed, and a removed section after the whole section before it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fairnotice.compare.moves import Moves
from fairnotice.compare.sides import Match

Row = tuple[int, int]
"""First old and first new block of a row; -1 where a side has none."""


class Settled(NamedTuple):
    """Two texts' blocks and sections, matched, seen in the direction that was asked for."""

    old_mate: Sequence[int]
    """For each old block the (first) new block that it became, or -1."""
    new_mate: Sequence[int]
    old_groups: Mapping[int, Match]
    """Old blocks of matches with several blocks on a side."""
    new_groups: Mapping[int, Match]
    old_sections: Sequence[int]
    """For each old block its section."""
    new_sections: Sequence[int]
    sections: Sequence[tuple[int, int]]
    """Matches of sections, old and new."""
    moves: Moves


class _Anchors(NamedTuple):
    start: list[Row]
    after: dict[int, list[Row]]
    """By first old block of a match: what follows it. A row with both blocks is a departure."""
    ending: dict[int, list[Row]]
    """By new section: what follows its last block."""


def in_reading_order(settled: Settled) -> tuple[list[Row], list[tuple[int, int]]]:
    """All rows, and for each departure the row before which it stood and its first old block."""
    if -1 not in settled.old_mate and not settled.moves.blocks:
        if not settled.new_groups:
            return [(i, j) for j, i in enumerate(settled.new_mate)], []
        anchors = _Anchors([], {}, {})
    else:
        anchors = _anchored(settled)
    rows: list[Row] = []
    departures: list[tuple[int, int]] = []

    def put(items: Sequence[Row]) -> None:
        for item in items:
            if item[1] < 0:
                rows.append(item)
            else:
                departures.append((len(rows), item[0]))

    put(anchors.start)
    last = -1
    groups, sections = settled.new_groups, settled.new_sections
    for j, i in enumerate(settled.new_mate):
        if sections[j] != last:
            put(anchors.ending.get(last, ()))
            last = sections[j]
        if groups and j in groups and groups[j][1][0] != j:
            continue
        rows.append((i, j))
        if i in anchors.after:
            put(anchors.after[i])
    put(anchors.ending.get(last, ()))
    return rows, departures


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
        near = {i for i, j in enumerate(settled.old_mate) if j < 0} | settled.moves.blocks
        near |= {i - 1 for i in near if i}
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

    def place(self, anchors: _Anchors, i: int) -> list[Row]:
        """The list that what stood here is put into."""
        here = self._local if self._local >= 0 else self._anchor
        if here < 0:
            return anchors.start
        if self._local < 0 and self._section not in self._matched:
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
