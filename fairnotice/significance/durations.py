"""An edit in; the spans of time that only one side states, and what they are the time of, out."""

from fairnotice.significance.case import Case, on_cookie
from fairnotice.significance.lexicon import small_words
from fairnotice.significance.quantities import Period, lasting


def only_in_one(case: Case) -> tuple[list[Period], list[Period]]:
    """The spans that only one side has, when the statement is on both sides."""
    if case.edited is None:
        return [], []
    old, new = (lasting(side.text) for side in case.edited)
    if not old and new and case.edit is not None and "session" in case.edit.lost_words:
        old = [Period(0.0, "session")]
    return (
        [p for p in old if p.days not in {q.days for q in new}],
        [p for p in new if p.days not in {q.days for q in old}],
    )


def is_deadline(case: Case) -> bool:
    """Whether somebody has so long to ask or to answer, and nothing is kept for that time: neither
    by the words themselves nor by what they stand under, and no cookie."""
    if case.edited is None or on_cookie(case) or "T13" in case.topics[:1]:
        return False
    return all(
        not small_words("asked_or_answered").isdisjoint(side.stems) and "retain" not in side.frame()
        for side in case.edited
    )


def is_done(case: Case) -> bool:
    """Whether something is done so soon, or for so long, by the words themselves, and nothing is
    kept for that time: unpaid bills are passed on after 30 days."""
    if case.edited is None or on_cookie(case) or "T13" in case.topics[:1] or is_deadline(case):
        return False
    return all(
        side.block.kind != "row"
        and bool(own := side.names("action") & _DONE)
        and own == side.names("action")
        and small_words("logs").isdisjoint(side.norms)
        for side in case.edited
    )


_DONE = frozenset({"contact", "decide", "inform", "market", "share"})
"""What is done at once, or tells of something: it says nothing of how long data is kept."""
