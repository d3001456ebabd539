"""The nouns of a YAML text that was read with its places: scalars, lists, mappings, gaps."""

from typing import NamedTuple, TypeAlias


class TextNode(NamedTuple):
    """A scalar."""

    text: str
    line: int
    column: int
    start: int
    """Index of its first character in the text, quotation mark included."""
    end: int
    """Index after its last character; for a block (`|`, `>`) after the blank lines below it."""
    style: str
    """Empty when plain, else `'`, `"`, `|` or `>`."""
    comment: str = ""
    """For an empty plain scalar: the comment that stands in its place."""


class ListNode(NamedTuple):
    """A list."""

    items: tuple["Node", ...]
    line: int
    column: int
    start: int
    end: int
    """Index after its `]`; for a block list the index after its last scalar."""
    flow: bool
    """True when it is written `[a, b]`."""


class MapNode(NamedTuple):
    """A mapping; each key stands in it once."""

    pairs: tuple[tuple[TextNode, "Node"], ...]
    line: int
    column: int
    start: int
    end: int
    flow: bool


class Gap(NamedTuple):
    """A value that could not be read and has been reported."""

    line: int
    column: int
    start: int
    end: int


Node: TypeAlias = TextNode | ListNode | MapNode | Gap
