"""An edit in; evidence out when one name took another's place throughout."""

import re
from typing import NamedTuple

from fairnotice.significance.case import Case, became, handles_data
from fairnotice.significance.contacts import postcodes
from fairnotice.significance.edits import Texts
from fairnotice.significance.entities import companies, helps, is_name
from fairnotice.significance.lexicon import phrases, small_words, stems, word_kinds
from fairnotice.significance.meaning import said
from fairnotice.significance.persons import PRONOUNS
from fairnotice.significance.replaced import Replacement
from fairnotice.significance.statements import Statement
from fairnotice.significance.verbs.log_line import is_log
from fairnotice.significance.wording import is_word, proof, replacements
from fairnotice.significance.words import squashed, stem

_PRONOUNS = frozenset({"1", "both", "it", "its"})
"""At the beginning of a sentence they have a capital as well, and name nobody."""


def name_replaced(case: Case, *, role: str) -> str:
    """`role`: `controller` where the name is that of who is responsible (in a section or statement
    on the controller or the contact, or with a company's suffix there), `supplier` in a list or a
    statement of recipients, `person` where it is that of whom readers reach (decision table J09),
    `party` where it is that of somebody whom data reaches or who does something, or of a place,
    `tracker` where it is that of who sets a cookie that is not strictly necessary, `product`
    elsewhere. The rest of the statement must be the same, and the old name must be gone from the
    new text."""
    found = case.once(_replaced)
    if found is None or found.role != role:
        return ""
    return became(found.old, found.new)


_NO_NAMES = ("basis", "law", "place", "recipient", "regulator", "safeguard")
"""What another of is no new name: who hears complaints is not who sells the product, and contract
clauses are not a scheme that companies join."""


def _spoken(texts: Texts) -> str:
    """Letters and digits of the new text, a statement a line, without its log of changes."""
    return "\n".join([s.sentence.squash for s in texts.new if not is_log(s)])


class _Replaced(NamedTuple):
    """A name that took another's place throughout."""

    old: str
    new: str
    role: str


def _replaced(case: Case) -> _Replaced | None:
    """The same for any role."""
    if case.edited is None or case.edit is None:
        return None
    old, new = case.edited
    swaps, at = [], []
    for each in replacements(case.edit):
        if _names(case, each):
            spans = (
                _whole_name(old, each.old_start, each.old_start + len(each.old)),
                _whole_name(new, each.new_start, each.new_start + len(each.new)),
            )
            swaps.append((old.raw(*spans[0]), new.raw(*spans[1])))
            at.append(spans)
        elif not proof(case.edit, each, case.texts):
            return None
    if not swaps or any(old.names(kind) != new.names(kind) for kind in _NO_NAMES):
        return None
    laws = any(_is_law(old, was) or _is_law(new, now) for was, now in at)
    if laws or postcodes(old.text) != postcodes(new.text) or _of_law(old):
        return None
    role_here = _role(case, swaps, at)
    spoken = case.texts.once(_spoken)
    gone = not any(squashed(name) in spoken for name, _ in swaps)
    if not gone and role_here != "controller":
        return None
    return _Replaced(*swaps[0], role_here)


def _of_law(side: Statement) -> bool:
    """Whether a place is that of a register or of a law: in another country both are others."""
    return bool(side.names("place")) and not _LAWFUL.isdisjoint(side.norms)


def _is_law(side: Statement, span: tuple[int, int]) -> bool:
    """Whether a name is that of a law: `the Cookie Act`."""
    return not _LAWS.isdisjoint(side.norms[span[0] : span[1] + 1])


_LAWS = frozenset({"act", "directive", "ordinance", "regulation", "regulations", "statute"})
_LAWFUL = frozenset({"incorporated", "law", "laws", "registered"})


def _names(case: Case, each: Replacement) -> bool:
    """Whether both sides of a replacement are names. Plain words that have a capital because they
    begin a sentence or a cell are none."""
    assert case.edited is not None  # noqa: S101 - asked by name_replaced only
    plain = []
    for side, norms, start in zip(
        case.edited, (each.old, each.new), (each.old_start, each.new_start), strict=True
    ):
        if not is_name(norms, side, start) or _no_name(norms):
            return False
        opens = _opens(side, start) and not (start == 0 and _supplier_listed(case, side))
        plain.append(opens and len(norms) == 1 and is_word(norms[0], case.texts))
    return not all(plain)


def _opens(side: Statement, start: int) -> bool:
    """Whether a word begins a sentence or a cell."""
    return (
        start == 0 or "\t" in side.text_folded[side.words[start - 1].end : side.words[start].start]
    )


def _supplier_listed(case: Case, side: Statement) -> bool:
    """Whether it is an item or row of a list that begins with the names of suppliers."""
    return side.block.kind in {"item", "row"} and bool({"T06", "T07"} & case.near)


_REFERENCE = re.compile(r"[a-z]{1,3}\d{4,}")
"""Under what somebody is registered: `Z1234567`."""


def _no_name(norms: tuple[str, ...]) -> bool:
    """Words that have a capital at the beginning of a sentence alone, and name nobody; numbers of a
    register."""
    if any(map(_REFERENCE.fullmatch, norms)):
        return True
    lists = map(small_words, ("risky", "limits", "of_people", "people"))
    alone = len(norms) == 1 and norms[0] in PRONOUNS
    return alone or not _PRONOUNS.union(*lists).isdisjoint(norms[:1])


def _whole_name(side: Statement, start: int, end: int) -> tuple[int, int]:
    """Where the name stands with the words of it that stayed: `Acme Mail` where only `Mail` was
    replaced."""
    while start > 0 and start not in side.breaks and side.words[start - 1].raw[:1].isupper():
        start -= 1
    while end < len(side.words) and end not in side.breaks and side.words[end].raw[:1].isupper():
        end += 1
    return start, end


_Span = tuple[int, int]


def _role(case: Case, swaps: list[tuple[str, str]], at: list[tuple[_Span, _Span]]) -> str:
    assert case.edited is not None  # noqa: S101 - asked by name_replaced only
    _, new = case.edited
    near = set(case.topics[:2])
    legal = any(companies(text) for swap in swaps for text in swap)
    answers = bool(
        {"controller", "responsible", "operated", "owned", "owner", "operates", "runs"}
        & set(new.norms)
    )
    ours = any(new.norms[max(0, span[0] - 3) : span[0]][:2] == ("we", "are") for _, span in at)
    helping = any(helps(new.text, now) for _, now in swaps)
    if answers or ours or (legal and near & {"T01", "T02", "T16"} and not helping):
        return "controller"
    if not legal and any(_of_place(new, now) for _, now in at):
        return "party"
    return _helper(case, at, legal=legal)


def _helper(case: Case, at: list[tuple[_Span, _Span]], *, legal: bool) -> str:
    """The role of somebody, or something, that does not answer for the data."""
    assert case.edited is not None  # noqa: S101 - asked by name_replaced only
    old, new = case.edited
    near = set(case.topics[:2])
    if case.topics[:1] == ("T13",) and new.block.kind == "row" and not _necessary(new):
        return "tracker"
    if near & {"T06", "T07", "T13"} and (
        new.block.kind in {"item", "row"} or new.names("recipient")
    ):
        return "supplier"
    if "T02" in near and not _OFFICERS.isdisjoint(old.norms) and not legal:
        return "person"
    known = small_words("known_companies")
    parties = any(
        known.isdisjoint(old.norms[slice(*was)]) and not known.isdisjoint(new.norms[slice(*now)])
        for was, now in at
    ) or any(
        _party(side, span) for spans in at for side, span in zip((old, new), spans, strict=True)
    )
    return "party" if parties else "product"


def _of_place(side: Statement, span: _Span) -> bool:
    """Whether a name is that of where somebody or something is: behind `in` or `servers:`, in
    brackets behind somebody, or in a column for it. It may be a town in another country."""
    start, end = span
    if start == 0:
        return False
    if start in side.breaks and end == len(side.norms) and side.words[start - 1].raw[:1].isupper():
        return True  # `Acme, Puddleton.`
    opened = side.text_folded[: side.words[start].start].rstrip().endswith("(")
    before = side.norms[start - 1]
    if opened or before in _WHERE or stem(before) in _HOLD_DATA | _PLACED:
        return True
    column = side.text_folded.count("\t", 0, side.words[start].start)
    header = side.block.header[column : column + 1]
    return side.block.kind == "row" and not _PLACED.isdisjoint(stems(" ".join(header)))


def _necessary(side: Statement) -> bool:
    """Whether a row's cookie needs no consent."""
    listed = phrases("tracking", "necessary_purposes").terms(side.stems)
    return bool(listed) or "strictly necessary" in side.names("tracking")


_WHERE = frozenset({"at", "from", "in", "near", "of", "outside"})
_PLACED = frozenset(stems("city country location office place region town where"))
_OFFICERS = frozenset({"contact", "dpo", "officer", "representative"})
_DETERMINERS = frozenset({"a", "an", "only", "our", "the"})
_DATA = frozenset({"it", "them", "they", "your"})
_DONE_WITH_DATA = frozenset({"GET", "KEEP", "SHARE"})
_HOLD_DATA = frozenset(map(stem, ("server", "backup")))
_REACHES = frozenset({"share", "collect", "transfer", "retain"})


def _party(side: Statement, span: _Span) -> bool:
    """Whether a name is that of somebody who acts, whom data reaches or from whom it comes, or of
    where it is. Something of a name's (`the Swiftcart app`) is no party, nor what is said to be
    something."""
    start, end = span
    while start > 0 and start in side.breaks and side.words[start - 1].raw[:1].isupper():
        start, _ = _whole_name(side, start - 1, start)  # `in London, Ontario`
    while start > 0 and side.norms[start - 1] in _DETERMINERS:
        start -= 1
    after = side.norms[end] if end < len(side.norms) else ""
    things = word_kinds()["services"] | word_kinds()["documents"]
    if not things.isdisjoint((stem(after), side.stems[end - 1])):
        return False
    # `in Ashford.`, `in Ashford is`, `in Ashford read it`; not `in Reader mode`.
    ends = after in {"", *small_words("auxiliaries")} or not _DATA.isdisjoint(
        side.norms[end + 1 : end + 2]
    )
    handled = (
        handles_data(side)
        or not _DATA.isdisjoint(side.norms)
        or not _DONE_WITH_DATA.isdisjoint(said(side.text))
        or not _HOLD_DATA.isdisjoint(side.stems)
    )
    before = side.norms[start - 1] if start > 0 else ""
    if before == "with":
        return not _REACHES.isdisjoint(side.names("action"))
    if before in {"from", "to"}:
        return handled or before == "from"
    if before in {"in", "at", "on"}:
        return handled and ends
    is_said = after in {"", "is", "are", "was", "has"} or end in side.breaks
    return not before and not is_said and side.block.kind == "paragraph"
