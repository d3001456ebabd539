"""An edit in; evidence out when a word gave way to one that only looks like a synonym."""

from functools import cache

from fairnotice.significance.case import Case, became
from fairnotice.significance.lexicon import lexicon
from fairnotice.significance.wording import replacements
from fairnotice.significance.words import stem, words


def false_friend(case: Case) -> str:
    """Delete against anonymise, share against sell …: in either direction, at one place."""
    if case.edited is None or case.edit is None:
        return ""
    old, new = case.edited
    for each in replacements(case.edit):
        gone, came = ({stem(n) for n in norms} for norms in (each.old, each.new))
        for one, other in _pairs():
            if (gone & one and came & other and not gone & other) or (gone & other and came & one and not came & other):
                return became(
                    old.raw(each.old_start, each.old_start + len(each.old)),
                    new.raw(each.new_start, each.new_start + len(each.new)),
                )
    return ""


@cache
def _pairs() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    listed = lexicon("false_friends")["pairs"]
    one, other = 0, 1
    return tuple((_stems(pair[one]), _stems(pair[other])) for pair in listed)


def _stems(listed: list[str]) -> frozenset[str]:
    return frozenset(stem(w.norm) for phrase in listed for w in words(phrase))
