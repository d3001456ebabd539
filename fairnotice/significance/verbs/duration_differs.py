"""An edit in; evidence out when something is done sooner, later or for another time."""

from fairnotice.significance.case import Case, became
from fairnotice.significance.verbs.duration_longer import is_done, only_in_one


def duration_differs(case: Case) -> str:
    """The longest spans that only one of the statements has, where they say when something is done
    and not for how long anything is kept (`is_done`)."""
    old, new = only_in_one(case)
    return became(max(old).text, max(new).text) if old and new and is_done(case) else ""
