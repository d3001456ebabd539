"""An edit in; evidence out when the change as a whole holds the same words of sense in another
order."""

from fairnotice.significance.case import FACT_KINDS, Case, content
from fairnotice.significance.lexicon import stems, terms
from fairnotice.significance.words import stem, words


def reordered(case: Case) -> str:
    """Decision table N06. Only for plain lists: no negation, no figure, no on and off, and facts of
    one kind alone, since words of two kinds that change partners state other facts (logs for a
    month and orders for a year, or the reverse)."""
    if case.edit is None or case.pair is None or not case.pair.old or not case.pair.new:
        return ""
    if case.edit.statement.denials:
        return ""
    texts = (case.pair.old_text, case.pair.new_text)
    old, new = (sorted(stem(n) for n in content(w.norm for w in words(text))) for text in texts)
    if old != new or any(n[:1].isdigit() or n in {"off", "from", "until", "if"} for n in old):
        return ""
    kinds = {t.kind for t in terms().terms(stems(texts[0])) if t.kind in FACT_KINDS}
    return "the same words in another order" if len(kinds) <= 1 and "place" not in kinds else ""
