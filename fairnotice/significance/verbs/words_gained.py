"""An edit in; evidence out when certain words came."""

from fairnotice.significance.case import Case, added, shown
from fairnotice.significance.lexicon import listed
from fairnotice.significance.statements import Statement


def words_gained(
    case: Case, *, phrases: str, near: str = "", denied: str = "told", by: str = "anybody"
) -> str:
    """`phrases`, separated by semicolons: any of them in the new statement and not in the old one;
    `near`: one of these topics must be among the edit's first three; `denied: untold` where it is
    said that it is not done; `by: reader` where we or others do it."""
    if case.edit is None or case.edit.new is None or case.edit.new.block.kind == "heading":
        return ""
    if near and not set(near.split()) & set(case.topics[:3]):
        return ""
    matcher = listed(phrases)
    had = (
        {t.name for t in matcher.terms(case.edit.old.stems, case.edit.old.pauses)}
        if case.edit.old is not None
        else set()
    )
    new = case.edit.new
    found = [t for t in matcher.terms(new.stems, new.pauses) if t.name not in had]
    if denied == "untold":
        found = [t for t in found if not new.denies(t.start)]
    if by == "reader":
        found = [t for t in found if not _others_do(new, t.start)]
    return added(shown(new.raw(t.start, t.end) for t in found)) if found else ""


def _others_do(side: Statement, place: int) -> bool:
    """Whether we or they are the nearest before a place who act, and not the reader."""
    before = side.norms[max(0, place - 6) : place]
    acting = [norm for norm in before if norm in {"they", "we", "you"}]
    return bool(acting) and acting[-1] != "you"
