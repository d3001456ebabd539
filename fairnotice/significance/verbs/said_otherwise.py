"""An edit in; evidence out when both sentences say the same in other words or another order."""

from fairnotice.significance.case import Case, became, stretches
from fairnotice.significance.meaning import same_said


def said_otherwise(case: Case) -> str:
    """What was said otherwise; `meaning` has the proof."""
    if case.edited is None or case.edit is None or not same_said(*case.edited):
        return ""
    return became(stretches(case.edit.lost), stretches(case.edit.gained))
