"""An edit in; evidence out when it is a heading or a table's header, whose sense does not turn."""

from collections import Counter
from collections.abc import Hashable, Iterator
from itertools import pairwise

from fairnotice.model import Block
from fairnotice.significance.case import Case, became
from fairnotice.significance.edits import Texts
from fairnotice.significance.lexicon import small_words
from fairnotice.significance.quantities import ages, periods
from fairnotice.significance.statements import Statement


def heading_reworded(case: Case) -> str:
    """Decision table N05. What a heading says of all that stands under it is no wording: that it is
    not done, must be given, is kept for a time, or holds for some people or under a condition."""
    if case.edit is None or not _leads(case.edit.statement.block):
        return ""
    if case.edited is not None:
        if _bounds(case.edited[0]) != _bounds(case.edited[1]) or _exchanged(*case.edited):
            return ""
    elif _bounds(case.edit.statement):
        return ""
    if _rights_alone(case):
        return ""
    sides = (case.edit.old, case.edit.new)
    return became(*(s.text if s is not None else "" for s in sides))


def _rights_alone(case: Case) -> bool:
    """Whether it names a right that the other text names nowhere: the heading alone told it."""
    assert case.edit is not None  # noqa: S101 - asked by heading_reworded only
    sides = ((case.edit.old, _new_names), (case.edit.new, _old_names))
    return any(
        not case.texts.once(named, right)
        for side, named in sides
        if side is not None
        for right in side.names("right")
    )


def _old_names(texts: Texts, right: str) -> bool:
    """Whether the old text names a right."""
    return any(right in side.names("right") for side in texts.old)


def _new_names(texts: Texts, right: str) -> bool:
    """Whether the new text names a right."""
    return any(right in side.names("right") for side in texts.new)


_ARTICLES = frozenset({"a", "an", "and", "our", "the", "your"})


def _leads(block: Block) -> bool:
    return block.kind == "heading" or block.is_header


def _bounds(side: Statement) -> Counter[Hashable]:
    """What a heading says of all that stands under it."""
    return Counter(_bounding(side))


def _bounding(side: Statement) -> Iterator[Hashable]:
    yield from ["not"] * side.denials
    yield from small_words("heading_bounds").intersection(side.norms)
    yield from (period.days for period in periods(side.text))
    yield from ages(side.text)
    first, second = (*side.norms, "", "")[:2]
    if first in small_words("heading_opens") and second not in small_words("heading_asks"):
        yield from side.sentence.stem_set - _ARTICLES


def _exchanged(old: Statement, new: Statement) -> bool:
    """Whether both name cookies of a kind, or somebody, and not the same, or places above a text;
    or the columns of a table changed places."""
    kinds = ("recipient", "tracking") if new.block.is_header else ("place", "recipient", "tracking")
    if any(
        old.names(kind) != new.names(kind) and old.names(kind) and new.names(kind) for kind in kinds
    ):
        return True
    one, other = _sources(old), _sources(new)
    if one and other and one != other:
        return True
    columns = [side.text.split("\t") for side in (old, new)]
    return columns[0] != columns[1] and sorted(columns[0]) == sorted(columns[1])


def _sources(side: Statement) -> frozenset[str]:
    """From whom: the words behind `from`."""
    return frozenset(behind for before, behind in pairwise(side.norms) if before == "from")
