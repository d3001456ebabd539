"""Matches in, the rows of the redline in reading order out.

The order is the new text's; what was removed stands where it stood: after the last block before it
that stayed, and a removed section after the whole section before it.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from fairnotice.compare.moves import Moves
from fairnotice.compare.pairing import Match


class Settled(NamedTuple):
    """Two texts' blocks and sections, matched, seen in the direction that was asked for."""

    old_match: Sequence[int]
    """For each old block its match, or -1."""
    new_match: Sequence[int]
    matches: Sequence[Match]
    old_section: Sequence[int]
    """For each old block its section."""
    new_section: Sequence[int]
    sections: Sequence[tuple[int, int]]
    moves: Moves


class Row(NamedTuple):
    """One row of the redline: a match, or a block without one (then one of the two is -1)."""

    match: int
    old: int = -1
    new: int = -1


class _Anchors(NamedTuple):
    start: list[Row | int]
    after: dict[int, list[Row | int]]
    """By match: what follows it. An int is the departure of that match."""
    ending: dict[int, list[Row | int]]
    """By new section: what follows its last block."""


def in_reading_order(settled: Settled) -> tuple[list[Row], list[tuple[int, int]]]:
    """All rows, and for each departure the place before which it stood and its match."""
    if len(settled.matches) == len(settled.old_match) and not settled.moves.matches:
        anchors = _Anchors([], {}, {})
    else:
        anchors = _anchored(settled)
    rows: list[Row] = []
    departures: list[tuple[int, int]] = []

    def put(items: Sequence[Row | int]) -> None:
        for item in items:
            if isinstance(item, Row):
                rows.append(item)
            else:
                departures.append((len(rows), item))

    put(anchors.start)
    last_section, seen = -1, -1
    for j, number in enumerate(settled.new_match):
        section = settled.new_section[j]
        if section != last_section:
            put(anchors.ending.get(last_section, ()))
            last_section = section
        if number < 0:
            rows.append(Row(-1, new=j))
        elif number != seen:
            seen = number
            rows.append(Row(number))
            if number in anchors.after:
                put(anchors.after[number])
    put(anchors.ending.get(last_section, ()))
    return rows, departures


def _anchored(settled: Settled) -> _Anchors:
    """Where removed blocks and the stubs of moved ones are put."""
    anchors = _Anchors([], defaultdict(list), defaultdict(list))
    away = {settled.sections[at] for at in settled.moves.sections}
    matched_sections = {s for s, _ in settled.sections}
    following = _following_sections(settled, away)
    anchor, local, section, seen = -1, -1, -1, -1
    for i, number in enumerate(settled.old_match):
        if settled.old_section[i] != section:
            section, local = settled.old_section[i], -1
        if number >= 0 and number == seen:
            continue
        seen = number
        here = local if local >= 0 else anchor
        moved = number in settled.moves.matches
        if number < 0 or moved:
            place = anchors.start
            if here >= 0:
                stands = settled.new_section[settled.matches[here].new[-1]]
                ends = section not in matched_sections and following[i] != stands
                place = anchors.ending[stands] if ends and local < 0 else anchors.after[here]
            place.append(number if number >= 0 else Row(-1, old=i))
        if number >= 0:
            home = (section, settled.new_section[settled.matches[number].new[0]])
            if home in away:
                if local < 0 or not moved:
                    local = number
            elif not moved:
                anchor = number
    return anchors


def _following_sections(settled: Settled, away: set[tuple[int, int]]) -> list[int]:
    """For each old block, the new section of the next block that stayed; -1 at the end."""
    result = [-1] * len(settled.old_match)
    follows = -1
    for i in range(len(settled.old_match) - 1, -1, -1):
        result[i] = follows
        number = settled.old_match[i]
        if number >= 0 and number not in settled.moves.matches:
            section = settled.new_section[settled.matches[number].new[0]]
            if (settled.old_section[i], section) not in away:
                follows = section
    return result
