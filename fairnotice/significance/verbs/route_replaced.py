"""An edit in; evidence out when the address by which people act on a right is another, or gone."""

from fairnotice.significance.case import Case, became
from fairnotice.significance.statements import Statement
from fairnotice.significance.words import norms

_ACTS = frozenset(
    {
        "opt-out",
        "withdrawal",
        "objection",
        "complaint",
        "erasure",
        "access",
        "rectification",
        "preference control",
        "portability",
    }
)


def route_replaced(case: Case) -> str:
    """A written-out address in a statement on a right is gone from it, and another stands there or
    none: what was written out may have become a link."""
    if case.edited is None:
        return ""
    old, new = case.edited
    if not (old.names("right") & _ACTS or new.names("right") & _ACTS):
        return ""
    gone, came = (
        sorted(_addresses(old) - _addresses(new)),
        sorted(_addresses(new) - _addresses(old)),
    )
    if not came:
        gone = [address for address in gone if address not in _linked(new)]
    return became(", ".join(gone), ", ".join(came)) if gone else ""


def _linked(side: Statement) -> str:
    """The addresses behind the links of the block in which it stands, as words are compared."""
    marks = (mark for run in side.block.runs for mark in run.marks)
    return " ".join(norm for mark in marks for norm in norms(mark.address))


def _addresses(side: Statement) -> set[str]:
    return {w.norm for w in side.words if "/" in w.norm and "." in w.norm and "@" not in w.norm}
