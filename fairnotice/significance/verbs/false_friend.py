"""An edit in; evidence out when a word gave way to one that only looks like a synonym."""

from collections.abc import Iterable
from functools import cache

from fairnotice.significance.case import Case, became, stretches
from fairnotice.significance.edits import Stretch
from fairnotice.significance.lexicon import lexicon
from fairnotice.significance.words import norms, stem


def false_friend(case: Case) -> str:
    """Delete against anonymise, share against sell …: in either direction, at one place."""
    if case.edited is None or case.edit is None:
        return ""
    gone, came = (
        {stem(n) for n in norms} for norms in (case.edit.lost_words, case.edit.gained_words)
    )
    for one, other in _pairs():
        turned = gone & one and came & other and not gone & other
        back = gone & other and came & one and not came & other
        if turned or back:
            return became(
                *(_with(one | other, side) for side in (case.edit.lost, case.edit.gained))
            )
    return ""


def _with(telling: frozenset[str], found: Iterable[Stretch]) -> str:
    """The stretches that hold one of the words."""
    return stretches(each for each in found if telling.intersection(map(stem, each.norms)))


@cache
def _pairs() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    listed = lexicon("false_friends")["pairs"]
    one, other = 0, 1
    return tuple((_stems(pair[one]), _stems(pair[other])) for pair in listed)


def _stems(listed: list[str]) -> frozenset[str]:
    return frozenset(stem(norm) for phrase in listed for norm in norms(phrase))
