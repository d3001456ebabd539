"""An edit in; evidence out when the change as a whole holds the same words of sense in another
order."""

from fairnotice.significance.case import Case, content
from fairnotice.significance.words import stem, words


def reordered(case: Case) -> str:
    """Decision table N06. Only without any negation, and with the same modal verbs and
    connectives: what stands under a `not` may not change places."""
    if case.edit is None or case.pair is None or not case.pair.old or not case.pair.new:
        return ""
    old, new = (sorted(stem(n) for n in content(w.norm for w in words(text))) for text in (case.pair.old_text, case.pair.new_text))
    if old != new or case.edit.statement.denials:
        return ""
    return "the same words in another order"
