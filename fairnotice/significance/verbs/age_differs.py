"""An edit in; evidence out when an age of people in it differs."""

from fairnotice.significance.case import Case, added, became
from fairnotice.significance.quantities import ages


def age_differs(case: Case) -> str:
    """Ages that only one side has; a new statement with an age limit counts."""
    if case.edit is None:
        return ""
    old = ages(case.edit.old.text) if case.edit.old is not None else frozenset[int]()
    new = ages(case.edit.new.text) if case.edit.new is not None else frozenset[int]()
    if old == new:
        return _turned(case) if old else ""
    if case.edited is None:
        return added(f"age {min(new)}") if new and "T14" in case.topics[:2] else ""
    return became(_listed(old - new), _listed(new - old))


def _listed(found: frozenset[int]) -> str:
    return ", ".join(str(age) for age in sorted(found))


def _turned(case: Case) -> str:
    """The same age, from below to above or the reverse."""
    if case.edit is None or case.edited is None:
        return ""
    gone, came = set(case.edit.lost_words), set(case.edit.gained_words)
    for below, above in (("under", "over"), ("below", "above"), ("younger", "older")):
        if (below in gone and above in came) or (above in gone and below in came):
            return became(below if below in gone else above, above if above in came else below)
    return ""
