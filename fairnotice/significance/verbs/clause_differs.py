"""An edit in; evidence out when words of sense came or went at any place."""

from fairnotice.significance.case import Case, became, shown, stretches


def clause_differs(case: Case, *, side: str = "both") -> str:
    """`side`: `both`, or `lost` for words that went alone."""
    if case.edit is None:
        return ""
    if side == "lost":
        gone = set(case.lost_content) - set(case.gained_content)
        return shown(t.text for t in case.edit.lost) if gone else ""
    if not (case.gained_content or case.lost_content):
        return ""
    return became(stretches(case.edit.lost), stretches(case.edit.gained))
