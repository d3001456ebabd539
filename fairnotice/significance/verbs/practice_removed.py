"""An edit in; evidence out when a statement, or a clause of one, on a topic is gone."""

from fairnotice.significance.case import Case, content, has_facts, removed, short, stretches


def practice_removed(case: Case, *, topic: str, least: str = "3") -> str:
    """The other direction of `practice_added`; what is still stated elsewhere is taken out before
    this is asked."""
    if case.topics[:1] != (topic,) or case.edit is None or case.edit.statement.block.kind == "heading":
        return ""
    if case.removed is not None:
        says = len(content(case.removed.norms)) >= 3 or has_facts(case.removed)
        return removed(short(case.removed.text)) if says else ""
    if case.edited is None:
        return ""
    long = [t for t in case.edit.lost if len(content(t.norms)) >= int(least)]
    return removed(stretches(long)) if long else ""
