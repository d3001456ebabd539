"""An edit in; evidence out when a company is named where data goes, and was not before."""

from fairnotice.significance.case import Case, added, content, shown
from fairnotice.significance.edits import Stretch
from fairnotice.significance.entities import is_name
from fairnotice.significance.wording import replacements
from fairnotice.significance.words import squashed

_WHERE_DATA_GOES = frozenset({"T06", "T07", "T12", "T13"})


def name_added(case: Case) -> str:
    """A name, alone or behind `and`, that the old text has nowhere, in a statement on recipients,
    cookies or advertising; a swap of names is told before this is asked."""
    if case.edited is None or case.edit is None:
        return ""
    new = case.edited[1]
    if not (set(case.topics[:2]) & _WHERE_DATA_GOES or "share" in new.frame()):
        return ""
    known = case.texts.old_squash.letters
    places = {r.new_start for r in replacements(case.edit) if not content(r.old)}
    found = [
        t.text
        for t in case.edit.gained
        if t.start in places and _name(t) and squashed(t.text) not in known
    ]
    return added(shown(found)) if found else ""


def _name(stretch: Stretch) -> bool:
    start = stretch.start
    while start < stretch.end and stretch.side.norms[start] in {"and", "or", "by", "with", "the"}:
        start += 1
    return start < stretch.end and is_name(
        stretch.side.norms[start : stretch.end], stretch.side, start
    )
