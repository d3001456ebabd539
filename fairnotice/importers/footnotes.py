"""A part of a web page in; the same with its footnotes as the reader of versions knows them, out.

A reference is a link of a number or a sign to a note of the same part; a note is an item of a
list, or a paragraph, that leads back or is called a note by its id or its list. Pandoc, WordPress,
Wikipedia and word processors write them in their own ways.
"""

import copy
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from fairnotice.importers.elements import take_out

# lxml has no public name for its elements, and no types.
Element = Any

_SIGN = re.compile(r"^[\[(]?\s*(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡§]{1,3})\s*[\])]?$")
_CALLED = re.compile(
    r"foot-?note|end-?note|_?ftn|^_?fn\b|^fn[:_-]?\d|cite_note|reflist", re.IGNORECASE
)
_BACK = re.compile(r"^(?:[↩↑^⏎←]\ufe0e?|\[?back\]?)?$", re.IGNORECASE)
_EMPTY = re.compile(r"^\s*(?:\[\s*\]|\(\s*\))?[.:]?\s*")
"""What is left of a note's own number."""
_MOST = 500
"""Notes of one page."""


def noted(part: Element, page: Element) -> None:
    """Gathers the notes of a part at its end, and makes each link to one a reference to it.

    Word processors put the notes behind the text, so they may stand elsewhere in the page.
    """
    targets = _targets(page)
    order = {element: number for number, element in enumerate(page.iter(etree.Element))}
    references: dict[Element, list[Element]] = {}
    for link in part.iter("a"):
        note = _note(link, targets) if _SIGN.match(_said(link)) else None
        if note is not None and order[note] > order[link]:  # else it is the way back
            references.setdefault(note, []).append(link)
    notes = [
        each for each in references if not any(up in references for up in each.iterancestors())
    ]
    # A note of nothing but its sign says nothing.
    notes = [note for note in notes if _said(_as_note(note, 0))]
    if not 0 < len(notes) <= _MOST:
        return
    end = etree.Element("div", {"class": "footnote"})
    listed = etree.SubElement(end, "ol")
    for number, note in enumerate(notes, 1):
        listed.append(_as_note(note, number))
    for number, note in enumerate(notes, 1):
        for link in references[note]:
            _refer(link, number)
        _take_out(note, part)
    part.append(end)


def _said(element: Element) -> str:
    return "".join(element.itertext()).strip()


def _targets(part: Element) -> dict[str, Element]:
    """What a link within the part can lead to, by its name."""
    found: dict[str, Element] = {}
    for element in part.iter(etree.Element):
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                found.setdefault(name, element)
    return found


def _led_to(link: Element, targets: dict[str, Element]) -> Element | None:
    address = link.get("href") or ""
    return targets.get(address.partition("#")[2]) if address.startswith("#") else None


def _note(link: Element, targets: dict[str, Element]) -> Element | None:
    """The note that a link leads to; None when it leads to something else, or stands in it."""
    target = _led_to(link, targets)
    if target is None:
        return None
    line = [target, *target.iterancestors()]
    note = next((one for one in line if one.tag in {"li", "p", "dd"}), None)
    if note is None or note in list(link.iterancestors()) or note.find(".//h2") is not None:
        return None
    around = " ".join(
        each.get(key) or ""
        for each in (target, note, *_near(note))
        for key in ("id", "name", "class")
    )
    back = any(_goes_back(each, link, targets) for each in note.iter("a"))
    return note if back or _CALLED.search(around) or "doc-endnote" in _roles(note) else None


def _near(note: Element) -> Iterator[Element]:
    """What holds a note directly: its list, and what holds that."""
    for _, each in zip(range(2), note.iterancestors(), strict=False):
        if each.tag not in {"body", "main", "article"}:
            yield each


def _roles(note: Element) -> str:
    return " ".join(each.get("role") or "" for each in (note, *_near(note)))


def _goes_back(link: Element, reference: Element, targets: dict[str, Element]) -> bool:
    """Whether a link in a note leads to its reference, or to what stands right around it."""
    where = _led_to(link, targets)
    near = [reference, *reference.iterdescendants(), reference.getparent()]
    return where is not None and where in near


def _as_note(note: Element, number: int) -> Element:
    """The note as an item, without its own number and the ways back."""
    item = copy.deepcopy(note)
    item.tag, item.tail = "li", None
    item.attrib.clear()
    item.set("id", f"fn:{number}")
    for link in list(item.iter("a")):
        sign = _SIGN.match(_said(link)) and not "".join(link.xpath("preceding::text()")).strip(
            " \n[("
        )
        if (link.get("href") or "#").startswith("#") and (sign or _BACK.match(_said(link))):
            _drop(link)
    first = next((each for each in item.iter(etree.Element) if (each.text or "").strip()), item)
    first.text = _EMPTY.sub("", first.text or "")
    return item


def _drop(element: Element) -> None:
    """Takes an element out and leaves what stands behind it; empty parents go, too."""
    parent = element.getparent()
    if parent is None:
        return
    take_out(element)
    if parent.tag in {"sup", "span", "b"} and not len(parent) and not _said(parent):
        _drop(parent)


def _refer(link: Element, number: int) -> None:
    """Puts a reference where a link stands, and where nothing else does, in place of its `sup`."""
    reference = etree.Element("sup")
    etree.SubElement(reference, "a", {"class": "footnote-ref", "href": f"#fn:{number}"}).text = str(
        number
    )
    old = link
    parent = link.getparent()
    if parent.tag == "sup" and _said(parent) == _said(link):
        old = parent
    reference.tail, old.tail = old.tail, None
    old.getparent().replace(old, reference)


def _take_out(note: Element, part: Element) -> None:
    """Removes a note where it stood, and the list, the line and the part that held nothing else."""
    parent = note.getparent()
    if parent is None:
        return
    _drop(note)
    while (
        parent is not None
        and parent is not part
        and not _said(parent)
        and parent.find(".//img") is None
    ):
        above = parent.getparent()
        _drop(parent)
        parent = above
