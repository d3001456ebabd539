"""What changed and what stayed in; all pairs of a comparison, in order, out.

Most blocks of a notice stay as they are, and most who ask for a comparison look at its changes
alone. So the pairs of what stayed are laid out when somebody asks for them.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, repeat
from operator import attrgetter
from typing import NamedTuple, overload

from fairnotice.model import Block, Pair, Section, Span

_span = partial(tuple.__new__, Span)
_pair = partial(tuple.__new__, Pair)
_text = attrgetter("text")


class Stayed(NamedTuple):
    """A stretch of blocks that are the same in both texts, one by one."""

    old: Sequence[Block]
    new: Sequence[Block]
    old_section: Section
    new_section: Section


class Pairs(Sequence[Pair]):
    """The pairs of a comparison; those that are the same are made when they are looked at."""

    __slots__ = ("_all", "_parts", "_size")

    def __init__(self, parts: Sequence[Pair | Stayed]) -> None:
        self._parts = parts
        self._all: tuple[Pair, ...] | None = None

    @property
    def changes(self) -> tuple[Pair, ...]:
        """The pairs that are not the same."""
        return tuple([p for p in self._parts if isinstance(p, Pair) and p.kind != "same"])

    def _laid_out(self) -> tuple[Pair, ...]:
        if self._all is None:
            self._all = tuple(
                chain.from_iterable(
                    (part,) if isinstance(part, Pair) else _same(part) for part in self._parts
                )
            )
        return self._all

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


def _same(part: Stayed) -> Iterator[Pair]:
    """The pairs of a stretch; made without a step of the interpreter for each."""
    spans = [(_span(("same", text)),) if text else () for text in map(_text, part.new)]
    homes = repeat(part.old_section), repeat(part.new_section)
    # The new side ends the row: the old one is as long, the rest has no end.
    return map(
        _pair,
        zip(repeat("same"), zip(part.old), zip(part.new), *homes, spans, repeat(0), strict=False),
    )
