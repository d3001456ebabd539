"""A table that follows from the program alone in; the same, laid out once for all its runs, out.

Rules, lists of words and patterns of hyphens are files of the program. To read them and lay them
out for use takes longer than to judge a version, and gives the same in every run.
"""

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import cache, wraps
from typing import Any, Protocol, TypeVar

import msgspec

T = TypeVar("T")


class Keeper(Protocol):
    """Keeps what was worked out, for this version of the program alone."""

    def get(self, name: str) -> bytes | None:
        """What was put there; None when nothing was, or it is damaged."""

    def put(self, name: str, content: bytes) -> None:
        """Keeps it, if it can."""


_begun: ContextVar[Callable[[], Keeper] | None] = ContextVar("fairnotice_tables", default=None)


@contextlib.contextmanager
def keeping(begun: Callable[[], Keeper]) -> Iterator[None]:
    """Lets tables be kept until the block ends, in this thread; `begun` is asked for each."""
    token = _begun.set(begun)
    try:
        yield
    finally:
        _begun.reset(token)


def table(name: str, kind: Any) -> Callable[[Callable[[], T]], Callable[[], T]]:
    """The same function, which works once, in this run or, where tables are kept, an earlier one.

    `name` tells it from all others; `kind` is the type of what it gives, which nobody changes.
    """

    def decorate(make: Callable[[], T]) -> Callable[[], T]:
        @cache
        @wraps(make)
        def known() -> T:
            begun = _begun.get()
            if begun is None:
                return make()
            keeper = begun()
            raw = keeper.get(name)
            if raw is not None:
                with contextlib.suppress(msgspec.MsgspecError, UnicodeError, ValueError):
                    found: T = msgspec.msgpack.decode(raw, type=kind)
                    return found
            made = make()
            keeper.put(name, msgspec.msgpack.encode(made))
            return made

        return known

    return decorate
