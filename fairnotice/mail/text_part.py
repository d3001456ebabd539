"""Parts in; out comes the message as plain text for a reader with nothing but text.

Lines have at most 72 columns, addresses apart, which must not be cut: a terminal of 80 columns
shows them whole, even quoted twice.
"""

import textwrap
from collections.abc import Iterator, Sequence

from fairnotice.mail.parts import Line, Link, Part

COLUMNS = 72
_INDENT = "    "
_QUOTED = ("before", "after")
"""Roles of the parts that hold the notice's own words."""


def text(parts: Sequence[Part]) -> str:
    """The message in plain text; LF line ends, one at the end, no blanks before them."""
    return "\n".join(_spaced(parts)).strip("\n") + "\n"


def _spaced(parts: Sequence[Part]) -> Iterator[str]:
    """All lines, with empty ones between the parts and two before a heading."""
    for number, part in enumerate(parts):
        if number:
            yield ""
        if part.kind == "heading" and number:
            yield ""
        yield from _lines(part)


def _lines(part: Part) -> Iterator[str]:
    words = _words(part.line)
    if part.kind in ("title", "heading", "subheading"):
        shown = _wrapped(words)
        yield from shown
        if part.kind != "subheading":
            yield ("=" if part.kind == "title" else "-") * max(map(len, shown))
    elif part.kind == "items":
        if part.label:
            yield from (*_wrapped(part.label + ":"), "")
        for item in part.items:
            yield from _item(item)
    elif part.kind == "labelled":
        indent = _INDENT if part.role in _QUOTED else ""
        yield from _wrapped(f"{part.label}: {words}", indent)
    elif _is_link(part.line):
        yield from _link(part.line, "")
    else:
        yield from _wrapped(words)


def _item(item: Line) -> Iterator[str]:
    if _is_link(item):
        first, *rest = _link(item, "  ")
        yield "- " + first.removeprefix("  ")
        yield from rest
    else:
        yield from _wrapped(_words(item), "- ", "  ")


def _is_link(line: Line) -> bool:
    """Whether the line is nothing but words that lead to a page."""
    return len(line) == 1 and isinstance(line[0], Link) and line[0].words != line[0].address


def _link(line: Line, indent: str) -> list[str]:
    """The words of a link, and its address on a line of its own, where nothing cuts it."""
    (link,) = line
    assert isinstance(link, Link)  # noqa: S101 - seen by _is_link
    return [*_wrapped(link.words + ":", indent), indent + link.address]


def _words(line: Line) -> str:
    """The words of a line; an e-mail or web address stands for itself."""
    return "".join(piece.words if isinstance(piece, Link) else piece for piece in line)


def _wrapped(words: str, first: str = "", others: str | None = None) -> list[str]:
    return textwrap.wrap(
        words,
        COLUMNS,
        initial_indent=first,
        subsequent_indent=first if others is None else others,
        break_long_words=False,
        break_on_hyphens=False,
    )
