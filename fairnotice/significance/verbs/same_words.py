"""An edit in; evidence out when the words are equal once case, punctuation, contractions and
number style are normalised."""

from fairnotice.significance.case import Case, became


def same_words(case: Case) -> str:
    """Decision table N02, N03."""
    if case.edited is None or case.edit is None or case.edit.lost or case.edit.gained:
        return ""
    old, new = case.edited
    return "" if old.denied != new.denied else became(old.text, new.text)
