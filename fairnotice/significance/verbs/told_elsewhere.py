"""A change in; evidence out when what became of its statements is told at another change."""

from fairnotice.significance.case import Case


def told_elsewhere(case: Case) -> str:
    """Fires for a change without an edit of its own: an item that went is what an item further down
    was, and what differs between the two is judged there."""
    if case.edit is not None or case.pair is None:
        return ""
    other = case.texts.told_with.get(case.pair.number, 0)
    return f"told with change {other}" if other else ""
