"""One document's blocks in reading order, and the work of matching two of them, as it stands."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import compress, repeat
from operator import lt

from fairnotice.compare.alphabet import Alphabet
from fairnotice.model import Document, Section

Match = tuple[tuple[int, ...], tuple[int, ...]]
"""Old blocks and the new blocks that they became."""


class _Ids(dict[int, str]):
    """By block its words, one character each, made when they are first asked for."""

    def __init__(self, texts: Sequence[str], alphabet: Alphabet) -> None:
        super().__init__()
        self._texts, self._alphabet = texts, alphabet

    def __missing__(self, at: int) -> str:
        found = self[at] = self._alphabet.words(self._texts[at])
        return found


class Side:
    """One document's blocks in reading order, and what they became."""

    def __init__(self, document: Document, alphabet: Alphabet) -> None:
        self.document = document
        flat = document.flat
        self._homes = document.sections
        self.blocks, self.texts, self.looks = flat.blocks, flat.texts, flat.looks
        self.sections, self.starts, self.wholes = flat.sections, flat.starts, flat.wholes
        self.mate: list[int] = [-1] * len(self.blocks)
        """For each block the other side's block that it became (of several the first), or -1."""
        self.groups: dict[int, Match] = {}
        """Blocks of matches with several blocks on a side."""
        self.same: set[int] = set()
        """Sections that are wholly the same in the other document."""
        self.touched: set[int] = set()
        """Blocks that no block of the other side is the same as, text and looks."""
        self._free: list[int] | None = None
        self.stale = False
        """Whether blocks were matched since all free ones were last asked for."""
        self.alphabet = alphabet
        self.ids: Mapping[int, str] = _Ids(self.texts, alphabet)
        """By block its words, one character each."""

    def home(self, at: int) -> Section:
        """The section in which a block stands."""
        return self._homes[self.sections[at]]

    def noted(self, at: int) -> bool:
        """Whether the mark of a footnote may stand in a block."""
        return "footnote" in self.looks[at]

    def free(self, start: int = 0, end: int | None = None) -> list[int]:
        """Blocks from `start` to `end` that are not matched; to be asked when most blocks are."""
        mate = self.mate
        if self._free is None:
            at = -1
            self._free = [at := mate.index(-1, at + 1) for _ in range(mate.count(-1))]
            self.stale = False
        free = self._free
        if start or end is not None:
            last = len(free) if end is None else bisect_left(free, end)
            return [at for at in free[bisect_left(free, start) : last] if mate[at] < 0]
        if self.stale:  # What is matched now never becomes free again.
            free = self._free = list(
                compress(free, map(lt, map(mate.__getitem__, free), repeat(0)))
            )
            self.stale = False
        return free[:]


class Pairing:
    """The work in progress: two sides and what was found so far."""

    def __init__(self, old: Side, new: Side, sections: Sequence[tuple[int, int]]) -> None:
        self.old = old
        self.new = new
        self.sections = sections
        """Matches of sections, in the order of the old ones."""

    def join(self, i: int, j: int) -> None:
        """Say that old block `i` became new block `j`."""
        self.old.mate[i] = j
        self.new.mate[j] = i
        self.old.stale = self.new.stale = True

    def join_rows(self, i: int, j: int, size: int) -> None:
        """Say that `size` old blocks from `i` on became the new blocks from `j` on, one by one."""
        self.old.mate[i : i + size] = range(j, j + size)
        self.new.mate[j : j + size] = range(i, i + size)
        self.old.stale = self.new.stale = True

    def join_equal(self, i: int, j: int, size: int) -> None:
        """The same of blocks whose texts are equal, one by one."""
        self.join_rows(i, j, size)
        if self.old.looks[i : i + size] != self.new.looks[j : j + size]:
            for a, b in zip(range(i, i + size), range(j, j + size), strict=True):
                if self.old.looks[a] != self.new.looks[b]:
                    self.touch(a, b)

    def touch(self, i: int, j: int) -> None:
        """Say that something differs between two matched blocks."""
        self.old.touched.add(i)
        self.new.touched.add(j)

    def join_same(self, s: int, t: int, size: int) -> None:
        """Say that `size` sections are the same as those from `t` on, one by one."""
        i, end = self.old.starts[s], self.old.starts[s + size]
        self.join_rows(i, self.new.starts[t], end - i)
        self.old.same.update(range(s, s + size))
        self.new.same.update(range(t, t + size))

    def join_many(self, olds: tuple[int, ...], news: tuple[int, ...]) -> None:
        """Say that several old blocks became several new ones."""
        for i in olds:
            self.old.mate[i] = news[0]
            self.old.groups[i] = olds, news
        for j in news:
            self.new.mate[j] = olds[0]
            self.new.groups[j] = olds, news
        self.old.stale = self.new.stale = True

    def match(self, i: int) -> Match:
        """What a matched old block belongs to."""
        return self.old.groups.get(i) or ((i,), (self.old.mate[i],))

    def firsts(self) -> list[int]:
        """The first old block of each match, rising."""
        groups = self.old.groups
        return [
            i
            for i, j in enumerate(self.old.mate)
            if j >= 0 and (i not in groups or groups[i][0][0] == i)
        ]

    @property
    def open(self) -> bool:
        """Whether both sides have blocks that are not matched."""
        return -1 in self.old.mate and -1 in self.new.mate

    @property
    def unmatched(self) -> int:
        """How many blocks of both sides are not matched."""
        return self.old.mate.count(-1) + self.new.mate.count(-1)
