"""A function of a document in; the same function, which works out each answer once, out.

Documents are told apart as objects, which is quick, and what was worked out of one is forgotten
with it.
"""

import weakref
from collections.abc import Callable
from functools import wraps
from typing import Any, Generic, TypeVar

from fairnotice.memo.late import LateDocument
from fairnotice.model import Document

T = TypeVar("T")


class Same(Generic[T]):
    """A document, or its sections, by identity, as the key of what is remembered of it."""

    __slots__ = ("it",)

    def __init__(self, it: T) -> None:
        self.it = it

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.it is other.it

    def __hash__(self) -> int:
        return id(self.it)


def once_each(make: Callable[[Document], T]) -> Callable[[Document], T]:
    """The same answers, each worked out once for as long as its document is there.

    An answer must not hold the document itself, or neither would ever be forgotten.
    """
    known: dict[int, tuple[weakref.ref[Document], T]] = {}

    @wraps(make)
    def found(document: Document) -> T:
        name = id(document)
        there = known.get(name)
        if there is not None and there[0]() is document:
            return there[1]
        answer = make(document)
        known[name] = weakref.ref(document, lambda _gone: known.pop(name, None)), answer
        return answer

    return found


def kept_each(sort: str, kind: Any) -> Callable[[Callable[[Document], T]], Callable[[Document], T]]:
    """The same, and what is worked out of a text outlives the program where the text itself does.

    `sort` tells this function from all others, `kind` is the type of its answers.
    """

    def keeping(make: Callable[[Document], T]) -> Callable[[Document], T]:
        @wraps(make)
        def kept(document: Document) -> T:
            if isinstance(document, LateDocument):
                return document.fact(sort, kind, lambda: make(document))
            return make(document)

        return once_each(kept)

    return keeping
