"""A comparison in; its changes out as a reader counts them.

A comparison pairs block with block, so a section that goes is a change for each of its paragraphs.
Whoever marks such a text by hand strikes it once. A marking is what is marked once: neighbouring
blocks of a section that all came, all went or all look different alone, with the sections below it
that came or went with it; those that went with those that came in their place; the cells of a
column that a table gained or lost; or what changed in one way without a word (`ways`), wherever it
stands.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from fairnotice.document.redline import place_of, shown_places
from fairnotice.document.ways import FEWEST, Way, told, way_of
from fairnotice.model import Block, Comparison, Container, Document, Pair, PairKind, Section


class Marking(NamedTuple):
    """One change for a reader."""

    number: int
    """From 1, in the order of the redline."""
    pairs: tuple[Pair, ...]
    """The changed pairs it is made of, in the order of the redline; at least one."""
    starts: tuple[Pair, ...]
    """The pairs at which it begins: one, or each place where many changed in one way."""
    way: Way | None = None
    """How they changed, where it is several changes in one way."""

    @property
    def kind(self) -> PairKind:
        """What happened to all of its pairs; what went and what came in its place is changed."""
        first, last = self.pairs[0].kind, self.pairs[-1].kind
        return first if first == last else "changed"

    @property
    def is_column(self) -> bool:
        """Whether it is a column of a table, so that other changes can stand between its pairs."""
        return len(self.pairs) > 1 and self.way is None and self.pairs[0].kind == "changed"

    @property
    def told_at(self) -> int:
        """Number of the pair at which a redline says what there is to say of it, as links.

        The last, so that nothing stands between its words; of a column the first row below the
        header, which narrow screens do not show; of many places the first.
        """
        if self.way is not None:
            return self.pairs[0].number
        return self.pairs[1 if self.is_column else -1].number

    @property
    def told(self) -> str:
        """What changed in how many places, in words; empty where it is not many in one way."""
        if self.way is None:
            return ""
        sections = {(one.id if one else "") for one in map(_stands_in, self.pairs)}
        where = f", in {len(sections)} sections" if len(sections) > 1 else ""
        return told(self.way, len(self.pairs)) + where

    @property
    def ends(self) -> Iterator[int]:
        """Numbers of the pairs after which something else can stand."""
        begins = {pair.number for pair in self.starts}
        for pair, after in pairwise(self.pairs):
            if self.is_column or after.number in begins:
                yield pair.number
        yield self.pairs[-1].number


def _stands_in(pair: Pair) -> Section | None:
    return pair.new_section or pair.old_section


def markings(comparison: Comparison) -> tuple[Marking, ...]:
    """The changes of a comparison in the order of the redline; made once for all who ask."""
    return comparison.once(_markings)


def _markings(comparison: Comparison) -> tuple[Marking, ...]:
    return tuple(
        Marking(at, tuple(chain.from_iterable(places)), tuple([place[0] for place in places]), way)
        for at, (way, places) in enumerate(_in_ways(_together(comparison)), 1)
    )


def _together(comparison: Comparison) -> list[list[Pair]]:
    """The changes that are marked once in one place."""
    known, rows = shown_places(comparison), _Rows(comparison)
    old, new = _Neighbours(comparison.old), _Neighbours(comparison.new)
    groups: list[list[Pair]] = []
    columns: dict[int, tuple[_Column, list[Pair]]] = {}
    """Key of a table → the columns that it gained or lost, and the rows that tell of them."""
    before: tuple[Pair, str, bool] | None = None
    for pair in comparison.changes:
        if pair.new_section is not None:
            here = (pair, pair.new_section.id, False)
        else:
            place = place_of(pair, known)
            here = (pair, place.section.id if place else "", place.gone if place else False)
        row = _changed_row(pair)
        if row is not None:
            told = _of_column(row, columns.get(row.key))
            if told is not None:
                told.append(pair)
                before = None
                continue
        if before is not None and (
            (_goes_on(before[0], pair, old, new) or rows.replaced(groups[-1], pair))
            if before[1:] == here[1:]
            else _goes_below(groups[-1], pair, old, new)
        ):
            groups[-1].append(pair)
        else:
            groups.append([pair])
            if row is not None and row.new.is_header and (column := _column(row)) is not None:
                columns[row.key] = (column, groups[-1])
        before = here
    return groups


def _in_ways(groups: Sequence[list[Pair]]) -> Iterator[tuple[Way | None, list[list[Pair]]]]:
    """The groups, those that changed in one way that many changed in put together at the first."""
    found = [_way(group) for group in groups]
    counts = Counter(found)
    many: dict[Way, list[list[Pair]]] = {}
    for way, group in zip(found, groups, strict=True):
        if way is not None and counts[way] >= FEWEST:
            many.setdefault(way, []).append(group)
    for way, group in zip(found, groups, strict=True):
        if way not in many:
            yield None, [group]
        elif group is many[way][0]:
            yield way, many[way]


def _way(group: Sequence[Pair]) -> Way | None:
    """The way in which all of a group changed."""
    way = way_of(group[0])
    return way if way is not None and all(way_of(pair) == way for pair in group[1:]) else None


def by_number(found: Sequence[Marking]) -> Mapping[int, Marking]:
    """Number of a pair (`Pair.number`) → the marking that it belongs to."""
    return {pair.number: marking for marking in found for pair in marking.pairs}


class _Neighbours:
    """Which blocks follow each other in the sections of one text; each is gone through once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[str, frozenset[tuple[int, int]]] = {}
        """By the section's id; id() of each block and of the next."""
        self._before: dict[str, Section] = {}
        """Id of a section → the one before it."""

    def follow(
        self, section: Section | None, blocks: Sequence[Block], more: Sequence[Block]
    ) -> bool:
        """Whether nothing stands between these blocks of a section and those; both may be none."""
        if not blocks and not more:
            return True
        if section is None or not blocks or not more:
            return False
        if section.id not in self._known:
            self._known[section.id] = frozenset(pairwise(map(id, section.blocks)))
        return (id(blocks[-1]), id(more[0])) in self._known[section.id]

    def begins_below(self, top: Section, last: Block, section: Section, first: Block) -> bool:
        """Whether a section below `top` begins with its first block right after that last one."""
        if section.depth <= top.depth or section.blocks[0] is not first:
            return False
        if not self._before:
            self._before = {after.id: one for one, after in pairwise(self._document.sections)}
        before = self._before.get(section.id)
        return before is not None and before.blocks[-1] is last


class _Rows:
    """Where the changes stand in the redline."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._at: dict[int, int] = {}
        """Number of a change → its place; gone through when first asked."""

    def replaced(self, gone: Sequence[Pair], came: Pair) -> bool:
        """Whether the one came where the others went; rows of a table are each a thing of its own,
        and what has no words replaces none."""
        last = gone[-1]
        if (gone[0].kind, last.kind, came.kind) != ("removed", "removed", "added"):
            return False
        if "row" in {last.old[0].kind, came.new[0].kind}:
            return False
        if not came.new_text or not any(pair.old_text for pair in gone):
            return False
        self._at = self._at or {p.number: at for at, p in enumerate(self._comparison.pairs)}
        return self._at[last.number] + 1 == self._at[came.number]


def _goes_on(before: Pair, pair: Pair, old: _Neighbours, new: _Neighbours) -> bool:
    """Whether a change is more of the one before: of the same kind, with nothing between."""
    return (
        before.kind == pair.kind
        and pair.kind in {"added", "removed", "format"}
        and old.follow(pair.old_section, before.old, pair.old)
        and new.follow(pair.new_section, before.new, pair.new)
    )


def _goes_below(group: Sequence[Pair], pair: Pair, old: _Neighbours, new: _Neighbours) -> bool:
    """Whether a change begins a section below the one that came or went whole before it."""
    first, last = group[0], group[-1]
    if {first.kind, last.kind} != {pair.kind} or pair.kind not in {"added", "removed"}:
        return False
    text = new if pair.new else old
    top, section = _stands_in(first), _stands_in(pair)
    begin, end, here = ((each.new or each.old)[0] for each in (first, last, pair))
    if top is None or section is None or top.blocks[0] is not begin or begin.kind != "heading":
        return False
    return text.begins_below(top, end, section, here)


class _Row(NamedTuple):
    """A row of a table whose words changed."""

    key: int
    """Key of the table in the new text."""
    old: Block
    new: Block


class _Column(NamedTuple):
    """The places of the cells by which two rows differ in number."""

    places: frozenset[int]
    """Among the cells of the longer row."""
    gained: bool


def _changed_row(pair: Pair) -> _Row | None:
    if pair.kind != "changed" or len(pair.old) != 1 or len(pair.new) != 1:
        return None
    old, new = pair.old[0], pair.new[0]
    table = _table(new.containers)
    if table is None or not old.kind == new.kind == "row":
        return None
    return _Row(table.key, old, new)


def _table(containers: Sequence[Container]) -> Container | None:
    return next((one for one in reversed(containers) if one.kind == "table"), None)


def _column(row: _Row) -> _Column | None:
    """What a header row gained or lost, when it is whole columns and nothing else."""
    old, new = row.old.text.split("\t"), row.new.text.split("\t")
    short, long = sorted((old, new), key=len)
    if len(short) == len(long):
        return None
    left = list(_left_over(short, long))
    if len(left) != len(long) - len(short):
        return None
    return _Column(frozenset(left), gained=long is new)


def _left_over(short: Sequence[str], long: Sequence[str]) -> Iterator[int]:
    """The places of the cells of `long` that have no counterpart in `short`, in order."""
    at = 0
    for place, cell in enumerate(long):
        if at < len(short) and short[at] == cell:
            at += 1
        else:
            yield place


def _of_column(row: _Row, known: tuple[_Column, list[Pair]] | None) -> list[Pair] | None:
    """The pairs of the column, when it is all by which the row changed."""
    if known is None:
        return None
    column, told = known
    old, new = row.old.text.split("\t"), row.new.text.split("\t")
    short, long = (old, new) if column.gained else (new, old)
    kept = [cell for place, cell in enumerate(long) if place not in column.places]
    return told if kept == short else None
