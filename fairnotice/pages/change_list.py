"""A comparison in; its numbered changes, gathered by section and cut short, out."""

from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby
from typing import NamedTuple

from fairnotice import urls
from fairnotice.document.cookie_table import is_row
from fairnotice.document.language import ALIKE, Voices
from fairnotice.document.markings import Marking, markings
from fairnotice.document.redline import Place, place_of, read_row, shown_places, wordless
from fairnotice.document.runs import REMEMBERED
from fairnotice.model import Comparison, Pair, PairKind, Section, Span, SpanKind
from fairnotice.pages.cookie_words import spoken_rows

_LEAD = 28
"""Characters of unchanged text before the first difference."""

_LENGTH = 120
"""Characters that an excerpt has at most, about."""

_NOWHERE = Place(Section("", "", 2, 1, "", ()), gone=False)
"""Where a change stands that is in no section."""


class ChangeItem(NamedTuple):
    """A change in the list, with the beginning of its words."""

    number: int
    kind: PairKind
    spoken: str
    """Attributes of an element with the excerpt: in which language it is, if not in the page's."""
    anchor: str
    """Id of this item; the text links back to it."""
    href: str
    """To the change in the text."""
    excerpt: tuple[Span, ...]
    """The first difference and what stands around it."""
    opens: bool
    """True when words before the excerpt were left out."""
    goes_on: bool
    """True when words after it were."""
    html: bool
    """True when the excerpt's words are HTML already, as those of the table of cookies are."""


@dataclass(frozen=True, slots=True)
class ChangedSection:
    """A section with its changes."""

    title: str
    """Empty for what stands before the first section."""
    spoken: str
    """Attributes of an element with the title."""
    gone: bool
    """True when only the old text has it."""
    changes: tuple[ChangeItem, ...]


def change_list(comparison: Comparison, voices: Voices = ALIKE) -> tuple[ChangedSection, ...]:
    """The changes in the order of the redline, a group for each section they stand in.

    `voices` tells apart the page's words and those of the two texts.
    """
    return comparison.once(_Listed(voices))


@dataclass(frozen=True, slots=True)
class _Listed:
    """The list of changes for these voices: readers and reviewers are shown the same."""

    voices: Voices

    def __call__(self, comparison: Comparison) -> tuple[ChangedSection, ...]:
        return _listed(comparison, self.voices)


def _listed(comparison: Comparison, voices: Voices) -> tuple[ChangedSection, ...]:
    known = shown_places(comparison)

    def place(marking: Marking) -> tuple[str, str, bool]:
        section = marking.pairs[0].new_section
        if section is not None:
            return section.id, section.title, False
        found = place_of(marking.pairs[0], known) or _NOWHERE
        return found.section.id, found.section.title, found.gone

    return tuple(
        ChangedSection(
            title,
            voices.of_title(name, gone=gone),
            gone,
            tuple([change_item(marking, voices) for marking in changes]),
        )
        for (name, title, gone), changes in groupby(markings(comparison), key=place)
    )


def change_item(marking: Marking, voices: Voices = ALIKE) -> ChangeItem:
    """A change as the list shows it."""
    first = marking.pairs[0].number
    excerpt, opens, goes_on = _excerpt(_telling_all(marking))
    html = any(map(is_row, (*marking.pairs[0].old, *marking.pairs[0].new))) and voices != ALIKE
    if html:
        excerpt = spoken_rows(excerpt, voices)
    return _item(
        (
            marking.number,
            marking.kind,
            _spoken(marking, voices),
            urls.change_list_anchor(first),
            f"#{urls.change_anchor(first)}",
            excerpt,
            opens,
            goes_on,
            html,
        )
    )


_item = partial(tuple.__new__, ChangeItem)
"""At a third of the cost of a call with names."""


def _spoken(marking: Marking, voices: Voices) -> str:
    """Attributes of the excerpt; what is said of a change without words is the page's."""
    first = marking.pairs[0]
    if marking.way is not None or wordless(first):
        return ""
    return voices.old_text if marking.kind == "removed" else voices.text


def _telling_all(marking: Marking) -> tuple[Span, ...]:
    """The spans of a marking: of all its blocks where they came or went as one."""
    first, *more = marking.pairs
    if marking.way is not None:
        return (Span("same", marking.told),)
    spans = _telling(first)
    if not more or first.kind not in ("added", "removed"):
        return spans
    kinds: dict[SpanKind, str] = {}
    for pair in marking.pairs:
        kind: SpanKind = "added" if pair.new else "removed"
        known = kinds.get(kind, "")
        if len(known) <= _LENGTH:  # no more of it is shown
            text = "".join([span.text for span in _telling(pair)])
            kinds[kind] = f"{known} {text}" if known and text else known or text
    whole = [Span(kind, text) for kind, text in kinds.items()]
    # Of what went no more than leaves room for what came in its place.
    return tuple(whole if len(whole) == 1 else map(_begun, whole))


def _begun(span: Span) -> Span:
    room = _LENGTH // 2
    return span if len(span.text) <= room else Span(span.kind, f"{_head(span.text, room - 2)} …")


def _telling(pair: Pair) -> tuple[Span, ...]:
    """The spans that an excerpt is cut from: where only links or marks differ, the text as it is
    now, since the differing white space tells a reader nothing."""
    if pair.kind in ("link", "format"):
        return (Span("same", pair.new_text),)
    if what := wordless(pair):
        return (Span("same", f"({what})"),)
    return read_row(pair)


@lru_cache(maxsize=REMEMBERED)
def _excerpt(spans: tuple[Span, ...]) -> tuple[tuple[Span, ...], bool, bool]:
    """Spans from shortly before the first difference on; whether words are missing at each end."""
    first = next((i for i, span in enumerate(spans) if span.kind != "same"), 0)
    kept: list[Span] = []
    opens = first > 1
    if first and len(spans[first - 1].text) > _LEAD:
        opens = True
        kept.append(Span("same", _tail(spans[first - 1].text)))
    elif first:
        kept.append(spans[first - 1])
    room = _LENGTH
    for index in range(first, len(spans)):
        span = spans[index]
        if len(span.text) > room:
            kept.append(Span(span.kind, _head(span.text, room)))
            return tuple(kept), opens, True
        kept.append(span)
        room -= len(span.text)
        if room < 12 and index + 1 < len(spans):
            return tuple(kept), opens, True
    return tuple(kept), opens, False


def _tail(text: str) -> str:
    """The last words of a text, cut at a blank."""
    return text[-_LEAD:].partition(" ")[2] or text[-_LEAD:]


def _head(text: str, room: int) -> str:
    """The first words of a text, cut at a blank."""
    return text[:room].rpartition(" ")[0] or text[:room]
