"""An edit in; evidence out when a span of time in it grew."""

from fairnotice.significance.case import Case, became, on_cookie
from fairnotice.significance.lexicon import small_words
from fairnotice.significance.quantities import Period, lasting


def duration_longer(case: Case, *, of: str = "kept") -> str:
    """Compares the longest span that only the old statement has with the longest that only the new
    one has, in days. `of: deadlines` for how long somebody has to ask or to answer."""
    old, new = only_in_one(case)
    if not old or not new or is_deadline(case) != (of == "deadlines"):
        return ""
    before, after = max(old), max(new)
    return became(before.text, after.text) if after.days > before.days else ""


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
