"""Many things to make in; all of them made, on as many cores as there are, out.

A child is a copy of this process (fork(2)), so it has all that was read and worked out, and tells
only what it made. Where there is no fork, or little to do, everything is made here, one after the
other; so is what a child leaves undone. Other threads are not copied: the one there may be turns a
spinner on the terminal, and children print nothing.
"""

import contextlib
import ctypes
import os
import pickle
import signal
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

_WORTH = 0.1
"""Seconds of work for which no children are begun: it takes each some hundredths of a second."""
_BLOCK = 256
"""Neighbours that one child makes one after the other, at most: they are made from the same texts,
or from texts that have nearly all their words in common."""
_TURNS = 2
"""Rows of neighbours for each child, at least: those at one end may take longer than at the
other."""
_LIFE = 5_000
"""Things that a child makes, at most: what it remembers of them goes with it, and another begins
with the memory of this process."""


def _nothing() -> None:
    """What has to be done where nothing has."""


def on_all_cores(
    make: Callable[[int], T],
    count: int,
    begun: Callable[[], object],
    before: Callable[[], object] = _nothing,
    *,
    cores: int = 0,
    worth: float = _WORTH,
) -> Iterable[T]:
    """`make(0)`, `make(1)` … below `count`, in order; `begun` is called first in each child.

    Those that can be made in `worth` seconds are made here, and so is what is left then, if it will
    take less than that at the pace of those before. `before` is called before any child begins.
    A single core gains no time by a child: it has one where there is much to make, for what that
    takes of memory is given back with its end.
    """
    cores = cores or _cores()
    if not hasattr(os, "fork") or (cores < 2 and count <= _BLOCK):
        return map(make, range(count))
    begin = time.perf_counter()
    found: dict[int, T] = {}
    while len(found) < count:
        taken = time.perf_counter() - begin
        if taken >= worth and (not found or taken / len(found) * (count - len(found)) >= worth):
            break
        found[len(found)] = make(len(found))
    start = len(found)
    if count - start > 1:
        before()
    while count - start > 1:
        end = min(count, start + cores * _LIFE)
        shares = _shares(range(start, end), min(cores, end - start))
        with contextlib.ExitStack() as ends:
            pipes = [_child(make, share, begun, ends) for share in shares]
            for pipe in pipes:
                found.update(_told(pipe))
        start = end
    return (found[number] if number in found else make(number) for number in range(count))


def _shares(numbers: range, children: int) -> list[list[int]]:
    """The numbers of each child, in rows of neighbours, handed out to and fro: where each takes
    less time than the one before, all children still take the same."""
    count = len(numbers)
    rows = children * max(_TURNS, -(-count // (children * _BLOCK)))
    shares: list[list[int]] = [[] for _ in range(children)]
    for row in range(rows):
        turn, seat = divmod(row, children)
        share = shares[seat if turn % 2 == 0 else -1 - seat]
        share += numbers[count * row // rows : count * (row + 1) // rows]
    return shares


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _child(
    make: Callable[[int], T],
    share: Iterable[int],
    begun: Callable[[], object],
    ends: contextlib.ExitStack,
) -> int:
    """Begins a child; the end of the pipe on which it tells what it made."""
    reading, writing = os.pipe()
    parent = os.getpid()
    with warnings.catch_warnings():  # Python 3.12 warns of other threads
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):  # what it does not tell is made by its parent
            os.close(reading)
            _die_with_parent()
            if os.getppid() != parent:  # it was killed before this one knew how to follow
                os._exit(0)
            begun()
            made = [(number, make(number)) for number in share]
            with os.fdopen(writing, "wb") as told:
                pickle.dump(made, told)
        os._exit(0)
    os.close(writing)
    ends.callback(_ended, child)
    ends.callback(os.close, reading)
    return reading


def _die_with_parent() -> None:
    """A build that is killed leaves nobody at work (Linux: PR_SET_PDEATHSIG)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _told(pipe: int) -> Iterator[tuple[int, T]]:
    """What a child made; nothing when it ended before it could tell."""
    with contextlib.suppress(Exception), os.fdopen(pipe, "rb", 1 << 20, closefd=False) as telling:
        yield from pickle.load(telling)  # noqa: S301  # our own child's words


def _ended(child: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)  # it has told all, or nobody listens any more
    os.waitpid(child, 0)
