"""A web page's bytes in; the document in it, and what was left out of it, out.

The main part is found (or named by a CSS selector), furniture is taken off, addresses are made
whole. What remains is read by the same reader as the text of a version.
"""

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector

from fairnotice.document.blocks import blocks
from fairnotice.document.limits import MOST_ATTRIBUTES, too_deep_html, too_long
from fairnotice.document.place import Finder
from fairnotice.document.sanitise import SCHEMES, sanitised, scheme
from fairnotice.document.sections import sectioned
from fairnotice.document.words import words_in
from fairnotice.importers.footnotes import noted
from fairnotice.importers.furniture import undressed
from fairnotice.importers.markdown import at_least
from fairnotice.importers.scrambled import unscrambled
from fairnotice.importers.shapes import shaped
from fairnotice.model import Document

# lxml has no public name for its elements, and no types.
Element = Any

LARGEST = 10_000_000
"""Bytes of a page."""

_MOST_ELEMENTS = 200_000
"""Of a page: the longest text that is read has 30,000 lines, or 60,000 cells."""

_MOST_COPIED = 1_000_000_000_000
"""Letters that the sanitiser moves, since it moves the rest at each `&`: two seconds' work."""

_READING: Mapping[str, Any] = {
    "encoding": "utf-8",
    "huge_tree": True,
    "remove_comments": True,
    "remove_pis": True,
    "no_network": True,
}
_PARSER = etree.HTMLParser(**_READING)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.IGNORECASE
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_ENOUGH = 0.75
"""Share of a block's text that one part of it must hold to be looked into."""

_ANOTHER_PART = "Name a part of the page: --selector."

_KNOWN = (
    ("<main>", "//main"),
    ("role=main", "//*[@role='main']"),
    ("<article>", "//article"),
)
"""Where pages keep what they are about, the surest first."""


class PageError(Exception):
    """A page cannot be brought in: `wrong` says why, `mend` what to do about it."""

    def __init__(self, wrong: str, mend: str) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.mend = mend


class Page(NamedTuple):
    """What was found in a page."""

    document: Document
    title: str
    """Its heading of the first rank, wherever it stands; else what it calls itself; or empty."""
    part: str
    """Which part of it was taken, for a message."""
    notes: tuple[str, ...]
    """What was left out, and what else to know, a sentence each."""


def page(content: bytes, selector: str = "") -> Page:
    """The notice in a web page; never raises anything but PageError."""
    if len(content) > LARGEST:
        raise PageError("The page is larger than ten million bytes.", "Save the notice alone.")
    text, encoding, sure = _decoded(content)
    root = _tree(text)
    base = _base(root)
    heading = _heading(root)
    found, part = _chosen(root, selector)
    notes = [] if sure else [f"The page names no encoding and is not UTF-8; read as {encoding}."]
    html = []
    size = 0
    left_out: Counter[str] = Counter()
    for one in found:
        notes.extend(unscrambled(one))
        notes.extend(shaped(one))
        noted(one, root)
        left_out += undressed(one)
        notes.extend(_addressed(one, base))
        size += sum(len("".join(said.split())) for said in one.itertext())
        html.append(etree.tostring(one, encoding="unicode", method="html", with_tail=False))
    _not_too_long(size, 0)
    whole = "\n".join(html)
    if whole.count("&") * len(whole) > _MOST_COPIED:
        raise PageError(
            "So many letters of this page are written as `&…;` that it cannot be read in "
            "reasonable time.",
            _ANOTHER_PART,
        )
    if too_deep_html(whole):
        raise PageError(
            "The tags of this page stand too deep in one another to be read.",
            "Name a part of it with --selector.",
        )
    document = _document(whole)
    _not_too_long(*at_least(document))
    if not document.words:
        raise PageError(
            f"There are no words in {part}.", "Name the part that holds the notice: --selector."
        )
    if left_out:
        listed = ", ".join(
            what if number == 1 else f"{what} ({number} times)" for what, number in left_out.items()
        )
        notes.insert(0, f"Left out: {listed}.")
    return Page(document, heading, part, tuple(dict.fromkeys(notes)))


def _not_too_long(size: int, line_feeds: int) -> None:
    """PageError when a text of so much at the least is more than is read.

    The sanitiser, and whoever writes it as Markdown, would work on it for minutes.
    """
    long = too_long(size, line_feeds)
    if long:
        raise PageError(long.wrong, _ANOTHER_PART)


def _document(html: str) -> Document:
    cut = sectioned(blocks(sanitised(html), Finder("", 1)), "")
    words = words_in(block.text for section in cut.sections for block in section.blocks)
    return Document(cut.title, cut.sections, words)


# ---------------------------------------- reading


def _decoded(content: bytes) -> tuple[str, str, bool]:
    """The page as text, its encoding, and whether that was more than a guess.

    As browsers do: a byte order mark, else what a `<meta>` says, else UTF-8; and Windows-1252, the
    encoding of old pages, where it is not.
    """
    named = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    if not named and (meta := _META.search(content[:4096])):
        named = meta.group(1).decode("ascii", "replace")
        try:
            named = codecs.lookup(named).name
        except LookupError:
            named = ""
        # In bytes in which a <meta> can be read, UTF-16 is a mistake; Latin-1 means Windows-1252.
        named = {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(named, named)
        named = "utf-8" if named.startswith(("utf-16", "utf-32")) else named
    for name in (named, "utf-8") if named else ("utf-8",):
        try:
            return content.decode(name), name, True
        except (UnicodeError, LookupError, ValueError):
            continue
    return content.decode("cp1252", "replace"), "Windows-1252", bool(named)


def _tree(text: str) -> Element:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")
    clean = _CONTROL.sub("", lines)
    try:
        whole = clean.encode() if clean.strip() else b""
        etree.fromstring(whole, etree.HTMLParser(target=_Counted(), **_READING))
        root = etree.fromstring(whole, _PARSER)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise PageError("There is no page in this file.", "Save the page as HTML and try again.")
    for element in root.iter(etree.Element):
        _without_controls(element)
    return root


class _Counted:
    """Hears the tags of a page and keeps nothing; PageError where a tree of them would be too much.

    Only the parser itself knows what is a tag, and it is slow where it builds trees, not here.
    """

    def __init__(self) -> None:
        self._elements = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._elements += 1
        if self._elements > _MOST_ELEMENTS:
            raise PageError(
                f"The page has more than {_MOST_ELEMENTS} elements.", "Save the notice alone."
            )
        if len(attributes) > MOST_ATTRIBUTES:
            raise PageError(
                f"A tag <{tag[:40]}> of the page has more than {MOST_ATTRIBUTES} attributes.",
                "Save the page again as it is in a browser, or the notice alone.",
            )

    def close(self) -> None:
        """The page ends."""


def _without_controls(element: Element) -> None:
    """Takes out what stood there as a character reference: lxml reads it but does not write it."""
    if element.text and _CONTROL.search(element.text):
        element.text = _CONTROL.sub("", element.text)
    if element.tail and _CONTROL.search(element.tail):
        element.tail = _CONTROL.sub("", element.tail)
    for name, value in element.items():
        if _CONTROL.search(value):
            element.set(name, _CONTROL.sub("", value))


def _base(root: Element) -> str:
    """The address that relative links start from; empty when the page does not tell.

    As in browsers the first `<base>` counts, which may itself be relative to the page's own
    address, and is passed over when it is no address of the web (`javascript:`, no host).
    """
    ways = ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
    own = next((whole for way in ways for said in root.xpath(way) if (whole := _web(said))), "")
    named = next(iter(root.xpath("//base/@href")), "")
    return _web(_joined(own, "".join(named.split()))) or own


def _web(address: str) -> str:
    """The address without white space, when it is a whole one of the web; else empty."""
    bare = "".join(address.split())
    try:
        parts = urlsplit(bare)
        whole = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return ""
    return bare if whole and bare.isprintable() and "\\" not in bare else ""


def _heading(root: Element) -> str:
    for way in ("//h1", "//title"):
        for element in root.xpath(way):
            said = " ".join("".join(element.itertext()).split())
            if said:
                return said[:200]
    return ""


# ---------------------------------------- the part that matters


def _chosen(root: Element, selector: str) -> tuple[list[Element], str]:
    """The elements that hold the notice, none inside another, and what they are called."""
    if selector:
        try:
            found = CSSSelector(selector)(root)
        except (SelectorError, etree.XPathError, ValueError) as error:
            raise PageError(
                f"“{selector}” is no CSS selector: {error}.", "Write one such as `#content`."
            ) from error
        if not found:
            raise PageError(
                f"Nothing in the page fits “{selector}”.", "Look up the id or class in the page."
            )
        return _outermost(found), f"“{selector}”"
    total = max(_length(root), 1)
    for name, way in _KNOWN:
        found = _outermost(root.xpath(way))
        # A list of teasers is also made of articles.
        longest = max(found, key=_length, default=None)
        if longest is not None and _length(longest) * 4 >= total:
            return [longest], name
    densest = _densest(root)
    return [densest], f"the part with most text, {_told(densest)}"


def _outermost(found: list[Element]) -> list[Element]:
    chosen = set(found)
    return [one for one in found if not any(above in chosen for above in one.iterancestors())]


def _length(element: Element) -> int:
    """Letters of text in an element that a reader would see."""
    return sum(_own(one) for one in element.iter(etree.Element))


def _own(element: Element) -> int:
    """Letters that stand in an element itself, children and scripts left out."""
    if element.tag in {"script", "style", "noscript", "template", "nav", "a"}:
        return 0
    return len((element.text or "").strip()) + sum(len((c.tail or "").strip()) for c in element)


def _densest(root: Element) -> Element:
    """The innermost element that holds most of the text."""
    length: dict[Element, int] = {}
    for element in reversed(list(root.iter(etree.Element))):
        length[element] = _own(element) + sum(length.get(child, 0) for child in element)
    here = root
    while True:
        apart = [
            child
            for child in here
            if child.tag
            in {
                "body",
                "div",
                "section",
                "article",
                "td",
                "table",
                "tbody",
                "tr",
                "main",
                "center",
                "form",
            }
        ]
        best = max(apart, key=lambda child: length.get(child, 0), default=None)
        if best is None or length[best] < _ENOUGH * length[here]:
            return here
        here = best


def _told(element: Element) -> str:
    """An element as a person would find it in the page."""
    name = element.get("id")
    return f"<{element.tag} id={name}>" if name else f"<{element.tag}>"


# ---------------------------------------- addresses


def _addressed(part: Element, base: str) -> Iterator[str]:
    """Makes the links of a part whole; says what could not be done."""
    relative: list[str] = []
    for link in part.iter("a"):
        written = link.get("href")
        if written is None:
            continue
        address = "".join(written.split())
        kind = scheme(address)
        if kind and kind not in SCHEMES:
            del link.attrib["href"]
            yield f"A link to {kind}: is left out; its words stay."
            continue
        if not kind and not address.startswith("#"):
            if not base:
                relative.append(address)
            address = _joined(base, address) if base else address
        if base and address.startswith(urldefrag(base).url + "#"):
            address = "#" + urldefrag(address).fragment
        link.set("href", address)
    if relative:
        yield (
            f"The page does not name its address, so relative links stay as they are, such as "
            f"{relative[0][:60]} ({len(relative)} in all): look where they lead."
        )


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address
