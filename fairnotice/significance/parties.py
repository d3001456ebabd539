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


def exchanged_parties(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether two who are spoken of changed places, and are no neighbours in a list: `we tell your
    doctor what your insurer says`. A sentence in the passive has who acts at its end."""
    if ("by" in old) != ("by" in new):
        return False
    one, other = _in_order(old), _in_order(new)
    if one == other or sorted(one) != sorted(other):
        return False
    return not any(_is_list(words) for words in (old, new))


def _in_order(words: tuple[str, ...]) -> list[str]:
    """Who is spoken of, without inflection, in the order in which they are named."""
    return [name for name in map(stem, words) if name in _parties()]


def _is_list(words: tuple[str, ...]) -> bool:
    """Whether nothing stands between those who are spoken of but what joins a list."""
    places = [at for at, norm in enumerate(words) if stem(norm) in _parties()]
    return set(words[places[0] : places[-1] + 1]) - {words[at] for at in places} <= _JOINING


_JOINING = frozenset({"a", "and", "any", "with", "or", "our", "the", "their", "to", "your"})


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
