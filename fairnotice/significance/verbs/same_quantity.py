"""An edit in; evidence out when only units and formats of quantities and dates differ."""

from fairnotice.significance.case import Case, became, stretches
from fairnotice.significance.quantities import with_equal_spans


def same_quantity(case: Case) -> str:
    """Decision table N04: 12 months is one year; a month is not 30 days."""
    if case.edited is None or case.edit is None:
        return ""
    old, new = case.edited
    if with_equal_spans(old.text) != with_equal_spans(new.text):
        return ""
    return became(stretches(case.edit.lost), stretches(case.edit.gained))
