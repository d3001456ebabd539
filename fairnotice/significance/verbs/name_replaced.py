"""An edit in; evidence out when one name took another's place throughout."""

from fairnotice.significance.case import Case, became
from fairnotice.significance.entities import companies, is_name
from fairnotice.significance.lexicon import small_words
from fairnotice.significance.statements import Statement
from fairnotice.significance.verbs.log_line import is_log
from fairnotice.significance.wording import proof, replacements
from fairnotice.significance.words import squashed

_PRONOUNS = frozenset({"both", "it", "its", "one", "their", "them", "they"})
"""At the beginning of a sentence they have a capital as well, and name nobody."""


def name_replaced(case: Case, *, role: str) -> str:
    """`role`: `controller` where the name is that of who is responsible (in a section or statement
    on the controller or the contact, or with a company's suffix there), `supplier` in a list or a
    statement of recipients, `product` elsewhere. The rest of the statement must be the same, and
    the old name must be gone from the new text."""
    if case.edited is None or case.edit is None:
        return ""
    old, new = case.edited
    swaps = []
    for each in replacements(case.edit):
        names = is_name(each.old, old, each.old_start) and is_name(each.new, new, each.new_start)
        if names and not _no_name(each.old[:1]) and not _no_name(each.new[:1]):
            swaps.append(
                (
                    _whole_name(old, each.old_start, each.old_start + len(each.old)),
                    _whole_name(new, each.new_start, each.new_start + len(each.new)),
                )
            )
        elif not proof(case.edit, each, case.texts):
            return ""
    if not swaps or old.names("place") != new.names("place"):
        return ""
    role_here = _role(case, swaps)
    gone = not any(
        squashed(name) in s.sentence.squash
        for name, _ in swaps
        for s in case.texts.new
        if not is_log(s)
    )
    if not gone and role_here != "controller":
        return ""
    if role_here != role:
        return ""
    return became(*swaps[0])


def _no_name(norms: tuple[str, ...]) -> bool:
    """Words that have a capital at the beginning of a sentence alone, and name nobody."""
    lists = map(small_words, ("risky", "limits", "of_people", "people"))
    return not _PRONOUNS.union(*lists).isdisjoint(norms)


def _whole_name(side: Statement, start: int, end: int) -> str:
    """The name with the words of it that stayed: `Acme Mail` where only `Mail` was replaced."""
    while start > 0 and start not in side.breaks and side.words[start - 1].raw[:1].isupper():
        start -= 1
    while end < len(side.words) and end not in side.breaks and side.words[end].raw[:1].isupper():
        end += 1
    return side.raw(start, end)


def _role(case: Case, swaps: list[tuple[str, str]]) -> str:
    assert case.edited is not None  # noqa: S101 - asked by name_replaced only
    new = case.edited[1]
    near = set(case.topics[:2])
    legal = any(companies(text) for swap in swaps for text in swap)
    answers = bool(
        {"controller", "responsible", "operated", "owned", "owner", "operates"} & set(new.norms)
    )
    if answers or (legal and near & {"T01", "T02", "T16"}):
        return "controller"
    if near & {"T06", "T07", "T13"} and (
        new.block.kind in {"item", "row"} or new.names("recipient")
    ):
        return "supplier"
    return "product"
