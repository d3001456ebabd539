"""An edit in; evidence out when it no longer names something of a kind."""

from fairnotice.significance.case import Case, removed, written
from fairnotice.significance.rights import only_in

_OF_OTHER_WORK = frozenset({"backups", "staff training"})
"""Measures that are none where a statement is not on security: staff are trained in sales, too."""


def terms_lost(case: Case, *, kind: str, names: str = "", whole: str = "yes") -> str:
    """The other direction of `terms_gained`; only what the new text names nowhere any more
    counts when the statement is gone as a whole. Of what protects data, what was said not to be
    is not lost."""
    if case.edit is None or (whole == "no" and case.edited is None) or case.edit.old is None:
        return ""
    if case.edit.old.denied or case.edit.old.block.kind == "heading":
        return ""
    found = case.edit.lost_terms(kind)
    if case.removed is not None:
        found = [term for term in found if (kind, term.name) not in case.texts.new_names]
    if kind == "security":
        found = [
            term
            for term in found
            if not case.edit.old.denies(term.start)
            and (term.name not in _OF_OTHER_WORK or "T15" in case.near)
        ]
    if kind == "right":
        found = only_in(case.edit.old, found, case.edit.new)
    if names:
        wanted = {name.strip() for name in names.split(";")}
        found = [term for term in found if term.name in wanted]
    return removed(written(case.edit.old, found)) if found else ""
