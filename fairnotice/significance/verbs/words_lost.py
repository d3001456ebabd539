"""An edit in; evidence out when certain words went."""

from fairnotice.significance.case import Case, removed, shown
from fairnotice.significance.lexicon import listed


def words_lost(case: Case, *, phrases: str, near: str = "") -> str:
    """The other direction of `words_gained`."""
    if case.edit is None or case.edit.old is None or case.edit.old.block.kind == "heading":
        return ""
    if near and not set(near.split()) & set(case.topics[:3]):
        return ""
    matcher = listed(phrases)
    has = (
        {t.name for t in matcher.terms(case.edit.new.stems, case.edit.new.pauses)}
        if case.edit.new is not None
        else set()
    )
    old = case.edit.old
    found = [t for t in matcher.terms(old.stems, old.pauses) if t.name not in has]
    return removed(shown(old.raw(t.start, t.end) for t in found)) if found else ""
