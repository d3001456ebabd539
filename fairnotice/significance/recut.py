"""Two texts in; the sentences that were joined to one or cut in two, and say what they said, out.

What stood in two sentences may now stand in one, though a heading stood between them: then one of
the two was edited by what stands in the other.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from fairnotice.significance.edits import Edit, Texts
from fairnotice.significance.meaning import consists_of, same_texts
from fairnotice.significance.statements import Statement

_NEAR = 3
"""Changes between two sentences that may have become one."""
_TRIES = 20_000
"""Pairs of sentences of which it is looked at whether they are a third."""


def recut(texts: Texts) -> frozenset[int]:
    """id() of each statement that was joined to another, or cut from it, or is both of them."""
    edits = [e for e in texts.edits if e.old is not None and e.new is not None]
    old, new = _free(texts.old, edits, "old"), _free(texts.new, edits, "new")
    found: set[int] = set()
    parts = cache(consists_of)  # of one sentence it is asked beside each of those near it
    room = _TRIES
    for edit in edits:
        one, other = edit.old, edit.new
        if one is None or other is None or not (_is_prose(one) and _is_prose(other)):
            continue
        for whole, part, free in ((other, one, old), (one, other, new)):
            for more in _near(part, free):
                room -= 1
                if room < 0:
                    return frozenset(found)
                if parts(part) | parts(more) == parts(whole) and _is_both(whole, part, more, texts):
                    found |= {id(whole), id(part), id(more)}
    return frozenset(found)


def _free(
    statements: Iterable[Statement], edits: Iterable[Edit], side: str
) -> Mapping[int, Sequence[Statement]]:
    """The statements of changed blocks that became, or were, no other one, by their change."""
    taken = {id(getattr(edit, side)) for edit in edits}
    found: dict[int, list[Statement]] = defaultdict(list)
    for each in statements:
        if each.change and id(each) not in taken and _is_prose(each):
            found[each.change].append(each)
    return found


def _is_prose(statement: Statement) -> bool:
    """Whether nothing but its section's heading says of what it is told."""
    return statement.block.kind == "paragraph"


def _near(part: Statement, free: Mapping[int, Sequence[Statement]]) -> Iterator[Statement]:
    for change in range(part.change - _NEAR, part.change + _NEAR + 1):
        yield from free.get(change, ())


def _is_both(whole: Statement, part: Statement, more: Statement, texts: Texts) -> bool:
    """Whether one sentence, which consists of what two do, says it in their order."""
    if whole.denied or part.denied or more.denied:
        return False
    first, second = sorted((part, more), key=lambda each: texts.places[id(each)])
    return same_texts(f"{first.text} {second.text}", whole.text)
