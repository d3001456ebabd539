"""An edit in; evidence out when a statement, or a clause of one, on a topic is new."""

from fairnotice.significance.case import Case, added, became, content, has_facts, short, stretches


def practice_added(case: Case, *, topic: str, least: str = "3") -> str:
    """Fires when the edit's likeliest topic is `topic` and what came says something: a whole
    statement with three words of sense or a listed term, or `least` words of sense at one place."""
    if case.topics[:1] != (topic,) or case.edit is None or case.edit.statement.block.kind == "heading":
        return ""
    if case.added is not None:
        says = len(content(case.added.norms)) >= 3 or has_facts(case.added)
        return added(short(case.added.text)) if says else ""
    if case.edited is None:
        return ""
    long = [t for t in case.edit.gained if len(content(t.norms)) >= int(least)]
    if not long:
        return ""
    lost = [t for t in case.edit.lost if content(t.norms)]
    return became(stretches(lost), stretches(long)) if lost else added(stretches(long))
