"""A comparison and its assessment in, the sentences that sum them up out."""

from collections import Counter
from collections.abc import Mapping

from fairnotice.document.markings import markings
from fairnotice.document.tally import tally
from fairnotice.model import Assessment, Comparison, PairKind, Verdict
from fairnotice.reports.diff_json import verdict_of

_VERDICTS: Mapping[Verdict, str] = {
    "significant": "significant: customers must be told",
    "review": "review: a person has to decide",
    "minor": "minor: nobody has to be told",
    "none": "none: readers see no difference",
}
_KINDS: Mapping[PairKind, tuple[str, str]] = {
    "changed": ("changed", "changed"),
    "added": ("added", "added"),
    "removed": ("removed", "removed"),
    "moved": ("moved", "moved"),
    "link": ("in links alone", "in links alone"),
    "format": ("in formatting alone", "in formatting alone"),
}


def verdict_line(comparison: Comparison, assessment: Assessment | None) -> str:
    """The verdict, for a person: `Verdict significant: customers must be told.`"""
    return f"Verdict {_VERDICTS[verdict_of(comparison, assessment)]}."


def summary_line(comparison: Comparison) -> str:
    """How much changed: `2 changes (1 changed, 1 added); 4 words removed, 12 added, 0 moved.`"""
    kinds = Counter(marking.kind for marking in markings(comparison))
    if not kinds:
        return "No change."
    total = kinds.total()
    parts = ", ".join(
        f"{kinds[kind]} {words[kinds[kind] != 1]}" for kind, words in _KINDS.items() if kinds[kind]
    )
    counts = tally(comparison)
    return (
        f"{total} {'change' if total == 1 else 'changes'} ({parts}); {counts.words_removed} words "
        f"removed, {counts.words_added} added, {counts.words_moved} moved."
    )
