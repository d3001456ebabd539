"""A document in; Markdown that reads as the same document out.

The contrary of `document/parse.py`. What would not come back word for word is printed more plainly:
without marks, at last without lists and tables.
"""

import re
from collections.abc import Callable, Iterator, Sequence, Set
from itertools import groupby
from typing import NamedTuple

from fairnotice.document.ids import FOOTNOTES
from fairnotice.importers.heading_ids import Parse
from fairnotice.model import Block, BlockKind, Document, Mark, Run, Section

_SIGNS = re.compile(r"[\\`*\[\]{}|]|(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_NUMBERED = re.compile(r"(\d+)([.)])(?=\s|$)")
_INDENT = " " * 4
_DEEPEST = 12
"""Lists, quotes and tables inside one another; what is deeper is printed at this depth."""
_IN_LINES: frozenset[BlockKind] = frozenset({"paragraph", "item", "definition", "code"})
"""Blocks whose line breaks stay line breaks."""
_APART = "<!-- -->"
"""Between a list and what would be read as a part of its last item."""

_Inline = Callable[[Sequence[Run]], str]


def markdown(document: Document, parse: Parse, unlinked: frozenset[str] = frozenset()) -> str:
    """The document as Markdown: title, headings with the ids that they have, blocks.

    `unlinked` are addresses whose links are printed as their words alone.
    """
    parts = [f"# {_line(_escaped(document.title))}"] if document.title else []
    notes = {
        f"#{block.containers[1].anchor}"
        for section in document.sections
        if section.id == FOOTNOTES
        for block in section.blocks
    }
    for section in document.sections:
        blocks = tuple([_with_notes(block, notes) for block in section.blocks])
        if blocks and blocks[0].kind == "heading" and not blocks[0].containers:
            parts.append(_heading(section, blocks[0], unlinked))
            blocks = blocks[1:]
        if section.id == FOOTNOTES:
            parts.extend(_notes(blocks, parse, unlinked))
            continue
        parts.extend(_chunks(blocks, parse, unlinked))
    return "\n\n".join(part for part in parts if part.strip()) + "\n"


class Extent(NamedTuple):
    """How long a text is."""

    size: int
    """In bytes."""
    line_feeds: int


def at_least(document: Document) -> Extent:
    """What the document's Markdown has at the least: blanks and signs of Markdown not counted.

    To write it takes a parse for each of its blocks, and is in vain when that is more than is read.
    """
    size = line_feeds = 0
    for section in document.sections:
        for block in section.blocks:
            size += len(block.text) - block.text.count(" ")
            if block.text and not block.text.isspace():
                line_feeds += 1 if block.containers else 2
                line_feeds += block.text.count("\n") if block.kind in _IN_LINES else 0
    return Extent(size, line_feeds - 1)


def _with_notes(block: Block, notes: Set[str]) -> Block:
    """The block; a reference to a note that is not there is a number and no more."""
    lost = {
        mark
        for run in block.runs
        for mark in run.marks
        if mark.kind == "footnote" and mark.address not in notes
    }
    if not lost:
        return block
    runs = tuple(
        [
            Run(run.text, tuple([mark for mark in run.marks if mark not in lost]))
            for run in block.runs
        ]
    )
    return block._replace(runs=runs)


def words(blocks: Sequence[Block]) -> list[str]:
    """What a reader reads, word by word."""
    return [word for block in blocks for word in block.text.split()]


def all_words(document: Document) -> list[str]:
    """The words of all sections, headings included."""
    return [word for section in document.sections for word in words(section.blocks)]


def _heading(section: Section, block: Block, unlinked: frozenset[str]) -> str:
    text = _line(inline(block.runs, unlinked))
    if text.endswith("#"):
        text = f"{text[:-1]}\\#"
    name = f" {{#{section.id}}}" if section.named else ""
    return f"{'#' * max(2, section.depth)} {text}{name}"


def _line(text: str) -> str:
    return " ".join(text.split("\n")).replace("   ", " ")


# ---------------------------------------- blocks


def _notes(blocks: Sequence[Block], parse: Parse, unlinked: frozenset[str]) -> Iterator[str]:
    """The footnotes, each behind its label."""
    for group in _groups(blocks, 1):
        label = group[0].containers[1].anchor.removeprefix("fn:")
        inside = [block._replace(containers=block.containers[2:], anchor="") for block in group]
        first, *rest = "\n\n".join(_chunks(inside, parse, unlinked)).split("\n")
        yield "\n".join([f"[^{label}]: {first}", *(f"{_INDENT}{line}".rstrip() for line in rest)])


def _chunks(blocks: Sequence[Block], parse: Parse, unlinked: frozenset[str]) -> Iterator[str]:
    """The blocks below a heading, each list or table in one piece, each proved to read the same."""

    def marked(runs: Sequence[Run]) -> str:
        return inline(runs, unlinked)

    def bare(runs: Sequence[Run]) -> str:
        return _started("".join(_reference(run) or _escaped(run.text) for run in runs))

    list_before = False
    for group in _groups(blocks, 0):
        first = group[0]
        if list_before and first.kind == "code" and not first.containers:
            yield _APART
        without = [_without_references(block) for block in group]
        wanted = words(without)
        for text in (marked, bare):
            written = "\n".join(_nested(without, 0, text))
            if all_words(parse(written, path="").document) == wanted:
                written = "\n".join(_nested(group, 0, text))
                break
        else:
            written = "\n\n".join(bare(block.runs) for block in group if block.text)
        yield written
        list_before = bool(first.containers) and first.containers[0].kind in {"ul", "ol", "dl"}


def _without_references(block: Block) -> Block:
    """The block without its references to notes: they are none where their note does not stand."""
    kept = tuple(run for run in block.runs if not _reference(run))
    if len(kept) == len(block.runs):
        return block
    return block._replace(runs=kept, text="".join(run.text for run in kept))


def _reference(run: Run) -> str:
    """A reference to a footnote as Markdown; empty for any other run.

    Two references to one note, with nothing between them, are one run.
    """
    for mark in run.marks:
        if mark.kind == "footnote":
            label = mark.address.removeprefix("#fn:")
            times = run.text.count(label) if label else 1
            return f"[^{label}]" * (times if run.text == label * times else 1)
    return ""


def _groups(blocks: Sequence[Block], depth: int) -> Iterator[list[Block]]:
    """Blocks that stand in the same container of this depth; each other block alone."""
    for key, group in groupby(enumerate(blocks), key=lambda pair: _key(pair, depth)):
        found = [block for _, block in group]
        del key
        yield found


def _key(pair: tuple[int, Block], depth: int) -> tuple[str, int]:
    number, block = pair
    if depth < len(block.containers):
        return "in", block.containers[depth].key
    return "alone", number


def _nested(blocks: Sequence[Block], depth: int, text: _Inline) -> list[str]:
    """Lines of the blocks, which share their containers down to `depth`."""
    lines: list[str] = []
    before = ""
    for group in _groups(blocks, depth):
        within = group[0].containers
        kind = within[depth].kind if depth < len(within) and depth < _DEEPEST else ""
        match kind:
            case "ul" | "ol" | "footnotes":
                part = _list(group, depth, text, ordered=kind != "ul")
            case "quote":
                part = [f"> {line}".rstrip() for line in _nested(group, depth + 1, text)]
            case "table":
                part = _table(group, text)
            case "dl":
                part = _definitions(group, depth, text)
            case "li" | "note":
                part = _nested(group, depth + 1, text)
            case _:
                part = [line for block in group for line in (*_leaf(block, text), "")][:-1]
        if lines:
            tight = before in {"item", "term"} and kind in {"ul", "ol"}
            lines += [] if tight else [""]
        lines += part
        before = kind or group[-1].kind
    return lines


def _leaf(block: Block, text: _Inline) -> list[str]:
    """Lines of a block that stands in nothing more."""
    match block.kind:
        case "rule":
            return ["***"]
        case "code":
            return [f"{_INDENT}{line}".rstrip() for line in block.text.split("\n")]
        case "heading":
            return [f"**{_line(text(block.runs))}**"]
        case "row":
            return [_line(text(block.runs).replace("\t", " "))]
    lines = text(block.runs).split("\n")
    if block.anchor and block.kind == "paragraph":
        lines.append(f"{{: #{block.anchor} }}")
    return lines


def _list(blocks: Sequence[Block], depth: int, text: _Inline, *, ordered: bool) -> list[str]:
    items = [_nested(group, depth + 2, text) for group in _groups(blocks, depth + 1)]
    loose = any("" in item for item in items)
    start = blocks[0].containers[depth].start
    lines: list[str] = []
    for number, item in enumerate(items, start):
        marker = f"{number}." if ordered else "-"
        if loose and lines:
            lines.append("")
        first, *rest = item or [""]
        lines.append(f"{marker:<3} {first}")
        lines += [f"{_INDENT}{line}" if line else "" for line in rest]
    return lines


def _definitions(blocks: Sequence[Block], depth: int, text: _Inline) -> list[str]:
    """Terms, and below them what they mean."""
    lines: list[str] = []
    before = ""
    for group in _groups(blocks, depth + 1):
        kind = group[0].kind if len(group[0].containers) == depth + 1 else ""
        part = _nested(group, depth + 1, text)
        together = before == "term" and kind in {"term", "definition"}
        if lines and not together:
            lines.append("")
        if kind == "term":
            lines.append(_line(" ".join(part)))
        elif not lines:
            lines += part
        else:
            first, *rest = part
            lines.append(f":   {first}" if kind == "definition" else f"{_INDENT}{first}")
            lines += [f"{_INDENT}{line}" if line else "" for line in rest]
        before = kind
    return lines


def _table(rows: Sequence[Block], text: _Inline) -> list[str]:
    """A table; its first row is the header, for Markdown knows no table without one."""
    cells = [_cells(row, text) for row in rows]
    columns = max(len(row) for row in cells)
    aligned = [*rows[0].align, *[""] * columns]
    rule = {"left": ":--", "right": "--:", "center": ":-:"}
    padded = [[*row, *[""] * (columns - len(row))] for row in cells]
    header, *body = [f"| {' | '.join(row)} |" for row in padded]
    return [header, f"|{'|'.join(rule.get(a, '---') for a in aligned[:columns])}|", *body]


def _cells(row: Block, text: _Inline) -> list[str]:
    cells: list[list[Run]] = [[]]
    for run in row.runs:
        if any(mark.kind == "cell" for mark in run.marks):
            cells.append([])
        else:
            cells[-1].append(run)
    return [text(cell).replace("  \n", "<br>").replace("\n", "<br>") for cell in cells]


# ---------------------------------------- text and its marks


def inline(runs: Sequence[Run], unlinked: frozenset[str] = frozenset()) -> str:
    """Runs as one paragraph of Markdown; hard breaks are two blanks and a line feed."""
    return _started(_marked(runs, 0, unlinked))


def _marked(runs: Sequence[Run], depth: int, unlinked: frozenset[str]) -> str:
    """The runs, which share their first `depth` marks."""
    out: list[str] = []
    for mark, group in groupby(runs, key=lambda run: _mark(run, depth)):
        inside = list(group)
        if mark is None:
            out.extend(_escaped(run.text) for run in inside)
        elif mark.kind == "footnote":
            out.extend(_reference(run) for run in inside)
        elif mark.kind == "code":
            out.append(_code("".join(run.text for run in inside)))
        elif mark.kind == "image":
            out.extend(_escaped(run.text) for run in inside)
        else:
            within = _marked(inside, depth + 1, unlinked)
            out.append(_wrapped(mark, within, unlinked))
    return "".join(out)


def _mark(run: Run, depth: int) -> Mark | None:
    return run.marks[depth] if depth < len(run.marks) else None


def _wrapped(mark: Mark, inner: str, unlinked: frozenset[str]) -> str:
    match mark.kind:
        case "strong":
            before, after = "**", "**"
        case "em":
            before, after = "*", "*"
        case "sub" | "sup":
            before, after = f"<{mark.kind}>", f"</{mark.kind}>"
        case "strike":
            before, after = "<del>", "</del>"
        case "link" if mark.address and mark.address not in unlinked:
            before, after = "[", f"]({_address(mark.address)})"
        case _:
            return inner
    said = inner.strip(" \n")
    if not said:
        return inner
    start = inner.index(said)
    return f"{inner[:start]}{before}{said}{after}{inner[start + len(said) :]}"


def _address(address: str) -> str:
    """An address that ends where it should."""
    odd = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C", '"': "%22"}
    odd |= {"`": "%60", "\n": "", "'": "%27"}
    return "".join(odd.get(sign, sign) for sign in address)


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    if "|" in text or "\n" in text:
        return _escaped(text)
    ticks = "`" * (longest + 1)
    edge = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{ticks}{edge}{text}{edge}{ticks}" if text.strip() else text


def _escaped(text: str) -> str:
    """Text in which no sign means anything; the beginnings of lines are for `_started`."""
    signs = _SIGNS.sub(lambda found: f"\\{found.group()}", text)
    signs = _ENTITY.sub("&amp;", signs).replace("<", "&lt;")
    return signs.replace("\n", "  \n")


def _started(text: str) -> str:
    """The paragraph with nothing at the beginning of a line that would begin something else."""
    return "\n".join(_begun(line) for line in text.split("\n"))


def _begun(line: str) -> str:
    shown = line.lstrip(" ")
    numbered = _NUMBERED.match(shown)
    if numbered:
        return f"{numbered.group(1)}\\{numbered.group(2)}{shown[numbered.end() :]}"
    if shown[:1] in set("-+#>"):
        return f"\\{shown}"
    if shown[:1] in set("=:"):
        return f"&#{ord(shown[0])};{shown[1:]}"
    return shown
