"""Markdown source in; HTML as Python-Markdown makes it, and the raw HTML that stood in it, out."""

import re
import threading
from functools import cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

import markdown as python_markdown
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString


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


_ANY_MARK = re.compile(r"[`\\\[!<&*_]|  \n")
"""What any of Python-Markdown's inline patterns begins with."""


class _PlainTexts(Treeprocessor):
    """Spares texts without any mark the twenty searches for marks: a third of the time."""

    def run(self, root: Element) -> None:
        """Declares such texts final, as Python-Markdown provides for."""
        found = _ANY_MARK.search
        for element in root.iter():
            text = element.text
            if text and not found(text):
                element.text = AtomicString(text)
            tail = element.tail
            if tail and not found(tail):
                element.tail = AtomicString(tail)


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
    before_inline = 25
    converter.treeprocessors.register(_PlainTexts(converter), "plain_texts", before_inline)
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
