"""YAML text goes in; what a scanner meets in it, one after the other and each with its place, comes
out.

No type is resolved and nothing is expanded: an alias is met as such.
"""

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

import yaml

Kind = Literal["document", "text", "list", "mapping", "end", "alias"]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The scanner written in C where PyYAML has it: about seven times as fast."""

_KINDS: dict[type, Kind] = {
    yaml.DocumentStartEvent: "document",
    yaml.ScalarEvent: "text",
    yaml.SequenceStartEvent: "list",
    yaml.MappingStartEvent: "mapping",
    yaml.SequenceEndEvent: "end",
    yaml.MappingEndEvent: "end",
    yaml.AliasEvent: "alias",
}


_KEY_LINE = re.compile(r"(?P<indent> *)(?:- +)*[A-Za-z_][\w-]*:(?: |$)")
_INDENT = re.compile(r" *(?:- +)*")


class Met(NamedTuple):
    """Something that the scanner met."""

    kind: Kind
    line: int
    """From 1, like the column."""
    column: int
    start: int
    """Index of its first character in the text."""
    end: int
    text: str = ""
    style: str = ""
    anchor: str = ""
    """The name behind `&`, or behind `*` for an alias."""
    tag: str = ""
    flow: bool = False


def events(text: str, *, index: int = 0, lines: int = 0) -> Iterator[Met]:
    """What stands in a text; `yaml.YAMLError` where it cannot be read.

    `index` and `lines` are the characters and lines that stand before the text. A text in
    quotation marks that goes on over the next keys is not read: its end is the beginning of
    another.
    """
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.ScalarEvent) and event.style in {'"', "'"}:
            _refuse_swallowed(text, event)
        kind = _KINDS.get(type(event))
        if kind is not None:
            yield _met(kind, event, index, lines)


def _met(kind: Kind, event: Any, index: int, lines: int) -> Met:
    start = event.start_mark
    at = (
        start.line + lines + 1,
        start.column + 1,
        start.index + index,
        event.end_mark.index + index,
    )
    if kind == "text":
        style = event.style or ""
        return Met(kind, *at, event.value, style, event.anchor or "", event.tag or "")
    if kind in {"list", "mapping"}:
        flow = bool(event.flow_style)
        return Met(kind, *at, anchor=event.anchor or "", tag=event.tag or "", flow=flow)
    return Met(kind, *at, anchor=event.anchor or "" if kind == "alias" else "")


def _refuse_swallowed(text: str, event: Any) -> None:
    """Raises `yaml.YAMLError` at a quoted text with a line in it that begins a key no deeper than
    its own line: YAML wants the lines of a text to begin further right."""
    start, end = event.start_mark, event.end_mark
    if start.line == end.line:
        return
    begun = text[start.index - start.column : start.index]
    deep = len(_INDENT.match(begun)[0])  # type: ignore[index]  # it matches anything
    for number, line in enumerate(text[start.index : end.index].splitlines()):
        found = _KEY_LINE.match(line) if number else None
        if found and len(found["indent"]) <= deep:
            at = yaml.Mark("", start.index, start.line + number, 0, None, 0)
            raise yaml.MarkedYAMLError("while reading a quoted scalar", start, "found a key", at)
