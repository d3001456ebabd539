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
        return ""
    if case.edited is None:
        return added(f"age {min(new)}") if new and "T14" in case.topics[:2] else ""
    return became(_listed(old - new), _listed(new - old))


def _listed(found: frozenset[int]) -> str:
    return ", ".join(str(age) for age in sorted(found))
