"""Matches in, matches with split and merged blocks joined into them out.

A block that was not matched, but whose words stand in the old self of its neighbour, was split off
from it; the other way round it was merged into it. So a sentence that became a list is one pair.
"""

from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from fairnotice.compare.pairing import Match, Pairing

_MOST = 40
"""Most blocks that one block is split into."""
_EFFORT = 4_000_000
"""Most cells (tokens × tokens) that one such question may cost."""


def join_splits(work: Pairing) -> None:
    """Join blocks without a match to the match that holds their words."""
    flipped = _Flipped(work)
    for view in (_Straight(work), flipped):
        _join_neighbours(view)
        _join_rows(view)


class _Straight:
    """Looks for one old block that became several new ones."""

    def __init__(self, work: Pairing) -> None:
        self.work = work
        self.one, self.many = work.old, work.new

    def sides(self, match: Match) -> tuple[tuple[int, ...], tuple[int, ...]]:
        return match.old, match.new

    def match(self, one: tuple[int, ...], many: tuple[int, ...]) -> Match:
        return Match(one, many)


class _Flipped(_Straight):
    """Looks for several old blocks that became one new one."""

    def __init__(self, work: Pairing) -> None:
        super().__init__(work)
        self.one, self.many = work.new, work.old

    def sides(self, match: Match) -> tuple[tuple[int, ...], tuple[int, ...]]:
        return match.new, match.old

    def match(self, one: tuple[int, ...], many: tuple[int, ...]) -> Match:
        return Match(many, one)


def _join_neighbours(view: _Straight) -> None:
    """Unmatched blocks right after or before a match that hold words which it lacks."""
    many = view.many
    count = len(many.blocks)
    for step in (1, -1):
        order = range(count) if step == 1 else range(count - 1, -1, -1)
        for at in order:
            beside = at - step
            if many.match[at] >= 0 or not 0 <= beside < count or many.match[beside] < 0:
                continue
            number = many.match[beside]
            one, grown = view.sides(view.work.matches[number])
            if len(one) != 1 or len(grown) >= _MOST or not _may_join(view, one[0], at):
                continue
            row = tuple(sorted((*grown, at)))
            if row[-1] - row[0] != len(row) - 1 or many.texts[beside] == view.one.texts[one[0]]:
                continue
            if _holds(view, one[0], grown, row, at):
                many.match[at] = number
                view.work.matches[number] = view.match(one, row)


def _may_join(view: _Straight, one: int, at: int) -> bool:
    fixed = {"heading", "code", "rule", "picture"}
    return view.one.blocks[one].kind not in fixed and view.many.blocks[at].kind not in fixed


def _holds(view: _Straight, one: int, grown: Sequence[int], row: Sequence[int], at: int) -> bool:
    """Whether most words of block `at` stand in the one block, beyond those already accounted."""
    whole = view.one.ids(one)
    piece = view.many.ids(at)
    if not piece or len(whole) * sum(len(view.many.ids(j)) for j in row) > _EFFORT:
        return False
    before = LCSseq.similarity(whole, "".join(view.many.ids(j) for j in grown))
    after = LCSseq.similarity(whole, "".join(view.many.ids(j) for j in row))
    least = 0.6 * len(piece) if len(piece) > 3 else len(piece) - 0.5
    return bool(after - before >= least)


def _join_rows(view: _Straight) -> None:
    """One unmatched block whose words stand in a row of unmatched blocks."""
    work = view.work
    for one in view.one.free(0, len(view.one.blocks)):
        whole = view.one.ids(one)
        if len(whole) < 8:
            continue
        row = _row_between_neighbours(view, one)
        if not 2 <= len(row) <= _MOST:
            continue
        ids = "".join(view.many.ids(at) for at in row)
        if len(whole) * len(ids) > _EFFORT or not all(_may_join(view, one, at) for at in row):
            continue
        shared = LCSseq.similarity(whole, ids)
        if 2 * shared >= 0.6 * (len(whole) + len(ids)):
            number = len(work.matches)
            work.matches.append(view.match((one,), tuple(row)))
            view.one.match[one] = number
            for at in row:
                view.many.match[at] = number


def _row_between_neighbours(view: _Straight, one: int) -> list[int]:
    """The unmatched blocks that follow the new self of the block before."""
    if one == 0 or view.one.match[one - 1] < 0:
        return []
    beside = view.sides(view.work.matches[view.one.match[one - 1]])[1][-1]
    row: list[int] = []
    at = beside + 1
    while at < len(view.many.blocks) and view.many.match[at] < 0 and len(row) <= _MOST:
        row.append(at)
        at += 1
    return row
