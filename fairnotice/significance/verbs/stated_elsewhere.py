"""An edit in; evidence out when what came was already stated, or what went is still stated."""

from collections.abc import Callable
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from fairnotice.significance.case import Case, content, short
from fairnotice.significance.edits import Edit, Texts
from fairnotice.significance.lexicon import lexicon, phrases, stems
from fairnotice.significance.others import Others
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


def _old(texts: Texts) -> Others:
    return Others(texts.old, texts.old_stems)


def _new(texts: Texts) -> Others:
    return Others(texts.new, texts.new_stems)


def _found(
    side: Statement,
    among: Others,
    matches: Callable[[tuple[str, ...], tuple[str, ...]], int],
) -> str:
    wanted = _wanted(side)
    if len(wanted) < 3:
        return ""
    exact = {stem(n) for n in side.norms if not n.isalpha()}
    least = 0.9 * len(wanted)
    distinct, half = frozenset(wanted), least / 2
    others = among.statements
    for at in among.likely(wanted, exact, least):
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
                    and _lettered(side.stems) <= _lettered(there)
                    and _named(side) <= set(there)
                    and side.denials <= max(s.denials for s in place)
                ):
                    return short(place[0].text)
    return ""


def _lettered(stems: tuple[str, ...]) -> frozenset[str]:
    """Figures with the letter behind them: Article 6(1)(b) is not 6(1)(f)."""
    return frozenset(
        one + other for one, other in pairwise(stems) if one.isdigit() and len(other) == 1
    )


def _named(side: Statement) -> frozenset[str]:
    """The words with a capital, of which none may be missing, however many there are: without a
    label before it all (`Address: …`)."""
    first = side.words[0]
    label = side.text_folded[first.end : first.end + 1] in {":", "\t"}
    written = side.words[1 if label else 0 :]
    capitals = (w.norm for w in written if w.raw[:1].isupper() and not w.raw.isupper())
    return frozenset(map(stem, content(capitals)))
