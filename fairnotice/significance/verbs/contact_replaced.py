"""An edit in; evidence out when a route by which people reach the company is gone or replaced."""

from fairnotice.significance.case import Case, became, removed
from fairnotice.significance.contacts import emails, phones, postal
from fairnotice.significance.quantities import without_dates
from fairnotice.significance.statements import Statement
from fairnotice.significance.words import squashed

_ROUTE = frozenset({"T01", "T02", "T09", "T10", "T12", "T13"})


def contact_replaced(case: Case) -> str:
    """An e-mail address or telephone number that the new text has nowhere, or a postal address
    whose words changed (decision table S04, J08, J09)."""
    if case.edit is None or case.edit.old is None:
        return ""
    old, new = case.edit.old, case.edit.new
    now = new.text if new is not None else ""
    for routes in (emails, phones):
        gone = [r for r in sorted(routes(old.text)) if squashed(r) not in case.texts.new_squash.letters]
        if gone:
            return became(", ".join(gone), ", ".join(sorted(routes(now) - routes(old.text))))
    if new is not None and _address(old) and _address(new) and _address_differs(case):
        return became(old.text if len(old.text) < 90 else _shown(case, "lost"), new.text if len(new.text) < 90 else _shown(case, "gained"))
    if new is None and len(old.norms) <= 25 and postal(without_dates(old.text)) and _address(old):
        return removed(old.text)
    return ""


def _address(side: Statement) -> bool:
    if not postal(without_dates(side.text)) or side.block.kind == "heading":
        return False
    return bool(set(side.topics) & _ROUTE) or len(side.norms) <= 12


def _address_differs(case: Case) -> bool:
    """Something of the address itself came and went: a number, or a word with a capital."""
    assert case.edit is not None  # noqa: S101 - asked by contact_replaced only
    lost = [n for t in case.edit.lost for n in t.text.split() if n[:1].isupper() or n[:1].isdigit()]
    gained = [n for t in case.edit.gained for n in t.text.split() if n[:1].isupper() or n[:1].isdigit()]
    figures = [n for n in (*lost, *gained) if any(c.isdigit() for c in n)]
    return bool(figures) and (bool(lost) and bool(gained)) and not _only_dates(case)


def _only_dates(case: Case) -> bool:
    assert case.edited is not None  # noqa: S101 - asked with both sides only
    old, new = case.edited
    return without_dates(old.text).split() == without_dates(new.text).split()


def _shown(case: Case, side: str) -> str:
    assert case.edit is not None  # noqa: S101 - asked by contact_replaced only
    return ", ".join(stretch.text for stretch in getattr(case.edit, side))
