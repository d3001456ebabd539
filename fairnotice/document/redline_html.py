"""A comparison in; its redline as HTML out: the new text whole, with what was added and removed.

Well-formed in lists, tables, headings and links, since only `tags` opens and closes anything. The
words "added" and "removed" stand in the text, visually hidden, because screen readers skip `ins`
and `del`. Blocks without a change have the class `same`, so that a page can hide them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape
from itertools import groupby

from fairnotice import urls
from fairnotice.document.cookie_table import own_cells
from fairnotice.document.html import back_to_text, note_references
from fairnotice.document.language import ALIKE, Voices, said
from fairnotice.document.markings import Marking, by_number, markings
from fairnotice.document.redline import (
    Leaf,
    Place,
    SideRuns,
    Stretch,
    Surroundings,
    cut_up,
    leaves,
    letters_stayed,
    place_of,
    runs_of,
    shown_places,
    wordless,
)
from fairnotice.document.runs import REMEMBERED
from fairnotice.document.swaps import Swap, swaps, together
from fairnotice.document.tags import (
    Address,
    Ids,
    Nest,
    attributes,
    fragment,
    leaf,
    marked,
    note_row,
    settled,
)
from fairnotice.document.ways import Way, look
from fairnotice.model import (
    Block,
    BlockKind,
    Comparison,
    ContainerKind,
    Mark,
    Pair,
    Run,
    Section,
    Span,
    SpanKind,
)

_HEARD: dict[SpanKind, tuple[str, str, str]] = {
    "added": ("ins", " added ", " end added"),
    "removed": ("del", " removed ", " end removed"),
}
_HAPPENED = {"added": "was added", "removed": "was removed", "moved": "stands here now"}
"""What is said of something without words."""
_GAP = '<span class="gap"> </span>'
"""Between a word and the one in its place, which run together where no style is applied."""
_AFTER, _BEFORE = frozenset(".,;:!?)]%"), frozenset("([£$€")
"""Marks that stand right after a word, and right before one."""

_SAME = attributes(class_="same")

_STUBS: dict[ContainerKind, BlockKind] = {"li": "item", "table": "row", "dl": "definition"}
"""What a line must be to stand in a container."""
_PLAIN_MARKS = frozenset({"strong", "em", "code", "sub", "sup", "strike"})


def redline_html(comparison: Comparison, address: Address, voices: Voices = ALIKE) -> str:
    """The redline, section by section.

    Change n of the comparison has the id `urls.change_anchor(n)`. What a reader takes for one
    (`Marking`) is counted, heard and stepped to once: it leads to its line in the list of changes
    (`urls.change_list_anchor` of its first), to the marking before and the one after. Where a
    moved block stood, a line says so; its id is the change's with `-from`. Headings keep the ids
    of the new text. The whole stands where words are in the new text's language; `voices` tells
    those of the old text and of the program apart.
    """
    printed = comparison.once(_printed)
    known = printed.get(voices, "")
    if known:
        return known
    asked = False

    def asking(written: str) -> str:
        nonlocal asked
        asked = True
        return address(written)

    found = _Redline(comparison, asking, voices).printed()
    if not asked:
        printed[voices] = found
    return found


def _printed(_comparison: Comparison) -> dict[Voices, str]:
    """Redlines in which no page had a say, by their voices: one that readers see and one for
    review show the same."""
    return {}


def origin_anchor(number: int) -> str:
    """Id of the line that stands where a moved block stood."""
    return urls.change_anchor(number) + "-from"


class _Redline:
    def __init__(self, comparison: Comparison, address: Address, voices: Voices) -> None:
        self._comparison = comparison
        self._address = address
        self._voices = voices
        self._ids = Ids()
        referenced = note_references(comparison.new.sections)
        self._nest = Nest(self._ids, back_to_text(referenced, voices.aside))
        self._around = Surroundings(comparison)
        self._places = shown_places(comparison)
        self._departed = {d.pair for d in comparison.departures}
        self._stub_first = {
            comparison.pairs[d.pair].number: d.before <= d.pair for d in comparison.departures
        }
        """Number of a moved block's change → whether the line on where it stood comes first."""
        self._markings = markings(comparison)
        self._marking = by_number(self._markings)
        """Number of a change → its marking."""
        self._told_at = {one.told_at: one for one in self._markings}
        """Number of a change at which there are links → its marking."""
        self._starts = {pair.number for one in self._markings for pair in one.starts}
        """Numbers of the changes with which a marking begins, here at least."""
        self._ends = {number for one in self._markings for number in one.ends}
        """Numbers of the changes after which a marking ends, here at least."""
        spoken = [each for one in self._markings for each in self._spoken(one)]
        self._begin = {numbers[0] for numbers in spoken}
        """Numbers of the changes before which the words for those who hear the page stand."""
        self._end = {numbers[-1] for numbers in spoken}
        """Of those after which they stand."""
        self._open: tuple[str, bool] | None = None
        self._tag = "section"
        self._out: list[str] = []

    def printed(self) -> str:
        stubs: dict[int, list[int]] = {}
        for departure in self._comparison.departures:
            stubs.setdefault(departure.before, []).append(departure.pair)
        for index, pair in enumerate(self._comparison.pairs):
            for moved in stubs.get(index, ()):
                self._stub(self._comparison.pairs[moved])
            self._pair(index, pair)
        for moved in stubs.get(len(self._comparison.pairs), ()):
            self._stub(self._comparison.pairs[moved])
        self._close()
        return "".join(self._out)

    # ------------------------------------------------ sections

    def _place(self, pair: Pair) -> Place:
        return place_of(pair, self._places) or self._old_place(pair)

    def _old_place(self, pair: Pair) -> Place:
        section = pair.old_section or Section("", "", 2, 1, "", ())
        return self._places.get(section.id, Place(section, gone=True))

    def _enter(self, place: Place, first: Block) -> None:
        """Begin the section, if it is another one; it is no `<section>` without its heading."""
        key = (place.section.id, place.gone)
        if self._open == key:
            return
        self._close()
        self._open = key
        headed = bool(place.section.blocks) and place.section.blocks[0].kind == "heading"
        anchor = "" if headed or place.gone else self._ids.once(place.section.id)
        gone = "gone" if place.gone else ""
        self._tag = "section" if first.kind == "heading" else "div"
        self._out.append(f"<{self._tag}{attributes(id=anchor, class_=gone)}>\n")

    def _close(self) -> None:
        if self._open is not None:
            self._out.append(self._nest.close())
            self._out.append(f"</{self._tag}>\n")
            self._open = None

    # ------------------------------------------------ pairs

    def _pair(self, index: int, pair: Pair) -> None:
        kind, old, new, _, section, _, _ = pair
        blocks = new or old
        if section is None or self._open != (section.id, False):
            place = self._place(pair)
            self._enter(place, blocks[0])
            section = place.section
        if kind == "same" and len(new) == 1 and new[0].kind != "row":
            self._stayed(pair, new[0], section)
            return
        extra = self._notes(index, pair) + self._links(pair)
        if len(blocks) == 1 and blocks[0].kind != "row":
            self._line(pair, blocks[0], section, extra)
            return
        printed = leaves(pair)
        for position, part in enumerate(printed):
            last = position == len(printed) - 1
            self._leaf(pair, part, section, first=position == 0, extra=extra if last else "")

    def _stayed(self, pair: Pair, block: Block, section: Section) -> None:
        """Most of most texts, as `_leaf` would print it."""
        if block.containers or self._nest.open:
            self._out.append(self._nest.to(block, block.containers, section))
        if block.kind != "heading" and not block.anchor:
            known = _known_to_stay(block.kind, block.runs)
            if known is not None:
                self._out.append(known)
                return
        attrs = self._anchor(pair, block) + _SAME
        text = marked(block.runs, self._address, self._ids)
        self._out.append(leaf(block, (text,), self._depth(pair, block), attrs))

    def _line(self, pair: Pair, block: Block, section: Section, extra: str) -> None:
        """A pair of one block, no row, as `_leaf` would print it: most of what differs."""
        if block.containers or self._nest.open:
            containers = block.containers if pair.new else self._around.around(block)
            self._out.append(self._nest.to(block, containers, section))
        begins, ends = self._heard_at(pair)
        old, new, spans = runs_of(pair.old), runs_of(pair.new), pair.spans
        text = _known_line(block.kind, old, new, spans, self._voices, begins, ends)
        if text is None:
            ((cell,),) = cut_up(old, new, spans, (block.kind,))
            text = self._stretches(cell, self._voices, begins=begins, ends=ends)
        self._tagged(pair, block, [text], extra, first=True)

    def _leaf(self, pair: Pair, part: Leaf, section: Section, *, first: bool, extra: str) -> None:
        block = part.block
        containers = block.containers if pair.new else self._around.around(block)
        if pair.kind == "removed" and block.kind == "row" and not block.is_header:
            part = self._around.in_columns(part, containers)
            block = part.block
        self._out.append(self._nest.to(block, containers, section))
        begins, ends = self._heard_at(pair)
        inner = self._cells(block, part.cells, begins=begins, ends=ends)
        self._tagged(pair, block, inner, extra, first=first)

    def _tagged(
        self, pair: Pair, block: Block, inner: list[str], extra: str, *, first: bool
    ) -> None:
        """The tags of a block around its finished text or cells, and what is said about it."""
        aside = self._voices.aside
        if pair.kind == "same":
            attrs = self._anchor(pair, block) + _SAME
            self._out.append(leaf(block, inner, self._depth(pair, block), attrs, aside))
            return
        # A change has its id on itself; an id that the text gives stands on a mark before it.
        own = self._given(pair, block)
        if own:
            inner[0] = f"<span{attributes(id=own)}></span>{inner[0]}"
        anchor = f' id="{urls.change_anchor(pair.number)}"' if first else ""
        goes_on = " goes-on" if self._goes_on(pair) else ""
        attrs = f'{anchor} class="change {pair.kind}{goes_on}"'
        apart = block.kind in {"heading", "code", "rule", "row"}
        if not apart:
            inner[-1] += extra
        self._out.append(leaf(block, inner, self._depth(pair, block), attrs, aside))
        if extra and block.kind == "row":
            self._out.append(note_row(len(inner), extra))
        elif extra and apart:
            self._out.append(f'<div class="change-about">{extra}</div>\n')

    def _given(self, pair: Pair, block: Block) -> str:
        """The id that the new text gives a block: a heading's is its section's."""
        heading = block.kind == "heading"
        if not (heading or block.anchor) or not pair.new:
            return ""
        if heading and not block.containers and pair.new_section is not None:
            return self._ids.once(pair.new_section.id)
        return self._ids.once(block.anchor)

    def _anchor(self, pair: Pair, block: Block) -> str:
        return attributes(id=self._given(pair, block))

    def _depth(self, pair: Pair, block: Block) -> int:
        """That of a heading."""
        if block.kind != "heading":
            return 0
        section = pair.new_section or pair.old_section
        depth = max(section.depth, 2) if section else 2
        return depth if not block.containers else min(depth + 1, 6)

    def _spoken(self, marking: Marking) -> Iterator[list[int]]:
        """Numbers of the pairs that came, or went, in each place of a marking and are heard."""
        heard: list[int] = []
        before = marking.pairs[0].kind
        for pair in marking.pairs:
            if pair.kind != before and heard:
                yield heard
                heard = []
            before = pair.kind
            heard += [pair.number] if _speaks(pair) else []
            if pair.number in self._ends and heard:
                yield heard
                heard = []

    def _goes_on(self, pair: Pair) -> bool:
        """Whether the next block is more of the same change."""
        return pair.number not in self._ends

    def _heard_at(self, pair: Pair) -> tuple[bool, bool]:
        """Whether the words for those who hear the page stand before and after what came or went.

        Of a marking of several blocks at its two ends; in a table, where people go from cell to
        cell, in every cell.
        """
        if pair.kind not in {"added", "removed"} or not _speaks(pair):
            return True, True
        return pair.number in self._begin, pair.number in self._end

    def _cells(
        self, block: Block, texts: Sequence[tuple[Stretch, ...]], *, begins: bool, ends: bool
    ) -> list[str]:
        """The texts of a block; the words of some cells are the program's own, old ones too."""
        own = own_cells(block) if self._voices != ALIKE else ()
        return [
            self._stretches(each, ALIKE if at in own else self._voices, begins=begins, ends=ends)
            for at, each in enumerate(texts)
        ]

    def _stretches(
        self, cell: tuple[Stretch, ...], voices: Voices, *, begins: bool, ends: bool
    ) -> str:
        known = _known(cell, voices, begins=begins, ends=ends)
        if known is not None:
            return known
        return _stretches(
            cell,
            lambda runs: marked(runs, self._address, self._ids),
            voices,
            begins=begins,
            ends=ends,
        )

    # ------------------------------------------------ what is said about a change

    def _notes(self, index: int, pair: Pair) -> str:
        notes = [*self._noted(index, pair)]
        if not notes:
            return ""
        aside = self._voices.aside
        return "".join(f' <span class="change-note"{aside}>{note}</span>' for note in notes)

    def _noted(self, index: int, pair: Pair) -> Iterator[str]:
        if pair.kind == "moved":
            there = self._other_end(pair, pair.old_section, self._voices.old_text, back=True)
            if index in self._departed:
                link = _way_to(origin_anchor(pair.number))
                there = f"<a{link}>{there}</a>"
            yield f"Moved from {there}."
        if what := wordless(pair):
            marking = self._marking[pair.number]
            if marking.way is not None or len(marking.pairs) == 1:
                yield f"{what.capitalize()} {_HAPPENED[pair.kind]}."
        if pair.kind in {"link", "changed", "moved"}:
            swapped = swaps(pair)
            yield from _addresses(swapped, self._voices.text)
            if pair.kind == "link" and not swapped:
                yield "Only which words are linked changed; the addresses are the same."
        if letters_stayed(pair):
            yield "Only the space between words changed; every letter is the same."
        if pair.number in self._starts:
            if pair.kind == "format":
                yield self._looks(pair)
            yield from self._alike(pair)

    def _looks(self, pair: Pair) -> str:
        """Said where it begins, lest somebody read a page to find out why it is marked."""
        goes_on = self._goes_on(pair)
        where = "From here to where the mark ends, only" if goes_on else "Only"
        how = look(pair)
        if goes_on and self._marking[pair.number].way is None:
            how = ""
        return (
            f"{where} the formatting changed{f' ({how})' if how else ''}; the words are the same."
        )

    def _alike(self, pair: Pair) -> Iterator[str]:
        """Where many changed in one way: at the first where the others are, and back."""
        marking = self._marking[pair.number]
        if marking.way is None:
            return
        first, *others = marking.starts
        if pair.number == first.number:
            places = ", ".join(self._to(marking.way, others))
            yield f"The same change in {len(others)} more places: {places}."
        else:
            href = _way_to(urls.change_anchor(first.number))
            yield f"This is part of <a{href}>change {marking.number}</a>."

    def _to(self, way: Way, others: Iterable[Pair]) -> Iterator[str]:
        """Links to changes: to links by their words, to others by their section, once each."""
        if way.sort == "links":
            for pair in others:
                texts = dict.fromkeys(swap.text or swap.new or swap.old for swap in swaps(pair))
                yield _link_to(pair, ", ".join(texts), self._voices.text)
            return
        sections: dict[str, list[Pair]] = {}
        for pair in others:
            sections.setdefault(_title(self._place(pair).section), []).append(pair)
        for title, pairs in sections.items():
            often = f" ({len(pairs)})" if len(pairs) > 1 else ""
            gone = self._place(pairs[0]).gone
            attrs = self._voices.old_text if gone else self._voices.text
            yield _link_to(pairs[0], title, attrs) + often

    def _links(self, pair: Pair) -> str:
        marking = self._told_at.get(pair.number)
        if marking is None:
            return ""
        number, last = marking.number, len(self._markings)
        to_list = _way_to(urls.change_list_anchor(marking.pairs[0].number))
        links = f"<a{to_list}>Change {number} of {last}</a>"
        if number > 1:
            before = urls.change_anchor(self._markings[number - 2].pairs[0].number)
            links += f" <a{_way_to(before)}>Previous{_ANOTHER}</a>"
        if number < last:
            after = urls.change_anchor(self._markings[number].pairs[0].number)
            links += f" <a{_way_to(after)}>Next{_ANOTHER}</a>"
        return f' <span class="change-links"{self._voices.aside}>{links}</span>'

    def _other_end(self, pair: Pair, section: Section | None, attrs: str, *, back: bool) -> str:
        """Where a moved block came from or went to: another section, or how far in its own.

        `attrs` are for the section's title.
        """
        old, new = pair.old_section, pair.new_section
        if old is None or new is None or self._old_place(pair).section.id != new.id:
            return _titled(section, attrs)
        stub = self._stub_first.get(pair.number)
        if stub is None:
            return "elsewhere in this section"
        return "further up in this section" if stub == back else "further down in this section"

    def _stub(self, pair: Pair) -> None:
        """The line where a moved block stood."""
        if not pair.old:
            return
        place = self._old_place(pair)
        old = pair.old[0]
        containers = self._around.around_origin(old)
        kind = _STUBS.get(containers[-1].kind, "paragraph") if containers else "paragraph"
        form = Block(kind, "", (), old.line, containers, old.lead_in)
        self._enter(place, form)
        self._out.append(self._nest.to(form, containers, place.section))
        words = old.text.split()
        shown = escape(" ".join(words[:8]) + (" …" if len(words) > 8 else ""), quote=False)
        link = _way_to(urls.change_anchor(pair.number))
        there = self._other_end(pair, pair.new_section, self._voices.text, back=False)
        shown = said(shown, self._voices.old_text)
        text = f"“{shown}” has moved to <a{link}>{there}</a>."
        attrs = attributes(id=origin_anchor(pair.number), class_="change-stub")
        attrs += self._voices.aside
        row = form.kind == "row"
        columns = len(self._around.columns(containers)) if row else 0
        self._out.append(note_row(columns, text, attrs) if row else leaf(form, [text], 2, attrs))


@lru_cache(maxsize=REMEMBERED)
def _known_to_stay(kind: BlockKind, runs: tuple[Run, ...]) -> str | None:
    """A block without an id, no heading, as every page shows it; None where pages differ."""
    if not settled(runs):
        return None
    return leaf(Block(kind, "", runs, 1), (marked(runs, str, Ids()),), 2, _SAME)


@lru_cache(maxsize=REMEMBERED)
def _known_line(
    kind: BlockKind,
    old: SideRuns,
    new: SideRuns,
    spans: tuple[Span, ...],
    voices: Voices,
    begins: bool,
    ends: bool,
) -> str | None:
    """The text of a pair of one block, no row, as every page shows it; None where pages differ."""
    ((cell,),) = cut_up(old, new, spans, (kind,))
    return _known(cell, voices, begins=begins, ends=ends)


@lru_cache(maxsize=REMEMBERED)
def _known(cell: tuple[Stretch, ...], voices: Voices, *, begins: bool, ends: bool) -> str | None:
    """A cell as every page shows it; None where pages differ."""
    if not settled(run for kind, run in cell if kind != "removed"):
        return None
    return _stretches(cell, lambda runs: marked(runs, str, Ids()), voices, begins=begins, ends=ends)


def _stretches(
    cell: Iterable[Stretch],
    tagged: Callable[[Iterable[Run]], str],
    voices: Voices,
    *,
    begins: bool,
    ends: bool,
) -> str:
    out: list[str] = []
    before = ""
    for kind, group in groupby(cell, key=lambda stretch: stretch.kind):
        runs = [stretch.run for stretch in group]
        text = "".join(run.text for run in runs)
        if kind == "added" and _run_together(before[-1:], text[:1]):
            out.append(_GAP)
        out.append(_changed(kind, runs, tagged, voices, begins=begins, ends=ends))
        before = text if kind == "removed" else ""
    return "".join(out)


def _run_together(last: str, first: str) -> bool:
    """Whether the last letter of a word and the first of the one in its place read as one."""
    return (last.isalnum() or last in _AFTER) and (first.isalnum() or first in _BEFORE)


def _changed(
    kind: SpanKind,
    runs: Iterable[Run],
    tagged: Callable[[Iterable[Run]], str],
    voices: Voices,
    *,
    begins: bool,
    ends: bool,
) -> str:
    if kind == "same":
        return tagged(runs)
    lang, aside = "", voices.aside
    if kind == "removed":
        lang, aside = voices.old, voices.old_aside
        runs = [_inert(run) for run in runs]
    tag, begin, end = _HEARD[kind]
    text = tagged(runs)
    before, after = _hidden(begin, aside) if begins else "", _hidden(end, aside) if ends else ""
    return f"<{tag}{lang}>{before}{text}{after}</{tag}>" if text else ""


def _speaks(pair: Pair) -> bool:
    """Whether the words of a change can stand at the ends of a marking, not in cells."""
    for side in (pair.old, pair.new):
        for block in side:
            if block.runs and block.kind != "row":
                return True
    return False


def _hidden(words: str, attrs: str = "") -> str:
    """Words for those who hear the page."""
    return f'<span class="vh"{attrs}>{words}</span>'


def _inert(run: Run) -> Run:
    """A removed run: its look, without links, pictures and notes, which may be gone."""
    marks = tuple(
        Mark("sup") if mark.kind == "footnote" else mark
        for mark in run.marks
        if mark.kind in _PLAIN_MARKS or mark.kind == "footnote"
    )
    return Run(run.text or _picture_name(run), marks)


def _picture_name(run: Run) -> str:
    return next((mark.address for mark in run.marks if mark.kind == "image"), "")


_ANOTHER = _hidden(" change")


@lru_cache(maxsize=REMEMBERED)
def _way_to(anchor: str) -> str:
    """The attribute of a link to an anchor of the page; all redlines have most of them."""
    return attributes(href=fragment(anchor))


def _title(section: Section | None) -> str:
    return section.title if section else ""


def _titled(section: Section | None, attrs: str) -> str:
    """The title of a section, which carries the attributes; what stands before all has none."""
    title = _title(section)
    return said(escape(title, quote=False), attrs) if title else _BEGINNING


_BEGINNING = "the beginning"


def _addresses(swapped: Sequence[Swap], attrs: str) -> Iterator[str]:
    """Addresses that changed, in words; several links that went or came at once in one note.

    `attrs` are for the words that are linked.
    """
    if not swapped:
        return
    lost, came, singly = together(swapped)
    yield from (_swapped(swap, attrs) for swap in singly)
    if lost:
        each = ", ".join(f"“{_quoted(text, attrs)}” ({_gone(old)})" for text, old, _ in lost)
        yield f"No links any more: {each}."
    if came:
        each = ", ".join(f"“{_quoted(text, attrs)}” ({_come(new)})" for text, _, new in came)
        yield f"Links now: {each}."


def _quoted(text: str, attrs: str) -> str:
    return said(escape(text, quote=False), attrs)


def _swapped(swap: Swap, attrs: str) -> str:
    """An address that changed, in words."""
    what = _quoted(swap.text, attrs)
    before, after = _gone(swap.old), _come(swap.new)
    if not swap.old:
        return f"“{what}” now links to {after}."
    if not swap.new:
        return f"“{what}” no longer links to {before}."
    return f"The address behind “{what}” changed from {before} to {after}."


def _link_to(pair: Pair, text: str, attrs: str) -> str:
    """A link to a change; `attrs` are for its words, if it has any of the text."""
    href = _way_to(urls.change_anchor(pair.number))
    return (
        f"<a{href}{attrs}>{escape(text, quote=False)}</a>" if text else f"<a{href}>{_BEGINNING}</a>"
    )


def _gone(text: str) -> str:
    return f"<del>{_hidden('removed ')}{escape(text, quote=False)}{_hidden(' end removed')}</del>"


def _come(text: str) -> str:
    return f"<ins>{_hidden('added ')}{escape(text, quote=False)}{_hidden(' end added')}</ins>"
