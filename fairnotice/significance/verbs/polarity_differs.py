"""An edit in; evidence out when a negation came or went."""

from fairnotice.significance.case import Case, became, content, stretches
from fairnotice.significance.edits import Stretch
from fairnotice.significance.statements import Statement
from fairnotice.significance.words import stem

_OPPOSITES = (
    ({"keep", "retain", "stor"}, {"delet", "eras", "remov", "discard"}),
    ({"on"}, {"off"}),
    ({"allow", "permit"}, {"prohibit", "forbid"}),
    ({"fail", "failur", "unabl"}, {"not"}),
    ({"refus"}, {"block", "reject"}),
)


def polarity_differs(case: Case) -> str:
    """Counts negations on both sides, scope of lead-in included. A negation that goes together
    with a verb's turn into its opposite (`do not keep` → `delete`) is no change; nor does it turn
    what a statement says where it came or went with the whole clause that it denies."""
    if case.edited is None or case.edit is None:
        return ""
    old, new = case.edited
    before, after = (side.denials for side in (old, new))
    if before == after or (before - after) % 2 == 0:
        return ""
    lost, gained = (
        {stem(n) for n in words} for words in (case.edit.lost_words, case.edit.gained_words)
    )
    for one, other in _OPPOSITES:
        if (lost & one and gained & other) or (lost & other and gained & one):
            return ""
    if old.denied == new.denied and not (
        _turns(case.edit.lost, new) if before > after else _turns(case.edit.gained, old)
    ):
        return ""
    return (
        became(stretches(case.edit.lost), stretches(case.edit.gained))
        or became(old.block.lead_in, new.block.lead_in)
        or became(old.section.title, new.section.title)
    )


def _turns(places: tuple[Stretch, ...], other: Statement) -> bool:
    """Whether a negation in these places turns what the other statement says too, which has half of
    the words of sense of the clause that is denied; or the clause is a promise by itself."""
    for place in places:
        for term in place.side.terms:
            if term.name == "negation" and term.start < place.end and place.start < term.end:
                start, end = _clause(place.side, term.start)
                said = {stem(n) for n in content(place.side.norms[start:end]) if n not in _NOT}
                if 2 * len(said & other.sentence.stem_set) >= len(said):
                    return True
                if _promises(place.side, start, end):
                    return True
    return False


def _promises(side: Statement, start: int, end: int) -> bool:
    """Whether the company says in these words what it does with data."""
    done = any(t.kind == "action" and start <= t.start < end for t in side.terms)
    return done and "we" in side.norms[start:end]


_NOT = frozenset({"not", "never", "no", "nor", "neither", "none", "without", "or", "if"})


def _clause(side: Statement, place: int) -> tuple[int, int]:
    """Where the words between the commas, brackets or stops around a place begin and end."""
    start = max((each for each in side.breaks if each <= place), default=0)
    return start, min((each for each in side.breaks if each > place), default=len(side.norms))
