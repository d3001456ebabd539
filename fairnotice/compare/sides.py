"""One document's blocks in reading order, and the work of matching two of them, as it stands.

What both documents have unchanged is carried along as a whole: of a section that is the same in
both, everything after the heading is a single unit, so that the cost of a comparison goes with
what differs. A unit is a block or such a stretch; every place in this package is that of a unit.
"""

from collections.abc import Sequence, Set
from itertools import chain, compress, repeat
from operator import attrgetter, eq, sub

from fairnotice.compare.alike import words_of
from fairnotice.compare.tokens import Alphabet
from fairnotice.model import Block, Section

Match = tuple[tuple[int, ...], tuple[int, ...]]
"""Old units and the new units that they became."""

Texts = list[tuple[str, ...]]
"""Of each section the texts of its blocks."""

_text = attrgetter("text")


def texts_of(sections: Sequence[Section]) -> Texts:
    """The texts of the blocks, section by section."""
    return [tuple(map(_text, section.blocks)) for section in sections]


class Side:
    """One document's units in reading order, and what they became."""

    def __init__(
        self, sections: Sequence[Section], texts: Texts, whole: Set[int], words: Alphabet
    ) -> None:
        """The units of the sections; those in `whole` are the same in the other document."""
        self.homes: Sequence[Section] = sections
        self.texts: list[str] = []
        """The text of each unit; of a stretch that of its first block."""
        self.stretches: dict[int, tuple[Block, ...]] = {}
        """The blocks of the units that are several."""
        self.starts: list[int] = [0]
        """For each section its first unit; then the number of units."""
        for at, said in enumerate(texts):
            blocks = sections[at].blocks
            alone = sum(b.kind == "heading" for b in blocks[:1]) if at in whole else len(blocks)
            if alone < len(blocks) - 1:
                self.texts += said[: alone + 1]
                self.stretches[len(self.texts) - 1] = blocks[alone:]
            else:
                self.texts += said
            self.starts.append(len(self.texts))
        self.mate: list[int] = [-1] * len(self.texts)
        """For each unit the other side's unit that it became (of several the first), or -1."""
        self.groups: dict[int, Match] = {}
        """Units of matches with several units on a side."""
        self.blocks: list[Block] = list(chain.from_iterable(map(self._units, range(len(texts)))))
        """The block of each unit; of a stretch the first."""
        sizes = map(sub, self.starts[1:], self.starts)
        self.sections: list[int] = list(chain.from_iterable(map(repeat, range(len(texts)), sizes)))
        """For each unit its section."""
        self._words = words
        self._ids: dict[int, str] = {}

    def _units(self, section: int) -> tuple[Block, ...]:
        """The first block of each unit of a section."""
        return self.homes[section].blocks[: self.starts[section + 1] - self.starts[section]]

    def home(self, at: int) -> Section:
        """The section in which a unit stands."""
        return self.homes[self.sections[at]]

    def blocks_of(self, at: int) -> tuple[Block, ...]:
        """All blocks of a unit."""
        return self.stretches.get(at) or (self.blocks[at],)

    def weight(self, at: int) -> int:
        """How much a unit weighs where order is in question: its letters, and one a block."""
        stretch = self.stretches.get(at)
        if stretch is None:
            return 1 + len(self.texts[at])
        return sum(1 + len(block.text) for block in stretch)

    def ids(self, at: int) -> str:
        """The words of a block, one character each; made once."""
        found = self._ids.get(at)
        if found is None:
            letters = map(self._words.__getitem__, words_of(self.texts[at]))
            found = self._ids[at] = "".join(letters)
        return found

    def free(self, start: int, end: int) -> list[int]:
        """Units from `start` to `end` that are not matched."""
        unmatched = map(eq, self.mate[start:end], repeat(-1))
        return list(compress(range(start, end), unmatched))


class Pairing:
    """The work in progress: two sides and what was found so far."""

    def __init__(self, old: Side, new: Side, sections: Sequence[tuple[int, int]]) -> None:
        self.old = old
        self.new = new
        self.sections = sections
        """Matches of sections, in the order of the old ones."""

    def join(self, i: int, j: int) -> None:
        """Say that old unit `i` became new unit `j`."""
        self.old.mate[i] = j
        self.new.mate[j] = i

    def join_rows(self, i: int, j: int, size: int) -> None:
        """Say that `size` old units from `i` on became the new units from `j` on, one by one."""
        self.old.mate[i : i + size] = range(j, j + size)
        self.new.mate[j : j + size] = range(i, i + size)

    def join_many(self, olds: tuple[int, ...], news: tuple[int, ...]) -> None:
        """Say that several old blocks became several new ones."""
        for i in olds:
            self.old.mate[i] = news[0]
            self.old.groups[i] = olds, news
        for j in news:
            self.new.mate[j] = olds[0]
            self.new.groups[j] = olds, news

    def match(self, i: int) -> Match:
        """What a matched old unit belongs to."""
        return self.old.groups.get(i) or ((i,), (self.old.mate[i],))

    def firsts(self) -> list[int]:
        """The first old unit of each match, rising."""
        groups = self.old.groups
        return [
            i
            for i, j in enumerate(self.old.mate)
            if j >= 0 and (i not in groups or groups[i][0][0] == i)
        ]

    @property
    def open(self) -> bool:
        """Whether both sides have units that are not matched."""
        return -1 in self.old.mate and -1 in self.new.mate

    @property
    def settled(self) -> bool:
        """Whether every unit of both sides is matched."""
        return -1 not in self.old.mate and -1 not in self.new.mate
