"""A comparison in; its pairs as two columns of finished HTML, the old text and the new, out.

Each cell stands on its own: a list goes on with its number, a table row says the name of each
column. Links within the text are plain words here, since their targets are on the other pages.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from fairnotice.document.redline import Leaf, Stretch, leaves
from fairnotice.document.tags import Address, Ids, Nest, attributes, leaf, marked, table_label
from fairnotice.model import Block, Comparison, Mark, Pair, PairKind, Run, Section, Span, SpanKind

_HEARD = {"added": ("ins", "added"), "removed": ("del", "removed")}


@dataclass(frozen=True, slots=True)
class SideRow:
    """One pair of the comparison."""

    number: int
    """Number of the change, 0 for words that are the same."""
    kind: PairKind
    old: str
    """HTML; empty for an addition."""
    new: str
    """HTML; empty for a removal."""
    heading: bool
    """True when it is a section's heading."""


def side_by_side(comparison: Comparison, address: Address) -> tuple[SideRow, ...]:
    """The pairs in the order of the redline; `address` maps the links of the text."""
    old, new = _Column("removed", address), _Column("added", address)
    return tuple(
        SideRow(
            number=pair.number,
            kind=pair.kind,
            old=old.cell(_one_sided(pair, "removed"), pair.old_section),
            new=new.cell(_one_sided(pair, "added"), pair.new_section),
            heading=any(b.kind == "heading" and not b.containers for b in (*pair.old, *pair.new)),
        )
        for pair in comparison.pairs
    )


def _one_sided(pair: Pair, kind: str) -> Pair:
    """The pair as if it had only that side, and that side were the new one."""
    spans = tuple(
        Span("same" if span.kind == "same" else "added", span.text)
        for span in pair.spans
        if span.kind in ("same", kind)
    )
    blocks = pair.old if kind == "removed" else pair.new
    return Pair(pair.kind, (), blocks, None, None, spans)


class _Column:
    """One side, printed cell by cell."""

    def __init__(self, kind: str, address: Address) -> None:
        self._kind = kind
        self._address = address
        self._ids = Ids()
        self._nest = Nest(Ids(), lambda _note: "")

    def cell(self, pair: Pair, section: Section | None) -> str:
        if not pair.new:
            return ""
        out = [self._leaf(part, section) for part in leaves(pair)]
        return "".join(out) + self._nest.close()

    def _leaf(self, part: Leaf, section: Section | None) -> str:
        block = part.block
        inner = [self._stretches(cell) for cell in part.cells]
        if block.kind == "heading":
            depth = min(max(section.depth if section else 2, 2) + 1, 6)
            return f'<p class="heading heading-{depth}">{"".join(inner)}</p>\n'
        containers = tuple(
            c._replace(anchor="") for c in block.containers if c.kind not in ("table", "dl")
        )
        form = block._replace(containers=containers, anchor="")
        if block.kind in ("row", "term", "definition"):
            form = form._replace(kind="paragraph")
        place = section or Section("", "", 2, 1, "", ())
        opening = self._nest.to(form, containers, table_label(block, place))
        if block.kind == "row":
            return opening + "".join(_named(block, inner))
        attrs = attributes(class_="term" if block.kind == "term" else "")
        return opening + leaf(form, inner, 3, attrs)

    def _stretches(self, cell: Sequence[Stretch]) -> str:
        return "".join(
            self._heard(kind, self._plain([stretch.run for stretch in group]))
            for kind, group in groupby(cell, key=lambda stretch: stretch.kind)
        )

    def _plain(self, runs: Sequence[Run]) -> str:
        return marked([_still(run) for run in runs], self._address, self._ids)

    def _heard(self, kind: SpanKind, text: str) -> str:
        """The text, marked for eyes and ears where it differs from the other column's."""
        if kind == "same" or not text:
            return text
        tag, word = _HEARD[self._kind]
        begin, end = f'<span class="vh">{word} </span>', f'<span class="vh"> end {word}</span>'
        return f"<{tag}>{begin}{text}{end}</{tag}>"


def _named(block: Block, inner: Sequence[str]) -> Iterator[str]:
    """The cells of a row, each with the name of its column."""
    for index, text in enumerate(inner):
        name = block.header[index] if index < len(block.header) else ""
        if text:
            said = f'<span class="column">{escape(name, quote=False)}:</span> ' if name else ""
            yield f'<p class="cell">{said}{text}</p>\n'


def _still(run: Run) -> Run:
    """A run without what leads into the text or must stand on a page once."""
    marks = tuple(
        Mark("sup") if mark.kind == "footnote" else mark
        for mark in run.marks
        if not (mark.kind == "link" and mark.address.startswith("#"))
    )
    return Run(run.text, marks)
