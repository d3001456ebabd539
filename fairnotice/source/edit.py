"""A YAML file's text, a place in it and a value go in; the same text with that one value more comes
out.

Comments, order, quotation marks and line ends stay: the new lines are spliced in behind the last
one of their list. The result is read back, and unless it says exactly what it said before and the
new value, nothing is changed and `EditError` is raised.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from fairnotice.source.located import located
from fairnotice.source.nodes import ListNode, MapNode, Node, TextNode
from fairnotice.source.written import Value, in_line, lines, said

At: TypeAlias = Sequence[str | int]
"""Keys and item numbers (from 0) from the root to a value."""


class EditError(Exception):
    """The text is not such that the value can be put there; the message says why."""


_BREAK = re.compile(r"\r\n?|\n")
_Told: TypeAlias = Any
"""What a tree says, order of keys included."""


class _Splice(NamedTuple):
    """Text that takes the place of `start` … `end`; line ends are LF."""

    start: int
    end: int
    text: str


class _Spot(NamedTuple):
    """Where the list is or would be."""

    parent: MapNode | None
    """The mapping that holds its key; None at the root and for a list within a list."""
    key: str
    target: Node | None
    """What stands there now."""
    depth: int = 0
    """0 at the root."""


class _New(NamedTuple):
    """The new item."""

    lines: Sequence[str]
    in_brackets: str


def appended(text: str, at: At, value: Value, behind: int | None = None) -> str:
    """The text with `value` as a further item of the list at the path `at`.

    It becomes the last item, or the one behind the item number `behind`. The list may be missing
    as the value of a key: then it is made, with its key if need be. At the root of an empty text
    it is made, too. EditError when the text cannot be read, or when what stands there is not a
    list.
    """
    return _appended(text, at, _New(lines(value), in_line(value)), behind)


def appended_lines(text: str, at: At, item: Sequence[str], behind: int | None = None) -> str:
    """Like `appended`, the item given as lines of YAML in block style; comments in them stay."""
    node = _root("\n".join(item))
    if node is None:
        raise EditError("There is nothing to add.")
    return _appended(text, at, _New(item, in_line(said(node))), behind)


def item_that_says(text: str, texts: Mapping[str, str]) -> int:
    """Number (from 0) of the first item of the list at the root that has all these texts.

    EditError when there is none: an entry is found so by its notice and version.
    """
    root = _root(text)
    for number, item in enumerate(root.items if isinstance(root, ListNode) else ()):
        told = said(item)
        if isinstance(told, Mapping) and all(told.get(k) == v for k, v in texts.items()):
            return number
    wanted = ", ".join(f"{key}: {value}" for key, value in texts.items())
    raise EditError(f"There is no item with {wanted}.")


def _root(text: str) -> Node | None:
    tree = located(text, "")
    if tree.problems:
        first = tree.problems[0]
        raise EditError(f"Line {first.place.line}: {first.wrong} {first.mend}".rstrip())
    return tree.root


def _appended(text: str, at: At, new: _New, behind: int | None) -> str:
    root = _root(text)
    splice = _splice(text, _spot(root, at), new, behind)
    inserted = splice.text.replace("\n", _ends(text))
    result = text[: splice.start] + inserted + text[splice.end :]
    told = _told(_root("\n".join(new.lines)))
    if _told(_root(result)) != _with_item(_told(root), at, told, behind):
        raise EditError("The file is laid out in a way that does not take a further line here.")
    return result


def _spot(root: Node | None, at: At) -> _Spot:
    spot = _Spot(None, "", root)
    for depth, step in enumerate(at):
        node = spot.target
        if isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
            spot = _Spot(None, "", node.items[step], depth + 1)
        elif isinstance(node, MapNode) and isinstance(step, str):
            found = (value for key, value in node.pairs if key.text == step)
            spot = _Spot(node, step, next(found, None), depth + 1)
        else:
            raise EditError(f"There is no {'/'.join(str(part) for part in at[: depth + 1])}.")
    return spot


# ---------------------------------------- where the new lines go


def _splice(text: str, spot: _Spot, new: _New, behind: int | None) -> _Splice:
    """The place of the new item and its text, by what stands there now."""
    target, parent = spot.target, spot.parent
    if isinstance(target, ListNode):
        return _into(text, spot, target, new, behind)
    if parent is not None and parent.flow and target is None:
        pair = f"{in_line(spot.key)}: [{new.in_brackets}]"
        return _between(text, parent.start, [value for _, value in parent.pairs], pair)
    if parent is not None and not parent.flow:
        return _under_key(text, spot, parent, new.lines)
    if spot.depth == 0 and (target is None or _is_empty(target)):
        return _below(text, len(text), 0, _dashed(new.lines))
    raise EditError(f"{f'`{spot.key}`' if spot.key else 'What stands there'} is not a list.")


def _into(text: str, spot: _Spot, target: ListNode, new: _New, behind: int | None) -> _Splice:
    """Into a list that is there."""
    if behind is not None and not 0 <= behind < len(target.items):
        raise EditError(f"There is no item {behind + 1} to put it behind.")
    before = target.items if behind is None else target.items[: behind + 1]
    if not target.flow:
        dashed = _dashed(new.lines)
        if _spaced(text, target):
            dashed = ["", *dashed]
        return _below(text, _end(text, before[-1]), target.column - 1, dashed)
    within = spot.parent is None or spot.parent.flow
    if target.items or (within and spot.depth) or "#" in text[target.start : target.end]:
        return _between(text, target.start, before, new.in_brackets)
    indent = spot.parent.column + 1 if spot.parent else 0
    return _instead(text, target, indent, _dashed(new.lines))


def _spaced(text: str, target: ListNode) -> bool:
    """Whether a blank line parts the last two items."""
    if len(target.items) < 2:
        return False
    gap = text[_end(text, target.items[-2]) : target.items[-1].start]
    return any(not line.strip() for line in _BREAK.split(gap)[1:-1])


def _under_key(text: str, spot: _Spot, parent: MapNode, item: Sequence[str]) -> _Splice:
    """Below a key without a value, or below a new key at its mapping's end."""
    indent = parent.column - 1
    if spot.target is None:
        new = [f"{in_line(spot.key)}:", *(f"  {line}" for line in _dashed(item))]
        return _below(text, _end(text, parent), indent, new)
    if _is_empty(spot.target):
        under = [f"  {line}" for line in _dashed(item)]
        return _below(text, spot.target.end, indent, under)
    raise EditError(f"`{spot.key}` is not a list.")


def _is_empty(node: Node) -> bool:
    return isinstance(node, TextNode) and node.start == node.end


def _dashed(item: Sequence[str]) -> list[str]:
    """The item's lines behind a dash; comments before its first value stand above the dash."""
    first = next(n for n, line in enumerate(item) if line.strip() and line.lstrip()[0] != "#")
    rest = (f"  {line}" for line in item[first + 1 :])
    return [*item[:first], f"- {item[first]}", *rest]


def _below(text: str, end: int, indent: int, new: Sequence[str]) -> _Splice:
    """New lines below the line on which `end` stands, and below the comments that belong to it."""
    at = _past_comments(text, _line_end(text, end), indent)
    before = "" if at == 0 or text[at - 1] in "\r\n" else "\n"
    written = ("".join((" " * indent, line)).rstrip() + "\n" for line in new)
    return _Splice(at, at, before + "".join(written))


def _instead(text: str, target: ListNode, indent: int, new: Sequence[str]) -> _Splice:
    """New lines below the line of an empty pair of brackets, which goes."""
    stop = _BREAK.search(text, target.end)
    end = stop.start() if stop else len(text)
    behind = text[target.end : end].rstrip()
    start = len(text[: target.start].rstrip(" "))
    written = "".join("\n" + f"{' ' * indent}{line}".rstrip() for line in new)
    first_line = start == 0 or text[start - 1] in "\r\n"
    if first_line and not behind:
        written = written[1:]
    return _Splice(start, end, behind + written)


def _between(text: str, start: int, before: Sequence[Node], new: str) -> _Splice:
    """Behind the last of the parts `before` it, in brackets or braces that open at `start`."""
    if before:
        last = before[-1].end
        return _Splice(last, last, f", {new}")
    at = start + 1
    return _Splice(at, at, f"{new} " if text[at : at + 1] == "#" else new)


def _end(text: str, node: Node) -> int:
    """Index after a value's last character; blank lines that it does not need are not its own."""
    if isinstance(node, ListNode) and not node.flow:
        return max(_end(text, item) for item in node.items)
    if isinstance(node, MapNode) and not node.flow:
        return max(_end(text, value) for _, value in node.pairs)
    if isinstance(node, TextNode) and node.style and node.style in "|>":
        header = _BREAK.split(text[node.start : node.end], maxsplit=1)[0].split("#")[0]
        if "+" not in header:
            return node.start + len(text[node.start : node.end].rstrip())
    return node.end


def _line_end(text: str, index: int) -> int:
    """Index behind the line break that follows; an index at the beginning of a line stays."""
    if index == 0 or text[index - 1] in "\r\n":
        return index
    found = _BREAK.search(text, index)
    return found.end() if found else len(text)


def _past_comments(text: str, at: int, indent: int) -> int:
    """Index behind the comment lines at `at` that stand further right than `indent`."""
    deeper = re.compile(rf"[ ]{{{indent + 1},}}#[^\r\n]*(?:\r\n?|\n|\Z)")
    while found := deeper.match(text, at):
        at = found.end()
    return at


def _ends(text: str) -> str:
    """How the lines of a text end: as the first does."""
    found = _BREAK.search(text)
    return found.group() if found else "\n"


# ---------------------------------------- reading back


def _told(node: Node | None) -> _Told:
    """What a tree says. A line feed at the end of a block of text depends on what follows it."""
    if isinstance(node, TextNode):
        return node.text.rstrip("\n") if node.style and node.style in "|>" else node.text
    if isinstance(node, ListNode):
        return ("list", *(_told(item) for item in node.items))
    if isinstance(node, MapNode):
        return ("mapping", *((key.text, _told(value)) for key, value in node.pairs))
    return ""


def _with_item(told: _Told, at: At, item: _Told, behind: int | None) -> _Told:
    """What the tree has to say afterwards."""
    parts = list(told or ("list",))
    if not at:
        parts.insert(len(parts) if behind is None else behind + 2, item)
        return tuple(parts)
    step, rest = at[0], at[1:]
    if isinstance(step, int):
        parts[step + 1] = _with_item(parts[step + 1], rest, item, behind)
        return tuple(parts)
    keys = [pair[0] for pair in parts[1:]]
    if step in keys:
        number = keys.index(step) + 1
        parts[number] = (step, _with_item(parts[number][1], rest, item, behind))
    else:
        parts.append((step, _with_item("", rest, item, behind)))
    return tuple(parts)
