"""YAML text goes in; what a scanner meets in it, one after the other and each with its place, comes
out.

No type is resolved and nothing is expanded: an alias is met as such.
"""

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

    `index` and `lines` are the characters and lines that stand before the text.
    """
    for event in yaml.parse(text, Loader=_LOADER):
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
