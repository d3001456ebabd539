"""Matches in, matches with split and merged blocks joined into them out.

A block that was not matched, but whose words stand in the old self of its neighbour, was split off
from it; the other way round it was merged into it. So a paragraph cut in two, with or without a
new one between the halves, or a sentence that became a list, is one pair.
"""

from collections.abc import Sequence

from rapidfuzz.distance import Indel, LCSseq

from fairnotice.compare.sides import Pairing, Side
from fairnotice.compare.similar import NEVER_SPLIT

_MOST = 24
"""Most blocks that are looked at around one block."""
_EFFORT = 16_000_000
"""Most cells (words × words) that one such question may cost."""
_ROW = 4
"""Fewest equal words in a row that are no chance."""
_ENOUGH = 8
"""Fewest words in such rows that show a split."""
_LAID = 16
"""Most blanks and cells by which a row that was cut in two is longer or shorter than its halves."""
_PART = 0.15
"""And their share of what is joined."""


def join_splits(work: Pairing) -> None:
    """Join blocks without a match to the match that holds their words."""
    for view in (_View(work, turned=False), _View(work, turned=True)):
        view.join_neighbours()
        view.join_cut_rows()
        view.join_rows()


class _View:
    """Looks for one block of a side that became several of the other."""

    def __init__(self, work: Pairing, *, turned: bool) -> None:
        self._work = work
        self._turned = turned
        self._one: Side = work.new if turned else work.old
        self._many: Side = work.old if turned else work.new

    def join_neighbours(self) -> None:
        """Unmatched blocks after or before a match that hold words which it lost."""
        many = self._many
        for at in many.free():
            for step in (1, -1):
                beside = at - step
                if many.mate[at] >= 0 or not 0 <= beside < len(many.mate):
                    continue
                one = many.mate[beside]
                # What is the same on both sides lost no words.
                if one >= 0 and self._one.texts[one] != many.texts[beside]:
                    self._absorb(one, beside, step)

    def join_cut_rows(self) -> None:
        """A row of a table, cut in two where a page ended, that is whole again, word for word."""
        many = self._many
        for at in many.free():
            if many.blocks[at].kind == "row":
                if self._is_half(at, at - 1):
                    self._join((many.mate[at - 1],), (at - 1, at))
                elif self._is_half(at, at + 1):
                    self._join((many.mate[at + 1],), (at, at + 1))

    def _is_half(self, at: int, beside: int) -> bool:
        """Whether this row and the matched one beside it are the two halves of one."""
        one, many = self._one, self._many
        if not 0 <= beside < len(many.mate) or many.mate[beside] < 0 or beside in many.groups:
            return False
        whole = many.mate[beside]
        if not one.blocks[whole].kind == many.blocks[beside].kind == "row":
            return False
        first, second = many.texts[min(at, beside)], many.texts[max(at, beside)]
        if abs(len(one.texts[whole]) - len(first) - len(second)) > _LAID:
            return False
        # Two rows without an empty cell are two things.
        cells = f"{first}\t{second}".split("\t")
        return not all(cells) and one.texts[whole].split() == first.split() + second.split()

    def _absorb(self, one: int, beside: int, step: int) -> None:
        """Join the unmatched blocks from `beside` on, as far as they hold words of block `one`."""
        grown = self._grown(one, beside)
        row = self._row(one, beside + step, step) if grown else []
        if not row:
            return
        parts = [self._many.ids[at] for at in row]
        whole = self._one.ids[one]
        kept = "".join([self._many.ids[at] for at in grown])
        known = self._one.alphabet.reaches
        asked = (whole, kept, step, *parts)
        reach = known.get(asked)
        if reach is None:
            reach = known.keep(asked, _reach(whole, kept, parts, step))
        if reach:
            self._join((one,), tuple(sorted((*grown, *row[:reach]))))

    def _grown(self, one: int, beside: int) -> tuple[int, ...]:
        """The blocks that `one` has become so far; none if it may not become more."""
        group = self._many.groups.get(beside)
        ones, grown = (group[::-1] if self._turned else group) if group else ((one,), (beside,))
        if len(ones) > 1 or len(grown) >= _MOST or self._one.blocks[one].kind in NEVER_SPLIT:
            return ()
        return grown

    def join_rows(self) -> None:
        """One unmatched block whose words stand in a row of unmatched blocks."""
        if not self._many.free():
            return
        for one in self._one.free(1):
            beside = self._one.mate[one - 1]
            if beside < 0 or self._one.blocks[one].kind in NEVER_SPLIT:
                continue
            group = self._many.groups.get(beside)
            last = group[0 if self._turned else 1][-1] if group else beside
            if self._many.mate[last + 1 : last + 3] != [-1, -1]:  # most often
                continue
            row = self._row(one, last + 1, 1)
            if len(row) < 2:
                continue
            whole = self._one.ids[one]
            ids = "".join([self._many.ids[at] for at in row])
            if len(whole) < _ENOUGH or len(whole) * len(ids) > _EFFORT:
                continue
            if 2 * LCSseq.similarity(whole, ids) >= 0.6 * (len(whole) + len(ids)):
                self._join((one,), tuple(row))

    def _row(self, one: int, start: int, step: int) -> list[int]:
        """Unmatched blocks in a row that block `one` may have become."""
        many = self._many
        never = NEVER_SPLIT | {"row"} if self._one.blocks[one].kind == "row" else NEVER_SPLIT
        row: list[int] = []
        at = start
        while 0 <= at < len(many.mate) and many.mate[at] < 0 and len(row) < _MOST:
            if many.blocks[at].kind in never:
                break
            row.append(at)
            at += step
        return row

    def _join(self, one: tuple[int, ...], many: tuple[int, ...]) -> None:
        if self._turned:
            self._work.join_many(many, one)
        else:
            self._work.join_many(one, many)


def _reach(whole: str, kept: str, parts: Sequence[str], step: int) -> int:
    """How many of the parts, from the first on, hold most of the words that `whole` lost beside
    what it kept; 0 where that is too few, or too much to ask. They stand after it, or with a `step`
    of -1 before."""
    if len(whole) * (len(kept) + sum(map(len, parts))) * len(parts) > _EFFORT:
        return 0
    before, best, reach = _solid(whole, kept), 0, 0

    def beside_kept(more: Sequence[str]) -> str:
        return kept + "".join(more) if step == 1 else "".join(more[::-1]) + kept

    # No fewer blocks hold more, and more are wanted of more blocks.
    most = LCSseq.similarity(whole, beside_kept(parts)) - before
    for length in range(1, len(parts) + 1):
        more = parts[:length]
        enough = max(best + 1, _wanted(more))
        if most < enough:
            break
        joined = beside_kept(more)
        if LCSseq.similarity(whole, joined) - before < enough:  # known sooner than its rows
            continue
        gain = _solid(whole, joined) - before
        if gain >= enough:
            best, reach = gain, length
    return reach


def _wanted(parts: Sequence[str]) -> float:
    """Words in solid rows that blocks must hold to be joined."""
    words = sum(map(len, parts))
    return min(max(_ENOUGH, _PART * words), max(1, 0.75 * words))


def _solid(a: str, b: str) -> int:
    """Words that two texts share in rows too long to be chance; all of them, if they are short."""
    sizes = [block.size for block in Indel.opcodes(a, b).as_matching_blocks()]
    return sum(size for size in sizes if size >= _ROW) or (sum(sizes) if len(b) < _ROW else 0)
