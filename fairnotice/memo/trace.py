"""Names of what was looked at in, while something is made; all of them out.

A page is made from a few texts and comparisons of the many that there are. Whatever gives those out
says so here, and so a page's inputs are known exactly, without anybody having to list them.
"""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar

_seen: ContextVar[set[str] | None] = ContextVar("fairnotice_seen", default=None)


def saw(name: str) -> None:
    """Notes that the thing of this name was looked at, if anybody keeps a list at the moment."""
    names = _seen.get()
    if names is not None:
        names.add(name)


@contextlib.contextmanager
def seeing() -> Iterator[set[str]]:
    """The names of what is looked at until the block ends, in this thread; not told to others."""
    names: set[str] = set()
    token = _seen.set(names)
    try:
        yield names
    finally:
        _seen.reset(token)
