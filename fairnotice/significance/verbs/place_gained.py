"""An edit in; evidence out when data goes to a place that was not named before."""

from collections.abc import Iterable

from fairnotice.significance.case import Case, added, shown
from fairnotice.significance.edits import Texts
from fairnotice.significance.lexicon import Term, small_words
from fairnotice.significance.statements import Statement


def place_gained(case: Case) -> str:
    """A country, union or city comes into a statement on transfers; or, where suppliers are listed,
    one that the old text names nowhere. Places whose people a right is for are no such place, nor
    in a new statement that whose law is named, or where data was said to go already."""
    if case.edit is None or case.edit.new is None or case.edit.new.block.kind == "heading":
        return ""
    new = case.edit.new
    found = case.edit.gained_terms("place")
    if (
        not found
        or new.denied
        or (
            small_words("of_people") & set(new.norms)
            and (new.names("right") or {"right", "rights"} & set(new.norms))
        )
    ):
        return ""
    about = case.topics[:1] == ("T07",) or ("T07" in case.topics[:2] and "transfer" in new.frame())
    if not about:
        if not {"T06", "T07"} & set(case.topics[:2]) or new.block.kind not in {"row", "item"}:
            return ""
        found = [term for term in found if ("place", term.name) not in case.texts.old_names]
    elif case.added is not None:
        known = case.texts.once(_reached)
        found = [
            term
            for term in found
            if _outside(new, term) or (term.name not in known and not _whose_law(new, term))
        ]
    return added(_written(new, found))


def _reached(texts: Texts) -> frozenset[str]:
    """The places to which data goes by the old text."""
    on_transfers = (side for side in texts.old if side.names("place") and "T07" in side.topics[:1])
    return frozenset(
        term.name
        for side in on_transfers
        for term in side.terms
        if term.kind == "place" and not _outside(side, term) and not _whose_law(side, term)
    )


def _whose_law(side: Statement, term: Term) -> bool:
    """`UK law`: nothing goes there."""
    return not small_words("state").isdisjoint(side.norms[term.end : term.end + 1])


def _outside(side: Statement, term: Term) -> int:
    """How many words before a place turn it round: `outside the UK` is everywhere else."""
    before = side.norms[max(0, term.start - 2) : term.start]
    return next(
        (len(before) - at for at, norm in enumerate(before) if norm in small_words("outside")), 0
    )


def _written(side: Statement, found: Iterable[Term]) -> str:
    return shown(side.raw(term.start - _outside(side, term), term.end) for term in found)
