"""A tree of located YAML and a dataclass of the model go in; an instance, every problem with its
place, and the place of every value come out.

The dataclass's own annotations say what is allowed: `bool` is `true` or `false`, a day is ISO text,
`int` is digits, a `Literal` one of its words, `Annotated` adds a least length or number. A field
whose name ends in `_` (a Python keyword) is written without it.
"""

import dataclasses
import datetime
import difflib
import re
import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any, Generic, Literal, NamedTuple, TypeVar

from annotated_types import Ge, MinLen

from fairnotice.model import Place, Problem
from fairnotice.source.nodes import Gap, ListNode, MapNode, Node, TextNode
from fairnotice.source.trouble import broken

T = TypeVar("T")

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OTHER_DAY = re.compile(r"([0-9]{1,4})[./-]([0-9]{1,2})[./-]([0-9]{1,4})")
_MAX_DIGITS = 12

_BAD: Any = object()
"""Stands for a value that could not be read and has been reported."""


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
) -> Typed[T]:
    """The tree read as an instance of the dataclass `kind`.

    `whole` false: keys may have been lost to a syntax error, so none is called missing. `foreign`
    tells for keys of other systems how to mend them.
    """
    notes = _Notes(path, foreign=foreign, whole=whole)
    node = MapNode((), 1, 1, 0, 0, flow=False) if root is None else root
    value = _mapping_of(kind, node, (), notes)
    good = None if value is _BAD or notes.problems else value
    return Typed(good, tuple(notes.problems), notes.places)


def nearest(word: str, known: typing.Iterable[str]) -> str:
    """The known word that `word` is most likely a slip of; empty when none is near."""
    spelling = {_plain(name): name for name in known}
    found = difflib.get_close_matches(_plain(word), spelling, n=1, cutoff=0.6)
    return spelling[found[0]] if found else ""


def day(text: str) -> datetime.date | None:
    """The day that ISO text such as `2018-05-15` names, or None."""
    if not _ISO_DAY.fullmatch(text):
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def bad_day(text: str) -> tuple[str, str]:
    """What is wrong with a text that is no day, and how to mend it."""
    if _ISO_DAY.fullmatch(text):
        return f"The calendar has no day `{text}`.", "Write a day that exists, as 2018-05-15."
    found = _OTHER_DAY.fullmatch(text)
    if found:
        first, month, last = found.groups()
        year, number = (first, last) if len(first) == 4 else (last, first)
        iso = f"{year}-{month:0>2}-{number:0>2}"
        if len(year) == 4 and day(iso):
            return f"`{_short(text)}` is not written as year-month-day.", f"Write {iso}?"
    return f"`{_short(text)}` is not a date.", "Write year-month-day, as 2018-05-15."


def either(words: typing.Sequence[str]) -> str:
    """The words as an editor reads them: `a`, `b` or `c`."""
    quoted = [f"`{word}`" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


@dataclasses.dataclass(slots=True)
class _Notes:
    """What is gathered on the way through the tree."""

    path: str
    foreign: Mapping[str, str]
    whole: bool
    problems: list[Problem] = dataclasses.field(default_factory=list)
    places: dict[str, Place] = dataclasses.field(default_factory=dict)

    def bad(self, check: str, node: Node, wrong: str, mend: str) -> Any:
        """Notes a problem; the value that stands for it."""
        place = Place(self.path, node.line, node.column)
        self.problems.append(broken(check, place, wrong, mend))
        return _BAD


_At = tuple[str | int, ...]
_Reader = Callable[[Node, _At, _Notes], Any]


def _plain(word: str) -> str:
    return word.lower().replace("-", "_").replace(" ", "_")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def _name(at: _At) -> str:
    """What the value is called: `summary`, or item 2 of `changes`."""
    if not at:
        return "the file"
    last = at[-1]
    return f"`{last}`" if isinstance(last, str) else f"item {last + 1} of {_name(at[:-1])}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


@cache
def _reader(hint: Any) -> _Reader:
    """How a value of this annotation is read."""
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _instance_of(hint)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    return _COMPOUND[origin](arguments)


def _text_of(node: Node, at: _At, notes: _Notes) -> Any:
    """The text of a scalar without blanks around it, else a problem."""
    if isinstance(node, TextNode):
        return node.text.strip()
    if isinstance(node, Gap):
        return _BAD
    what = "a list" if isinstance(node, ListNode) else "a mapping"
    return notes.bad(
        "wrong-type",
        node,
        f"{_sentence(_name(at))} is {what}; a text is expected.",
        "Write the text behind the colon; put it in double quotes if it begins with `[` or `{`."
        if node.flow
        else "Write the text behind the colon, on the same line.",
    )


def _truth(node: Node, at: _At, notes: _Notes) -> Any:
    text = _text_of(node, at, notes)
    if text is _BAD:
        return _BAD
    if text in {"true", "false"}:
        return text == "true"
    return notes.bad(
        "bad-value",
        node,
        f"{_sentence(_name(at))} is {_shown(text)}; only `true` or `false` is understood.",
        "Write true or false, in small letters.",
    )


def _whole_number(node: Node, at: _At, notes: _Notes) -> Any:
    text = _text_of(node, at, notes)
    if text is _BAD:
        return _BAD
    if re.fullmatch(r"[0-9]+", text) and len(text) <= _MAX_DIGITS:
        return int(text)
    return notes.bad(
        "bad-value",
        node,
        f"{_sentence(_name(at))} is {_shown(text)}; a whole number is expected.",
        "Write digits only, as 30.",
    )


def _date(node: Node, at: _At, notes: _Notes) -> Any:
    text = _text_of(node, at, notes)
    if text is _BAD:
        return _BAD
    if not text:
        return _empty(node, at, notes, "Write the day as 2018-05-15.")
    found = day(text)
    if found is not None:
        return found
    wrong, mend = bad_day(text)
    return notes.bad("bad-date", node, f"{_sentence(_name(at))}: {wrong}", mend)


_SIMPLE: Mapping[Any, _Reader] = {
    str: _text_of,
    bool: _truth,
    int: _whole_number,
    datetime.date: _date,
}


def _shown(text: str) -> str:
    return f"`{_short(text)}`" if text else "empty"


def _empty(node: Node, at: _At, notes: _Notes, mend: str) -> Any:
    if isinstance(node, TextNode) and node.comment:
        wrong = f"{_sentence(_name(at))} is empty: what stands behind `#` is a comment."
        mend = (
            "Write the value before the `#`, or put a text that begins with `#` in double quotes."
        )
    else:
        wrong = f"{_sentence(_name(at))} is empty."
    return notes.bad("empty-value", node, wrong, mend)


def _one_of(words: tuple[str, ...]) -> _Reader:
    allowed = tuple(word for word in words if word)

    def read(node: Node, at: _At, notes: _Notes) -> Any:
        text = _text_of(node, at, notes)
        if text is _BAD or text in words:
            return text
        near = nearest(text, allowed)
        if not text:
            return _empty(node, at, notes, f"Write {either(allowed)}.")
        return notes.bad(
            "bad-value",
            node,
            f"{_sentence(_name(at))} cannot be {_shown(text)}; it can be {either(allowed)}.",
            f"Did you mean `{near}`?" if near else f"Write {either(allowed)}.",
        )

    return read


def _optional(inner: _Reader) -> _Reader:
    def read(node: Node, at: _At, notes: _Notes) -> Any:
        if isinstance(node, TextNode) and not node.text.strip():
            return None
        return inner(node, at, notes)

    return read


def _limited(inner: _Reader, limits: tuple[Any, ...]) -> _Reader:
    def read(node: Node, at: _At, notes: _Notes) -> Any:
        value = inner(node, at, notes)
        if value is _BAD:
            return _BAD
        for limit in limits:
            if isinstance(limit, MinLen) and len(value) < limit.min_length:
                return _too_short(node, at, notes, value, limit.min_length)
            if isinstance(limit, Ge) and value < limit.ge:
                return notes.bad(
                    "bad-value",
                    node,
                    f"{_sentence(_name(at))} is {value}; it must be {limit.ge} or more.",
                    f"Write {limit.ge} or a larger number.",
                )
        return value

    return read


def _too_short(node: Node, at: _At, notes: _Notes, value: Any, least: int) -> Any:
    if not value:
        mend = "Write it here." if isinstance(value, str) else "Add an item that begins with `- `."
        return _empty(node, at, notes, mend)
    return notes.bad(
        "bad-value",
        node,
        f"{_sentence(_name(at))} has {len(value)} characters; it needs at least {least}.",
        "Copy the whole of it.",
    )


def _list_of(inner: _Reader) -> _Reader:
    def read(node: Node, at: _At, notes: _Notes) -> Any:
        if isinstance(node, TextNode) and not node.text.strip():
            return ()
        if not isinstance(node, ListNode):
            return _no_list(node, at, notes)
        values = []
        for number, item in enumerate(node.items):
            notes.places[_path((*at, number))] = Place(notes.path, item.line, item.column)
            values.append(inner(item, (*at, number), notes))
        return _BAD if any(value is _BAD for value in values) else tuple(values)

    return read


def _no_list(node: Node, at: _At, notes: _Notes) -> Any:
    if isinstance(node, Gap):
        return _BAD
    what = "a mapping" if isinstance(node, MapNode) else "a text"
    return notes.bad(
        "wrong-type",
        node,
        f"{_sentence(_name(at))} is {what}; a list is expected.",
        "Begin each item with `- ` on a line of its own.",
    )


def _words_to(inner: _Reader) -> _Reader:
    def read(node: Node, at: _At, notes: _Notes) -> Any:
        pairs = _pairs(node, at, notes)
        if pairs is None:
            return _BAD
        values = {}
        for key, value in pairs:
            here = (*at, key.text)
            notes.places[_path(here)] = Place(notes.path, *_spot(key, value))
            values[key.text.strip()] = inner(value, here, notes)
        return _BAD if any(value is _BAD for value in values.values()) else values

    return read


def _instance_of(kind: type) -> _Reader:
    def read(node: Node, at: _At, notes: _Notes) -> Any:
        return _mapping_of(kind, node, at, notes)

    return read


def _pairs(node: Node, at: _At, notes: _Notes) -> tuple[tuple[TextNode, Node], ...] | None:
    if isinstance(node, MapNode):
        return node.pairs
    if isinstance(node, TextNode) and not node.text.strip():
        return ()
    if not isinstance(node, Gap):
        what = "a list" if isinstance(node, ListNode) else "a text"
        glued = isinstance(node, TextNode) and re.match(r"([\w-]+):\S", node.text)
        notes.bad(
            "wrong-type",
            node,
            f"{_sentence(_name(at))} is {what}; lines of `key: value` are expected.",
            f"Put a blank after the colon of `{glued[1]}`."
            if glued
            else "Write a line `key: value` for each value"
            + (", without a dash." if isinstance(node, ListNode) else "."),
        )
    return None


_COMPOUND: Mapping[Any, Callable[[tuple[Any, ...]], _Reader]] = {
    Annotated: lambda of: _limited(_reader(of[0]), of[1:]),
    Literal: _one_of,
    # A value or None; the model has no other unions.
    types.UnionType: lambda of: _optional(_reader(of[0])),
    typing.Union: lambda of: _optional(_reader(of[0])),
    tuple: lambda of: _list_of(_reader(of[0])),
    Mapping: lambda of: _words_to(_reader(of[1])),
}
"""The origin of an annotation → how to read it, from its arguments."""


def _mapping_of(kind: type, node: Node, at: _At, notes: _Notes) -> Any:
    """An instance of a dataclass; all its problems are noted."""
    pairs = _pairs(node, at, notes)
    if pairs is None:
        return _BAD
    known = {field.key: field for field in fields(kind)}
    values: dict[str, Any] = {}
    for key, value in pairs:
        field = known.get(key.text)
        if field is None:
            _unknown(kind, key, at, notes)
            continue
        here = (*at, field.key)
        notes.places[_path(here)] = Place(notes.path, *_spot(key, value))
        values[field.name] = _field_value(field, value, here, notes)
    complete = True
    for field in known.values():
        if field.required and field.name not in values:
            complete = False
            if notes.whole:
                _missing(field, node, at, notes)
    if not complete or any(value is _BAD for value in values.values()):
        return _BAD
    return kind(**values)


def _field_value(field: Field, node: Node, at: _At, notes: _Notes) -> Any:
    return _reader(field.hint)(node, at, notes)


def _spot(key: TextNode, value: Node) -> tuple[int, int]:
    """Line and column of a value, or of its key when it has lines of its own or is empty."""
    if isinstance(value, TextNode) and value.end > value.start:
        return value.line, value.column
    return key.line, key.column


def _missing(field: Field, node: Node, at: _At, notes: _Notes) -> None:
    notes.bad(
        "missing-key",
        node,
        f"{_sentence(_name(at))} has no `{field.key}`.",
        f"Add a line `{field.key}: …` here.",
    )


def _unknown(kind: type, key: TextNode, at: _At, notes: _Notes) -> None:
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
    where = f" in {_name(at)}" if at else ""
    notes.bad("unknown-key", key, f"`{_short(key.text)}` is not a known key{where}.", mend)


def _home(kind: type, key: str) -> str:
    """The field of the dataclass that has such a key one level down, or empty."""
    for field in fields(kind):
        inner = field.hint
        if dataclasses.is_dataclass(inner) and any(
            f.key == key for f in fields(typing.cast("type", inner))
        ):
            return field.key
    return ""


def _path(at: _At) -> str:
    return "/".join(str(part) for part in at)
