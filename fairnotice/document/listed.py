"""A comparison in; its changes out, each on a line with what it said and what it says."""

from collections.abc import Mapping
from typing import NamedTuple

from fairnotice.document.markings import Marking, markings
from fairnotice.document.redline import Place, place_of, read_spans, shown_places
from fairnotice.document.swaps import swaps
from fairnotice.model import Comparison, Pair, PairKind, SpanKind


class ListedChange(NamedTuple):
    """One line of the list of changes."""

    number: int
    """Number of the change, for its ids: `urls.change_anchor`."""
    position: int
    """Place in the list, from 1."""
    kind: PairKind
    section_id: str
    section_title: str
    """Empty for the text before the first heading."""
    before: str
    """What it said, shortened around the change; empty for an addition."""
    after: str
    """What it says; empty for a removal."""
    places: int = 1
    """In how many places it is to be found; more than one where links changed in one way."""
    gone: bool = False
    """True when only the old text has the section."""


def listed_changes(comparison: Comparison) -> tuple[ListedChange, ...]:
    """The changes of a comparison as a reader counts them, in the order of the redline.

    Of a change of several blocks the first is told.
    """
    known = shown_places(comparison)
    return tuple(_listed(marking, known) for marking in markings(comparison))


def _listed(marking: Marking, known: Mapping[str, Place]) -> ListedChange:
    pair = marking.pairs[0]
    place = place_of(pair, known)
    section = place.section if place else None
    came = next((each for each in marking.pairs if each.new), pair)
    before, after = _short(pair, "removed"), _short(came, "added")
    if pair.kind == "link" and (swapped := swaps(pair)):
        before, after = swapped[0].old, swapped[0].new
    return ListedChange(
        pair.number,
        marking.number,
        marking.kind,
        section.id if section else "",
        section.title if section else "",
        before,
        after,
        len(marking.starts),
        bool(place and place.gone),
    )


_CONTEXT = 40
_SHORT = 160


def _short(pair: Pair, kind: SpanKind) -> str:
    """One side of a pair from shortly before the first difference; empty for the absent side."""
    spans = read_spans(pair)
    side = [span for span in spans if span.kind in {"same", kind}]
    if not (pair.old if kind == "removed" else pair.new):
        return ""
    text = "".join(span.text for span in side)
    start = 0
    for span in spans:
        if span.kind != "same":
            break
        start += len(span.text)
    start = 0 if start >= len(text) or start <= _CONTEXT else text.find(" ", start - _CONTEXT) + 1
    shown = " ".join(text[start : start + _SHORT].split())
    if start + _SHORT < len(text):
        shown = (shown.rpartition(" ")[0] or shown) + " …"
    return ("… " if start else "") + shown
