"""Two documents in, their comparison out: sections and blocks paired, moves found, words marked.

The work is always done in the same order of the two documents, whichever is called the old one, and
turned round at the end: so both directions pair the same blocks and count the same words.
"""

from collections.abc import Sequence

from fairnotice.compare.changes import changed_spans, equal_kind, unequal_kind
from fairnotice.compare.moves import moves
from fairnotice.compare.order import Row, Settled, in_reading_order
from fairnotice.compare.pairing import (
    Match,
    Pairing,
    pair_equal,
    pair_similar_anywhere,
    pair_similar_in_gaps,
)
from fairnotice.compare.sections import section_matches
from fairnotice.compare.splits import join_splits
from fairnotice.compare.tally import tally
from fairnotice.compare.tokens import Alphabet
from fairnotice.model import (
    Block,
    Comparison,
    Departure,
    Document,
    Pair,
    PairKind,
    Section,
    SectionPair,
    Span,
)


def compare(old: Document, new: Document) -> Comparison:
    """The two documents, paired throughout.

    Exact for every input: in each pair the spans give back both texts, and every block of either
    document stands in one pair. `compare(new, old)` pairs the same blocks.
    """
    alphabet = Alphabet()
    turned = _sorts_after(old, new)
    first, second = (new, old) if turned else (old, new)
    work = _paired(first, second, alphabet)
    settled = _settled(work, turned)
    rows, departures = in_reading_order(settled)
    pairs = _Pairs(old, new, work, turned, settled, alphabet).of(rows)
    places = {row.match: at for at, row in enumerate(rows) if row.match >= 0}
    return Comparison(
        old=old,
        new=new,
        sections=_section_pairs(old, new, settled, rows),
        pairs=pairs,
        departures=tuple(Departure(before, places[number]) for before, number in departures),
        tally=tally(old, (pair for pair in pairs if pair.number)),
    )


def _sorts_after(old: Document, new: Document) -> bool:
    """Whether the work is done with the new document first."""
    for key in (_texts, _shape):
        a, b = key(old), key(new)
        if a != b:
            return a > b
    return repr(old) > repr(new)


def _texts(document: Document) -> list[str]:
    return [block.text for section in document.sections for block in section.blocks]


def _shape(document: Document) -> list[str]:
    return [section.id for section in document.sections]


def _paired(first: Document, second: Document, alphabet: Alphabet) -> Pairing:
    sections = section_matches(first.sections, second.sections)
    work = Pairing(first.sections, second.sections, sections, alphabet)
    pair_equal(work, first.sections, second.sections)
    if work.open:
        pair_similar_in_gaps(work)
    if work.open:
        join_splits(work)
        pair_similar_anywhere(work)
    if not work.settled:
        join_splits(work)
    return work


def _settled(work: Pairing, turned: bool) -> Settled:
    found = moves(work)
    if not turned:
        return Settled(
            work.old.match,
            work.new.match,
            work.matches,
            work.old.sections,
            work.new.sections,
            work.sections,
            found,
        )
    return Settled(
        work.new.match,
        work.old.match,
        [Match(new, old) for old, new in work.matches],
        work.new.sections,
        work.old.sections,
        [(t, s) for s, t in work.sections],
        found,
    )


class _Pairs:
    """Makes the pairs of one comparison."""

    def __init__(
        self,
        old: Document,
        new: Document,
        work: Pairing,
        turned: bool,
        settled: Settled,
        alphabet: Alphabet,
    ) -> None:
        self._old, self._new = old, new
        self._old_side, self._new_side = (work.new, work.old) if turned else (work.old, work.new)
        self._settled = settled
        self._alphabet = alphabet

    def of(self, rows: Sequence[Row]) -> tuple[Pair, ...]:
        """The pairs of the rows, the changes numbered from 1."""
        pairs = []
        number = 0
        for row in rows:
            pair = self._pair(row, number + 1)
            if pair.number:
                number += 1
            pairs.append(pair)
        return tuple(pairs)

    def _pair(self, row: Row, number: int) -> Pair:
        if row.old >= 0:
            block = self._old_side.blocks[row.old]
            section = self._old_section(row.old)
            return Pair("removed", (block,), (), section, None, _whole("removed", block), number)
        if row.new >= 0:
            block = self._new_side.blocks[row.new]
            section = self._new_section(row.new)
            return Pair("added", (), (block,), None, section, _whole("added", block), number)
        olds, news = self._settled.matches[row.match]
        old_section, new_section = self._old_section(olds[0]), self._new_section(news[0])
        old = tuple([self._old_side.blocks[i] for i in olds])
        new = tuple([self._new_side.blocks[j] for j in news])
        kind, spans = self._words(olds, news, old, new)
        if row.match in self._settled.moves.matches:
            kind = "moved"
        if kind == "same":
            number = 0
        return Pair(kind, old, new, old_section, new_section, spans, number)

    def _words(
        self,
        olds: tuple[int, ...],
        news: tuple[int, ...],
        old: tuple[Block, ...],
        new: tuple[Block, ...],
    ) -> tuple[PairKind, tuple[Span, ...]]:
        if len(old) == len(new) == 1 and old[0].text == new[0].text:
            return equal_kind(old[0], new[0]), _whole("same", old[0])
        return unequal_kind(old, new), changed_spans(
            old,
            new,
            [self._old_side.tokens(i) for i in olds],
            [self._new_side.tokens(j) for j in news],
            self._alphabet,
        )

    def _old_section(self, i: int) -> Section:
        return self._old.sections[self._settled.old_section[i]]

    def _new_section(self, j: int) -> Section:
        return self._new.sections[self._settled.new_section[j]]


def _whole(kind: str, block: Block) -> tuple[Span, ...]:
    """A block's text as one span."""
    return (Span(kind, block.text),) if block.text else ()  # type: ignore[arg-type]


def _section_pairs(
    old: Document, new: Document, settled: Settled, rows: Sequence[Row]
) -> tuple[SectionPair, ...]:
    """The pairs of sections in the order in which the redline comes to them."""
    by_old = {s: (s, t) for s, t in settled.sections}
    by_new = {t: (s, t) for s, t in settled.sections}
    moved = {settled.sections[at] for at in settled.moves.sections}
    order: dict[tuple[int, int], None] = {}
    for row in rows:
        if row.old >= 0:
            s = settled.old_section[row.old]
            order[by_old.get(s, (s, -1))] = None
        else:
            j = row.new if row.new >= 0 else settled.matches[row.match].new[0]
            t = settled.new_section[j]
            order[by_new.get(t, (-1, t))] = None
    for s in range(len(old.sections)):
        order[by_old.get(s, (s, -1))] = None
    for t in range(len(new.sections)):
        order[by_new.get(t, (-1, t))] = None
    return tuple(
        SectionPair(
            old.sections[s] if s >= 0 else None,
            new.sections[t] if t >= 0 else None,
            moved=(s, t) in moved,
        )
        for s, t in order
    )
