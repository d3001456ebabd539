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
    Block,
    Comparison,
    Departure,
    Document,
    Pair,
    Section,
    SectionPair,
    Span,
    SpanKind,
)


def compare(old: Document, new: Document) -> Comparison:
    """The two documents, paired throughout.

    Exact for every input: in each pair the spans give back both texts, and every block of either
    document stands in one pair. `compare(new, old)` pairs the same blocks.
    """
    words = Alphabet()
    sides = Side(old.sections, words), Side(new.sections, words)
    turned = _sorts_after(*sides, old, new)
    first, second = (new, old) if turned else (old, new)
    work = Pairing(
        *(sides[::-1] if turned else sides), section_matches(first.sections, second.sections)
    )
    _pair(work)
    settled = _settled(work, turned)
    rows, departures = in_reading_order(settled)
    pairs = _pairs(settled, *sides, rows)
    places = {i: at for at, (i, _) in enumerate(rows) if i >= 0} if departures else {}
    return Comparison(
        old=old,
        new=new,
        sections=_section_pairs(old, new, settled, rows),
        pairs=pairs,
        departures=tuple([Departure(before, places[i]) for before, i in departures]),
        tally=tally(old, [pair for pair in pairs if pair.number]),
    )


def _sorts_after(one: Side, other: Side, old: Document, new: Document) -> bool:
    """Whether the work is done with the new document first."""
    if one.texts != other.texts:
        return one.texts > other.texts
    ids = [section.id for section in old.sections], [section.id for section in new.sections]
    if ids[0] != ids[1]:
        return ids[0] > ids[1]
    return one.sections > other.sections


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


def _pairs(settled: Settled, old: Side, new: Side, rows: Sequence[Row]) -> tuple[Pair, ...]:
    """The pairs of the rows, the changes numbered from 1."""
    # The loop that every unchanged block goes through: what it needs is at hand in local names.
    moved, groups = settled.moves.blocks, settled.old_groups
    old_blocks, new_blocks, old_homes, new_homes = old.blocks, new.blocks, old.homes, new.homes
    alphabet = Alphabet()
    pairs: list[Pair] = []
    number = 1
    for i, j in rows:
        if i >= 0 and j >= 0:
            before, after, text = old_blocks[i], new_blocks[j], new.texts[j]
            if text == old.texts[i] and i not in moved and i not in groups:
                # Most blocks have the same marks, too, and need no closer look.
                alike = (
                    before.runs == after.runs
                    and before.kind == after.kind
                    and len(before.containers) == len(after.containers)
                )
                kind = "same" if alike else equal_kind(before, after)
                spans: tuple[Span, ...] = (Span("same", text),) if text else ()
                if kind == "same":
                    pairs.append(
                        Pair("same", (before,), (after,), old_homes[i], new_homes[j], spans)
                    )
                    continue
                pair = Pair(kind, (before,), (after,), old_homes[i], new_homes[j], spans, number)
            else:
                olds, news = groups.get(i) or ((i,), (j,))
                pair = _changed(
                    tuple([old_blocks[k] for k in olds]),
                    tuple([new_blocks[k] for k in news]),
                    (old_homes[i], new_homes[j]),
                    number,
                    alphabet,
                )
                if i in moved:
                    pair = pair._replace(kind="moved")
        elif i >= 0:
            spans = _whole("removed", old.texts[i])
            pair = Pair("removed", (old_blocks[i],), (), old_homes[i], None, spans, number)
        else:
            spans = _whole("added", new.texts[j])
            pair = Pair("added", (), (new_blocks[j],), None, new_homes[j], spans, number)
        pairs.append(pair)
        number += 1
    return tuple(pairs)


def _changed(
    old: tuple[Block, ...],
    new: tuple[Block, ...],
    homes: tuple[Section, Section],
    number: int,
    alphabet: Alphabet,
) -> Pair:
    """The pair of matched blocks that differ, or stand elsewhere."""
    if len(old) == len(new) == 1 and old[0].text == new[0].text:
        return Pair("moved", old, new, *homes, _whole("same", new[0].text), number)
    spans = changed_spans(old, new, alphabet)
    return Pair(unequal_kind(old, new, spans), old, new, *homes, spans, number)


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
    sections, last = settled.new_sections, -1
    for i, j in rows:
        if j >= 0:
            if sections[j] != last:
                last = sections[j]
                order[by_new.get(last, (-1, last))] = None
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
