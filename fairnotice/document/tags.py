"""Runs and blocks in; their tags, always well-formed, out.

The only place where the tags of blocks and runs are written. `Nest` opens and closes what blocks
stand in (lists, quotes, tables …), so that a printer has only to name the blocks in their order.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from html import escape

from fairnotice import urls
from fairnotice.document import cookie_table
from fairnotice.document.runs import REMEMBERED
from fairnotice.document.sanitise import scheme, without_ignored
from fairnotice.model import Block, Container, Mark, Run, Section

Address = Callable[[str], str]
"""An address as written in the text → the href on the page. Only where an address leads to a file
of the site has the page a say in it; all others stay as they are."""

_SIMPLE = {
    "strong": "strong",
    "em": "em",
    "code": "code",
    "sub": "sub",
    "sup": "sup",
    "strike": "s",
}


def attributes(**values: str) -> str:
    """Attributes with a leading blank each, empty ones left out; `_` in a name is a hyphen."""
    written = ""
    for name, value in values.items():  # most have none
        if value:
            written += f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
    return written


def fragment(anchor: str) -> str:
    """The href of an anchor on the same page."""
    return urls.href(urls.HOME, urls.HOME, anchor)


_HOST = re.compile(r"[\x00-\x20]*[/\\]{2}")
"""Where a host begins without a scheme: browsers take `\\` for `/`, and Windows asks such a host
for its files, in the reader's name."""


def elsewhere(address: str) -> bool:
    """Whether an address leads to another host, as a browser reads it."""
    if scheme(address) in {"http", "https"}:
        return True
    return _HOST.match(without_ignored(address)) is not None


class Ids:
    """Hands each id out once, since a page may hold it once."""

    def __init__(self, *taken: str) -> None:
        self._used = set(taken)
        self._alike: Counter[str] = Counter()

    def once(self, anchor: str) -> str:
        """The anchor the first time, then an empty text."""
        if not anchor or anchor in self._used:
            return ""
        self._used.add(anchor)
        return anchor

    def counted(self, anchor: str) -> str:
        """The anchor the first time, then with a number."""
        name = anchor
        while name in self._used:
            self._alike[anchor] += 1
            name = f"{anchor}-{self._alike[anchor] + 1}"
        self._used.add(name)
        return name


def reference_anchor(note: str) -> str:
    """Id of the first reference to a footnote: `fn:a` → `fnref:a`."""
    return "fnref:" + note.removeprefix("fn:")


def settled(runs: Iterable[Run]) -> bool:
    """Whether no page has a say in how the runs are printed: no link within the site, no picture,
    no reference to a note."""
    return not any(
        mark.kind in {"image", "footnote"} or (mark.kind == "link" and _within(mark.address))
        for run in runs
        for mark in run.marks
    )


def _within(address: str) -> bool:
    """Whether an address leads to a file of the site."""
    found = urls.destination("", address)
    return found is not None and found[0] != ""


def marked(runs: Iterable[Run], address: Address, ids: Ids) -> str:
    """The runs with the tags of their marks; neighbours under one mark share its tag."""
    runs = tuple(runs)
    known = _known(runs)
    return _marked(runs, address, ids) if known is None else known


@lru_cache(maxsize=REMEMBERED)
def _known(runs: tuple[Run, ...]) -> str | None:
    """How the runs are printed on every page; None where that differs."""
    return _marked(runs, str, Ids()) if settled(runs) else None


def _marked(runs: Iterable[Run], address: Address, ids: Ids) -> str:
    out: list[str] = []
    open_marks: list[Mark] = []
    closings: list[str] = []
    for run in runs:
        shared = 0
        for mark, held in zip(run.marks, open_marks, strict=False):
            if mark != held or mark.kind in {"image", "footnote"}:
                break
            shared += 1
        while len(open_marks) > shared:
            open_marks.pop()
            out.append(closings.pop())
        if run.marks and run.marks[-1].kind == "image":
            outer = run.marks[shared:-1]
        else:
            outer = run.marks[shared:]
        for mark in outer:
            opening, closing = _tags(mark, run.text, address, ids)
            out.append(opening)
            open_marks.append(mark)
            closings.append(closing)
        if run.marks and run.marks[-1].kind == "image":
            out.append(_picture(run, address))
        else:
            out.append(escape(run.text, quote=False).replace("\n", "<br>"))
    out.extend(reversed(closings))
    return "".join(out)


def _tags(mark: Mark, text: str, address: Address, ids: Ids) -> tuple[str, str]:
    """Opening and closing tag of a mark; `text` is the first that stands in it."""
    if mark.kind == "link":
        rel = "noopener noreferrer" if elsewhere(mark.address) else ""
        href = escape(address(mark.address))
        # Paper shows the address behind the words of a link, but not where they are the address.
        spelt = "spelt-out" if rel and _bare(text) == _bare(mark.address) else ""
        return f'<a href="{href}"{attributes(class_=spelt, title=mark.title, rel=rel)}>', "</a>"
    if mark.kind == "footnote":
        note = mark.address.removeprefix("#")
        anchor = ids.counted(reference_anchor(note))
        link = attributes(href=fragment(note), id=anchor, role="doc-noteref")
        return f'<sup class="note"><a{link}>', "</a></sup>"
    if mark.kind == "abbr":
        return f"<abbr{attributes(title=mark.title)}>", "</abbr>"
    tag = _SIMPLE.get(mark.kind)
    return (f"<{tag}>", f"</{tag}>") if tag else ("", "")


def _bare(address: str) -> str:
    """An address as people say it: `https://thrumbell.example/` → `thrumbell.example`."""
    return re.sub(r"^https?://|/$", "", address)


def _picture(run: Run, address: Address) -> str:
    """A picture; one of another host is a link to it, since pages ask nothing of other hosts.

    So is one at an address where no picture can be (`mailto:`).
    """
    mark = run.marks[-1]
    if not mark.address or elsewhere(mark.address) or scheme(mark.address):
        if any(outer.kind == "link" for outer in run.marks) or not mark.address:
            return escape(run.text, quote=False)
        name = run.text or mark.address.rsplit("/", 1)[-1] or mark.address
        link = attributes(href=address(mark.address), rel="noopener noreferrer", title=mark.title)
        return f'<a class="picture"{link}>{escape(name, quote=False)}</a>'
    source = escape(address(mark.address))
    return f'<img src="{source}" alt="{escape(run.text)}"{attributes(title=mark.title)}>'


def cells(runs: Iterable[Run]) -> list[list[Run]]:
    """A row's runs, cell by cell."""
    out: list[list[Run]] = [[]]
    for run in runs:
        if run.marks and run.marks[0].kind == "cell":
            out.append([])
        else:
            out[-1].append(run)
    return out


def leaf(block: Block, inner: Sequence[str], depth: int, attrs: str = "", aside: str = "") -> str:
    """The tags of one block around its finished HTML: one text, or one a cell.

    `depth` is that of a heading. Items and definitions stand in the `li` or `dd` that `Nest`
    opens; they get a `div` only for attributes to stand on. `aside` is for cells whose words are
    the program's, not the text's.
    """
    text = "".join(inner)
    if block.kind == "row":
        return f"<tr{attrs}>{_cells(block, inner, aside)}</tr>\n"
    if block.kind in {"item", "definition"}:
        return f"<div{attrs}>{text}</div>\n" if attrs else text
    if block.kind == "rule":
        return f"<hr{attrs}>\n"
    if block.kind == "code":
        # The only breaks are ours (the text is escaped); `pre` keeps line feeds as they are.
        text = text.replace("<br>", "\n")
        return f'<pre tabindex="0"{attrs}><code>{text}</code></pre>\n'
    tag = f"h{depth}" if block.kind == "heading" else "dt" if block.kind == "term" else "p"
    return f"<{tag}{attrs}>{text}</{tag}>\n"


def _cells(block: Block, inner: Sequence[str], aside: str) -> str:
    tag = "th" if block.is_header else "td"
    scope = "col" if block.is_header else ""
    own = cookie_table.own_cells(block) if aside else ()
    return "".join(
        f"<{tag}{attributes(scope=scope, class_=_classes(block, index, cell))}"
        f"{attributes(data_label=_column(block, index))}{aside if index in own else ''}"
        f">{cell}</{tag}>"
        for index, cell in enumerate(inner)
    )


def _column(block: Block, index: int) -> str:
    """The name of a cell's column, for a screen too narrow for columns."""
    return block.header[index] if not block.is_header and index < len(block.header) else ""


def note_row(columns: int, inner: str, attrs: str = ' class="change-about"') -> str:
    """A row that says something, by default about the one before it, across all columns."""
    return f"<tr{attrs}><td{attributes(colspan=_span(columns))}>{inner}</td></tr>\n"


def row_group(title: str, about: str, columns: int, *, first: bool, aside: str = "") -> str:
    """The head of a group of rows: what they have in common, and finished HTML that says more.

    A table's body is open already for the first; each other one ends the group before it. `aside`
    is for the title, which is the program's.
    """
    across = attributes(colspan=_span(columns))
    said = escape(title, quote=False)
    head = f'<tr class="group"><th scope="rowgroup"{across}{aside}>{said}</th></tr>'
    more = f'\n<tr class="group-about"><td{across}>{about}</td></tr>' if about else ""
    return ("" if first else "</tbody>\n<tbody>\n") + head + more + "\n"


def _span(columns: int) -> str:
    return str(columns) if columns > 1 else ""


def _classes(block: Block, index: int, cell: str) -> str:
    align = block.align[index] if index < len(block.align) else ""
    aligned = f"align-{align}" if align in {"left", "right", "center"} else ""
    if len(cell) > _LONG_WORD and _has_long_word(_TAG.sub("", cell)):
        return f"{aligned} long-word".lstrip()
    return aligned


_LONG_WORD = 20
"""Letters beyond which a cell's word may be broken, lest it push other columns out of sight."""

_TAG = re.compile(r"<[^>]*>")
_has_long_word = re.compile(rf"\S{{{_LONG_WORD + 1}}}").search


_INNER = {
    "": ("", ""),
    "dd": ("<dd>", "</dd>\n"),
    "li": ("<li>", "</li>\n"),
    "thead": ("<thead>\n", "</thead>\n"),
    "tbody": ("<tbody>\n", "</tbody>\n"),
    "td": ("<tbody>\n<tr><td>", "</td></tr>\n</tbody>\n"),
}
"""What a container's children must stand in, where the model has no container for it."""


class _Frame:
    """An open container."""

    __slots__ = ("closing", "container", "gaps", "inner")

    def __init__(self, container: Container, closing: str) -> None:
        self.container = container
        self.closing = closing
        self.inner = ""
        self.gaps = False
        """Items of an `ol` that do not count stand in it."""

    def need(self, inner: str, *, anew: bool = False) -> str:
        """Tags that bring the frame to have this open within."""
        if self.inner == inner and not anew:
            return ""
        tags = _INNER[self.inner][1] + _INNER[inner][0]
        self.inner = inner
        return tags


class Nest:
    """The containers that are open at a point of a page.

    A container with a negative key is one that a redline shows but the new text no longer has: it
    has the class `gone`, and its items do not count.
    """

    def __init__(self, ids: Ids, notes: Callable[[Container], str]) -> None:
        """`notes` gives what stands at the end of a footnote: the way back."""
        self._ids = ids
        self._notes = notes
        self._frames: list[_Frame] = []
        self._counts: dict[int, int] = {}
        """Items so far in each `ol`, by its key."""

    @property
    def open(self) -> bool:
        """Whether any container is."""
        return bool(self._frames)

    def to(self, block: Block, containers: Sequence[Container], section: Section) -> str:
        """The tags that lead to the place of a block of the section."""
        if not containers and not self._frames:
            return ""
        shared = 0
        for frame, container in zip(self._frames, containers, strict=False):
            if frame.container.key != container.key:
                break
            shared += 1
        out = [self.close(shared)]
        for container in containers[shared:]:
            if self._frames:
                out.append(_hold(self._frames[-1], container))
            out.append(self._open(container, block, section))
        if self._frames:
            out.append(_place(self._frames[-1], block))
        return "".join(out)

    def close(self, down_to: int = 0) -> str:
        """The tags that close all containers but the outermost `down_to`."""
        out = []
        while len(self._frames) > down_to:
            frame = self._frames.pop()
            out.append(frame.need(""))
            out.append(frame.closing)
        return "".join(out)

    def _open(self, container: Container, block: Block, section: Section) -> str:
        opening, closing = _CONTAINERS[container.kind]
        classes = ["notes"] if container.kind == "footnotes" else []
        if container.key < 0:
            classes.append("gone")
        attrs = attributes(id=self._ids.once(container.anchor), class_=" ".join(classes))
        if container.kind == "table":
            label = self._ids.counted(_table_label(block, section))
            opening = opening.replace("LABEL", escape(label))
            if cookie_table.is_row(block):
                opening = opening.replace('class="table"', 'class="table cookies"')
        elif container.kind == "note":
            closing = self._notes(container) + closing
        elif container.kind == "ol":
            start = container.start + self._counts.get(container.key, 0)
            attrs += attributes(start="" if start == 1 else str(start))
        elif container.kind == "li":
            attrs += self._numbered(container)
        self._frames.append(_Frame(container, closing))
        if not attrs:
            return opening
        # A region's class and label stand; what is new goes on the table within.
        tag, rest = opening.rsplit("<", 1)
        name, end = rest.split(">", 1)
        return f"{tag}<{name}{attrs}>{end}"

    def _numbered(self, item: Container) -> str:
        """The number of an item, where the browser would count wrongly."""
        frame = self._frames[-1] if self._frames else None
        if frame is None or frame.container.kind != "ol":
            return ""
        if item.key < 0:
            frame.gaps = True
            return ""
        key = frame.container.key
        count = self._counts[key] = self._counts.get(key, 0) + 1
        return attributes(value=str(frame.container.start + count - 1)) if frame.gaps else ""


_CONTAINERS = {
    "ul": ("<ul>\n", "</ul>\n"),
    "ol": ("<ol>\n", "</ol>\n"),
    "li": ("<li>", "</li>\n"),
    "quote": ("<blockquote>\n", "</blockquote>\n"),
    "table": (
        '<div class="table" role="region" tabindex="0" aria-label="LABEL">\n<table>\n',
        "</table>\n</div>\n",
    ),
    "dl": ("<dl>\n", "</dl>\n"),
    "footnotes": ("<ol>\n", "</ol>\n"),
    "note": ("<li>", "</li>\n"),
}


def _hold(frame: _Frame, child: Container) -> str:
    """Tags that make the frame ready for a container in it."""
    kind = frame.container.kind
    if kind in {"ul", "ol"}:
        return frame.need("" if child.kind == "li" else "li")
    if kind == "footnotes":
        return frame.need("" if child.kind == "note" else "li")
    if kind == "dl":
        return frame.need("dd")
    if kind == "table":
        return frame.need("td")
    return ""


def _place(frame: _Frame, block: Block) -> str:
    """Tags that make the frame ready for a block in it."""
    kind = frame.container.kind
    if kind in {"ul", "ol", "footnotes"}:
        return frame.need("li")
    if kind == "dl":
        if block.kind == "term":
            return frame.need("")
        return frame.need("dd", anew=block.kind == "definition")
    if kind == "table":
        if block.kind != "row":
            return frame.need("td")
        header = block.is_header and frame.inner in {"", "thead"}
        return frame.need("thead" if header else "tbody")
    return ""


def _table_label(block: Block, section: Section) -> str:
    """What a table is called: what leads into it, else its section."""
    label = block.lead_in or section.title
    words = " ".join(label.split()).rstrip(":")
    return "Table: " + (words if len(words) <= 80 else words[:79].rpartition(" ")[0] + " …")
