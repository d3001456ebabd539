"""A comparison in; the parts of a redline, without tags, out.

What a printer of redlines needs beyond the comparison itself: each pair's text cut at its spans
with the marks of the side it comes from; the list, table or quote of the new text in which a
removed block stood.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import groupby
from typing import NamedTuple

from fairnotice.document.runs import REMEMBERED
from fairnotice.document.words import UNSEEN, seen
from fairnotice.model import (
    Block,
    BlockKind,
    Comparison,
    Container,
    Mark,
    Pair,
    Run,
    Section,
    Span,
    SpanKind,
)


class Stretch(NamedTuple):
    """Marked text with its part in a change."""

    kind: SpanKind
    run: Run


class Leaf(NamedTuple):
    """A block of a redline."""

    block: Block
    """The block that gives its form: the new one, where there is one."""
    cells: tuple[tuple[Stretch, ...], ...]
    """Its text; several for a table row."""


_JOIN = (Mark("cell", title="block"),)
"""Marks of the line feed that joins two blocks of a pair; no block has it."""

SideRuns = tuple[tuple[Run, ...], ...]
"""Of each block of a side."""


def runs_of(blocks: Iterable[Block]) -> SideRuns:
    """The runs of the blocks of a side."""
    return tuple([block.runs for block in blocks])


def leaves(pair: Pair) -> tuple[Leaf, ...]:
    """The pair as blocks of the new text; of the old, when it was removed."""
    blocks = pair.new or pair.old
    if pair.kind == "same" and len(blocks) == 1 and blocks[0].kind != "row":
        # Most of most texts: nothing has to be cut.
        return (Leaf(blocks[0], (tuple([Stretch("same", run) for run in blocks[0].runs]),)),)
    kinds = tuple([block.kind for block in blocks])
    cells = cut_up(runs_of(pair.old), runs_of(pair.new), pair.spans, kinds)
    return tuple(map(Leaf, blocks, cells))


@lru_cache(maxsize=REMEMBERED)
def cut_up(
    old: SideRuns, new: SideRuns, spans: tuple[Span, ...], kinds: tuple[BlockKind, ...]
) -> tuple[tuple[tuple[Stretch, ...], ...], ...]:
    """The cells of each block of a pair that is printed in blocks of these kinds."""
    structural = {"same", "added"} if new else {"same", "removed"}
    out: list[list[list[Stretch]]] = [[[]]]
    for stretch in _stretches(old, new, spans):
        marks = stretch.run.marks
        if marks == _JOIN:
            if stretch.kind in structural and len(out) < len(kinds):
                out.append([[]])
            else:
                out[-1][-1].append(Stretch(stretch.kind, Run(" ¶ ")))
        elif marks and marks[0].kind == "cell":
            if stretch.kind in structural and kinds[len(out) - 1] == "row":
                out[-1].append([])
            else:
                out[-1][-1].append(Stretch(stretch.kind, Run(" | ")))
        else:
            out[-1][-1].append(stretch)
    out.extend([[]] for _ in range(len(kinds) - len(out)))
    return tuple([tuple(map(tuple, cells)) for cells in out])


EMPTY = "an empty line"
"""What shows nothing is called."""


def wordless(pair: Pair) -> str:
    """What a pair is that came or went and shows no words: a line, a picture, an empty paragraph;
    empty for others."""
    if pair.kind not in {"added", "removed", "moved"}:
        return ""
    block = (pair.new or pair.old)[0]
    if block.text[:1].isalnum():  # nearly all
        return ""
    text = pair.new_text or pair.old_text
    if text.strip(_SHOWS_NOTHING):
        return ""
    if block.kind == "rule":
        return "a dividing line"
    pictured = any(mark.kind == "image" for run in block.runs for mark in run.marks)
    if pictured:
        return "a picture without words"
    return EMPTY if text else ""


_SHOWS_NOTHING = f" \xa0\n{UNSEEN}\u200c\u200d\u200e\u200f"
"""White space of any width, what joins or parts letters, what turns their direction."""


def letters_stayed(pair: Pair) -> bool:
    """Whether words changed by nothing but what parts them: `may be` became `maybe`."""
    return pair.kind == "changed" and _same_letters(pair.spans)


@lru_cache(maxsize=REMEMBERED)
def _same_letters(spans: tuple[Span, ...]) -> bool:
    """Whether nothing but blanks tells two texts apart."""
    old = "".join([span.text for span in spans if span.kind != "added"])
    new = "".join([span.text for span in spans if span.kind != "removed"])
    return "".join(seen(old).split()) == "".join(seen(new).split())


def typed_otherwise(pair: Pair) -> bool:
    """Whether nothing changed but how quotation marks and dashes are typed."""
    return bool(pair.old and pair.new) and _typed_otherwise(pair.spans)


@lru_cache(maxsize=REMEMBERED)
def _typed_otherwise(spans: tuple[Span, ...]) -> bool:
    found = [span for span in _shown(spans) if span.kind != "same"]
    if not found or len(found) % 2:
        return False
    return all(
        (old.kind, new.kind) == ("removed", "added")
        and len(old.text) == len(new.text)
        and all(map(_alike, old.text, new.text))
        for old, new in zip(found[::2], found[1::2], strict=True)
    )


def _alike(old: str, new: str) -> bool:
    """Whether two letters are one, typed in two ways."""
    return _ALIKE.get(old, old) == _ALIKE.get(new, new)


def shown_spans(pair: Pair) -> tuple[Span, ...]:
    """The pair's spans without swaps of a blank for a blank that may not break, or back.

    Authors set U+00A0 on purpose, so a text keeps it; but nobody sees it come or go, and nobody
    would mark it. Such a swap is `same` with the new text, of the same length as the old, also
    where other words were swapped beside it.
    """
    return _shown(pair.spans)


def _shown(spans: Iterable[Span]) -> tuple[Span, ...]:
    shown: list[Span] = []
    for span in spans:
        if shown and (shown[-1].kind, span.kind) == ("removed", "added"):
            shown += _swapped(shown.pop().text, span.text)
        else:
            shown.append(span)
    return tuple(span for span in shown if span.text)


def _swapped(old: str, new: str) -> tuple[Span, ...]:
    """What was swapped, without the blanks at its ends for which there are others.

    Where nothing but quotation marks and dashes was swapped for others, it is those alone.
    """
    start = min(_blanks_before(old), _blanks_before(new))
    rest_old, rest_new = old[start:], new[start:]
    end = min(_blanks_before(rest_old[::-1]), _blanks_before(rest_new[::-1]))
    gone, came = rest_old[: len(rest_old) - end], rest_new[: len(rest_new) - end]
    return (
        Span("same", new[:start]),
        *(_typed(gone, came) or (Span("removed", gone), Span("added", came))),
        Span("same", rest_new[len(rest_new) - end :]),
    )


_ALIKE = {
    **dict.fromkeys("\"'“”‘’„‚«»`´", "quote"),
    **dict.fromkeys("-‐‑‒–—―−", "dash"),
}
"""Characters that are typed in several ways, and what they all are."""


def _typed(old: str, new: str) -> tuple[Span, ...]:
    """The spans of two texts that differ in how marks were typed; empty for any others."""
    if len(old) != len(new) or not all(map(_alike, old, new)):
        return ()
    spans: list[Span] = []
    for same, pairs in groupby(zip(old, new, strict=True), key=lambda pair: pair[0] == pair[1]):
        before, after = map("".join, zip(*pairs, strict=True))
        if same:
            spans.append(Span("same", after))
        else:
            spans += (Span("removed", before), Span("added", after))
    return tuple(spans)


def _blanks_before(text: str) -> int:
    return len(text) - len(text.lstrip(" \xa0"))


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_spans(pair: Pair) -> tuple[Span, ...]:
    """The pair's spans for plain text: as shown, the number of a note raised as readers see it.

    Without its marks a number would run into the word before it: `what you made2`. Each span has
    the length that it has among those shown.
    """
    return _read_spans(runs_of(pair.old), runs_of(pair.new), pair.spans)


@lru_cache(maxsize=REMEMBERED)
def _read_spans(old: SideRuns, new: SideRuns, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    return _read(_stretches(old, new, spans))


def read_row(pair: Pair) -> tuple[Span, ...]:
    """A table row's spans for plain text, cell by cell; of any other pair, `read_spans`.

    Of a changed row they are its first cell, which says what the row is about, and each cell that
    differs, with the name of its column.
    """
    blocks = pair.new or pair.old
    if len(blocks) != 1 or blocks[0].kind != "row":
        return read_spans(pair)
    block, cells = leaves(pair)[0]
    told: list[Stretch] = []
    for index, cell in enumerate(cells):
        if not cell or (pair.kind == "changed" and index and _same(cell)):
            continue
        named = pair.kind == "changed" and index and index < len(block.header)
        name = f"{block.header[index]}: " if named else ""
        lead = (" · " if told else "") + name
        told.extend([Stretch("same", Run(lead))] if lead else [])
        told.extend(cell)
    return _read(told)


def _same(cell: Sequence[Stretch]) -> bool:
    return all(stretch.kind == "same" for stretch in cell)


def _read(stretches: Iterable[Stretch]) -> tuple[Span, ...]:
    found: list[Span] = []
    for kind, run in stretches:
        note = any(mark.kind == "footnote" for mark in run.marks)
        text = run.text.translate(_RAISED) if note else run.text
        if found and found[-1].kind == kind:
            found[-1] = Span(kind, found[-1].text + text)
        elif text:
            found.append(Span(kind, text))
    return tuple(found)


def _stretches(
    old_runs: SideRuns, new_runs: SideRuns, of_pair: tuple[Span, ...]
) -> Iterator[Stretch]:
    """A pair's spans with marks: what is new or the same from the new side's runs."""
    old = _Reader(old_runs)
    new = _Reader(new_runs)
    spans = _shown(of_pair)
    for at, (kind, text) in enumerate(spans):
        if kind == "same":
            yield from (Stretch(kind, run) for run in new.read(len(text)))
            old.skip(len(text))
            continue
        seen = _seen(text, goes_on=at + 1 < len(spans) and spans[at + 1].kind == "same")
        side = old if kind == "removed" else new
        yield from (Stretch(kind, run) for run in side.read(seen))
        rest = side.read(len(text) - seen)
        if kind == "removed":
            yield from (Stretch(kind, run) for run in rest if _structural(run))
        else:
            yield from (Stretch("same", run) for run in rest)
    # Pictures without alternative text have no characters that a span could hold.
    yield from (Stretch("same" if old_runs else "added", run) for run in new.rest())
    if not new_runs:
        yield from (Stretch("removed", run) for run in old.rest())


_BLANKS = f" \xa0\n{UNSEEN}"
"""White space, of any width or none, that nobody would mark; a tab parts cells."""


def _seen(text: str, *, goes_on: bool) -> int:
    """Characters of what came or went that are marked: none of blanks alone, nor of a blank at the
    end where the text does not go on, so that it parts nothing."""
    words = text.rstrip(_BLANKS)
    return len(text) if words and goes_on else len(words)


def _structural(run: Run) -> bool:
    """Whether it parts blocks or cells."""
    return bool(run.marks) and run.marks[0].kind == "cell"


class _Reader:
    """Reads the runs of joined blocks forward, by characters."""

    def __init__(self, blocks: SideRuns) -> None:
        self._runs: list[Run] = []
        for index, runs in enumerate(blocks):
            if index:
                self._runs.append(Run("\n", _JOIN))
            self._runs.extend(runs)
        self._at = 0
        self._offset = 0

    def read(self, length: int) -> Iterator[Run]:
        """The next characters as runs, with the pictures among them."""
        while length > 0 and self._at < len(self._runs):
            run = self._runs[self._at]
            text = run.text[self._offset : self._offset + length]
            length -= len(text)
            self._offset += len(text)
            yield run if text == run.text else Run(text, run.marks)
            if self._offset == len(run.text):
                self._at += 1
                self._offset = 0

    def skip(self, length: int) -> None:
        """Passes over the next characters."""
        for _ in self.read(length):
            pass

    def rest(self) -> Iterator[Run]:
        """Whatever has not been read."""
        return self.read(1 + sum(len(run.text) for run in self._runs))


class Surroundings:
    """Where removed blocks stand among the new text's lists, tables and quotes."""

    def __init__(self, comparison: Comparison) -> None:
        self._own: dict[int, Container] = {}
        self._comparison = comparison
        self._headers: dict[int | None, tuple[str, ...]] | None = None

    @cached_property
    def _stayed(self) -> Mapping[int, tuple[Container, ...]]:
        """Path in the new text of each old container that has a counterpart in its place."""
        return _paths([pair for pair in self._comparison.pairs if pair.kind != "moved"])

    @cached_property
    def _everywhere(self) -> Mapping[int, tuple[Container, ...]]:
        """The same, and of those that only have one elsewhere."""
        moved = _paths([pair for pair in self._comparison.pairs if pair.kind == "moved"])
        return {**moved, **self._stayed}

    def around(self, block: Block) -> tuple[Container, ...]:
        """The containers of a removed block: those that live on, then its own."""
        return self._path(block, self._everywhere) if block.containers else ()

    def around_origin(self, block: Block) -> tuple[Container, ...]:
        """The containers of the place that a moved block has left."""
        return self._path(block, self._stayed) if block.containers else ()

    def in_columns(self, part: Leaf, containers: Sequence[Container]) -> Leaf:
        """A removed row with its cells in the columns of the table that it is shown in.

        `containers` are those it is shown in. A column that the table gained is an empty cell; the
        cell of one that it lost stands with the last.
        """
        names = self.columns(containers)
        if not names or names == part.block.header:
            return part
        return Leaf(part.block._replace(header=names), _in_columns(part, names))

    def columns(self, containers: Sequence[Container]) -> tuple[str, ...]:
        """What the columns of a table of the new text are called; empty for any other place."""
        if self._headers is None:
            self._headers = dict(self._columns())
        return self._headers.get(_table(containers), ())

    def _columns(self) -> Iterator[tuple[int | None, tuple[str, ...]]]:
        """The tables of the new text by key, and what their columns are called."""
        for section in self._comparison.new.sections:
            for block in section.blocks:
                if block.kind == "row":
                    header = tuple(block.text.split("\t")) if block.is_header else block.header
                    yield _table(block.containers), header

    def _path(
        self, block: Block, known: Mapping[int, tuple[Container, ...]]
    ) -> tuple[Container, ...]:
        for depth in range(len(block.containers), 0, -1):
            path = known.get(block.containers[depth - 1].key)
            if path is not None:
                return path + tuple(self._gone(c) for c in block.containers[depth:])
        return tuple(self._gone(c) for c in block.containers)

    def _gone(self, container: Container) -> Container:
        """A container that the new text no longer has: its key is negative, its anchor empty."""
        if container.key not in self._own:
            key = -1 - len(self._own)
            self._own[container.key] = Container(container.kind, key, container.start)
        return self._own[container.key]


def _table(containers: Sequence[Container]) -> int | None:
    """Key of the table among containers, if one is."""
    return next((one.key for one in reversed(containers) if one.kind == "table"), None)


def _in_columns(part: Leaf, names: Sequence[str]) -> tuple[tuple[Stretch, ...], ...]:
    """The cells of a row, in the columns of these names; what has no column of its own in order."""
    own = part.block.header if len(part.block.header) == len(part.cells) else ()
    places = dict.fromkeys(range(len(names)))
    found: dict[int, tuple[Stretch, ...]] = {}
    rest: list[tuple[Stretch, ...]] = []
    for at, cell in enumerate(part.cells):
        place = next((p for p in places if own and names[p] == own[at]), None)
        if place is None:
            rest.append(cell)
        else:
            del places[place]
            found[place] = cell
    found.update(zip(places, rest, strict=False))
    last = found.get(len(names) - 1, ())
    for cell in rest[len(places) :]:
        last = (*last, Stretch("removed", Run(" | ")), *cell)
    return (*(found.get(place, ()) for place in range(len(names) - 1)), last)


def _paths(pairs: Iterable[Pair]) -> Mapping[int, tuple[Container, ...]]:
    """Key of each old container → path in the new text of its counterpart, as the pairs have it."""
    known: dict[int, tuple[Container, ...]] = {}
    for pair in pairs:
        for old, new in zip(pair.old, pair.new, strict=False):
            if old.containers:
                _learn(known, old.containers, new.containers)
    return known


def _learn(
    known: dict[int, tuple[Container, ...]],
    old: tuple[Container, ...],
    new: tuple[Container, ...],
) -> None:
    for index, (ours, theirs) in enumerate(zip(old, new, strict=False)):
        if ours.kind != theirs.kind:
            return
        known.setdefault(ours.key, new[: index + 1])


class Place(NamedTuple):
    """The section of a redline in which something stands."""

    section: Section
    gone: bool
    """The new text has no such section."""


def places(comparison: Comparison) -> dict[str, Place]:
    """The section in which the blocks of each old section (by id) are shown."""
    return {
        pair.old.id: Place(pair.new or pair.old, pair.new is None)
        for pair in comparison.sections
        if pair.old is not None
    }


def shown_places(comparison: Comparison) -> Mapping[str, Place]:
    """The same for readers: what went of a section of which the rest stands in the one before it,
    as where only its heading was struck, is shown there."""
    return comparison.once(_shown_places)


def _shown_places(comparison: Comparison) -> Mapping[str, Place]:
    found = places(comparison)
    gone = {id_ for id_, place in found.items() if place.gone}
    if not gone:
        return found
    stands: dict[str, set[str]] = {}
    """By old section: the new ones in which its blocks stand that did not move."""
    begins: dict[str, Section | None] = {}
    """The section that is shown before what went of it."""
    before: Section | None = None
    for pair in comparison.pairs:
        old = pair.old_section.id if pair.old_section else ""
        if old in gone and pair.new_section is None:
            begins.setdefault(old, before)
        elif old in gone and pair.kind != "moved" and pair.new_section is not None:
            stands.setdefault(old, set()).add(pair.new_section.id)
        before = pair.new_section or before
    for id_, section in begins.items():
        if section is not None and stands.get(id_) == {section.id}:
            found[id_] = Place(section, gone=False)
    return found


def place_of(pair: Pair, known: Mapping[str, Place]) -> Place | None:
    """The section in which a redline shows the pair; None for what has none.

    `known`: `shown_places`.
    """
    if pair.new_section is not None:
        return Place(pair.new_section, gone=False)
    if pair.old_section is None:
        return None
    return known.get(pair.old_section.id, Place(pair.old_section, gone=True))
