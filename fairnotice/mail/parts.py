"""The nouns of a message: what its HTML and its plain text are both printed from.

Since both are printed from the same parts, they say the same.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple


class Link(NamedTuple):
    """Words that lead somewhere: to the site's own pages, or to an e-mail address."""

    words: str
    address: str


Piece = str | Link
"""A stretch of a line."""

Line = tuple[Piece, ...]

PartKind = Literal["title", "heading", "subheading", "paragraph", "labelled", "items"]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, a paragraph (with or without a label before it), or a list."""

    kind: PartKind
    line: Line = ()
    """Its words; empty for a list."""
    items: tuple[Line, ...] = ()
    label: str = ""
    """`Now`, `What this means for you`; for a list, what leads into it."""
    lang: str = ""
    """Language of its words, not of its label; empty: the message's."""
    role: str = ""
    """What it is for, as the style sheet knows it: `before`, `after`, `means`, `proof` …"""


def plain(words: str) -> Line:
    """A line without links."""
    return (words,)
