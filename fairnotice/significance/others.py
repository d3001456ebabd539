"""The statements of a text in; those that may say what one of the other text says, out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property
from itertools import chain
from math import ceil

from fairnotice.significance.statements import Statement

_LOOKS = 20_000_000
"""Statements that hold a rare word of another, for all that differs in two texts."""
_TRIES = 500_000
"""The same for those that hold enough of its words, which are looked at more closely."""


class Others:
    """The statements of the other text, in which what came or went is looked for."""

    def __init__(self, statements: Sequence[Statement], stems_of: Sequence[frozenset[str]]) -> None:
        """`stems_of` holds the stems of each."""
        self.statements = statements
        self._stems_of = stems_of
        self._looks, self._tries = _LOOKS, _TRIES

    @cached_property
    def _holding(self) -> Mapping[str, Sequence[int]]:
        holding: dict[str, list[int]] = defaultdict(list)
        for at, there in enumerate(self._stems_of):
            for each in there:
                holding[each].append(at)
        return holding

    def likely(self, wanted: tuple[str, ...], exact: Set[str], least: float) -> Iterable[int]:
        """Places of statements that hold half as many of the wanted stems as `least`, among them
        all that hold so many, and all that is exact, with the one before them. None when too many
        were asked for."""
        distinct = frozenset(wanted)
        half = ceil(least / 2 - (len(wanted) - len(distinct)))
        lists = [self._holding.get(each, ()) for each in self._rare(wanted, exact, least)]
        self._looks -= sum(map(len, lists))
        if self._looks < 0:
            return ()
        holders = set(chain.from_iterable(lists))
        places = sorted(holders | {at + 1 for at in holders if at + 1 < len(self.statements)})
        found = [at for at in places if len(distinct & self._stems_of[at]) >= half]
        self._tries -= len(found)
        return found if self._tries >= 0 else ()

    def _rare(self, wanted: tuple[str, ...], exact: Set[str], least: float) -> Sequence[str]:
        """The fewest words of which one must be held by who holds enough."""

        def held(word: str) -> int:
            return len(self._holding.get(word, ()))

        if exact:
            return [min(sorted(exact), key=held)]
        rare, without = [], len(wanted)
        for word, times in sorted(Counter(wanted).items(), key=lambda each: held(each[0])):
            rare.append(word)
            without -= times
            if without < least:
                break
        return rare
