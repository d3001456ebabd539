"""The words of two sentences in; whether they speak of more of somebody, or of others than
companies, out.

A word's ending is no fact about most things, but `our courier` and `our couriers` are not as many
who get data, and organisations are more than companies.
"""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from fairnotice.significance.lexicon import lexicon, stems
from fairnotice.significance.words import stem

_CERTAIN = frozenset({"1", "its", "our", "that", "the", "these", "this", "those"})
"""Words before somebody who is meant: `a courier` and `couriers` are any."""


def other_parties(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether one of somebody became several, or the reverse, or companies organisations."""
    before, after = set(_certain(old)), set(_certain(new))
    gone, come = before - after, after - before
    if any((name, not several) in come for name, several in gone):
        return True
    return _wider(old, new) or _wider(new, old) or _of_anybody(old, new) or _of_anybody(new, old)


def _of_anybody(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether somebody of the reader's became all of that kind: `your teacher`, `teachers`."""
    yours, now = _yours(old), _yours(new)
    bare = {stem(norm) for before, norm in pairwise(("", *new)) if before not in _DETERMINED}
    return any(name in bare for name in yours - now)


def _yours(words: tuple[str, ...]) -> frozenset[str]:
    """Who is spoken of as the reader's, without inflection."""
    return (
        frozenset(stem(norm) for before, norm in pairwise(words) if before == "your") & _parties()
    )


_DETERMINED = _CERTAIN | {"a", "an", "my", "their", "your"}


def _certain(words: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """Who is meant, without inflection, and whether they are several; a word may stand between
    (`our parent company`)."""
    for place, before in enumerate(words):
        if before in _CERTAIN:
            for norm in words[place + 1 : place + 3]:
                if (name := stem(norm)) in _parties():
                    yield name, norm.endswith("s") and not norm.endswith("ss")


def _wider(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether any companies became any organisations, which may be offices and charities too."""
    return bool(_any(old) & _COMPANIES - _any(new)) and bool(_any(new) & _OTHERS - _any(old))


_COMPANIES = frozenset(stems("business company firm"))
_OTHERS = frozenset(stems("organisation"))


def _any(words: tuple[str, ...]) -> frozenset[str]:
    """Who is spoken of, without inflection, but for those that are meant."""
    return frozenset(
        stem(norm) for before, norm in pairwise(("", *words)) if before not in _CERTAIN
    )


@cache
def _parties() -> frozenset[str]:
    """Who may get data, by one word."""
    listed = [stems(each) for names in lexicon("recipients")["terms"].values() for each in names]
    return _COMPANIES | _OTHERS | {each[0] for each in listed if len(each) == 1}
