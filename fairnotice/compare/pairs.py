"""What changed and what stayed in; all pairs of a comparison, in order, out.

Most blocks of a notice stay as they are, and most who ask for a comparison look at its changes
alone. So the pairs of what stayed are laid out when somebody asks for them.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, islice, repeat
from typing import overload

from fairnotice.compare.order import Row
from fairnotice.compare.spans import span_of
from fairnotice.model import Block, Document, Pair, Section

pair_of = partial(tuple.__new__, Pair)
"""A pair's fields as one tuple in, the pair out: at a third of the cost of a call with names."""


class Pairs(Sequence[Pair]):
    """The pairs of a comparison; those that are the same are made when they are looked at."""

    __slots__ = ("_all", "_new", "_old", "_parts")

    def __init__(self, parts: Sequence[Pair | list[Row]], old: Document, new: Document) -> None:
        """The parts are pairs, and rows of the blocks that are the same one by one."""
        self._parts = parts
        self._old = old
        self._new = new
        self._all: tuple[Pair, ...] | None = None

    def _laid_out(self) -> tuple[Pair, ...]:
        if self._all is None:
            rows = [row for part in self._parts if not isinstance(part, Pair) for row in part]
            same = self._same(rows) if rows else iter(())
            found: list[Pair] = []
            for part in self._parts:
                if isinstance(part, Pair):
                    found.append(part)
                else:
                    found += islice(same, sum([count for _, _, count in part]))
            self._all = tuple(found)
        return self._all

    def _same(self, rows: Sequence[Row]) -> Iterator[Pair]:
        """The pairs of what is the same; made without a step of the interpreter for each."""
        olds = [*chain.from_iterable([range(i, i + count) for i, _, count in rows])]
        news = [*chain.from_iterable([range(j, j + count) for _, j, count in rows])]
        old_blocks, old_sections = _laid(self._old, olds)
        new_blocks, new_sections = _laid(self._new, news)
        texts = map(self._new.flat.texts.__getitem__, news)
        spans = [(span_of(("same", text)),) if text else () for text in texts]
        kinds, numbers = repeat("same", len(olds)), repeat(0, len(olds))
        columns = old_blocks, new_blocks, old_sections, new_sections, spans, numbers
        return map(pair_of, zip(kinds, *columns, strict=True))

    def __len__(self) -> int:
        return len(self._laid_out())

    def __iter__(self) -> Iterator[Pair]:
        return iter(self._laid_out())

    @overload
    def __getitem__(self, at: int) -> Pair: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Pair, ...]: ...
    def __getitem__(self, at: int | slice) -> Pair | tuple[Pair, ...]:
        return self._laid_out()[at]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._laid_out() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._laid_out())

    def __repr__(self) -> str:
        return repr(self._laid_out())


def _laid(
    document: Document, places: Sequence[int]
) -> tuple[Iterator[tuple[Block]], Iterator[Section]]:
    """The blocks at these places, each alone, and the section of each."""
    flat = document.flat
    blocks = zip(map(flat.blocks.__getitem__, places), strict=True)
    return blocks, map(document.sections.__getitem__, map(flat.sections.__getitem__, places))
