"""Markdown source in; HTML as Python-Markdown makes it, and the raw HTML that stood in it, out."""

import re
import threading
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

import markdown as python_markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
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


class _PlainParagraphs(ParagraphProcessor):
    """Spares text whose lines all begin with a letter the dozen searches for what else a block
    may be: headings, lists, quotes, rules, tables' second rows and references begin otherwise."""

    _LETTERS_FIRST = re.compile(r"(?:[^\W\d_].*(?:\n|\Z))+\Z")

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002  # its interface
        """Whether it is such a text, alone or inside anything else."""
        return self._LETTERS_FIRST.match(block) is not None


_MARKS = {
    "backtick": "`",
    "escape": "\\",
    "footnote": "[^",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
    "html": "<",
    "entity": "&",
}
"""What a text holds in which one of Python-Markdown's inline patterns is found."""
_REFERRING = {"reference", "image_reference", "short_reference", "short_image_ref"}
"""Those that find only what the text defines (`[name]: address`)."""


class _Sought:
    """An inline pattern that is looked for where its mark stands, and nowhere else."""

    def __init__(
        self, pattern: re.Pattern[str], mark: str, defined: Mapping[str, object] | None = None
    ) -> None:
        """`defined`: what it refers to; nothing is found while that is empty."""
        self._found, self._mark, self._defined = pattern.finditer, mark, defined

    def finditer(self, text: str, start: int) -> Iterable[re.Match[str]]:
        """The matches from `start` on, as Python-Markdown asks for them."""
        if text.find(self._mark, start) < 0 or self._defined == {}:
            return ()
        return self._found(text, start)


def plain_converter() -> python_markdown.Markdown:
    """Python-Markdown with what notices are written in, and nothing spared."""
    # `toc` is read by our own sections: it would number repeated headings by position, and building
    # its table costs an eighth of the conversion. `[TOC]` is taken care of there.
    # As objects: by their names they would be sought among all packages that are installed.
    converter = python_markdown.Markdown(
        extensions=[
            TableExtension(use_align_attribute=True),
            AttrListExtension(),
            DefListExtension(),
            FootnoteExtension(),
            SaneListExtension(),
        ],
    )
    # Line feeds between the tags, which nobody reads here.
    converter.treeprocessors.deregister("prettify")
    return converter


@cache
def _converter() -> python_markdown.Markdown:
    """The same, the same way, sooner."""
    converter = plain_converter()
    for name, mark in _MARKS.items():
        pattern = converter.inlinePatterns[name]
        defined = converter.references if name in _REFERRING else None
        sought = _Sought(pattern.compiled_re, mark, defined)
        pattern.compiled_re = sought  # type: ignore[assignment]  # what is asked of one
    before_inline, before_all = 25, 200
    converter.treeprocessors.register(_PlainTexts(converter), "plain_texts", before_inline)
    paragraphs = _PlainParagraphs(converter.parser)
    converter.parser.blockprocessors.register(paragraphs, "plain_paragraphs", before_all)
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
