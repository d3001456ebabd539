"""A changed pair in; the way in which its links changed, if they all changed in one way, out.

A site that moves takes all its addresses along: whoever marks such a text notes it once.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from fairnotice.document.swaps import Swap, swaps
from fairnotice.model import Pair

_FEWEST = 3
"""Fewest places that are told as one; two are sooner read one by one."""


class Way(NamedTuple):
    """How addresses changed: another beginning before the same rest; both empty for words that
    became links, or no longer are."""

    old: str
    """What the old addresses begin with."""
    new: str
    """What the new ones begin with."""
    given: bool
    """Whether there are addresses now; False where they went."""


def ways(changes: Iterable[Pair]) -> Mapping[int, Way]:
    """Number of a change → the way in which its links changed, for the ways of many changes.

    Only changes of links alone have a way: where words changed too, people read on the spot.
    """
    found = {pair.number: way for pair in changes if (way := _way(pair)) is not None}
    counts = Counter(found.values())
    return {number: way for number, way in found.items() if counts[way] >= _FEWEST}


def _way(pair: Pair) -> Way | None:
    """The way of a change of links alone; None where they changed in several, or singly."""
    if pair.kind != "link":
        return None
    found = {_exchange(swap) for swap in swaps(pair)}
    return found.pop() if len(found) == 1 else None


def _exchange(swap: Swap) -> Way:
    if not swap.old or not swap.new:
        return Way("", "", given=bool(swap.new))
    rest = _same_end(swap.old, swap.new)
    return Way(swap.old[: len(swap.old) - rest], swap.new[: len(swap.new) - rest], given=True)


def _same_end(old: str, new: str) -> int:
    """Letters of the end that both addresses have, counted from a slash on."""
    size = 0
    for a, b in zip(reversed(old), reversed(new), strict=False):
        if a != b:
            break
        size += 1
    short, long = sorted((old, new), key=len)
    if size == len(short) and long[len(long) - size - 1] == "/":
        return size
    end = old[len(old) - size :]
    return len(end) - end.find("/") if "/" in end else 0
