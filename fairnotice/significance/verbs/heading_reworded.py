"""An edit in; evidence out when it is a heading or a table's header, whose sense does not turn."""

from fairnotice.model import Block
from fairnotice.significance.case import Case, became


def heading_reworded(case: Case) -> str:
    """Decision table N05. A heading that gains or loses a `not` turns what stands under it and is
    seen there."""
    if case.edit is None or not _leads(case.edit.statement.block):
        return ""
    sides = [s for s in (case.edit.old, case.edit.new) if s is not None]
    if len(sides) == 2 and sides[0].denials != sides[1].denials:
        return ""
    return became(*(s.text if s is not None else "" for s in (case.edit.old, case.edit.new)))


def _leads(block: Block) -> bool:
    return block.kind == "heading" or block.is_header
