"""A statement in; the rights that its verbs give its reader out: `you can see, correct or delete
it` names three, without the name of one."""

from collections.abc import Iterable, Mapping
from functools import cache

from fairnotice.significance.lexicon import Term, lexicon
from fairnotice.significance.statements import Statement

_READER = frozenset({"you", "your", "right", "rights", "request", "residents"})
"""Words of which one stands where a reader is told what they can do."""


def speaks_of_reader(side: Statement) -> bool:
    """Whether it may be about what the reader can do or ask."""
    return not _READER.isdisjoint(side.norms)


def rights_by_verbs(side: Statement) -> frozenset[str]:
    """The names of the rights that its verbs give."""
    return rights_of(side.norms) if speaks_of_reader(side) else frozenset()


def rights_of(norms: Iterable[str]) -> frozenset[str]:
    """The names of the rights of which the verbs stand among some normalised words."""
    verbs = _verbs()
    return frozenset(verbs[norm] for norm in norms if norm in verbs)


def only_in(side: Statement, terms: Iterable[Term], other: Statement | None) -> list[Term]:
    """Those of a side's words for rights of which the other side does not give the right by its
    verbs."""
    given = rights_by_verbs(other) if other is not None else frozenset()
    return [term for term in terms if term.name not in given and not _no_right(side, term)]


def _no_right(side: Statement, term: Term) -> bool:
    """Whether a word for a right names none there: complaints of which no reader is told."""
    return term.name == "complaint" and not speaks_of_reader(side)


@cache
def _verbs() -> Mapping[str, str]:
    """Verb → the name of the right that it gives."""
    return {verb: name for name, verbs in lexicon("rights")["verbs"].items() for verb in verbs}
