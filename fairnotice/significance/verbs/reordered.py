"""An edit in; evidence out when the change as a whole holds the same words of sense in another
order."""

from fairnotice.significance.case import FACT_KINDS, Case, content
from fairnotice.significance.lexicon import stems, terms
from fairnotice.significance.words import norms, stem


def reordered(case: Case) -> str:
    """Decision table N06. Only for plain lists: no negation, no figure, no on and off, and facts of
    one kind alone, since words of two kinds that change partners state other facts (logs for a
    month and orders for a year, or the reverse)."""
    if case.edit is None or case.pair is None or case.edit.statement.denials:
        return ""
    if _recut(case):
        return "the same words, cut otherwise"
    if not case.pair.old or not case.pair.new:
        return ""
    texts = (case.pair.old_text, case.pair.new_text)
    old, new = (
        sorted(stem(norm) for norm in norms(text) if norm not in _ARTICLES) for text in texts
    )
    if old != new or any(n[:1].isdigit() or n in {"off", "from", "until", "if"} for n in old):
        return ""
    if not _begins_alike(*texts):
        return ""
    kinds = {t.kind for t in terms().terms(stems(texts[0])) if t.kind in FACT_KINDS}
    return "the same words in another order" if len(kinds) <= 1 and "place" not in kinds else ""


def _begins_alike(old: str, new: str) -> bool:
    """The same comes first, or what comes first is a member of a list: who acts is the same."""
    if min(old.count(","), new.count(",")) or min(old.count("\n"), new.count("\n")):
        return True
    one, other = (content(norms(text))[:1] for text in (old, new))
    return one == other or _turned_about(old, new)


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


def _recut(case: Case) -> bool:
    """A sentence became a list, or a list a sentence: the edits of its section, read in order, lose
    and gain the same words of sense in the same order (decision table N05)."""
    assert case.edit is not None  # noqa: S101 - asked by reordered only
    section = case.edit.statement.section.id
    near = [e for e in case.texts.edits if e.statement.section.id == section]
    if any(e.statement.denials for e in near):
        return False
    if sum(e.old is not None for e in near) == sum(e.new is not None for e in near):
        return False
    touched = {id(side) for e in near for side in (e.old, e.new)}
    old = [s for s in case.texts.old if id(s) in touched]
    new = [s for s in case.texts.new if id(s) in touched]
    if sum(s.norms.count("or") for s in old) != sum(s.norms.count("or") for s in new):
        return False
    one, other = (
        [stem(n) for s in side for n in content(s.norms) if n not in _JOINS] for side in (old, new)
    )
    return bool(one) and one == other


_ARTICLES = frozenset({"a", "an", "the", "and"})
_BEING = frozenset({"is", "are", "was", "were", "be", "been"})
_JOINS = frozenset({"and", "or"})
