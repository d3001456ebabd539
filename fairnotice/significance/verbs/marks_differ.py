"""A change in; evidence out when only marks, case, punctuation or the cut into blocks differ."""

from fairnotice.significance.case import Case
from fairnotice.significance.signs import signed_otherwise


def marks_differ(case: Case) -> str:
    """Fires for a change without edits that the comparison calls `format`, or that is re-cut; not
    where a word went to another cell of its row, or lost the sign of a note."""
    if case.edit is not None or case.pair is None or case.pair.kind in {"link", "moved"}:
        return ""
    if not (case.pair.old and case.pair.new) or signed_otherwise(case.pair):
        return ""
    return "the words are the same"
