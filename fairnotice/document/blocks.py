"""Sanitised HTML in; the flat list of blocks that a reader sees, and the headings among them, out.

Every text and picture of the HTML becomes part of a block: what is compared is what is read.
"""

from collections.abc import Callable
from typing import NamedTuple

from lxml import etree

from fairnotice.document.inline import PLAIN, Element, gather, is_picture, note_anchor, pieces_of
from fairnotice.document.place import Finder
from fairnotice.document.runs import Piece, joined, squeezed
from fairnotice.model import Block, BlockKind, Container, ContainerKind, Mark, Run

Containers = tuple[Container, ...]


class Heading(NamedTuple):
    """A heading that begins a section (or is the title)."""

    at: int
    """Its index among the blocks."""
    level: int
    """1 to 6."""
    id: str
    """Id that the text gives, or empty."""


class Found(NamedTuple):
    """What the HTML holds."""

    blocks: tuple[Block, ...]
    headings: tuple[Heading, ...]
    notes: int
    """Index of the first footnote's block; the number of blocks when there is none."""
    anchored: bool
    """Whether any block or container has an id."""
    lost_anchors: tuple[tuple[str, int], ...]
    """Ids for which a block has no room, with its line."""


_LEAD = 10_000
"""Letters of what leads in a list or a table: each of its blocks has them."""

CELL = Run("\t", (Mark("cell"),))
"""What parts two cells of a row."""

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LEADS: frozenset[BlockKind] = frozenset({"paragraph", "heading", "item", "definition", "term"})
_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)


def blocks(html: str, finder: Finder) -> Found:
    """The blocks of sanitised HTML, each with the line on which the finder finds it."""
    if not html.strip():
        return Found((), (), 0, anchored=False, lost_anchors=())
    root = etree.fromstring(f"<div>{html}</div>".encode(), _PARSER)
    walk = _Walk(finder)
    walk.flow(root, (), "paragraph")
    notes = len(walk.blocks) if walk.notes < 0 else walk.notes
    return Found(tuple(walk.blocks), tuple(walk.headings), notes, walk.anchored, tuple(walk.lost))


class _Walk:
    """Walks the elements in reading order and gathers blocks."""

    def __init__(self, finder: Finder) -> None:
        self.blocks: list[Block] = []
        self.headings: list[Heading] = []
        self.notes = -1
        self.anchored = False
        self.lost: list[tuple[str, int]] = []
        self._finder = finder
        self._key = 0
        self._lead = ""
        self._list_lead = ""
        self._anchors: list[str] = []

    # ------------------------------------------------ blocks

    def flow(self, node: Element, within: Containers, kind: BlockKind) -> BlockKind:
        """Everything in the node; its first paragraph is of this kind. The kind of the next."""
        pieces: list[Piece] = []
        text = node.text
        if text and not text.isspace():
            pieces.append((squeezed(text), ()))
        for child in node:
            handler = _BLOCKS.get(child.tag)
            if handler is None:
                gather(child, (), pieces, self._anchors)
            else:
                if pieces:
                    kind = self._paragraph(pieces, within, kind)
                    pieces = []
                kind = handler(self, child, within, kind)
            tail = child.tail
            if tail and (pieces or not tail.isspace()):
                pieces.append((squeezed(tail), ()))
        if pieces:
            kind = self._paragraph(pieces, within, kind)
        return kind

    def _paragraph(self, pieces: list[Piece], within: Containers, kind: BlockKind) -> BlockKind:
        """A block of this kind, if there is anything in it; the kind of the next."""
        runs = joined(pieces)
        if not runs:
            return kind
        if len(runs) == 1 and kind == "paragraph" and is_picture(runs[0]):
            kind = "picture"
        self._emit(kind, runs, within, lead_in=self._list_lead if kind == "item" else "")
        return "paragraph"

    def _emit(  # noqa: PLR0913  the fields of a block
        self,
        kind: BlockKind,
        runs: tuple[Run, ...],
        within: Containers,
        *,
        lead_in: str = "",
        header: tuple[str, ...] = (),
        is_header: bool = False,
        align: tuple[str, ...] = (),
        anchor: str = "",
    ) -> None:
        text = runs[0].text if len(runs) == 1 else "".join([run.text for run in runs])
        line = self._finder.line(text) if text else self._wordless_line(kind, runs)
        if self._anchors:
            anchors = [anchor, *self._anchors] if anchor else self._anchors
            anchor = anchors[0]
            self.lost.extend((other, line) for other in anchors[1:] if other != anchor)
            self._anchors = []
        if anchor:
            self.anchored = True
        self.blocks.append(
            Block(kind, text, runs, line, within, lead_in, header, is_header, align, "", anchor)
        )
        self._lead = text[-_LEAD:] if kind in _LEADS else ""

    def _wordless_line(self, kind: BlockKind, runs: tuple[Run, ...]) -> int:
        """Line of what has no text: a dividing line, a picture."""
        marks = (mark.address for run in runs for mark in run.marks if mark.kind == "image")
        address = next(marks, "")
        found = self._finder
        return found.wordless(address) if address or kind == "rule" else found.line("")

    def plain(self, node: Element, within: Containers, kind: BlockKind) -> BlockKind:
        """`p`, `address` and whatever else is one paragraph unless it holds blocks."""
        if (anchor := node.get("id")) is not None:
            self._anchors.append(anchor)
        if len(node) == 0:
            text = node.text
            return self._paragraph([(squeezed(text), ())], within, kind) if text else kind
        return self.flow(node, within, kind)

    def division(self, node: Element, within: Containers, kind: BlockKind) -> BlockKind:
        """`div` and its like: nothing of their own, but the footnotes are in one."""
        if node.get("class") == "footnote":
            self._footnotes(node)
            return kind
        return self.plain(node, within, kind)

    def heading(self, node: Element, within: Containers, kind: BlockKind) -> BlockKind:
        """A heading: of a section, or one inside a list or quote."""
        pieces = pieces_of(node, self._anchors)
        runs = joined(pieces)
        if not runs:
            return kind
        if within:
            self._emit("heading", runs, within, anchor=node.get("id") or "")
            return "paragraph"
        # An anchor that stands before the heading is how older texts give it an id.
        given = node.get("id") or (self._anchors.pop() if self._anchors else "")
        index = len(self.blocks)
        kept, self._anchors = self._anchors, []
        self._emit("heading", runs, ())
        self.lost.extend((anchor, self.blocks[index].line) for anchor in kept if anchor != given)
        self.headings.append(Heading(index, _HEADINGS[node.tag], given))
        return "paragraph"

    def items(self, node: Element, within: Containers, kind: BlockKind) -> BlockKind:
        """`ul`, `ol`: items, each a container of its own."""
        outer = self._list_lead
        lead = self._list_lead = self._lead
        container = self._container(node, "ol" if node.tag == "ol" else "ul")
        inside = (*within, container)
        if node.text and not node.text.isspace():
            self._paragraph([(squeezed(node.text), ())], inside, "paragraph")
        for item in node:
            self._lead = self._list_lead = lead
            if item.tag == "li":
                # The item's own anchor is its first block's.
                self.flow(item, (*inside, self._container(item, "li")), "item")
            else:
                pieces: list[Piece] = []
                handler = _BLOCKS.get(item.tag)
                here = (*inside, self._new("li"))
                if handler is None:
                    gather(item, (), pieces, self._anchors)
                    self._paragraph(pieces, here, "item")
                else:
                    handler(self, item, here, "item")
            if item.tail and not item.tail.isspace():
                self._paragraph([(squeezed(item.tail), ())], inside, "paragraph")
        self._list_lead = outer
        self._lead = ""
        return "paragraph" if kind != "definition" else kind

    def quote(self, node: Element, within: Containers, kind: BlockKind) -> BlockKind:
        """`blockquote`."""
        self._lead = ""
        self.flow(node, (*within, self._container(node, "quote")), "paragraph")
        self._lead = ""
        return "paragraph" if kind != "definition" else kind

    def code(self, node: Element, within: Containers, kind: BlockKind) -> BlockKind:
        """`pre`: white space stays; tabs, which part cells elsewhere, become blanks."""
        text = "".join(node.itertext()).expandtabs(4).strip("\n").rstrip()
        if not text.strip():
            return kind
        self._emit("code", (Run(text),), within, anchor=node.get("id") or "")
        return "paragraph" if kind != "definition" else kind

    def rule(self, node: Element, within: Containers, kind: BlockKind) -> BlockKind:
        """`hr`."""
        self._emit("rule", (), within, anchor=node.get("id") or "")
        return kind

    def definitions(self, node: Element, within: Containers, kind: BlockKind) -> BlockKind:
        """`dl`: terms and definitions; what follows a definition's first paragraph is in it."""
        inside = (*within, self._container(node, "dl"))
        self._terms(node, inside)
        self._lead = ""
        return "paragraph" if kind != "definition" else kind

    def _terms(self, node: Element, inside: Containers) -> None:
        for child in node:
            if child.tag == "dt":
                if (anchor := child.get("id")) is not None:
                    self._anchors.append(anchor)
                self._paragraph(pieces_of(child, self._anchors), inside, "term")
            elif child.tag == "dd":
                if (anchor := child.get("id")) is not None:
                    self._anchors.append(anchor)
                self.flow(child, inside, "definition")
            elif child.tag == "div":
                self._terms(child, inside)
            else:
                pieces: list[Piece] = []
                gather(child, (), pieces, self._anchors)
                self._paragraph(pieces, inside, "definition")
            if child.tail and not child.tail.isspace():
                self._paragraph([(squeezed(child.tail), ())], inside, "definition")

    # ------------------------------------------------ tables

    def table(self, node: Element, within: Containers, kind: BlockKind) -> BlockKind:
        """`table`: a block a row; a caption is a paragraph before it."""
        for caption in node.iterchildren("caption"):
            self._paragraph(pieces_of(caption, self._anchors), within, "paragraph")
        lead = self._lead
        inside = (*within, self._container(node, "table"))
        header: tuple[str, ...] = ()
        first = True
        for row in _rows(node):
            cells = [cell for cell in row if cell.tag in {"td", "th"}]
            runs, texts = self._cells(cells)
            if not any(texts) and not any(is_picture(run) for run in runs):
                continue
            is_header = first and all(cell.tag == "th" for cell in cells)
            align = tuple(cell.get("align", "") for cell in cells)
            self._emit(
                "row",
                runs,
                inside,
                lead_in=lead,
                header=() if is_header else header,
                is_header=is_header,
                align=align if any(align) else (),
                anchor=row.get("id") or "",
            )
            if is_header:
                header = texts
            first = False
        self._lead = ""
        return "paragraph" if kind != "definition" else kind

    def _cells(self, cells: list[Element]) -> tuple[tuple[Run, ...], tuple[str, ...]]:
        runs: list[Run] = []
        texts: list[str] = []
        for index, cell in enumerate(cells):
            if index:
                runs.append(CELL)
            found = joined(pieces_of(cell, self._anchors))
            runs.extend(found)
            texts.append("".join(run.text for run in found))
        return tuple(runs), tuple(texts)

    # ------------------------------------------------ footnotes

    def _footnotes(self, node: Element) -> None:
        """The notes at the end of the document."""
        if self.notes < 0:
            self.notes = len(self.blocks)
        outside = self._new("footnotes")
        self._lead = ""
        for item in node.iter("li"):
            if (item.get("id") or "").startswith("fn:"):
                given = item.attrib.pop("id")
                self._finder.seek(f"[^{given.removeprefix('fn:')}]:")
                note = self._new("note", anchor=note_anchor(given))
                self.flow(item, (outside, note), "paragraph")
                self._lead = ""

    # ------------------------------------------------ containers

    def _container(self, node: Element, kind: ContainerKind) -> Container:
        start = node.get("start", "1") if kind == "ol" else "1"
        number = int(start) if start.isascii() and start.isdigit() and len(start) < 10 else 1
        return self._new(kind, start=number, anchor=node.get("id") or "")

    def _new(self, kind: ContainerKind, start: int = 1, anchor: str = "") -> Container:
        self._key += 1
        if anchor:
            self.anchored = True
        return Container(kind, self._key, start, anchor)


_Handler = Callable[[_Walk, Element, Containers, BlockKind], BlockKind]
_BLOCKS: dict[str, _Handler] = {
    "p": _Walk.plain,
    "div": _Walk.division,
    "blockquote": _Walk.quote,
    "ul": _Walk.items,
    "ol": _Walk.items,
    "dir": _Walk.items,
    "menu": _Walk.items,
    "dl": _Walk.definitions,
    "table": _Walk.table,
    "pre": _Walk.code,
    "hr": _Walk.rule,
    **dict.fromkeys(_HEADINGS, _Walk.heading),
    **dict.fromkeys(PLAIN, _Walk.plain),
}


def _rows(table: Element) -> list[Element]:
    """The rows of a table, not those of tables inside it."""
    rows: list[Element] = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in {"thead", "tbody", "tfoot"}:
            rows.extend(child.iterchildren("tr"))
    return rows
