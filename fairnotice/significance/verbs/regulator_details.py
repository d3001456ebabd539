"""An edit in; evidence out when only a regulator's name, address or page differs."""

import re

from fairnotice.significance.case import Case, became, short, stretches
from fairnotice.significance.contacts import phones, postal
from fairnotice.significance.lexicon import small_words

_ENTRY = re.compile(r"[a-z]{1,2}\d{5,8}")
"""The number under which a company, and no regulator, is registered: `Z1234567`."""


def regulator_details(case: Case) -> str:
    """Decision table N12: the body continues and the right is the same."""
    if case.edit is None:
        return ""
    if case.edited is None:
        return _kept(case)
    return (
        became(stretches(case.edit.lost), stretches(case.edit.gained)) if _same_right(case) else ""
    )


def _same_right(case: Case) -> bool:
    """Both sides name a regulator, and what differs is short and touches no right, no duty and
    not the company."""
    if case.edit is None or not all(
        s is not None and s.names("regulator") for s in (case.edit.old, case.edit.new)
    ):
        return False
    if case.edit.gained_terms("regulator") and case.edit.lost_terms("regulator"):
        return False
    facts = [
        *case.edit.gained_terms("right"),
        *case.edit.lost_terms("right"),
        *case.edit.gained_terms("data"),
    ]
    touched = {*case.edit.gained_words, *case.edit.lost_words}
    if any(map(_ENTRY.fullmatch, touched)):
        return False
    careful = small_words("risky") | {
        "our",
        "us",
        "we",
        "you",
        "after",
        "before",
        "first",
        "court",
        "courts",
    }
    brief = max(len(case.gained_content), len(case.lost_content)) <= 12
    return brief and not facts and not touched & careful


def _kept(case: Case) -> str:
    """A statement that gives a regulator's address came or went, and the other text names that
    regulator too."""
    side = case.added or case.removed
    if side is None or not side.names("regulator") or not (postal(side.text) or phones(side.text)):
        return ""
    others = case.texts.old_names if case.added is not None else case.texts.new_names
    known = any(("regulator", name) in others for name in side.names("regulator"))
    return short(side.text) if known and not side.names("data") else ""
