"""Something that never changes in; whatever is worked out of it, each answer once, out."""

from collections.abc import Callable
from typing import Any, Self, TypeVar, TypeVarTuple

T = TypeVar("T")
About = TypeVarTuple("About")


class Once:
    """What remembers the answers that were worked out of it, for as long as it is there."""

    __slots__ = ("_made",)
    _made: dict[object, Any]
    """Question → answer; no part of what it is, and there from the first question on."""

    def once(self, work_out: Callable[[Self, *About], T], *about: *About) -> T:
        """What `work_out` makes of this, and of what it is asked `about`, made when it is first
        asked for: what every place asks of the whole would cost the square of a text."""
        try:
            known = self._made
        except AttributeError:
            known = {}
            object.__setattr__(self, "_made", known)  # who never changes lets nobody set anything
        question = (work_out, *about)
        if question not in known:
            known[question] = work_out(self, *about)
        made: T = known[question]
        return made
