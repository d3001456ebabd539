"""What two texts have in common and what only one has, told one after the other, in; spans out."""

from collections.abc import Iterable
from functools import partial

from fairnotice.model import Span

span_of = partial(tuple.__new__, Span)
"""Kind and text as one tuple in, the span out: at a third of the cost of a call with names."""


class Spans:
    """Spans as they are told one after the other: neighbours of a kind joined, none empty, removed
    before added in each change. A blank with which both sides of a change begin is the same."""

    __slots__ = ("_added", "_found", "_removed", "_same")

    def __init__(self, lead: str = "") -> None:
        """Begins with what both texts begin with."""
        self._found: list[Span] = []
        self._same = lead
        self._removed = self._added = ""

    def same(self, text: str) -> None:
        """What both texts have next."""
        if text:
            if self._removed or self._added:
                self._end_change()
            self._same += text

    def differ(self, removed: str, added: str) -> None:
        """What only one of the texts has next."""
        self._removed += removed
        self._added += added

    def more(self, spans: Iterable[Span]) -> None:
        """What was told of a part."""
        for kind, text in spans:
            if kind == "same":
                self.same(text)
            elif kind == "removed":
                self._removed += text
            else:
                self._added += text

    def _end_change(self) -> None:
        same, removed, added = self._same, self._removed, self._added
        if removed[:1] == added[:1] == " ":
            same, removed, added = same + " ", removed[1:], added[1:]
        if same:
            self._found.append(span_of(("same", same)))
        if removed:
            self._found.append(span_of(("removed", removed)))
        if added:
            self._found.append(span_of(("added", added)))
        self._same = self._removed = self._added = ""

    def whole(self) -> tuple[Span, ...]:
        """All that was told."""
        self._end_change()
        return tuple(self._found)
