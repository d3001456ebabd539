"""A change in; evidence out when the words are equal once contractions and number style are
normalised."""

from fairnotice.significance.case import Case, became, shown
from fairnotice.significance.words import squashed


def same_words(case: Case) -> str:
    """Decision table N02, N03: no edit is left, though the letters differ at this place."""
    if case.edit is not None or case.pair is None or case.pair.kind != "changed":
        return ""
    if (
        not case.pair.old
        or not case.pair.new
        or squashed(case.pair.old_text) == squashed(case.pair.new_text)
    ):
        return ""
    gone, came = (
        shown(s.text for s in case.pair.spans if s.kind == kind) for kind in ("removed", "added")
    )
    return became(gone, came)
