"""An edit in; evidence out when what came only explains or exemplifies what was there."""

from fairnotice.significance.case import Case, added, stretches
from fairnotice.significance.edits import Stretch
from fairnotice.significance.entities import sites
from fairnotice.significance.lexicon import lexicon, small_words, stems, terms
from fairnotice.significance.statements import Statement
from fairnotice.significance.words import squashed

_OPENINGS = frozenset({"such", "like", "including", "eg", "example", "instance"})


def explains(case: Case) -> str:
    """Decision table J06, N14: words in brackets, or examples behind `such as`, all inside a kind
    of data that the old statement already named."""
    if case.edited is None or case.edit is None or case.lost_content:
        return ""
    fires = all(_explained(stretch, *case.edited) for stretch in case.edit.gained)
    return added(stretches(case.edit.gained)) if fires else ""


def _explained(stretch: Stretch, old: Statement, new: Statement) -> bool:
    """In brackets or behind `such as`, without a new name or a `required`, and inside what was
    named; words that no list knows only in brackets, where they are no example of it."""
    if all(len(norm) == 1 for norm in stretch.norms):
        return False
    before = new.text_folded[: new.words[stretch.start].start].rstrip()
    bracket = before.endswith("(") or "(" in before.rsplit(")", 1)[-1]
    opening = stretch.norms[1:2] if stretch.norms[0] == "for" else stretch.norms[:1]
    example = not _OPENINGS.isdisjoint(opening)
    if not (bracket or example):
        return False
    known = squashed(old.text)
    fresh = [n for n in _names(stretch) if squashed(n) not in known]
    if fresh or sites(stretch.text) - sites(old.text):
        return False
    if set(stretch.norms) & (small_words("compulsion") | small_words("risky")):
        return False
    named = old.names("data") | old.names("tracking")
    held = {name for parent in named for name in _inside().get(parent, ())}
    inside = terms().terms(stems(stretch.text))
    if any(t.kind == "action" and t.name in _DONE for t in inside):
        return False
    found = {t.name for t in inside if t.kind not in {"modality", "action"}}
    return found <= held | named and (bool(found) or (bracket and not example))


_DONE = frozenset({"collect", "decide", "market", "retain", "share", "transfer"})
"""What is done with data: a bracket that says so tells more than what something is."""


def _names(stretch: Stretch) -> list[str]:
    """Words with a capital: an example by name is more than an explanation."""
    return [
        w
        for w in stretch.text.split()
        if w[:1].isupper() and len(w) > 1 and not (w.isupper() or any(c.isdigit() for c in w))
    ]


def _inside() -> dict[str, tuple[str, ...]]:
    both = {**lexicon("data")["inside"], **lexicon("tracking")["inside"]}
    return {name: tuple(parts) for name, parts in both.items()}
