"""A place that has its finding in; the words that may tell another fact beside it out."""

from rapidfuzz.distance import Indel

from fairnotice.significance.case import Case
from fairnotice.significance.edits import Stretch
from fairnotice.significance.wording import replacements
from fairnotice.significance.words import norms


def telling(evidence: str) -> set[str]:
    """The words of a finding's evidence, without its own and those that join."""
    return set(norms(evidence)) - {"added", "removed", "and", "or", "the", "our", "your", "a"}


def measured(evidence: str) -> bool:
    """Whether a figure became another, which says by itself what it is."""
    return "→" in evidence and any(map(str.isdigit, evidence))


_A_MEMBER = 6
"""Words that a member of a list, or a cell that names something, has at most."""


def put_in(case: Case) -> set[str]:
    """The words that were put into a list, or into a short cell, of a statement that is still the
    same: in one that was written anew, words that came may merely be mentioned."""
    if case.edit is None or case.edited is None:
        return set()
    places = {each.new_start for each in replacements(case.edit) if not each.old}
    still = Indel.normalized_similarity(*(side.norms for side in case.edited)) >= _STILL_THE_SAME
    return {
        norm
        for each in case.edit.gained
        if _in_short_cell(each) or (still and each.start in places and _member(each))
        for norm in each.norms
    }


_STILL_THE_SAME = 0.6
"""Likeness from which a sentence is what it was, with something put into it."""


def _member(came: Stretch) -> bool:
    """Whether a stretch is a member of a list: behind `and` or `or`, or between commas."""
    if len(came.norms) > _A_MEMBER:
        return False
    ends = came.side.breaks | {len(came.side.norms)}
    return came.norms[0] in {"and", "or"} or (came.start in came.side.breaks and came.end in ends)


def _in_short_cell(came: Stretch) -> bool:
    """Whether it stands in a cell of a row that does no more than name something."""
    if came.side.block.kind != "row":
        return False
    text = came.side.text_folded
    start, end = came.side.words[came.start].start, came.side.words[came.end - 1].end
    tail = text.find("\t", end)
    cell = text[text.rfind("\t", 0, start) + 1 : tail if tail >= 0 else None]
    return len(norms(cell)) <= _A_MEMBER
