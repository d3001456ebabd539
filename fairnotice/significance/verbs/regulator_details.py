"""An edit in; evidence out when only a regulator's name, address or page differs."""

from fairnotice.significance.case import Case, became, short, stretches
from fairnotice.significance.contacts import phones, postal
from fairnotice.significance.lexicon import small_words


def regulator_details(case: Case) -> str:
    """Decision table N12: the body continues and the right is the same."""
    if case.edit is None:
        return ""
    if case.edited is None:
        return _kept(case)
    old, new = case.edited
    if not old.names("regulator") or not new.names("regulator"):
        return ""
    if (
        case.edit.gained_terms("right")
        or case.edit.lost_terms("right")
        or case.edit.gained_terms("data")
    ):
        return ""
    touched = {*case.edit.gained_words, *case.edit.lost_words}
    if touched & (small_words("risky") | {"us", "you", "before", "first"}):
        return ""
    if len(case.gained_content) > 12 or len(case.lost_content) > 12 or old.denials != new.denials:
        return ""
    return became(stretches(case.edit.lost), stretches(case.edit.gained))


def _kept(case: Case) -> str:
    """A statement that gives a regulator's address came or went, and the other text names that
    regulator too."""
    side = case.added or case.removed
    if side is None or not side.names("regulator") or not (postal(side.text) or phones(side.text)):
        return ""
    others = case.texts.old if case.added is not None else case.texts.new
    known = any(s.names("regulator") & side.names("regulator") for s in others)
    return short(side.text) if known and not side.names("data") else ""
