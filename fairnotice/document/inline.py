"""Elements of text in; stretches of it with their marks out."""

from collections.abc import Callable
from typing import Any

from fairnotice.document.runs import BREAK, Marks, Piece, squeezed
from fairnotice.model import Mark, Run

# lxml has no public name for its elements, and no types.
Element = Any

_MARKS: dict[str, Mark] = {
    "strong": Mark("strong"),
    "b": Mark("strong"),
    "em": Mark("em"),
    "i": Mark("em"),
    "cite": Mark("em"),
    "dfn": Mark("em"),
    "var": Mark("em"),
    "code": Mark("code"),
    "kbd": Mark("code"),
    "samp": Mark("code"),
    "tt": Mark("code"),
    "sub": Mark("sub"),
    "sup": Mark("sup"),
    "del": Mark("strike"),
    "s": Mark("strike"),
    "strike": Mark("strike"),
}
PLAIN = frozenset({
    "address", "article", "aside", "body", "button", "center", "details", "fieldset", "figcaption",
    "figure", "footer", "form", "header", "html", "legend", "li", "main", "nav", "optgroup",
    "option", "section", "select", "summary",
})  # fmt: skip
"""Elements that are nothing but the boundaries of what is in them."""

_APART = PLAIN | {
    "blockquote", "caption", "dd", "dir", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "menu", "ol", "p", "pre", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
"""Elements whose text stands apart where blocks are flattened into one: a list in a cell."""


def pieces_of(node: Element, anchors: list[str]) -> list[Piece]:
    """All text in the node, blocks in it parted by hard breaks; ids in it go to `anchors`."""
    pieces: list[Piece] = []
    if node.text:
        pieces.append((squeezed(node.text), ()))
    for child in node:
        gather(child, (), pieces, anchors)
        if child.tail:
            pieces.append((squeezed(child.tail), ()))
    return pieces


def gather(node: Element, marks: Marks, pieces: list[Piece], anchors: list[str]) -> None:
    """Adds the node's text, marked, without its tail, to the pieces, and its ids to the anchors."""
    tag = node.tag
    leaf = _LEAVES.get(tag)
    if leaf is not None and (piece := leaf(node, marks)):
        pieces.append(piece)
        return
    if tag == "a" and node.get("class") == "footnote-backref" and not node.get("id"):
        # The arrow back from a note, and the blank before it: the printers draw it.
        if pieces:
            pieces[-1] = (pieces[-1][0].removesuffix("\xa0"), pieces[-1][1])
        return
    anchors.extend(_anchors(node))
    inner = _marked(node, marks)
    apart = tag in _APART
    if apart:
        pieces.append((BREAK, ()))
    if node.text:
        pieces.append((squeezed(node.text), inner))
    for child in node:
        gather(child, inner, pieces, anchors)
        if child.tail:
            pieces.append((squeezed(child.tail), inner))
    if apart:
        pieces.append((BREAK, ()))


def is_picture(run: Run) -> bool:
    """Whether the run is a picture."""
    return bool(run.marks) and run.marks[-1].kind == "image"


def note_anchor(given: str) -> str:
    """Id of a footnote on the page, from the one that Python-Markdown gives (`fn:my note`)."""
    return "-".join(given.split())


def _picture(node: Element, marks: Marks) -> Piece:
    title = squeezed(node.get("title") or "")
    mark = Mark("image", node.get("src") or "", title)
    return squeezed(node.get("alt") or "").strip(" "), (*marks, mark)


def _anchors(node: Element) -> list[str]:
    given = node.get("id")
    name = node.get("name") if node.tag == "a" else None
    return [anchor for anchor in (given, name if name != given else None) if anchor]


def _marked(node: Element, marks: Marks) -> Marks:
    """The marks inside the node."""
    tag = node.tag
    if tag == "a":
        address = node.get("href")
        if address is None or any(mark.kind == "link" for mark in marks):
            return marks
        return (*marks, Mark("link", address, squeezed(node.get("title") or "")))
    if tag == "abbr":
        return (*marks, Mark("abbr", title=squeezed(node.get("title") or "")))
    mark_of = _MARKS.get(tag)
    return marks if mark_of is None or mark_of in marks else (*marks, mark_of)


def _reference(node: Element, marks: Marks) -> Piece | None:
    """A footnote reference, if the node is one: named by its label, not its number."""
    if len(node) != 1 or node[0].get("class") != "footnote-ref":
        return None
    address = node[0].get("href") or ""
    mark = Mark("footnote", "#" + note_anchor(address.removeprefix("#")))
    return "".join(node.itertext()), (*marks, mark)


def _break(_node: Element, _marks: Marks) -> Piece:
    return BREAK, ()


_LEAVES: dict[str, Callable[[Element, Marks], Piece | None]] = {
    "br": _break,
    "img": _picture,
    "sup": _reference,
}
