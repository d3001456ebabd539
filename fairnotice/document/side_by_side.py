"""A comparison in; its pairs as two columns of finished HTML, the old text and the new, out.

Each cell stands on its own: a list goes on with its number, a table row says the name of each
column. Links within the text are plain words here, since their targets are on the other pages.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from html import escape
from itertools import groupby
from typing import Literal, NamedTuple

from fairnotice.document import cookie_table
from fairnotice.document.language import ALIKE, Voices
from fairnotice.document.redline import Leaf, Stretch, leaves
from fairnotice.document.runs import REMEMBERED
from fairnotice.document.tags import Address, Ids, Nest, attributes, leaf, marked, settled
from fairnotice.model import (
    Block,
    BlockKind,
    Comparison,
    Container,
    ContainerKind,
    Mark,
    Pair,
    PairKind,
    Run,
    Section,
    Span,
    SpanKind,
)

_HEARD: dict["_Side", tuple[str, str]] = {"added": ("ins", "added"), "removed": ("del", "removed")}


class SideRow(NamedTuple):
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


def side_by_side(
    comparison: Comparison, address: Address, voices: Voices = ALIKE
) -> tuple[SideRow, ...]:
    """The pairs in the order of the redline; `address` maps the links of the text.

    Each column stands where words are in its text's language; `voices` tells the program's apart.
    """
    old = _Column("removed", address, voices.old_aside)
    new = _Column("added", address, voices.aside)
    alike = voices.old_aside == voices.aside
    return tuple([_row(pair, old, new, alike=alike) for pair in comparison.pairs])


def _row(pair: Pair, old: "_Column", new: "_Column", *, alike: bool) -> SideRow:
    """A pair in its two columns; `alike` when their languages are."""
    kind, olds, news, old_section, new_section, _, number = pair
    heading = any(map(_is_heading, news or olds)) or any(map(_is_heading, olds))
    if alike and kind == "same" and _looks_alike(pair):
        # Most of most texts: what every page shows alike, both columns do.
        known = new.known(pair, news, new_section)
        if known is not None:
            return _side_row((number, kind, known, known, heading))
    cells = old.cell(pair, olds, old_section), new.cell(pair, news, new_section)
    return _side_row((number, kind, *cells, heading))


_side_row = partial(tuple.__new__, SideRow)
"""At a third of the cost of a call with names."""


def _looks_alike(pair: Pair) -> bool:
    """Whether nothing of a pair that stayed tells one side's form from the other's."""
    _, olds, news, old_section, new_section, spans, _ = pair
    if len(olds) != 1 or len(news) != 1 or not old_section or not new_section:
        return False
    old, new = olds[0], news[0]
    return (
        old.runs == new.runs
        and old.kind == new.kind
        and old.header == new.header
        and old_section.depth == new_section.depth
        and (old.containers == new.containers or _kinds(old) == _kinds(new))
        and len(spans) < 2
    )


def _kinds(block: Block) -> tuple[ContainerKind, ...]:
    """Of what the block stands in."""
    return tuple([one.kind for one in block.containers])


def _is_heading(block: Block) -> bool:
    """Whether it is the heading of a section."""
    return block.kind == "heading" and not block.containers


_Side = Literal["removed", "added"]
_NOWHERE = Section("", "", 2, 1, "", ())
"""Where a block stands that is in no section."""


class _Column:
    """One side, printed cell by cell."""

    def __init__(self, side: _Side, address: Address, aside: str) -> None:
        self._side = side
        self._address = address
        self._aside = aside
        self._ids = Ids()
        self._nest = Nest(Ids(), lambda _note: "")

    def cell(self, pair: Pair, blocks: tuple[Block, ...], section: Section | None) -> str:
        """The blocks that are this side of the pair."""
        if not blocks:
            return ""
        known = self.known(pair, blocks, section)
        if known is not None:
            return known
        place = section or _NOWHERE
        return self.printed(_one_sided(self._side, pair.kind, blocks, pair.spans), place)

    def known(self, pair: Pair, blocks: tuple[Block, ...], section: Section | None) -> str | None:
        """The same where every page shows it alike."""
        if len(blocks) > 1:
            return None
        block = blocks[0]
        containers = _kinds(block) if block.containers else ()
        if "ol" in containers or (block.kind == "row" and self._aside):
            return None
        form = block.kind, block.header, containers, (section or _NOWHERE).depth
        return _known(self._side, self._aside, form, block.runs, pair.kind, pair.spans)

    def printed(self, one_sided: Pair, section: Section) -> str:
        """The same, whatever was printed before."""
        parts = [self._leaf(part, section) for part in leaves(one_sided)]
        return "".join(parts) + self._nest.close()

    def _leaf(self, part: Leaf, section: Section) -> str:
        block = part.block
        own = cookie_table.own_cells(block) if self._aside else ()
        inner = [
            self._stretches(cell, "" if at in own else self._aside)
            for at, cell in enumerate(part.cells)
        ]
        if block.kind == "heading":
            depth = min(max(section.depth, 2) + 1, 6)
            return f'<p class="heading heading-{depth}">{"".join(inner)}</p>\n'
        containers = tuple(
            c._replace(anchor="") for c in block.containers if c.kind not in ("table", "dl")
        )
        form = block._replace(containers=containers, anchor="")
        if block.kind in ("row", "term", "definition"):
            form = form._replace(kind="paragraph")
        opening = self._nest.to(form, containers, section)
        if block.kind == "row":
            return opening + "".join(_named(block, inner, self._aside))
        attrs = attributes(class_="term" if block.kind == "term" else "")
        return opening + leaf(form, inner, 3, attrs)

    def _stretches(self, cell: Sequence[Stretch], aside: str) -> str:
        return "".join(
            self._heard(kind, self._plain([stretch.run for stretch in group]), aside)
            for kind, group in groupby(cell, key=lambda stretch: stretch.kind)
        )

    def _plain(self, runs: Sequence[Run]) -> str:
        return marked([_still(run) for run in runs], self._address, self._ids)

    def _heard(self, kind: SpanKind, text: str, aside: str) -> str:
        """The text, marked for eyes and ears where it differs from the other column's."""
        if kind == "same" or not text:
            return text
        tag, word = _HEARD[self._side]
        begin = f'<span class="vh"{aside}>{word} </span>'
        end = f'<span class="vh"{aside}> end {word}</span>'
        return f"<{tag}>{begin}{text}{end}</{tag}>"


_Form = tuple[BlockKind, tuple[str, ...], tuple[ContainerKind, ...], int]
"""A block without its words: its kind, header and containers, and the depth of its section."""


@lru_cache(maxsize=REMEMBERED)
def _known(
    side: _Side,
    aside: str,
    form: _Form,
    runs: tuple[Run, ...],
    kind: PairKind,
    spans: tuple[Span, ...],
) -> str | None:
    """A block in no numbered list as a cell of every page; None where pages differ."""
    if not settled(map(_still, runs)):
        return None
    of_block, header, containers, depth = form
    stands_in = tuple([Container(each, at) for at, each in enumerate(containers)])
    block = Block(of_block, "", runs, 1, stands_in, header=header)
    pair = _one_sided(side, kind, (block,), spans)
    return _Column(side, str, aside).printed(pair, Section("", "", depth, 1, "", ()))


def _one_sided(
    side: _Side, kind: PairKind, blocks: tuple[Block, ...], spans: tuple[Span, ...]
) -> Pair:
    """A pair as if it had only that side, and that side were the new one."""
    shown = tuple(
        [
            Span("same" if span.kind == "same" else "added", span.text)
            for span in spans
            if span.kind in ("same", side)
        ]
    )
    return Pair(kind, (), blocks, None, None, shown)


def _named(block: Block, inner: Sequence[str], aside: str) -> Iterator[str]:
    """The cells of a row, each with the name of its column; `aside` is for the program's words."""
    own = cookie_table.own_cells(block) if aside else ()
    for index, text in enumerate(inner):
        name = block.header[index] if index < len(block.header) else ""
        if not text:
            continue
        named = aside if own and index not in own else ""
        attrs = aside if index in own else ""
        said = f'<span class="column"{named}>{escape(name, quote=False)}:</span> ' if name else ""
        yield f'<p class="cell"{attrs}>{said}{text}</p>\n'


def _still(run: Run) -> Run:
    """A run without what leads into the text or must stand on a page once."""
    marks = tuple(
        Mark("sup") if mark.kind == "footnote" else mark
        for mark in run.marks
        if not (mark.kind == "link" and mark.address.startswith("#"))
    )
    return Run(run.text, marks)
