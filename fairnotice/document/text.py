"""A document in; plain text, wrapped, out: for e-mail, terminals and evidence."""

import textwrap
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from fairnotice.document.runs import REMEMBERED
from fairnotice.document.sanitise import scheme
from fairnotice.model import Block, Container, Document, Mark, Run, Section

_BULLETS = ("•", "–", "·")
_UNDERLINES = {1: "=", 2: "=", 3: "-"}

_SECTIONS = 1 << 8
"""Sections that are remembered as printed, with all that stands in them: those of some versions
next to each other."""


def text(document: Document, width: int = 72) -> str:
    """The whole document, title first, in lines of at most `width` characters.

    Longer words (addresses) and lines of code are not broken. Links show their address behind
    their words where it is a full one. Ends with a line feed, unless there is nothing to print.
    """
    parts = [_underlined(document.title, 1, width)] if document.title else []
    for section, whole in zip(document.sections, document.flat.wholes, strict=True):
        if section.title and not _headed(section):
            parts.append(_underlined(section.title, section.depth, width))
        parts.extend(_printed(_Same(section, whole), width))
    printed = "\n\n".join([part for part in parts if part])
    return printed + "\n" if printed else ""


def _headed(section: Section) -> bool:
    return bool(section.blocks) and section.blocks[0].kind == "heading"


@lru_cache(maxsize=REMEMBERED)
def _underlined(words: str, depth: int, width: int) -> str:
    lines = textwrap.wrap(" ".join(words.split()), width, break_long_words=False)
    rule = _UNDERLINES.get(depth, "")
    return "\n".join([*lines, rule * max(map(len, lines), default=0)]).rstrip("\n")


class _Same:
    """A section, told apart from others by all that its plain text is made of, and soon: mostly by
    one text of all its words and looks (`Flat.wholes`)."""

    __slots__ = ("_told", "it")

    def __init__(self, section: Section, whole: str) -> None:
        self.it = section
        within = [(block.containers, block.header, block.is_header) for block in section.blocks]
        self._told = whole, section.depth, tuple(within)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self._told == other._told

    def __hash__(self) -> int:
        return hash(self._told)


@lru_cache(maxsize=_SECTIONS)
def _printed(same: _Same, width: int) -> tuple[str, ...]:
    """The parts of a section; versions of a notice have most of them in common."""
    return tuple(_Printer(same.it, width).parts())


class _Printer:
    """Prints the blocks of one section, counting list items as it goes."""

    def __init__(self, section: Section, width: int) -> None:
        self._section = section
        self._width = width
        self._numbers: dict[int, int] = {}
        self._counts: dict[int, int] = {}
        self._begun: set[int] = set()

    def parts(self) -> Iterator[str]:
        """Paragraphs; blocks of one list or table are one part."""
        for _, group in groupby(self._section.blocks, key=_whole):
            blocks = list(group)
            if blocks[0].kind == "row":
                yield self._table(blocks)
            else:
                yield "\n".join(self._lines(block) for block in blocks)

    def _lines(self, block: Block) -> str:
        if block.kind == "heading" and not block.containers:
            return _underlined(block.text, self._section.depth, self._width)
        first, rest = self._margins(block) if block.containers else ("", "")
        if block.kind == "rule":
            return first + "* * *"
        if block.kind == "code":
            return "\n".join(first + "    " + line for line in block.text.split("\n"))
        return _wrapped(_plain(block.runs), self._width, first, rest)

    def _margins(self, block: Block) -> tuple[str, str]:
        """What stands before the first line of a block, and before its others."""
        first = rest = ""
        parent: Container | None = None
        depth = 0
        for container in block.containers:
            if container.kind == "quote":
                first, rest = first + "> ", rest + "> "
            elif container.kind == "dl" and block.kind != "term":
                first, rest = first + "    ", rest + "    "
            elif container.kind in {"li", "note"}:
                marker = self._marker(container, parent, depth) + " "
                fresh = container.key not in self._begun
                self._begun.add(container.key)
                blank = " " * len(marker)
                first, rest = first + (marker if fresh else blank), rest + blank
            if container.kind == "ul":
                depth += 1
            parent = container
        return first, rest

    def _marker(self, item: Container, parent: Container | None, depth: int) -> str:
        if parent is None or parent.kind == "ul":
            return _BULLETS[min(max(depth, 1), len(_BULLETS)) - 1]
        if item.key not in self._numbers:
            self._numbers[item.key] = parent.start + self._counts.get(parent.key, 0)
            self._counts[parent.key] = self._counts.get(parent.key, 0) + 1
        number = self._numbers[item.key]
        return f"[{number}]" if item.kind == "note" else f"{number}."

    def _table(self, rows: Sequence[Block]) -> str:
        """Columns where they fit; else each cell on a line with the name of its column."""
        first, rest = self._margins(rows[0])
        cells = [[" ".join(cell.split()) for cell in row.text.split("\t")] for row in rows]
        columns = max(len(row) for row in cells)
        widths = [
            max((len(row[column]) for row in cells if column < len(row)), default=0)
            for column in range(columns)
        ]
        if sum(widths) + 3 * (columns - 1) + len(first) <= self._width:
            lines = [_aligned(row, widths) for row in cells]
            if rows[0].is_header:
                lines.insert(1, "-+-".join("-" * width for width in widths))
            return "\n".join(
                (first if index == 0 else rest) + line.rstrip() for index, line in enumerate(lines)
            )
        return "\n\n".join(
            "\n".join(self._named(row, found, rest))
            for row, found in zip(rows, cells, strict=True)
            if not row.is_header
        ) or _wrapped(rows[0].text.replace("\t", " | "), self._width, first, rest)

    def _named(self, row: Block, cells: Sequence[str], margin: str) -> Iterator[str]:
        for index, cell in enumerate(cells):
            if cell:
                name = row.header[index] if index < len(row.header) else ""
                shown = f"{name}: {cell}" if name else cell
                yield _wrapped(shown, self._width, margin, margin + "  ")


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
    return " | ".join(padded)


def _whole(block: Block) -> object:
    """What blocks printed without a blank line between them have in common."""
    if block.kind == "row":
        return block.containers
    if block.kind not in {"item", "term", "definition"}:
        return block
    return next((c.key for c in block.containers if c.kind in {"ul", "ol", "dl"}), block)


@lru_cache(maxsize=REMEMBERED)
def _wrapped(words: str, width: int, first: str, rest: str) -> str:
    """The text in lines; its own line feeds stay."""
    out: list[str] = []
    for index, line in enumerate(words.split("\n")):
        out.extend(
            textwrap.wrap(
                line,
                width,
                initial_indent=first if index == 0 else rest,
                subsequent_indent=rest,
                break_long_words=False,
                break_on_hyphens=False,
            )
            or [(first if index == 0 else rest).rstrip()]
        )
    return "\n".join(out)


@lru_cache(maxsize=REMEMBERED)
def _plain(runs: tuple[Run, ...]) -> str:
    """The runs' words, with what marks say that plain text would lose."""
    out: list[str] = []
    held: Mark | None = None
    said = ""
    for run in runs:
        link = next((mark for mark in run.marks if mark.kind == "link"), None)
        if held is not None and link != held:
            out.append(_address(held, said))
            said = ""
        held = link
        shown = f"[{run.text}]" if any(m.kind == "footnote" for m in run.marks) else run.text
        said += shown
        out.append(shown)
    if held is not None:
        out.append(_address(held, said))
    return "".join(out)


def _address(link: Mark, said: str) -> str:
    """The address of a link, unless its words say it."""
    bare = link.address.removeprefix("mailto:").removeprefix("tel:")
    if not scheme(link.address) or _host_and_path(bare) in said:
        return ""
    return f" <{bare}>"


def _host_and_path(address: str) -> str:
    """An address as people write it: `https://www.example.org/` → `example.org`."""
    return address.partition("://")[2].removeprefix("www.").rstrip("/") or address
