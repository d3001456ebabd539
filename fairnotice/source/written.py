"""Values go in; the YAML that says them comes out: lines of a block, or one line in brackets.

Strings stand without quotation marks where every reader of YAML takes them for text, else in
double ones. A day stands as it is: YAML 1.2 has no type for it.
"""

import datetime
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from fairnotice.source.nodes import ListNode, MapNode, Node, TextNode

Value: TypeAlias = "str | bool | int | datetime.date | Sequence[Value] | Mapping[str, Value]"
"""What can be written: texts, truths, whole numbers, days, lists and mappings of them."""

_PLAIN = re.compile(r"[A-Za-z0-9À-ɏ][^\n:#\"'\[\]{},&*!|>%@`\\\x00-\x1f\x7f-\x9f]*")
_MEANS_MORE = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|[-+.]?[0-9][0-9_.:,eEoxXabcdefABCDEF+-]*|\.nan|\.inf",
    re.IGNORECASE,
)
"""Texts that some reader of YAML takes for a number, a truth or nothing."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def lines(value: Value) -> list[str]:
    """The value in block style, without indentation of its own."""
    if isinstance(value, Mapping) and value:
        return [line for key, part in value.items() for line in _pair(key, part)]
    if isinstance(value, Sequence) and not isinstance(value, str) and value:
        return [line for part in value for line in _item(part)]
    return [in_line(value)]


def in_line(value: Value) -> str:
    """The value on one line, as it may stand in brackets."""
    if isinstance(value, str):
        return _scalar(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | datetime.date):
        return str(value)
    if isinstance(value, Mapping):
        pairs = (f"{_scalar(key)}: {in_line(part)}" for key, part in value.items())
        return f"{{{', '.join(pairs)}}}"
    return f"[{', '.join(in_line(part) for part in value)}]"


def said(node: Node) -> Value:
    """What a tree says, in values that can be written; what could not be read is empty."""
    if isinstance(node, TextNode):
        return node.text
    if isinstance(node, ListNode):
        return [said(item) for item in node.items]
    if isinstance(node, MapNode):
        return {key.text: said(value) for key, value in node.pairs}
    return ""


def _pair(key: str, value: Value) -> Iterator[str]:
    if _has_lines(value):
        yield f"{_scalar(key)}:"
        yield from (f"  {line}" for line in lines(value))
    else:
        yield f"{_scalar(key)}: {in_line(value)}"


def _item(value: Value) -> Iterator[str]:
    first, *rest = lines(value)
    yield f"- {first}"
    yield from (f"  {line}" for line in rest)


def _has_lines(value: Value) -> bool:
    return isinstance(value, Mapping | Sequence) and not isinstance(value, str) and bool(value)


def _scalar(text: str) -> str:
    plain = _PLAIN.fullmatch(text) and text == text.strip() and not _UNSAFE.search(text)
    if plain and (_DAY.fullmatch(text) or not _MEANS_MORE.fullmatch(text)):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", quoted)
