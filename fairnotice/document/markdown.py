"""Markdown source in; HTML as Python-Markdown makes it, and the raw HTML that stood in it, out."""

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple
from xml.etree.ElementTree import HTML_EMPTY, Element

import markdown as python_markdown
from markdown.blockprocessors import HashHeaderProcessor, ParagraphProcessor
from markdown.extensions.attr_list import AttrListExtension, AttrListTreeprocessor
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.preprocessors import HtmlBlockPreprocessor, NormalizeWhitespace
from markdown.serializers import RE_AMP
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import ETX, STX, AtomicString

from fairnotice.document.runs import REMEMBERED


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


@lru_cache(maxsize=REMEMBERED)
def _is_plain(text: str) -> bool:
    """Whether a text has no mark; other versions of a notice have nearly all of its texts."""
    return _ANY_MARK.search(text) is None


class _PlainTexts(Treeprocessor):
    """Spares texts without any mark the twenty searches for marks: a third of the time."""

    def run(self, root: Element) -> None:
        """Declares such texts final, as Python-Markdown provides for."""
        for element in root.iter():
            text = element.text
            if text and _is_plain(text):
                element.text = AtomicString(text)
            tail = element.tail
            if tail and _is_plain(tail):
                element.tail = AtomicString(tail)


class _PlainParagraphs(ParagraphProcessor):
    """Spares text whose lines all begin with a letter the dozen searches for what else a block
    may be: headings, lists, quotes, rules, tables' second rows and references begin otherwise."""

    _LETTERS_FIRST = re.compile(r"(?:[^\W\d_].*(?:\n|\Z))+\Z")

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002  # its interface
        """Whether it is such a text, alone or inside anything else."""
        return self._LETTERS_FIRST.match(block) is not None


class _PlainLines(NormalizeWhitespace):
    """Spares lines the search for those of nothing but blanks where none ends with one."""

    _ODD = ("\t", "\r", STX, ETX, " \n")

    def run(self, lines: list[str]) -> list[str]:
        """The lines as all that comes after them expects them."""
        source = "\n".join(lines) + "\n"
        odd = any(map(source.__contains__, self._ODD))
        return super().run(lines) if odd else [*lines, "", ""]


class _PlainSource(HtmlBlockPreprocessor):
    """Spares a text the reading of its HTML where none can be."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines without the blocks of HTML among them."""
        html = any("<" in line or "&" in line for line in lines)
        return super().run(lines) if html else lines


class _Braced:
    """The elements of a tree at which braces stand, and no others."""

    def __init__(self, root: Element) -> None:
        self._root = root

    def iter(self) -> Iterator[Element]:
        """In reading order; where the braces stand behind a child, its parent too."""
        for element in self._root.iter():
            texts = (element.text, element.tail, *[child.tail for child in element])
            if any(text and "{" in text for text in texts):
                yield element


class _BracedAlone(AttrListTreeprocessor):
    """Looks for attributes where braces stand."""

    def run(self, doc: Element) -> None:
        """Gives the elements the attributes that are written in braces."""
        super().run(_Braced(doc))  # type: ignore[arg-type]  # what is asked of one


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


class _Looked:
    """The same of a pattern that is searched for, or whose matches are exchanged."""

    def __init__(self, pattern: re.Pattern[str], mark: str) -> None:
        self._pattern, self._mark = pattern, mark

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        return self._pattern.search(text) if self._mark in text else None

    def sub(self, instead: Callable[[re.Match[str]], str], text: str) -> str:
        """The text with something instead of each match."""
        return self._pattern.sub(instead, text) if self._mark in text else text


def _written(root: Element) -> str:
    """The tree as XHTML, as Python-Markdown's own function writes it, which asks more of each
    element than it can be here."""
    out: list[str] = []
    write = out.append
    rest: list[Element | str] = [root]
    while rest:
        element = rest.pop()
        if isinstance(element, str):
            write(element)
            continue
        tag, items = element.tag, element.items()
        given = "".join([_attribute(name, value) for name, value in sorted(items)])
        text, tail = element.text, element.tail
        if tail:
            rest.append(_shown(tail))
        if tag in HTML_EMPTY:
            write(f"<{tag}{given} />")
            continue
        write(f"<{tag}{given}>{_shown(text)}" if text else f"<{tag}{given}>")
        rest.append(f"</{tag}>")
        rest += reversed(element)
    return "".join(out)


def _shown(text: str) -> str:
    """A text between tags; what is an entity already stays."""
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;")


def _attribute(name: str, value: str | None) -> str:
    """An attribute, which may have been written without a value."""
    if value is None:
        return f" {name}"
    quoted = _shown(value).replace('"', "&quot;")
    return f' {name}="{quoted}"'


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
    blocks = converter.parser.blockprocessors
    blocks.register(paragraphs, "plain_paragraphs", before_all)
    headings, escapes = blocks["hashheader"], converter.treeprocessors["unescape"]
    headings.RE = _Looked(HashHeaderProcessor.RE, "#")  # type: ignore[attr-defined]
    escapes.RE = _Looked(UnescapeTreeprocessor.RE, STX)  # type: ignore[attr-defined]
    converter.preprocessors.register(_PlainLines(converter), "normalize_whitespace", 30)
    converter.preprocessors.register(_PlainSource(converter), "html_block", 20)
    converter.treeprocessors.register(_BracedAlone(converter), "attr_list", 8)
    converter.serializer = _written
    # All are there now: no need to sort and copy them for each block.
    converter.parser.blockprocessors = list(blocks)  # type: ignore[assignment]
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
