"""An edit in; evidence out when a purpose in plain words came or went: `to …`, `for …ing`."""

from fairnotice.significance.case import Case, added, content, removed, shown
from fairnotice.significance.edits import Stretch


def purpose_phrase(case: Case, *, turn: str) -> str:
    """`turn: added` or `turn: dropped`. The stretch opens, behind a comma, `and` or `or`, with `to`
    and a verb, or with `for`; the statement says what is done with data."""
    if case.edited is None or case.edit is None or "T04" not in case.topics[:2]:
        return ""
    if not case.edited[0].frame() & {"use", "collect", "share"}:
        return ""
    found = [t for t in (case.edit.gained if turn == "added" else case.edit.lost) if _purpose(t)]
    return (added if turn == "added" else removed)(shown(t.text for t in found)) if found else ""


def _purpose(stretch: Stretch) -> bool:
    words = stretch.norms
    while words and words[0] in {"and", "or", "also"}:
        words = words[1:]
    if len(words) < 2 or words[1] in {"each", "every"}:
        return False  # `for each of them`
    return words[0] in {"to", "for"} and bool(content(words[1:]))
