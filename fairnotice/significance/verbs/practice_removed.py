"""An edit in; evidence out when a statement, or a clause of one, on a topic is gone."""

from fairnotice.significance.case import Case, removed, short, stretches
from fairnotice.significance.edits import Stretch
from fairnotice.significance.rights import rights_by_verbs, rights_of
from fairnotice.significance.statements import Statement
from fairnotice.significance.verbs.practice_added import says_something, tells, unsaid


def practice_removed(case: Case, *, topic: str, least: str = "3") -> str:
    """The other direction of `practice_added`; what is still stated elsewhere is taken out before
    this is asked."""
    if (
        case.topics[:1] != (topic,)
        or case.edit is None
        or case.edit.statement.block.kind == "heading"
    ):
        return ""
    if case.removed is not None:
        says = says_something(case.removed, topic)
        return removed(short(case.removed.text)) if says else ""
    if case.edited is None or not any(says_something(side, topic) for side in case.edited):
        return ""
    long = [
        t
        for t in case.edit.lost
        if len(unsaid(t, case.edit.gained)) >= int(least) and tells(t, topic)
    ]
    if topic == "T09":
        long = [t for t in long if not _still_given(t, case.edited[1])]
    return removed(stretches(long)) if long else ""


def _still_given(stretch: Stretch, new: Statement) -> bool:
    """Whether the words name rights by their verbs, all of which other verbs give now."""
    gone = rights_of(stretch.norms)
    return bool(gone) and gone <= rights_by_verbs(new)
