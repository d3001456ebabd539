"""An edit in; evidence out when the address by which people act on a right is another one."""

from fairnotice.significance.case import Case, became
from fairnotice.significance.statements import Statement

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
    """A written-out address in a statement on a right is gone from it and another stands there."""
    if case.edited is None:
        return ""
    old, new = case.edited
    if not (old.names("right") & _ACTS or new.names("right") & _ACTS):
        return ""
    gone, came = (
        sorted(_addresses(old) - _addresses(new)),
        sorted(_addresses(new) - _addresses(old)),
    )
    return became(", ".join(gone), ", ".join(came)) if gone and came else ""


def _addresses(side: Statement) -> set[str]:
    return {w.norm for w in side.words if "/" in w.norm and "." in w.norm and "@" not in w.norm}
