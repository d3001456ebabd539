"""An edit in; evidence out when it is tone, history or an explanation without a fact."""

from fairnotice.significance.case import Case, has_facts, short
from fairnotice.significance.lexicon import phrases, stems
from fairnotice.significance.quantities import periods
from fairnotice.significance.statements import Statement

_MEASURES = frozenset(stems("measure safeguard"))
"""Who has these promises something, in whatever tone."""


def only_tone(case: Case) -> str:
    """Decision table J16, N14, N18: no practice, person, period, place or right is stated."""
    if case.edit is None:
        return ""
    sides = [side for side in (case.edit.old, case.edit.new) if side is not None]
    return short(case.edit.statement.text) if all(_tone(side) for side in sides) else ""


def _tone(side: Statement) -> bool:
    if (
        has_facts(side)
        or side.names("security")
        or not _MEASURES.isdisjoint(side.stems)
        or "negation" in side.names("polarity")
        or periods(side.text)
        or len(side.norms) > 60
    ):
        return False
    if any(n.isdigit() and len(n) > 4 for n in side.norms) or "@" in side.text:
        return False
    if side.names("action") - {"protect", "use", "apply", "inform"}:
        return False
    return bool(phrases("wording", "tone").terms(side.stems))
