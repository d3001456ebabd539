"""An edit in; evidence out when a whole statement with facts of two kinds came or went."""

from fairnotice.significance.case import Case, added, removed, short
from fairnotice.significance.lexicon import FACT_KINDS


def facts_differ(case: Case, *, turn: str) -> str:
    """`turn: added` or `turn: removed`; asked when no topic could be told, so two kinds of listed
    term (a recipient and a kind of data, say) have to stand together."""
    side = case.added if turn == "added" else case.removed
    if side is None or side.block.kind == "heading":
        return ""
    if len({term.kind for term in side.terms if term.kind in FACT_KINDS}) < 2:
        return ""
    return (added if turn == "added" else removed)(short(side.text))
