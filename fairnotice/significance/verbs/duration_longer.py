"""An edit in; evidence out when a span of time in it grew."""

from fairnotice.significance.case import Case, became
from fairnotice.significance.durations import is_deadline, only_in_one


def duration_longer(case: Case, *, of: str = "kept") -> str:
    """Compares the longest span that only the old statement has with the longest that only the new
    one has, in days. `of: deadlines` for how long somebody has to ask or to answer."""
    old, new = only_in_one(case)
    if not old or not new or is_deadline(case) != (of == "deadlines"):
        return ""
    before, after = max(old), max(new)
    return became(before.text, after.text) if after.days > before.days else ""
