"""Two documents in, their comparison out: sections and blocks paired, moves found, words marked.

The work is always done in the same order of the two documents, whichever is called the old one, and
turned round at the end: so both directions pair the same blocks and count the same words.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import accumulate, compress, count, repeat
from operator import itemgetter

from fairnotice.compare.alphabet import Alphabet, Kin, has_footnotes
from fairnotice.compare.breaks import join_moved_breaks
from fairnotice.compare.changes import changed_spans, equal_kind, unequal_kind
from fairnotice.compare.equal import pair_equal
from fairnotice.compare.late_sections import match_late_sections
from fairnotice.compare.moves import Moves, moves
from fairnotice.compare.order import Row, Settled, in_reading_order
from fairnotice.compare.pairs import Pairs, pair_of
from fairnotice.compare.sections import section_matches
from fairnotice.compare.sides import Match, Pairing, Side
from fairnotice.compare.similar import (
    pair_named_rows,
    pair_similar_anywhere,
    pair_similar_in_gaps,
)
from fairnotice.compare.spans import span_of
from fairnotice.compare.splits import join_splits
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

_section_pair = partial(tuple.__new__, SectionPair)
"""At a third of the cost of a call with names."""


_STRANGERS = Kin(texts=0)
"""Of documents that have nothing in common but the words of their language."""


def compare(old: Document, new: Document, kin: Kin = _STRANGERS) -> Comparison:
    """The two documents, paired throughout.

    Exact for every input: in each pair the spans give back both texts, and every block of either
    document stands in one pair. `compare(new, old)` pairs the same blocks. Who compares many
    versions of one notice gives the same `kin` each time; what is found does not hang on it.
    """
    turned = _sorts_after(old, new)
    alphabet = kin.alphabet()
    work = _work(new, old, alphabet) if turned else _work(old, new, alphabet)
    _pair(work)
    settled = _settled(work, turned)
    rows, departures = in_reading_order(settled)
    pairs = _pairs(settled, *((work.new, work.old) if turned else (work.old, work.new)), rows)
    return Comparison(
        old=old,
        new=new,
        sections=_section_pairs(old, new, settled, rows),
        pairs=pairs,
        departures=_departures(departures, rows),
    )


def _sorts_after(old: Document, new: Document) -> bool:
    """Whether the work is done with the new document first."""
    one, other = old.flat, new.flat
    return (one.wholes, one.ids) > (other.wholes, other.ids)


def _work(first: Document, second: Document, alphabet: Alphabet) -> Pairing:
    """The two documents side by side, their sections matched and nothing else."""
    return Pairing(Side(first, alphabet), Side(second, alphabet), section_matches(first, second))


def _pair(work: Pairing) -> None:
    pair_equal(work)
    unequal = None
    if work.open:
        unequal = work.old.free(), work.new.free()
        pair_named_rows(work)
        pair_similar_in_gaps(work)
    looked = -1
    if work.open:
        join_splits(work)
        looked = work.unmatched
        pair_similar_anywhere(work)
        if match_late_sections(work):
            pair_similar_in_gaps(work)
    # What is beside a match is looked at again when there are more matches.
    if looked != (left := work.unmatched) and left:
        join_splits(work)
    if unequal:
        join_moved_breaks(work, *unequal)


def _settled(work: Pairing, turned: bool) -> Settled:
    found = moves(work)
    old, new = work.old, work.new
    if not turned:
        return Settled(
            old.mate,
            new.mate,
            old.free(),
            old.groups,
            new.groups,
            old.sections,
            new.sections,
            new.starts,
            new.same,
            work.sections,
            found,
        )
    return Settled(
        new.mate,
        old.mate,
        new.free(),
        _turned(new.groups),
        _turned(old.groups),
        new.sections,
        old.sections,
        old.starts,
        old.same,
        [(t, s) for s, t in work.sections],
        Moves(
            frozenset((t, s) for s, t in found.sections),
            frozenset(old.mate[i] for i in found.blocks),
        ),
    )


def _turned(groups: Mapping[int, Match]) -> dict[int, Match]:
    return {at: (news, olds) for at, (olds, news) in groups.items()}


def _departures(
    departures: Sequence[tuple[int, int]], rows: Sequence[Row]
) -> tuple[Departure, ...]:
    """The departures by the places of the moved pairs."""
    if not departures:
        return ()
    ends = accumulate(count for _, _, count in rows)
    places = {i: end - count for (i, _, count), end in zip(rows, ends, strict=True)}
    return tuple([Departure(before, places[i]) for before, i in departures])


def _pairs(settled: Settled, old: Side, new: Side, rows: list[Row]) -> Pairs:
    """The pairs of the rows, the changes numbered from 1."""
    parts: list[Pair | list[Row]] = []
    number = done = 0
    for at in _differing(settled, new, rows):
        if at > done:
            parts.append(rows[done:at])
        pair = _different(settled, old, new, rows[at], number + 1)
        number = pair.number or number
        parts.append(pair)
        done = at + 1
    parts.append(rows[done:])
    return Pairs(parts, old.document, new.document)


def _differing(settled: Settled, new: Side, rows: Sequence[Row]) -> list[int]:
    """The rows that are not two single blocks of equal looks in their old place."""
    touched = {-1, *new.touched}
    # Of a row of several blocks, which are the same one by one, looking at the first is enough.
    found = list(compress(count(), map(touched.__contains__, map(itemgetter(1), rows))))
    apart = settled.moves.blocks.union(settled.old_groups)
    if apart:
        found = sorted(
            {*found, *compress(count(), map(apart.__contains__, map(itemgetter(0), rows)))}
        )
    return found


def _different(settled: Settled, old: Side, new: Side, row: Row, number: int) -> Pair:
    """The pair of a row that is a change: words, place, or a side that is missing."""
    i, j, _ = row
    if j < 0:
        spans = _whole("removed", old.texts[i])
        return pair_of(("removed", (old.blocks[i],), (), old.home(i), None, spans, number))
    if i < 0:
        spans = _whole("added", new.texts[j])
        return pair_of(("added", (), (new.blocks[j],), None, new.home(j), spans, number))
    group = settled.old_groups.get(i)
    olds: tuple[Block, ...] = (old.blocks[i],)
    news: tuple[Block, ...] = (new.blocks[j],)
    if group is None:
        noted = old.noted(i) or new.noted(j)
    else:
        olds = tuple(map(old.blocks.__getitem__, group[0]))
        news = tuple(map(new.blocks.__getitem__, group[1]))
        noted = any(map(old.noted, group[0])) or any(map(new.noted, group[1]))
    homes = old.home(i), new.home(j)
    pair = _changed(olds, news, homes, number, new.alphabet, noted=noted)
    moved = i in settled.moves.blocks
    return pair._replace(kind="moved", number=number) if moved else pair


def _changed(
    old: tuple[Block, ...],
    new: tuple[Block, ...],
    homes: tuple[Section, Section],
    number: int,
    alphabet: Alphabet,
    *,
    noted: bool,
) -> Pair:
    """The pair of matched blocks that differ, or stand elsewhere; `noted` says whether the mark of
    a footnote may stand in them."""
    if len(old) == len(new) == 1 and old[0].text == new[0].text:
        spans = _whole("same", new[0].text)
        kind = equal_kind(old[0], new[0])
    else:
        noted = noted and any(map(has_footnotes, (*old, *new)))
        spans = changed_spans(old, new, alphabet, noted=noted)
        kind = unequal_kind(old, new, spans, noted=noted)
    return pair_of((kind, old, new, *homes, spans, 0 if kind == "same" else number))


def _whole(kind: SpanKind, text: str) -> tuple[Span, ...]:
    """A block's text as one span."""
    return (span_of((kind, text)),) if text else ()


def _section_pairs(
    old: Document, new: Document, settled: Settled, rows: Sequence[Row]
) -> tuple[SectionPair, ...]:
    """The pairs of sections in the order in which the redline comes to them."""
    moved = settled.moves.sections
    if not moved and old.flat.ids == new.flat.ids:
        return tuple(
            map(_section_pair, zip(old.sections, new.sections, repeat(False), strict=False))
        )
    if len(settled.sections) == len(old.sections) == len(new.sections):
        order = dict.fromkeys(sorted(settled.sections, key=itemgetter(1)))
    else:
        order = _section_order(old, new, settled, rows)
    # Where a side has none, its index is -1.
    olds, news = (*old.sections, None), (*new.sections, None)
    return tuple([_section_pair((olds[s], news[t], (s, t) in moved)) for s, t in order])


def _section_order(
    old: Document, new: Document, settled: Settled, rows: Sequence[Row]
) -> dict[tuple[int, int], None]:
    """Pairs of sections by index, -1 for none, in the order of the first row of each."""
    by_old = {s: (s, t) for s, t in settled.sections}
    by_new = {t: (s, t) for s, t in settled.sections}
    order: dict[tuple[int, int], None] = {}
    sections, last = settled.new_sections, -1
    for i, j, _ in rows:
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
    return order
