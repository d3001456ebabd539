"""Two pages of a notice in, a live one and the built one; how their words differ out.

Both are read in the same way: the notice's own words, without menus, banners and footers, which may
differ from day to day. White space does not count.
"""

from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from fairnotice.document.blocks import blocks
from fairnotice.document.place import Finder
from fairnotice.document.sanitise import sanitised
from fairnotice.document.sections import sectioned
from fairnotice.document.words import words_in
from fairnotice.model import Comparison, Document, Pair, Place, Problem

_WORDS = "//*[contains(concat(' ', normalize-space(@class), ' '), ' words ')]"
_HOLDERS = (_WORDS, "//article", "//main", "//body")
"""Where the words of a notice may stand in a page, the surest first."""

_SHOWN = 200
"""Signs of a passage that a message quotes."""


def holder(page: bytes) -> str:
    """The surest place of the words of a notice in a page, as an XPath; empty for no page."""
    tree = _tree(page)
    if tree is None:
        return ""
    return next((one for one in _HOLDERS if tree.xpath(one)), "")


def document(page: bytes, holder: str) -> Document:
    """The words of a page that stand in its `holder`; empty when there are none."""
    tree = _tree(page)
    found = tree.xpath(holder) if tree is not None and holder else []
    if not found:
        return Document("", (), 0)
    for idle in found[0].xpath(".//script|.//style|.//nav|.//template"):
        idle.drop_tree()
    clean = sanitised(etree.tostring(found[0], encoding="unicode", method="html", with_tail=False))
    cut = sectioned(blocks(clean, Finder("", 1)), "")
    words = words_in(block.text for section in cut.sections for block in section.blocks)
    return Document(cut.title, cut.sections, words)


def problems(comparison: Comparison, url: str, ref: str) -> Iterator[Problem]:
    """What the live page says otherwise than the built one, a problem for each change.

    `comparison` is of the built page (old) and the live one (new).
    """
    for pair in comparison.changes:
        if pair.kind not in ("format", "link"):
            yield _problem(pair, url, ref)
    if not comparison.new.sections and comparison.old.sections:
        yield Problem(
            "live-page-differs",
            "error",
            Place(url),
            "The live page holds no words of a notice.",
            "Is it the right address?",
            version=ref,
        )


def _problem(pair: Pair, url: str, ref: str) -> Problem:
    section = pair.old_section or pair.new_section
    where = f"Under “{section.title}”, " if section and section.title else ""
    built, live = _short(pair.old_text), _short(pair.new_text)
    if not pair.new:
        wrong = f"{where}the live page lacks: “{built}”"
    elif not pair.old:
        wrong = f"{where}the live page adds: “{live}”"
    elif pair.kind == "moved" and built == live:
        wrong = f"{where}on the live page this stands elsewhere: “{live}”"
    else:
        wrong = f"{where}the live page says “{live}” instead of “{built}”"
    return Problem(
        "live-page-differs",
        "error",
        Place(url),
        wrong[0].upper() + wrong[1:],
        "Publish the built site again, or find out who changed the page.",
        version=ref,
    )


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"


def _tree(page: bytes) -> "lxml_html.HtmlElement | None":
    """The page as a tree, or None for what is no page. UTF-8, as the built pages are."""
    try:
        text = page.decode("utf-8-sig", "replace").replace("\0", "")
        return lxml_html.document_fromstring(
            text.encode(), parser=lxml_html.HTMLParser(encoding="utf-8")
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
