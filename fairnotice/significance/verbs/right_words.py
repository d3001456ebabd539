"""An edit in; evidence out when what a reader can do with their data is more or less."""

from collections.abc import Iterable

from fairnotice.significance.case import Case, became, stretches
from fairnotice.significance.lexicon import small_words
from fairnotice.significance.rights import rights_of, speaks_of_reader


def right_words(case: Case) -> str:
    """A verb of a right (correct, delete, object …) or its object (a copy, a list) came or went in
    a statement on what the reader can do or ask."""
    if case.edited is None or case.edit is None or "T09" not in case.topics[:2]:
        return ""
    if not all(map(speaks_of_reader, case.edited)):
        return ""
    lost, gained = case.edit.lost_words, case.edit.gained_words
    # Another word for the same right (`see` for `access`) is none.
    if _words(lost) == _words(gained) or _told(lost) == _told(gained):
        return ""
    return became(stretches(case.edit.lost), stretches(case.edit.gained))


def _words(norms: Iterable[str]) -> frozenset[str]:
    return small_words("right_words").intersection(norms)


def _told(norms: tuple[str, ...]) -> frozenset[str]:
    """The rights that verbs name there, and the words that name none by themselves."""
    return rights_of(norms) | {norm for norm in _words(norms) if not rights_of((norm,))}
