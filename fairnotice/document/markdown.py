"""Markdown source in; HTML as Python-Markdown makes it, and the raw HTML that stood in it, out."""

import threading
from functools import cache
from typing import NamedTuple

import markdown as python_markdown
from markdown.extensions.tables import TableExtension


class Converted(NamedTuple):
    """What Python-Markdown made of a text."""

    html: str
    raw: tuple[str, ...]
    """The pieces of HTML that the author wrote, comments and entities included."""


class UnreadableError(Exception):
    """Python-Markdown could not read the text."""


# Python-Markdown has no exception of its own for what it cannot read: it fails from within, or
# runs out of stack.
_ITS_FAILURES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)

# The instance keeps what it read last; two threads (preview and build) may not share it at once.
_ONE_AT_A_TIME = threading.Lock()


@cache
def _converter() -> python_markdown.Markdown:
    # `toc` is read by our own sections: it would number repeated headings by position, and building
    # its table costs an eighth of the conversion. `[TOC]` is taken care of there.
    converter = python_markdown.Markdown(
        extensions=[
            TableExtension(use_align_attribute=True),
            "attr_list",
            "def_list",
            "footnotes",
            "sane_lists",
        ],
    )
    # Line feeds between the tags, which nobody reads here.
    converter.treeprocessors.deregister("prettify")
    return converter


def converted(source: str) -> Converted:
    """The source as HTML. Raises `UnreadableError` where Python-Markdown fails."""
    with _ONE_AT_A_TIME:
        converter = _converter()
        try:
            converter.reset()
            html = converter.convert(source)
        except _ITS_FAILURES as failure:
            raise UnreadableError(type(failure).__name__) from failure
        return Converted(html, tuple(str(raw) for raw in converter.htmlStash.rawHtmlBlocks))
