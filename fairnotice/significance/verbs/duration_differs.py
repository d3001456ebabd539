"""An edit in; evidence out when something is done sooner, later or for another time."""

from fairnotice.significance.case import Case, became, stretches
from fairnotice.significance.durations import is_done, only_in_one
from fairnotice.significance.quantities import lasting


def duration_differs(case: Case) -> str:
    """The longest spans that only one of the statements has, or those of one where the other has
    none, where they say when something is done and not for how long anything is kept
    (`is_done`)."""
    old, new = only_in_one(case)
    if case.edit is None or case.edited is None or not (old or new) or not is_done(case):
        return ""
    if old and new:
        return became(max(old).text, max(new).text)
    if old and not lasting(case.edited[1].text):
        return became(max(old).text, stretches(case.edit.gained))
    if new and not lasting(case.edited[0].text):
        return became(stretches(case.edit.lost), max(new).text)
    return ""
