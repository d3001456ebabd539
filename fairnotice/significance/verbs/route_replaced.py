"""An edit in; evidence out when the address by which people act on a right is another, or gone."""

from fairnotice.significance.case import Case, became, stretches
from fairnotice.significance.contacts import emails
from fairnotice.significance.lexicon import phrases, small_words, stems
from fairnotice.significance.statements import Statement
from fairnotice.significance.words import norms

_ACTS = frozenset(
    {
        "opt-out",
        "withdrawal",
        "objection",
        "complaint",
        "erasure",
        "access",
        "rectification",
        "preference control",
        "portability",
    }
)


def route_replaced(case: Case) -> str:
    """A written-out address in a statement on a right is gone from it, and another stands there or
    none: what was written out may have become a link. Or what was asked for by a form, a letter, a
    call … is asked for in another way."""
    if case.edited is None or case.edit is None:
        return ""
    old, new = case.edited
    if old.names("right") & _ACTS or new.names("right") & _ACTS:
        gone, came = (
            sorted(_addresses(old) - _addresses(new)),
            sorted(_addresses(new) - _addresses(old)),
        )
        if not came:
            gone = [address for address in gone if address not in _linked(new)]
        if gone:
            return became(", ".join(gone), ", ".join(came))
    told = case.topics[:1] == ("T09",)
    if not all(_asks(side, told=told) for side in case.edited):
        return ""
    before, after = _ways(old), _ways(new)
    if not (before - after and after - before):
        return ""
    return became(stretches(case.edit.lost), stretches(case.edit.gained))


def _asks(side: Statement, *, told: bool) -> bool:
    """Whether it is by this that people act on a right; `told` where it is told of rights."""
    if side.names("right") & _ACTS or _EXERCISE in side.stems:
        return True
    if told and not small_words("right_words").isdisjoint(side.norms):
        return True
    return "request" in side.stems and not {"right", "rights"}.isdisjoint(side.norms)


(_EXERCISE,) = stems("exercise")


def _ways(side: Statement) -> set[str]:
    """The sorts of ways to reach somebody that it names."""
    found = {term.kind for term in phrases("wording", "routes").terms(side.stems)}
    return found | ({"email"} if emails(side.text) else set())


def _linked(side: Statement) -> str:
    """The addresses behind the links of the block in which it stands, as words are compared."""
    marks = (mark for run in side.block.runs for mark in run.marks)
    return " ".join(norm for mark in marks for norm in norms(mark.address))


def _addresses(side: Statement) -> set[str]:
    return {w.norm for w in side.words if "/" in w.norm and "." in w.norm and "@" not in w.norm}
