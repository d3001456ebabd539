"""A part of a web page in; the same with what only looks like a list or a heading made one, out.

Word processors, site builders and old pages draw what they mean: a list is a paragraph with a dot,
a heading is bold, a folded panel is hidden until a script shows it. What is changed is told.
"""

import copy
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from fairnotice.importers.elements import take_out

# lxml has no public name for its elements, and no types.
Element = Any

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\s*;?", re.IGNORECASE)
_BULLET = re.compile(r"^[\s\xa0]*(?:[·•▪◦§o–-]|(?P<number>\d{1,2}[.)]))[\s\xa0]+")
_DRAWN_TITLE = frozenset({"MsoTitle", "title"})
_SENTENCE = re.compile(r"[.:;,!?]\s*$")
_LONGEST_HEADING = 100
_LARGEST_TABLE = 20_000
"""Cells; a span may claim a thousand times as many."""


def shaped(part: Element) -> Iterator[str]:
    """Gives a part its shape, and a sentence for each sort of thing that was done."""
    yield from _unfolded(part)
    yield from _without_comments(part)
    _led_straight(part)
    _named_headings(part)
    _title(part)
    _lists(part)
    yield from _bold_headings(part)
    for table in list(part.iter("table")):
        _squared(table)


def _classes(element: Element) -> frozenset[str]:
    return frozenset((element.get("class") or "").split())


def _letters(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _unfolded(part: Element) -> Iterator[str]:
    """Panels that are hidden until a button opens them are words of the notice."""
    controls = {
        name
        for button in part.iter(etree.Element)
        for name in (button.get("aria-controls") or "").split()
    }
    opened = 0
    for element in part.iter(etree.Element):
        if element.get("id") not in controls:
            continue
        style = element.get("style") or ""
        folded = element.get("hidden") is not None or element.get("aria-hidden") == "true"
        if (folded or _HIDDEN.search(style)) and _letters(element):
            opened += 1
            for name in ("hidden", "aria-hidden"):
                element.attrib.pop(name, None)
            if style:
                element.set("style", _HIDDEN.sub("", style))
    if opened:
        yield f"Folded parts that a button opens are taken, too ({opened})."


def _without_comments(part: Element) -> Iterator[str]:
    """The comments of a shared document, and the letters that lead to them."""
    found = [link for link in part.iter("a") if re.match(r"#?cmnt", link.get("id") or "")]
    dropped = 0
    for link in found:
        around = link.getparent()
        while around is not None and around is not part and around.tag not in {"div", "sup"}:
            around = around.getparent()
        if around is not None and around is not part and around.getparent() is not None:
            dropped += around.tag == "div"
            take_out(around)
    if dropped:
        yield f"Comments of a shared document are left out ({dropped})."


def _led_straight(part: Element) -> None:
    """Links that an office suite leads over its own address."""
    for link in part.iter("a"):
        try:
            parts = urlsplit(link.get("href") or "")
        except ValueError:
            continue
        if parts.hostname in {"www.google.com", "google.com"} and parts.path == "/url":
            meant = parse_qs(parts.query).get("q", [""])[0]
            if meant.startswith(("https://", "http://", "mailto:")):
                link.set("href", meant)


def _named_headings(part: Element) -> None:
    """`<div class="h2">` and `<div role="heading" aria-level="2">`: site builders name ranks so."""
    for element in part.iter("div", "p", "span"):
        named = [name for name in _HEADINGS if name in _classes(element)]
        if element.get("role") == "heading":
            level = f"h{element.get('aria-level', '2')}"  # the rank where none is given
            named = [level] if level in _HEADINGS else named
        apart = element.getparent() is not None and element.getparent().tag not in {"p", *_HEADINGS}
        if named and apart and len(element) == len(element.findall("span")):
            element.tag = named[0]


def _title(part: Element) -> None:
    """A paragraph that a word processor calls the title, above headings of the first rank."""
    for element in part.iter(etree.Element):
        if element.tag in _HEADINGS:
            return
        if element.tag == "p" and _classes(element) & _DRAWN_TITLE and _letters(element):
            for rank, name in reversed(list(enumerate(_HEADINGS[:-1]))):
                for heading in part.iter(name):
                    heading.tag = _HEADINGS[rank + 1]
            element.tag = "h1"
            element.attrib.pop("id", None)
            return


def _lists(part: Element) -> None:
    """Paragraphs that a word processor means as items of a list."""
    for first in list(part.iter("p")):
        if not _is_item(first) or first.getparent() is None:
            continue
        items = [first]
        while (after := items[-1].getnext()) is not None and _is_item(after):
            items.append(after)
        mark = _BULLET.match("".join(first.itertext()))
        made = etree.Element("ol" if mark and mark["number"] else "ul")
        first.addprevious(made)
        for item in items:
            item.tag = "li"
            _without_bullet(item)
            made.append(item)


def _is_item(element: Element) -> bool:
    return element.tag == "p" and any(
        name.startswith(("MsoListParagraph", "MsoListBullet", "MsoListNumber"))
        for name in _classes(element)
    )


def _without_bullet(item: Element) -> None:
    """Takes the drawn bullet out of the first words of an item."""
    mark = _BULLET.match("".join(item.itertext()))
    left = mark.end() if mark else 0
    for element, name in _pieces(item):
        words = getattr(element, name) or ""
        setattr(element, name, words[left:])
        left -= min(left, len(words))


def _pieces(element: Element) -> Iterator[tuple[Element, str]]:
    """Where the texts of an element stand, in reading order."""
    for event, one in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            yield one, "text"
        elif one is not element:
            yield one, "tail"


def _bold_headings(part: Element) -> Iterator[str]:
    """Bold paragraphs, in a part that has no headings below its title."""
    if any(next(part.iter(name), None) is not None for name in _HEADINGS[1:]):
        return
    bold = [element for element in part.iter("p") if _is_bold_line(element)]
    if len(bold) < 2:
        return
    for element in bold:
        element.tag = "h2"
    yield f"Bold paragraphs have become headings ({len(bold)}): the page has no others."


def _is_bold_line(element: Element) -> bool:
    """Whether all words of a paragraph are bold, and are no sentence."""
    words = _letters(element)
    bold = "".join(_letters(one) for one in element if one.tag in {"b", "strong"})
    return (
        bool(words)
        and len(words) <= _LONGEST_HEADING
        and bold.replace(" ", "") == words.replace(" ", "")
        and not _SENTENCE.search(words)
    )


def _squared(table: Element) -> None:
    """Gives each row all its cells: one that spans rows stands in each of them."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    waiting: dict[int, tuple[int, Element]] = {}
    cells = 0
    for row in rows:
        own = [cell for cell in row if cell.tag in {"td", "th"}]
        made: list[Element] = []
        while own or any(column >= len(made) for column in waiting):
            left, above = waiting.pop(len(made), (0, None))
            if above is not None:
                cell = copy.deepcopy(above)
            elif own:
                cell = own.pop(0)
                left = _span(cell, "rowspan")
            else:
                break
            if left > 1:
                waiting[len(made)] = (left - 1, cell)
            made.append(cell)
            wide = _span(cell, "colspan") if above is None else 1
            made.extend(etree.Element(cell.tag) for _ in range(wide - 1))
        cells += len(made)
        if cells > _LARGEST_TABLE:
            return
        for cell in made:
            cell.attrib.pop("rowspan", None)
            cell.attrib.pop("colspan", None)
            cell.tail = None
            row.append(cell)


def _span(cell: Element, name: str) -> int:
    written = (cell.get(name) or "1").strip()
    return max(1, min(int(written), 100)) if written.isascii() and written.isdigit() else 1
