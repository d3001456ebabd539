"""A scalar of a located YAML tree goes in; a text, truth, number, day or one of several words comes
out, or a problem is noted.
"""

import dataclasses
import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

from fairnotice.model import Place, Problem
from fairnotice.source.days import bad_day, day
from fairnotice.source.nodes import Gap, ListNode, Node, TextNode
from fairnotice.source.spelling import either, nearest, short
from fairnotice.source.trouble import MAX_PROBLEMS, broken

_MAX_DIGITS = 12

BAD: Any = object()
"""Stands for a value that could not be read and has been reported."""


@dataclasses.dataclass(slots=True)
class Notes:
    """What is gathered on the way through the tree."""

    path: str
    foreign: Mapping[str, str]
    whole: bool
    called: str = "the file"
    """What the outermost value is called."""
    problems: list[Problem] = dataclasses.field(default_factory=list)
    places: dict[str, Place] = dataclasses.field(default_factory=dict)

    @property
    def full(self) -> bool:
        """Whether there are more problems than anybody reads."""
        return len(self.problems) >= MAX_PROBLEMS

    def bad(self, check: str, node: Node, wrong: str, mend: str) -> Any:
        """Notes a problem, if there are not too many; the value that stands for it."""
        if self.full:
            return BAD
        place = Place(self.path, node.line, node.column)
        self.problems.append(broken(check, place, wrong, mend))
        return BAD


At = tuple[str | int, ...]
Reader = Callable[[Node, At, Notes], Any]


def name_of(at: At) -> str:
    """What the value is called: `summary`, or item 2 of `changes`."""
    if not at:
        return "the file"
    last = at[-1]
    return f"`{last}`" if isinstance(last, str) else f"item {last + 1} of {name_of(at[:-1])}"


def sentence(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def text_of(node: Node, at: At, notes: Notes) -> Any:
    """The text of a scalar without blanks around it, else a problem."""
    if isinstance(node, TextNode):
        return node.text.strip()
    if isinstance(node, Gap):
        return BAD
    what = "a list" if isinstance(node, ListNode) else "a mapping"
    return notes.bad(
        "wrong-type",
        node,
        f"{sentence(name_of(at))} is {what}; a text is expected.",
        "Write the text behind the colon; put it in double quotes if it begins with `[` or `{`."
        if node.flow
        else "Write the text behind the colon, on the same line.",
    )


def truth(node: Node, at: At, notes: Notes) -> Any:
    """`true` or `false`, exactly."""
    text = text_of(node, at, notes)
    if text is BAD:
        return BAD
    if text in {"true", "false"}:
        return text == "true"
    return notes.bad(
        "bad-value",
        node,
        f"{sentence(name_of(at))} is {_shown(text)}; only `true` or `false` is understood.",
        "Write true or false, in small letters.",
    )


def whole_number(node: Node, at: At, notes: Notes) -> Any:
    """Digits only: no sign, no point."""
    text = text_of(node, at, notes)
    if text is BAD:
        return BAD
    if re.fullmatch(r"[0-9]+", text) and len(text) <= _MAX_DIGITS:
        return int(text)
    return notes.bad(
        "bad-value",
        node,
        f"{sentence(name_of(at))} is {_shown(text)}; a whole number is expected.",
        "Write digits only, as 30.",
    )


def date(node: Node, at: At, notes: Notes) -> Any:
    """A day as ISO text."""
    text = text_of(node, at, notes)
    if text is BAD:
        return BAD
    if not text:
        return empty(node, at, notes, "Write the day as 2018-05-15.")
    found = day(text)
    if found is not None:
        return found
    wrong, mend = bad_day(text)
    return notes.bad("bad-date", node, f"{sentence(name_of(at))}: {wrong}", mend)


SIMPLE: Mapping[Any, Reader] = {
    str: text_of,
    bool: truth,
    int: whole_number,
    datetime.date: date,
}


def _shown(text: str) -> str:
    return f"`{short(text)}`" if text else "empty"


def empty(node: Node, at: At, notes: Notes, mend: str) -> Any:
    """Notes that a value is wanting."""
    if isinstance(node, TextNode) and node.comment:
        wrong = f"{sentence(name_of(at))} is empty: what stands behind `#` is a comment."
        mend = (
            "Write the value before the `#`, or put a text that begins with `#` in double quotes."
        )
    else:
        wrong = f"{sentence(name_of(at))} is empty."
    return notes.bad("empty-value", node, wrong, mend)


def one_of(words: tuple[str, ...]) -> Reader:
    """A reader of one of these words; an empty one among them may be left out."""
    allowed = tuple(word for word in words if word)

    def read(node: Node, at: At, notes: Notes) -> Any:
        text = text_of(node, at, notes)
        if text is BAD or text in words:
            return text
        near = nearest(text, allowed)
        if not text:
            return empty(node, at, notes, f"Write {either(allowed)}.")
        return notes.bad(
            "bad-value",
            node,
            f"{sentence(name_of(at))} cannot be {_shown(text)}; it can be {either(allowed)}.",
            f"Did you mean `{near}`?"
            if near
            else f"Write {either(allowed)}{', or take the line out' if '' in words else ''}.",
        )

    return read
