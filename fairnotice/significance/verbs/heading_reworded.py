"""An edit in; evidence out when it is a heading or a table's header, whose sense does not turn."""

from fairnotice.model import Block
from fairnotice.significance.case import Case, became
from fairnotice.significance.statements import Statement


def heading_reworded(case: Case) -> str:
    """Decision table N05. A heading that gains or loses a `not`, or where `must` and `may` change
    places, turns what stands under it and is seen there."""
    if case.edit is None or not _leads(case.edit.statement.block):
        return ""
    sides = [s for s in (case.edit.old, case.edit.new) if s is not None]
    if len(sides) == 2 and (
        sides[0].denials != sides[1].denials or _bound(sides[0]) != _bound(sides[1])
    ):
        return ""
    return became(*(s.text if s is not None else "" for s in (case.edit.old, case.edit.new)))


_BOUND = frozenset({"must", "required", "compulsory", "mandatory", "obliged"})


def _bound(side: Statement) -> bool:
    return not _BOUND.isdisjoint(side.norms)


def _leads(block: Block) -> bool:
    return block.kind == "heading" or block.is_header
