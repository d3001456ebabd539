"""An edit in; evidence out when it only shows where to read more."""

from fairnotice.significance.case import Case, short
from fairnotice.significance.contacts import emails
from fairnotice.significance.edits import Stretch
from fairnotice.significance.lexicon import FACT_KINDS, Term, phrases
from fairnotice.significance.statements import Statement

_WAYS_TO_ACT = frozenset({"opt-out", "withdrawal", "objection", "complaint", "opt-in"})
_OPENING = 6
"""Words within which a pointer has to begin, or it is only the tail of a statement."""


def only_points(case: Case) -> str:
    """A statement added or removed that points to other words and states no fact (N14, N18)."""
    if case.edit is None:
        return ""
    if any(map(_tells_more, (*case.edit.gained, *case.edit.lost))):
        return ""
    sides = [side for side in (case.edit.old, case.edit.new) if side is not None]
    return short(case.edit.statement.text) if all(_points(side) for side in sides) else ""


def _tells_more(stretch: Stretch) -> bool:
    """Whether a stretch is a clause behind a comma that says what somebody does (`our offers, which
    we choose by what you read`)."""
    if stretch.start == 0 or stretch.start not in stretch.side.breaks:
        return False
    return stretch.norms[0] in {"which", "who", "whom", "and", "but", "because"} and "we" in (
        stretch.norms
    )


def _points(side: Statement) -> bool:
    if len(side.norms) > 45 or side.block.kind == "row" or side.denials:
        return False
    found = [
        t
        for t in phrases("wording", "pointers").terms(side.stems)
        if _leads_reader(side, t.start) and _participle(side, t)
    ]
    if not found or side.names("right") & _WAYS_TO_ACT or emails(side.text):
        return False
    opens = found[0].start <= _OPENING
    facts = any(term.kind in FACT_KINDS for term in side.terms)
    return opens and not _does(side) if facts else True


def _participle(side: Statement, found: Term) -> bool:
    """`Detailed in` leads the reader; `your details in` does not."""
    first = found.name.split()[0]
    return not first.endswith("ed") or side.norms[found.start] == first


def _leads_reader(side: Statement, place: int) -> bool:
    """`see`, `read`, `view` … tell the reader what to do: at the beginning, or after `please`."""
    if side.norms[place] not in {
        "see",
        "read",
        "view",
        "visit",
        "review",
        "refer",
        "described",
        "detailed",
    }:
        return True
    asking = {
        "please",
        "you",
        "can",
        "also",
        "and",
        "or",
        "to",
        "may",
        "should",
        "information",
        "details",
        "as",
        "is",
        "are",
    }
    return place == 0 or side.norms[place - 1] in asking


def _does(side: Statement) -> bool:
    """The company does something in it: a `we` that no `how`, `what` or `data` leads in."""
    led = {
        "how",
        "what",
        "why",
        "that",
        "data",
        "information",
        "which",
        "when",
        "where",
        "way",
        "ways",
        "and",
        "purposes",
        "policy",
        "who",
        "with",
        "whom",
        "technologies",
        "cookies",
        "rights",
    }
    return any(
        norm == "we" and (place == 0 or side.norms[place - 1] not in led)
        for place, norm in enumerate(side.norms)
    )
