"""An edit in; evidence out when it only shows where to read more."""

from fairnotice.significance.case import FACT_KINDS, Case, short
from fairnotice.significance.contacts import emails
from fairnotice.significance.lexicon import phrases
from fairnotice.significance.statements import Statement

_WAYS_TO_ACT = frozenset({"opt-out", "withdrawal", "objection", "complaint", "opt-in"})
_OPENING = 6
"""Words within which a pointer has to begin, or it is only the tail of a statement."""


def only_points(case: Case) -> str:
    """A statement added or removed that points to other words and states no fact (N14, N18)."""
    side = case.added or case.removed
    return short(side.text) if side is not None and _points(side) else ""


def _points(side: Statement) -> bool:
    if len(side.norms) > 45 or side.block.kind == "row" or side.denials:
        return False
    found = phrases("wording", "pointers").terms(side.stems)
    if not found or side.names("right") & _WAYS_TO_ACT or emails(side.text):
        return False
    opens = found[0].start <= _OPENING
    facts = any(term.kind in FACT_KINDS for term in side.terms)
    acts = bool({"we", "our"} & set(side.norms[: found[0].start])) and opens
    return opens and not acts if facts else True
