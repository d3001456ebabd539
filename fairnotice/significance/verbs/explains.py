"""An edit in; evidence out when what came only explains or exemplifies what was there."""

from fairnotice.significance.case import Case, added, stretches
from fairnotice.significance.edits import Stretch
from fairnotice.significance.entities import sites
from fairnotice.significance.lexicon import lexicon, small_words, stems, terms
from fairnotice.significance.words import squashed


def explains(case: Case) -> str:
    """Decision table J06, N14: words in brackets, or examples behind `such as`, all inside a kind
    of data that the old statement already named."""
    if case.edited is None or case.edit is None or case.lost_content:
        return ""
    old, new = case.edited
    named = old.names("data") | old.names("tracking")
    held = {name for parent in named for name in _inside().get(parent, ())}
    for stretch in case.edit.gained:
        found = {
            t.name
            for t in terms().terms(stems(stretch.text))
            if t.kind not in {"modality", "action"}
        }
        before = new.text_folded[: new.words[stretch.start].start].rstrip()
        bracket = before.endswith("(") or "(" in before.rsplit(")", 1)[-1]
        if not (bracket or stretch.norms[0] in {"such", "like", "including", "eg", "example"}):
            return ""
        if sites(stretch.text) - sites(old.text) or any(
            squashed(n) not in squashed(old.text) for n in _names(stretch)
        ):
            return ""
        if set(stretch.norms) & (small_words("compulsion") | small_words("risky")):
            return ""
        if not found <= held | named:
            return ""
        if not found and not bracket:
            return ""
    return added(stretches(case.edit.gained))


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
