"""An edit in; evidence out when it is a menu, a contents list or a list of links."""

import re

from fairnotice.significance.case import Case, has_facts, short
from fairnotice.significance.lexicon import phrases, stems, word_set
from fairnotice.significance.statements import Statement
from fairnotice.significance.verbs.only_points import WAYS_TO_ACT
from fairnotice.significance.words import squashed


def navigation(case: Case) -> str:
    """Decision table N05, N18: words that lead the reader about and state nothing. A list of
    companies or cookies is no menu, though each of its items may be a link."""
    if case.edit is None:
        return ""
    sides = [side for side in (case.edit.old, case.edit.new) if side is not None]
    return (
        short(case.edit.statement.text)
        if all(_leads(side) or _entry(side, case) for side in sides)
        else ""
    )


def _entry(side: Statement, case: Case) -> bool:
    """A line of a contents list: the words of a heading, and no more."""
    if side.block.kind not in {"item", "paragraph"}:
        return False
    letters = squashed(re.sub(r"^\W*\d{0,2}[.)]?\s*", "", side.text))
    return bool(letters) and letters in case.texts.titles


def _alternative(side: Statement) -> bool:
    """A picture's alternative text and nothing else."""
    runs = [run for run in side.block.runs if run.text.strip()]
    return bool(runs) and all(any(m.kind == "image" for m in run.marks) for run in runs)


def _leads(side: Statement) -> bool:
    if side.block.kind == "picture" or _alternative(side):
        return True
    if side.block.kind in {"row", "heading"}:
        return False
    linked = sum(
        len(run.text) for run in side.block.runs if any(m.kind == "link" for m in run.marks)
    )
    whole = max(len(side.block.text.strip()), 1)
    inside = all(
        m.address.startswith("#") or "/#" in m.address or "#" in m.address
        for run in side.block.runs
        for m in run.marks
        if m.kind == "link"
    )
    named = len(side.norms) <= 6 and set(side.norms) <= word_set("navigation")
    if named and not has_facts(side):
        return True
    if linked / whole < 0.7:
        return False
    if inside or side.names("right") & WAYS_TO_ACT:
        return inside
    about = set(side.topics_of_section[:2]) | set(side.topics[:1])
    listing = about & {"T06", "T07", "T13", "T12"}
    pointing = bool(phrases("wording", "pointers").terms(stems(side.block.lead_in))) or any(
        word in side.block.lead_in.lower() for word in ("notice", "polic", "information", "link")
    )
    return not listing or (pointing and "T13" not in about)
