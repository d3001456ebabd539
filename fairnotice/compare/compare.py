"""Two documents in, their comparison out: sections and blocks paired, moves found, words marked.

The work is always done in the same order of the two documents, whichever is called the old one, and
turned round at the end: so both directions pair the same blocks and count the same words.
"""

from collections.abc import Mapping, Sequence

from fairnotice.compare.changes import changed_spans, equal_kind, unequal_kind
from fairnotice.compare.moves import Moves, moves
from fairnotice.compare.order import Row, Settled, in_reading_order
from fairnotice.compare.pairing import (
    Match,
    Pairing,
    Side,
    pair_equal,
    pair_similar_anywhere,
    pair_similar_in_gaps,
)
from fairnotice.compare.sections import section_matches
from fairnotice.compare.splits import join_splits
from fairnotice.compare.tally import tally
from fairnotice.compare.tokens import Alphabet
from fairnotice.model import (
    Comparison,
    Departure,
    Document,
    Pair,
    SectionPair,
    Span,
    SpanKind,
)


def compare(old: Document, new: Document) -> Comparison:
    """The two documents, paired throughout.

    Exact for every input: in each pair the spans give back both texts, and every block of either
    document stands in one pair. `compare(new, old)` pairs the same blocks.
    """
    work = Pairing(old.sections, new.sections, lambda: section_matches(old.sections, new.sections))
    turned = _sorts_after(work, old, new)
    if turned:
        work = Pairing(
            new.sections, old.sections, lambda: section_matches(new.sections, old.sections)
        )
    _pair(work)
    settled = _settled(work, turned)
    sides = (work.new, work.old) if turned else (work.old, work.new)
    rows, departures = in_reading_order(settled)
    pairs = _pairs(old, new, settled, sides, rows)
    if departures:
        places = {i: at for at, (i, _) in enumerate(rows) if i >= 0}
    return Comparison(
        old=old,
        new=new,
        sections=_section_pairs(old, new, settled, rows),
        pairs=pairs,
        departures=tuple([Departure(before, places[i]) for before, i in departures]),
        tally=tally(old, [pair for pair in pairs if pair.number]),
    )


def _sorts_after(work: Pairing, old: Document, new: Document) -> bool:
    """Whether the work is done with the new document first."""
    if work.old.texts != work.new.texts:
        return work.old.texts > work.new.texts
    ids = [section.id for section in old.sections], [section.id for section in new.sections]
    if ids[0] != ids[1]:
        return ids[0] > ids[1]
    return work.old.sections > work.new.sections


def _pair(work: Pairing) -> None:
    pair_equal(work)
    if work.open:
        pair_similar_in_gaps(work)
    if work.open:
        join_splits(work)
        pair_similar_anywhere(work)
    if not work.settled:
        join_splits(work)


def _settled(work: Pairing, turned: bool) -> Settled:
    found = moves(work)
    old, new = work.old, work.new
    if not turned:
        return Settled(
            old.mate,
            new.mate,
            old.groups,
            new.groups,
            old.sections,
            new.sections,
            work.sections,
            found,
        )
    return Settled(
        new.mate,
        old.mate,
        _turned(new.groups),
        _turned(old.groups),
        new.sections,
        old.sections,
        [(t, s) for s, t in work.sections],
        Moves(
            frozenset((t, s) for s, t in found.sections),
            frozenset(old.mate[i] for i in found.blocks),
        ),
    )


def _turned(groups: Mapping[int, Match]) -> dict[int, Match]:
    return {at: (news, olds) for at, (olds, news) in groups.items()}


def _pairs(
    old: Document,
    new: Document,
    settled: Settled,
    sides: tuple[Side, Side],
    rows: Sequence[Row],
) -> tuple[Pair, ...]:
    """The pairs of the rows, the changes numbered from 1."""
    old_side, new_side = sides
    moved = settled.moves.blocks
    alphabet = Alphabet()
    pairs = []
    number = 1
    for i, j in rows:
        if i >= 0 and j >= 0:
            before, after = old_side.blocks[i], new_side.blocks[j]
            sections = (
                old.sections[settled.old_sections[i]],
                new.sections[settled.new_sections[j]],
            )
            if i in settled.old_groups:
                olds, news = settled.old_groups[i]
                olds_, news_ = (
                    tuple([old_side.blocks[k] for k in olds]),
                    tuple([new_side.blocks[k] for k in news]),
                )
                kind = unequal_kind(olds_, news_)
                spans = changed_spans(olds_, news_, alphabet)
            else:
                olds_, news_ = (before,), (after,)
                if before.text == after.text:
                    kind = equal_kind(before, after)
                    spans = (Span("same", after.text),) if after.text else ()
                else:
                    kind = unequal_kind(olds_, news_)
                    spans = changed_spans(olds_, news_, alphabet)
            if i in moved:
                kind = "moved"
            if kind == "same":
                pairs.append(Pair("same", olds_, news_, *sections, spans))
                continue
            pairs.append(Pair(kind, olds_, news_, *sections, spans, number))
        elif i >= 0:
            block = old_side.blocks[i]
            section = old.sections[settled.old_sections[i]]
            pairs.append(
                Pair("removed", (block,), (), section, None, _whole("removed", block.text), number)
            )
        else:
            block = new_side.blocks[j]
            section = new.sections[settled.new_sections[j]]
            pairs.append(
                Pair("added", (), (block,), None, section, _whole("added", block.text), number)
            )
        number += 1
    return tuple(pairs)


def _whole(kind: SpanKind, text: str) -> tuple[Span, ...]:
    """A block's text as one span."""
    return (Span(kind, text),) if text else ()


def _section_pairs(
    old: Document, new: Document, settled: Settled, rows: Sequence[Row]
) -> tuple[SectionPair, ...]:
    """The pairs of sections in the order in which the redline comes to them."""
    by_old = {s: (s, t) for s, t in settled.sections}
    by_new = {t: (s, t) for s, t in settled.sections}
    order: dict[tuple[int, int], None] = {}
    last = -1
    for i, j in rows:
        if j >= 0:
            t = settled.new_sections[j]
            if t != last:
                last = t
                order[by_new.get(t, (-1, t))] = None
        else:
            s = settled.old_sections[i]
            order[by_old.get(s, (s, -1))] = None
    for s in range(len(old.sections)):
        order[by_old.get(s, (s, -1))] = None
    for t in range(len(new.sections)):
        order[by_new.get(t, (-1, t))] = None
    return tuple(
        [
            SectionPair(
                old.sections[s] if s >= 0 else None,
                new.sections[t] if t >= 0 else None,
                moved=(s, t) in settled.moves.sections,
            )
            for s, t in order
        ]
    )
