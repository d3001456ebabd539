"""A tree of located YAML and a dataclass of the model go in; an instance, every problem with its
place, and the place of every value come out.

The dataclass's own annotations say what is allowed: `bool` is `true` or `false`, a day is ISO text,
`int` is digits, a `Literal` one of its words, `Annotated` adds a least length or number. A field
whose name ends in `_` (a Python keyword) is written without it.
"""

import dataclasses
import re
import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, Generic, Literal, NamedTuple, TypeVar

from annotated_types import Ge, MaxLen, MinLen

from fairnotice.model import Place, Problem
from fairnotice.source.nodes import Gap, ListNode, MapNode, Node, TextNode
from fairnotice.source.scalars import (
    BAD,
    SIMPLE,
    At,
    Notes,
    Reader,
    empty,
    name_of,
    one_of,
    sentence,
)
from fairnotice.source.spelling import nearest, short

T = TypeVar("T")


class Typed(NamedTuple, Generic[T]):
    """What a tree says as an instance."""

    value: T | None
    """None when anything in it is wrong."""
    problems: tuple[Problem, ...]
    places: Mapping[str, Place]
    """Path of keys and item numbers (`changes/0/section`) → place: of the value for a text, of the
    key for a list or mapping under a key."""


class Field(NamedTuple):
    """One field of a dataclass as YAML has it."""

    name: str
    """Name in Python."""
    key: str
    """Name in YAML."""
    hint: Any
    required: bool


@cache
def fields(kind: type) -> tuple[Field, ...]:
    """The fields of a dataclass of the model, in order."""
    hints = typing.get_type_hints(kind, include_extras=True)
    return tuple(
        Field(
            field.name,
            field.name.rstrip("_"),
            hints[field.name],
            field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING,
        )
        for field in dataclasses.fields(kind)
    )


def typed(
    root: Node | None,
    kind: type[T],
    path: str,
    *,
    whole: bool = True,
    foreign: Mapping[str, str] = types.MappingProxyType({}),
    called: str = "the file",
) -> Typed[T]:
    """The tree read as an instance of the dataclass `kind`.

    `whole` false: keys may have been lost to a syntax error, so none is called missing. `foreign`
    tells for keys of other systems how to mend them, `called` what the tree is for an editor.
    """
    notes = Notes(path, foreign=foreign, whole=whole, called=called)
    node = MapNode((), 1, 1, 0, 0, flow=False) if root is None else root
    value = _mapping_of(kind, node, (), notes)
    good = None if value is BAD or notes.problems else value
    return Typed(good, tuple(notes.problems), notes.places)


@cache
def _reader(hint: Any) -> Reader:
    """How a value of this annotation is read."""
    if hint in SIMPLE:
        return SIMPLE[hint]
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _instance_of(hint)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    return _COMPOUND[origin](arguments)


def _optional(inner: Reader) -> Reader:
    def read(node: Node, at: At, notes: Notes) -> Any:
        if isinstance(node, TextNode) and not node.text.strip():
            return None
        return inner(node, at, notes)

    return read


def _limited(inner: Reader, limits: tuple[Any, ...]) -> Reader:
    def read(node: Node, at: At, notes: Notes) -> Any:
        value = inner(node, at, notes)
        if value is BAD:
            return BAD
        for limit in limits:
            if isinstance(limit, MinLen) and len(value) < limit.min_length:
                return _too_short(node, at, notes, value, limit.min_length)
            if isinstance(limit, MaxLen) and len(value) > limit.max_length:
                return notes.bad(
                    "bad-value",
                    node,
                    f"{sentence(name_of(at))} has {len(value)} items; at most {limit.max_length} "
                    "are read.",
                    "Say it in fewer: readers look at some ten.",
                )
            if isinstance(limit, Ge) and value < limit.ge:
                return notes.bad(
                    "bad-value",
                    node,
                    f"{sentence(name_of(at))} is {value}; it must be {limit.ge} or more.",
                    f"Write {limit.ge} or a larger number.",
                )
        return value

    return read


def _too_short(node: Node, at: At, notes: Notes, value: Any, least: int) -> Any:
    if not value:
        mend = "Write it here." if isinstance(value, str) else "Add an item that begins with `- `."
        return empty(node, at, notes, mend)
    return notes.bad(
        "bad-value",
        node,
        f"{sentence(name_of(at))} has {len(value)} characters; it needs at least {least}.",
        "Copy the whole of it.",
    )


def _list_of(inner: Reader) -> Reader:
    def read(node: Node, at: At, notes: Notes) -> Any:
        if isinstance(node, TextNode) and not node.text.strip():
            return ()
        if not isinstance(node, ListNode):
            return _no_list(node, at, notes)
        values = []
        for number, item in enumerate(node.items):
            notes.places[_path((*at, number))] = Place(notes.path, item.line, item.column)
            values.append(inner(item, (*at, number), notes))
        return BAD if any(value is BAD for value in values) else tuple(values)

    return read


def _no_list(node: Node, at: At, notes: Notes) -> Any:
    if isinstance(node, Gap):
        return BAD
    what = "a mapping" if isinstance(node, MapNode) else "a text"
    return notes.bad(
        "wrong-type",
        node,
        f"{sentence(name_of(at))} is {what}; a list is expected.",
        "Begin each item with `- ` on a line of its own.",
    )


def _words_to(inner: Reader) -> Reader:
    def read(node: Node, at: At, notes: Notes) -> Any:
        pairs = _pairs(node, at, notes)
        if pairs is None:
            return BAD
        values = {}
        for key, value in pairs:
            here = (*at, key.text)
            notes.places[_path(here)] = Place(notes.path, *_spot(key, value))
            values[key.text.strip()] = inner(value, here, notes)
        return BAD if any(value is BAD for value in values.values()) else values

    return read


def _instance_of(kind: type) -> Reader:
    def read(node: Node, at: At, notes: Notes) -> Any:
        return _mapping_of(kind, node, at, notes)

    return read


def _pairs(node: Node, at: At, notes: Notes) -> tuple[tuple[TextNode, Node], ...] | None:
    if isinstance(node, MapNode):
        return node.pairs
    if isinstance(node, TextNode) and not node.text.strip():
        return ()
    if not isinstance(node, Gap) and (at or notes.whole):
        what = "a list" if isinstance(node, ListNode) else "a text"
        glued = isinstance(node, TextNode) and re.match(r"([\w-]+):\S", node.text)
        notes.bad(
            "wrong-type",
            node,
            f"{sentence(name_of(at) if at else notes.called)} is {what}; "
            "lines of `key: value` are expected.",
            f"Put a blank after the colon of `{glued[1]}`."
            if glued
            else "Write a line `key: value` for each value"
            + (", without a dash." if isinstance(node, ListNode) else "."),
        )
    return None


_COMPOUND: Mapping[Any, Callable[[tuple[Any, ...]], Reader]] = {
    Annotated: lambda of: _limited(_reader(of[0]), of[1:]),
    Literal: one_of,
    # A value or None; the model has no other unions.
    types.UnionType: lambda of: _optional(_reader(of[0])),
    typing.Union: lambda of: _optional(_reader(of[0])),
    tuple: lambda of: _list_of(_reader(of[0])),
    Mapping: lambda of: _words_to(_reader(of[1])),
}
"""The origin of an annotation → how to read it, from its arguments."""


def _mapping_of(kind: type, node: Node, at: At, notes: Notes) -> Any:
    """An instance of a dataclass; all its problems are noted."""
    pairs = _pairs(node, at, notes)
    if pairs is None:
        return BAD
    known = {field.key: field for field in fields(kind)}
    values: dict[str, Any] = {}
    offered: set[str] = set()
    for key, value in pairs:
        field = known.get(key.text)
        if field is None:
            offered.add(_unknown(kind, key, at, notes))
            continue
        here = (*at, field.key)
        notes.places[_path(here)] = Place(notes.path, *_spot(key, value))
        values[field.name] = _field_value(field, value, here, notes)
    complete = True
    for field in known.values():
        if field.required and field.name not in values:
            complete = False
            if notes.whole and field.key not in offered:
                _missing(field, node, at, notes)
    if not complete or any(value is BAD for value in values.values()):
        return BAD
    return kind(**values)


def _field_value(field: Field, node: Node, at: At, notes: Notes) -> Any:
    return _reader(field.hint)(node, at, notes)


def _spot(key: TextNode, value: Node) -> tuple[int, int]:
    """Line and column of a value, or of its key when it has lines of its own or is empty."""
    if isinstance(value, TextNode) and value.end > value.start:
        return value.line, value.column
    return key.line, key.column


def _missing(field: Field, node: Node, at: At, notes: Notes) -> None:
    notes.bad(
        "missing-key",
        node,
        f"{sentence(name_of(at) if at else notes.called)} has no `{field.key}`.",
        f"Add a line `{field.key}: …` here.",
    )


def _unknown(kind: type, key: TextNode, at: At, notes: Notes) -> str:
    """Notes a key that is not known; gives the one that is offered in its place, or empty."""
    if notes.full:
        return ""
    names = [field.key for field in fields(kind)]
    near = nearest(key.text, names)
    home = _home(kind, key.text)
    if key.text in notes.foreign and not at:
        mend = notes.foreign[key.text]
    elif home:
        mend = f"Move it below `{home}`, indented."
    elif near:
        mend = f"Did you mean `{near}`?"
    else:
        mend = f"Known here: {', '.join(names)}."
    where = f" in {name_of(at)}" if at else ""
    notes.bad("unknown-key", key, f"`{short(key.text)}` is not a known key{where}.", mend)
    return near if mend.startswith("Did you mean") else ""


def _home(kind: type, key: str) -> str:
    """The field of the dataclass that has such a key one level down, or empty."""
    for field in fields(kind):
        inner = field.hint
        if dataclasses.is_dataclass(inner) and any(
            f.key == key for f in fields(typing.cast("type", inner))
        ):
            return field.key
    return ""


def _path(at: At) -> str:
    return "/".join(str(part) for part in at)
