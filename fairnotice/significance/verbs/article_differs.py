"""An edit in; evidence out when a legal basis is cited by another letter of Article 6(1)."""

from fairnotice.significance.case import Case, became, written
from fairnotice.significance.lexicon import listed
from fairnotice.significance.statements import Statement

_BASES = listed("6 1 a; 6 1 b; 6 1 c; 6 1 d; 6 1 e; 6 1 f")


def article_differs(case: Case) -> str:
    """GDPR Article 6(1): each letter is a basis of its own, with its own rights."""
    if case.edited is None:
        return ""
    (old, gone), (new, came) = (
        (side, [t for t in _BASES.terms(side.stems) if t.name not in _letters(other)])
        for side, other in (case.edited, case.edited[::-1])
    )
    return became(written(old, gone), written(new, came)) if gone and came else ""


def _letters(side: Statement) -> set[str]:
    return {term.name for term in _BASES.terms(side.stems)}
