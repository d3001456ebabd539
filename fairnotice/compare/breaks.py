"""Matches in, matches between which a paragraph break only moved joined out.

The last words of a block that are the first ones of a later block now were neither struck nor
written: the break between the two was set elsewhere. A line that stayed in the midst, the number
of a page, say, makes no difference.
"""

from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

from fairnotice.compare.sides import Match, Pairing, Side
from fairnotice.compare.similar import NEVER_SPLIT

_NEAR = 4
"""How many blocks further on the words may stand now."""
_MOST = 24
"""Most blocks of a side that become one match."""
_EFFORT = 40_000_000
"""Most cells (words × words) that all questions together may cost."""
_ROW = 4
"""Fewest equal words in a row that are no chance."""
_ENOUGH = 8
"""The same where a block was not matched at all."""
_SEAM = 3
"""Fewest words that must have stayed on either side of fewer words than those."""
_LAST = 24
"""Letters among which the last word of a block is looked for."""
_BETWEEN = 6
"""Most words of a block that stayed in the midst."""
_KEPT = 0.8
"""Share of the words beyond a break that must be found again."""

_APART = NEVER_SPLIT | {"row"}
"""Kinds of blocks whose ends do not move."""


def join_moved_breaks(work: Pairing, olds: Sequence[int], news: Sequence[int]) -> None:
    """Join neighbouring matches between which words changed sides of a break.

    `olds` and `news` are the blocks, rising, that have no equal one on the other side.
    """
    if len(olds) + len(news) > 2:
        _View(work, turned=False).join(olds, frozenset(news))
        _View(work, turned=True).join(news, frozenset(olds))


class _View:
    """Looks for the end of a block of one side at the beginning of a later one of the other."""

    def __init__(self, work: Pairing, *, turned: bool) -> None:
        self._work = work
        self._turned = turned
        self._one: Side = work.new if turned else work.old
        self._two: Side = work.old if turned else work.new
        self._effort = _EFFORT

    def join(self, touched: Sequence[int], others: frozenset[int]) -> None:
        """Join what belongs together, beginning at each of these blocks of the one side."""
        mate, texts, theirs = self._one.mate, self._one.texts, self._two.texts
        for at in touched:
            end, became = texts[at][-_LAST:], mate[at]
            if became >= 0 and theirs[became].endswith(end):
                continue
            start = became + 1 or self._after_free(at)
            near = range(start, start + _NEAR)
            if not start or others.isdisjoint(near):
                continue
            last = end.rpartition(" ")[2]
            for there in near:
                if there in others and last in theirs[there]:
                    words = self._crossed(at, there)
                    if words and self._join(at, there, words):
                        break

    def _after_free(self, at: int) -> int:
        """The block of the other side that stands where an unmatched one could; 0 for none."""
        mate = self._one.mate
        for before in range(at - 1, max(at - _NEAR, 0) - 1, -1):
            if mate[before] >= 0:
                return mate[before]
        return 0

    def _crossed(self, at: int, there: int) -> int:
        """How many words stand at the end of the one block and now begin the other."""
        a, b = self._one.ids[at], self._two.ids[there]
        found = b.find(a[-_ROW:]) if len(a) >= _ROW else -1
        kinds = self._one.blocks[at].kind, self._two.blocks[there].kind
        if (found < 0 and a[-1:] not in b[: _ROW - 1]) or not _APART.isdisjoint(kinds):
            return 0
        became, was = self._one.mate[at], self._two.mate[there]
        if became >= 0 and there in self._match(at)[1]:
            return 0
        if found >= 0:
            words = found + _ROW
            enough = _ENOUGH if became < 0 or was < 0 else _ROW
            like = LCSseq.similarity(a[-words:], b[:words])
            return words if words >= enough and like >= _KEPT * words else 0
        if became < 0 or was < 0:
            return 0
        left, right = self._two.ids[became], self._one.ids[was]
        for words in range(1, _ROW):
            seam = a[-words - _SEAM :] + right[:_SEAM]
            if left[-_SEAM:] + b[: words + _SEAM] == seam and len(seam) == words + 2 * _SEAM:
                return words
        return 0

    def _join(self, at: int, there: int, words: int) -> bool:
        """Make one match of the two blocks and all between, if that finds the words again."""
        found = self._between(at, there)
        if found is None:
            return False
        ones, twos = found
        a = "".join(map(self._one.ids.__getitem__, ones))
        b = "".join(map(self._two.ids.__getitem__, twos))
        self._effort -= len(a) * len(b)
        if self._effort < 0:
            return False
        known = sum(
            LCSseq.similarity(
                "".join(map(self._one.ids.__getitem__, i)),
                "".join(map(self._two.ids.__getitem__, j)),
            )
            for i, j in {self._match(one) for one in ones if self._one.mate[one] >= 0}
        )
        if LCSseq.similarity(a, b) - known < _KEPT * words - 1:
            return False
        self._work.join_many(*((twos, ones) if self._turned else (ones, twos)))
        return True

    def _between(self, at: int, there: int) -> Match | None:
        """The blocks from the one to the other, in whole matches; None where they are too many, or
        hold some that must stay apart."""
        one, two = self._one, self._two
        ones, twos = range(at, at + 1), range(there, there + 1)
        while True:
            matches = [self._match(i) for i in ones if one.mate[i] >= 0]
            matches += [self._match(one_at) for j in twos if (one_at := two.mate[j]) >= 0]
            more = _spanned(ones, [i for found, _ in matches for i in found])
            others = _spanned(twos, [j for _, found in matches for j in found])
            if max(len(more), len(others)) > _MOST:
                return None
            if (more, others) == (ones, twos):
                break
            ones, twos = more, others
        blocks = [*map(one.blocks.__getitem__, ones), *map(two.blocks.__getitem__, twos)]
        if any(block.kind in _APART for block in blocks):
            return None
        if len({*map(one.sections.__getitem__, ones)}) > 1:
            return None
        if len({*map(two.sections.__getitem__, twos)}) > 1:
            return None
        stayed = [i for i in ones if one.mate[i] >= 0 and one.texts[i] == two.texts[one.mate[i]]]
        if any(len(one.ids[i]) > _BETWEEN for i in stayed if i not in one.groups):
            return None
        return tuple(ones), tuple(twos)

    def _match(self, at: int) -> Match:
        """What a matched block of the one side belongs to, its side first."""
        group = self._one.groups.get(at)
        if group is None:
            return (at,), (self._one.mate[at],)
        return group[::-1] if self._turned else group


def _spanned(known: range, more: list[int]) -> range:
    """All places from the first to the last of these."""
    return range(min([known.start, *more]), max([known.stop, *(at + 1 for at in more)]))
