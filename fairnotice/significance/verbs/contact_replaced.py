"""An edit in; evidence out when a route by which people reach the company is gone or replaced."""

from fairnotice.significance.case import Case, became, removed
from fairnotice.significance.contacts import emails, phones, postal, same_number
from fairnotice.significance.edits import Texts
from fairnotice.significance.quantities import without_dates
from fairnotice.significance.statements import Statement
from fairnotice.significance.words import squashed

_ROUTE = frozenset({"T01", "T02", "T09", "T10", "T12", "T13"})


def contact_replaced(case: Case, *, serving: str = "any") -> str:
    """An e-mail address or telephone number that the new text has nowhere, or a postal address
    whose words changed (decision table S04, J08, J09). `serving: rights` only in a statement that
    speaks of a right or stands under the rights."""
    if case.edit is None or case.edit.old is None:
        return ""
    old, new = case.edit.old, case.edit.new
    if serving == "rights" and not (
        case.topics[:1] in {("T09",), ("T10",)} or (old.names("right") and "T09" in case.topics[:2])
    ):
        return ""
    now = new.text if new is not None else ""
    for routes in (emails, phones):
        gone = [
            r for r in sorted(routes(old.text)) if _gone(r, case) or id(old) in case.texts.copies
        ]
        if gone:
            return became(", ".join(gone), ", ".join(sorted(routes(now) - routes(old.text))))
    if new is not None and _address(old) and _address(new) and _address_differs(case):
        return became(
            old.text if len(old.text) < 90 else _shown(case, "lost"),
            new.text if len(new.text) < 90 else _shown(case, "gained"),
        )
    if new is None and len(old.norms) <= 25 and postal(without_dates(old.text)) and _address(old):
        return removed(old.text)
    return ""


def _gone(route: str, case: Case) -> bool:
    """The new text has the route nowhere; the country's prefix of a telephone number may be there
    or not."""
    if squashed(route) in case.texts.new_squash.letters:
        return False
    return "@" in route or not any(same_number(route, each) for each in case.texts.once(_numbers))


def _numbers(texts: Texts) -> frozenset[str]:
    """The telephone numbers of the new text."""
    return frozenset[str]().union(*(phones(s.text) for s in texts.new))


def _address(side: Statement) -> bool:
    if not postal(without_dates(side.text)) or side.block.kind == "heading":
        return False
    return bool(set(side.topics) & _ROUTE) or len(side.norms) <= 12


def _address_differs(case: Case) -> bool:
    """Something of the address itself came and went: a number, or a word with a capital."""
    assert case.edit is not None  # noqa: S101 - asked by contact_replaced only
    lost, gained = (
        {n.strip(",.;") for t in side for n in t.text.split()}
        for side in (case.edit.lost, case.edit.gained)
    )
    figures = {n for n in lost if n[:1].isdigit()}, {n for n in gained if n[:1].isdigit()}
    names = {n for n in lost if n[:1].isupper()}, {n for n in gained if n[:1].isupper()}
    other = figures[0] != figures[1] and bool(figures[0] or figures[1])
    return (
        (other and bool(lost and gained)) or min(len(names[0]), len(names[1])) >= 2
    ) and not _only_dates(case)


def _only_dates(case: Case) -> bool:
    assert case.edited is not None  # noqa: S101 - asked with both sides only
    old, new = case.edited
    return without_dates(old.text).split() == without_dates(new.text).split()


def _shown(case: Case, side: str) -> str:
    assert case.edit is not None  # noqa: S101 - asked by contact_replaced only
    return ", ".join(stretch.text for stretch in getattr(case.edit, side))
