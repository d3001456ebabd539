"""An edit in; evidence out when it is a line of the notice's own log of changes."""

import re

from fairnotice.significance.case import Case, has_facts, short
from fairnotice.significance.lexicon import phrases
from fairnotice.significance.quantities import dates
from fairnotice.significance.statements import Statement

_REPORTS = re.compile(
    r"\b(?:updated|revised|amended|modified|changed|published)\b.{0,60}"
    r"\b(?:policy|notice|statement|terms)\b",
    re.IGNORECASE,
)


def log_line(case: Case) -> str:
    """A log reports changes and states no practice; what it reports is judged where it stands."""
    if case.edit is None:
        return ""
    sides = [side for side in (case.edit.old, case.edit.new) if side is not None]
    return short(case.edit.statement.text) if all(is_log(side) for side in sides) else ""


def is_log(side: Statement) -> bool:
    """True for a statement that reports a change of the text and nothing else."""
    return _in_log(side) or _dated(side) or (len(side.norms) <= 30 and _announces(side))


def _in_log(side: Statement) -> bool:
    """It stands in a section or list of changes."""
    if phrases("wording", "changelog_headings").terms(side.title_stems) and (
        "T16" in side.topics[:2] or dates(side.text) or side.block.kind in {"item", "row"}
    ):
        return len(side.norms) <= 60
    lead = side.block.lead_in.lower()
    changed = ("updated", "changed", "revised", "amended", "changes")
    return any(word in lead for word in changed) and len(side.norms) <= 12


def _dated(side: Statement) -> bool:
    """It opens with a date and a colon or dash."""
    opening = " ".join(side.text.split()[:5])
    if re.match(r"^\W*last (?:updated|revised|modified|changed)\b", side.text, re.IGNORECASE):
        return bool(dates(side.text)) and not {"we", "our"} & set(side.norms)
    return bool(dates(opening)) and bool(re.match(r"^\W*[\w ,.]{4,22}\W*[:–—-]", side.text))


def _announces(side: Statement) -> bool:
    """It says that the text was updated, and no more."""
    opening = " ".join(side.text.split()[:5])
    if re.match(r"^\W*update\b", side.text, re.IGNORECASE):
        return bool(dates(opening)) or "policy" in side.norms
    if not _REPORTS.search(side.text):
        return False
    plain = not has_facts(side) and not {"will", "may"} & set(side.norms)
    return bool(dates(side.text)) or (len(side.norms) <= 16 and plain)
