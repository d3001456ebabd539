"""An edit in; evidence out when the change as a whole holds the same words of sense in another
order."""

import re

from fairnotice.significance.case import Case, content
from fairnotice.significance.edits import Texts
from fairnotice.significance.lexicon import FACT_KINDS, stems, terms
from fairnotice.significance.quantities import periods
from fairnotice.significance.statements import Statement
from fairnotice.significance.words import norms, stem


def reordered(case: Case) -> str:
    """Decision table N06. Only for plain lists: no negation, no figure, no on and off, and facts of
    one kind alone, since words of two kinds that change partners state other facts (logs for a
    month and orders for a year, or the reverse)."""
    if case.edit is None or case.pair is None or case.edit.statement.denials:
        return ""
    if case.edit.old is not None and case.edit.old.denied:
        return ""
    if case.texts.once(_recut, case.edit.statement.section.id):
        return "the same words, cut otherwise"
    if not case.pair.old or not case.pair.new:
        return ""
    same: bool = case.texts.once(_same_words, case.pair.number)
    return "the same words in another order" if same else ""


def _same_words(texts: Texts, number: int) -> bool:
    """Whether a change holds the same words: asked by each of its sentences."""
    both = (texts.changes[number].old_text, texts.changes[number].new_text)
    old, new = (
        sorted(stem(norm) for norm in norms(text) if norm not in _ARTICLES) for text in both
    )
    if old != new or any(n[:1].isdigit() or n in {"off", "from", "until", "if"} for n in old):
        return False
    if periods(both[0]) or (not _of_members(*both) and not _turned_about(*both)):
        return False
    kinds = {t.kind for t in terms().terms(stems(both[0])) if t.kind in FACT_KINDS}
    return len(kinds) <= 1 and "place" not in kinds


def _of_members(old: str, new: str) -> bool:
    """Whether the members of a list changed places, each the same word for word; what stands before
    the first and behind the last is no part of them."""
    one, other = ([list(norms(each)) for each in _MEMBER.split(text)] for text in (old, new))
    for at, step in ((0, 1), (-1, -1)):
        first, second = one[at][::step], other[at][::step]
        shared = next((n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), 0)
        one[at], other[at] = first[shared:][::step], second[shared:][::step]
    return sorted(one) == sorted(other)


def _turned_about(old: str, new: str) -> bool:
    """Who is what became what is who: `The controller is …` and `… is the controller`."""
    halves = []
    for text in (old, new):
        said = [norm for norm in norms(text) if norm not in _ARTICLES]
        places = [at for at, norm in enumerate(said) if norm in _BEING]
        if len(places) != 1:
            return False
        halves.append((said[: places[0]], said[places[0] + 1 :]))
    return halves[0] == halves[1][::-1]


def _recut(texts: Texts, section: str) -> bool:
    """A sentence became a list, or a list a sentence: the edits of its section, read in order, lose
    and gain the same words of sense in the same order (decision table N05)."""
    near = texts.edits_of[section]
    if sum(e.old is not None for e in near) == sum(e.new is not None for e in near):
        return False
    if any(e.statement.denials for e in near):
        return False
    old, new = (
        sorted((s for s in side if s is not None), key=lambda s: texts.places[id(s)])
        for side in ([e.old for e in near], [e.new for e in near])
    )
    counted = (
        ("person", "people") if _allowed(old) and _allowed(new) else ("or", "person", "people")
    )
    if any(
        sum(s.norms.count(word) for s in old) != sum(s.norms.count(word) for s in new)
        for word in counted
    ):
        return False
    one, other = (
        [stem(n) for s in side for n in content(s.norms) if n not in _JOINS] for side in (old, new)
    )
    return bool(one) and one == other


def _allowed(side: list[Statement]) -> bool:
    """Whether it begins with what the reader may do: one or the other and all of it is the same."""
    return bool(side) and side[0].norms[:2] in {("you", "can"), ("you", "may")}


_MEMBER = re.compile(r"[,;\n]|\b(?:and|or)\b", re.IGNORECASE)
_ARTICLES = frozenset({"a", "an", "the", "and"})
_BEING = frozenset({"is", "are", "was", "were", "be", "been"})
_JOINS = frozenset({"and", "or"})
