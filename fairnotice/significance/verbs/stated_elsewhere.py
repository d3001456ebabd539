"""An edit in; evidence out when what came was already stated, or what went is still stated."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, compress, count
from math import ceil

from rapidfuzz.distance import LCSseq

from fairnotice.significance.case import Case, content, short
from fairnotice.significance.edits import Edit, Texts
from fairnotice.significance.lexicon import lexicon, phrases, stems
from fairnotice.significance.statements import Statement
from fairnotice.significance.words import squashed, stem


def stated_elsewhere(case: Case) -> str:
    """Decision table N14, N15: the other text has one statement, or two neighbours, with the same
    words of sense, under the same scope and with as many negations. What came must stand there in
    the same order of words: the same words otherwise put together may state another fact."""
    if case.edit is None or id(case.edit.statement) in case.texts.copies:
        return ""
    texts = case.texts
    if case.added is not None:
        return _summary(case.added, texts) or _found(case.added, texts.once(_old), in_order)
    if case.removed is not None:
        return _found(case.removed, texts.once(_new), in_any_order)
    return short(case.edit.statement.text) if _clauses_stand(case.edit, texts) else ""


def _clauses_stand(edit: Edit, texts: Texts) -> bool:
    """Each clause that went or came in a statement stands whole in the other text."""
    places = [(t, texts.new_squash) for t in edit.lost] + [
        (t, texts.old_squash) for t in edit.gained
    ]
    telling = [(squashed(t.text), other) for t, other in places if content(t.norms)]
    return bool(telling) and all(
        len(letters) >= 40 and other.holds(letters) for letters, other in telling
    )


def _summary(side: Statement, texts: Texts) -> str:
    """`In short: …`, all of whose words of sense stand in the other text."""
    if not phrases("wording", "summaries").terms(side.stems[:6]):
        return ""
    known = texts.once(_all_stems)
    opening = {w for phrase in lexicon("wording")["summaries"] for w in stems(phrase)}
    return short(side.text) if _wanted(side) and set(_wanted(side)) - opening <= known else ""


def _all_stems(texts: Texts) -> frozenset[str]:
    return frozenset().union(*texts.old_stems)


def _wanted(side: Statement) -> tuple[str, ...]:
    return tuple(stem(n) for n in content(side.norms))


def in_order(wanted: tuple[str, ...], there: tuple[str, ...]) -> int:
    """How many of the wanted words stand there in the same order."""
    return LCSseq.similarity(wanted, there)


def in_any_order(wanted: tuple[str, ...], there: tuple[str, ...]) -> int:
    """How many of the wanted words stand there."""
    return _among(frozenset(there), wanted)


def _among(known: frozenset[str], wanted: tuple[str, ...]) -> int:
    """How many of the wanted words are known, each as often as it is wanted."""
    return sum(map(known.__contains__, wanted))


_MANY = 1_000
"""Statements from which those that hold a word are listed, and not all are looked at."""
_LOOKS = 20_000_000
"""Statements whose stems are held against those of others, for all that differs in two texts."""
_TRIES = 500_000
"""The same for what is alike, which is looked at more closely."""


class _Others:
    """The statements of the other text, in which what came or went is looked for."""

    def __init__(self, statements: Sequence[Statement], stems_of: Sequence[frozenset[str]]) -> None:
        self.statements = statements
        self._stems_of = stems_of
        self._holding: Mapping[str, Sequence[int]] | None = None
        self._looks, self._tries = _LOOKS, _TRIES
        if len(statements) > _MANY:
            holding: dict[str, list[int]] = defaultdict(list)
            for at, there in enumerate(stems_of):
                for each in there:
                    holding[each].append(at)
            self._holding = holding

    def likely(self, wanted: frozenset[str], enough: float) -> Iterable[int]:
        """Places of statements that hold enough of the stems; none when too many were asked for."""
        least = ceil(enough)
        if self._holding is None:
            # Much quicker than to count all the wanted words.
            shared = map(len, map(wanted.intersection, self._stems_of))
            return compress(count(), map(least.__le__, shared))
        # Who holds enough of them holds one of the rarest.
        lists = sorted((self._holding.get(each, ()) for each in wanted), key=len)
        rarest = lists[: len(lists) - max(0, least - 1)]
        self._looks -= sum(map(len, rarest))
        if self._looks < 0:
            return ()
        places = sorted(set(chain.from_iterable(rarest)))
        found = [at for at in places if len(wanted & self._stems_of[at]) >= least]
        self._tries -= len(found)
        return found if self._tries >= 0 else ()


def _old(texts: Texts) -> _Others:
    return _Others(texts.old, texts.old_stems)


def _new(texts: Texts) -> _Others:
    return _Others(texts.new, texts.new_stems)


def _found(
    side: Statement,
    among: _Others,
    matches: Callable[[tuple[str, ...], tuple[str, ...]], int],
) -> str:
    wanted = _wanted(side)
    if len(wanted) < 3:
        return ""
    exact = {stem(n) for n in side.norms if not n.isalpha()}
    least = 0.9 * len(wanted)
    distinct, half = frozenset(wanted), least / 2
    enough = half - (len(wanted) - len(distinct))
    others = among.statements
    for at in among.likely(distinct, enough):
        here = others[at]
        known = distinct & here.sentence.stem_set
        if _among(known, wanted) >= half:
            places = [(here,)] if not at or len(wanted) < 6 else [(here,), (others[at - 1], here)]
            for place in places:
                first = place[0].sentence.stem_set
                if _among(known | (distinct & first), wanted) < least:
                    continue  # in whatever order they stand
                there = tuple([each for s in place for each in s.stems])
                if (
                    matches(wanted, there) >= least
                    and exact <= set(there)
                    and side.denials <= max(s.denials for s in place)
                ):
                    return short(place[0].text)
    return ""
