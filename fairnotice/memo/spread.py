"""A function of a number, and how many numbers there are, in; its answers, in order, out.

Whoever has much to make is given such a way to make it: here, one after the other; a program on
several cores has a faster one.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from fairnotice.memo.memo import Memo, Note

T = TypeVar("T")


class Spread(Protocol):
    """Calls a function with 0, 1, … below a number, perhaps in other processes."""

    def __call__(self, make: Callable[[int], T], count: int) -> Iterable[T]:
        """The answers, in order. What `make` does besides may be lost."""


def one_by_one(make: Callable[[int], T], count: int) -> Iterable[T]:
    """The simplest way to do that."""
    return map(make, range(count))


_AT_ONCE = 512
"""Few enough for what a text is read into: 40 kB of one of 30 kB. What neighbours have in common is
worked out once for all of them that one process makes."""


def worked_ahead(
    works: Sequence[Callable[[], object]], memo: Memo, spread: Spread, at_once: int = _AT_ONCE
) -> None:
    """Does each of the works, which depend on each other in nothing, and keeps what they note.

    Whoever asks for one thing after the other then finds them all; and gets the same as without.
    `at_once`: how many are done before what they note is put into the store; it is held in memory
    until then.
    """
    for start in range(0, len(works), at_once):
        share = works[start : start + at_once]

        def notes(number: int, share: Sequence[Callable[[], object]] = share) -> tuple[Note, ...]:
            return memo.noted(share[number])

        for found in spread(notes, len(share)):
            memo.take(found)
