"""A change in; evidence out when only marks, case, punctuation or the cut into blocks differ."""

from fairnotice.significance.case import Case


def marks_differ(case: Case) -> str:
    """Fires for a change without edits that the comparison calls `format`, or that is re-cut."""
    if case.edit is not None or case.pair is None or case.pair.kind in {"link", "moved"}:
        return ""
    return "the words are the same" if case.pair.old and case.pair.new else ""
