"""The shortest difference of two rows of tokens in, the same difference as a person would mark it
out. A row is a text in which each character stands for a token.

Three steps. Words that are equal by chance between two replacements join them (no confetti). A
sentence of which most is replaced is replaced as one. A pure addition or removal slides, where the
words allow it, to the beginning of a sentence, a bracket or a list member.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from fairnotice.compare.alphabet import FIRST


class Hunk(NamedTuple):
    """Old tokens `i1` to `i2` became new tokens `j1` to `j2`; either may be empty."""

    i1: int
    i2: int
    j1: int
    j2: int


hunk_of = partial(tuple.__new__, Hunk)
"""The four places as one tuple in, the hunk out: at a third of the cost of a call with names."""


def _letters(tokens: Iterable[str]) -> frozenset[str]:
    return frozenset(map(FIRST.__getitem__, tokens))


_FULL_STOPS = _letters(".!?\n\t")
_PAUSES = _letters(",;:")
_JOINING = _letters(("and", "or"))
_OPENING = _letters("([“‘")
_CLOSES = _letters(")]”’")
_CLOSING = _letters(")]”,.;:!?")

_LONE = _PAUSES | _letters(".")
_BRACKETS = tuple((FIRST[opening], FIRST[closing]) for opening, closing in ("()", "[]", "“”"))
_TURNED = tuple((closing, opening) for opening, closing in _BRACKETS)

_MOSTLY = 0.35
"""Below this share of kept words a sentence counts as replaced."""

_TWO = 0.2
"""The same where only one stretch was kept between two short changes, as in a heading."""

_ONE = 0.25
"""The same where that is one word."""

_ROW = 6
"""Fewest words in a row that stay though their sentence was replaced, if they tell something."""

_TELLING = 4
"""Fewest telling words by which it is known what stayed in a sentence."""

_SHORT = 12
"""Most tokens of a change that is short."""

_SLIDE = 400
"""Most tokens that a change slides."""


def tidied(hunks: list[Hunk], old: str, new: str, light: AbstractSet[str]) -> list[Hunk]:
    """The hunks, made readable: still exact, a little longer."""
    if not hunks:
        return hunks
    if len(hunks) > 1:
        hunks = _slid(hunks, old, new)
        hunks = _without_chance_matches(hunks, old, new, light)
        hunks = _sentences_replaced(hunks, old, new, light)
    if any(map(_may_hold_kept_words, hunks)):
        hunks = [part for hunk in hunks for part in _around_kept_words(hunk, old, new, light)]
    return _slid(hunks, old, new)


def _may_hold_kept_words(hunk: Hunk) -> bool:
    """Whether a change is so short that a word in it may have stayed."""
    i1, i2, j1, j2 = hunk
    return 1 < i2 - i1 <= _SHORT and 1 < j2 - j1 <= _SHORT


def _size(hunk: Hunk) -> int:
    return max(hunk.i2 - hunk.i1, hunk.j2 - hunk.j1)


def _without_chance_matches(
    hunks: list[Hunk], old: str, new: str, light: AbstractSet[str]
) -> list[Hunk]:
    result = [hunks[0]]
    for hunk in hunks[1:]:
        current = hunk
        while result and (
            (
                _by_chance(result[-1], current, old, light)
                and not _ends_sentence(result[-1], old, new)
            )
            or _cuts_bracket(result[-1], current, old, new)
        ):
            last = result.pop()
            current = hunk_of((last.i1, current.i2, last.j1, current.j2))
        result.append(current)
    return result


def _by_chance(left: Hunk, right: Hunk, old: str, light: AbstractSet[str]) -> bool:
    """Whether what is equal between two changes is too little to be worth a break."""
    kept = right.i1 - left.i2
    if kept > 6:
        return False
    removed = left.i2 > left.i1 or right.i2 > right.i1
    added = left.j2 > left.j1 or right.j2 > right.j1
    if not (removed and added):
        return False
    between = old[left.i2 : right.i1]
    if not _FULL_STOPS.isdisjoint(between):
        return False
    if _apart(left, right, old):
        return False
    heavy = kept - sum(map(light.__contains__, between))
    smaller, larger = sorted((_size(left), _size(right)))
    weight = kept + 2 * heavy
    return weight <= smaller or 3 * weight <= smaller + larger


def _apart(left: Hunk, right: Hunk, old: str) -> bool:
    """Whether words before a bracket were swapped for others, and words in it too."""
    return old[right.i1 - 1] in _OPENING and _swaps(left) and _swaps(right)


def _cuts_bracket(left: Hunk, right: Hunk, old: str, new: str) -> bool:
    """Whether a lone mark was kept inside a bracket or quotation that is all new, or all gone."""
    if right.i1 - left.i2 != 1 or old[left.i2] not in _LONE:
        return False
    return any(
        _leaves_open(side[a1:a2], _BRACKETS) and _leaves_open(side[b1:b2], _TURNED)
        for side, a1, a2, b1, b2 in (
            (old, left.i1, left.i2, right.i1, right.i2),
            (new, left.j1, left.j2, right.j1, right.j2),
        )
    )


def _swaps(hunk: Hunk) -> bool:
    """Whether words went and others came in their place."""
    return hunk.i2 > hunk.i1 and hunk.j2 > hunk.j1


def _leaves_open(tokens: str, brackets: Iterable[tuple[str, str]]) -> bool:
    """Whether what stands there opens something that it does not close; or, by brackets turned
    round, closes what it does not open."""
    return tokens.count(FIRST['"']) % 2 == 1 or any(
        tokens.count(opening) > tokens.count(closing) for opening, closing in brackets
    )


def _ends_sentence(hunk: Hunk, old: str, new: str) -> bool:
    """Whether the change is whole sentences to its end: what follows begins another."""
    i1, i2, j1, j2 = hunk
    removed = i1 == i2 or (i2 - i1 > 1 and old[i2 - 1] in _FULL_STOPS)
    return removed and (j1 == j2 or (j2 - j1 > 1 and new[j2 - 1] in _FULL_STOPS))


def _sentences_replaced(
    hunks: list[Hunk], old: str, new: str, light: AbstractSet[str]
) -> list[Hunk]:
    result: list[Hunk] = []
    group: list[Hunk] = []
    for hunk in hunks:
        if group and (
            _ends_sentence(group[-1], old, new)
            or not _FULL_STOPS.isdisjoint(old[group[-1].i2 : hunk.i1])
        ):
            result += _sentence(group, old, light)
            group = []
        group.append(hunk)
    return result + _sentence(group, old, light)


def _sentence(group: list[Hunk], old: str, light: AbstractSet[str]) -> list[Hunk]:
    """The changes within one sentence, or a single one if they leave little between them.

    Where most of the shorter sentence stayed, much came beside it, or went, and it is no other.
    Long rows of words that tell something stay in any.
    """
    if len(group) < 2:
        return group
    first, last = group[0], group[-1]
    removed = sum(hunk.i2 - hunk.i1 for hunk in group)
    added = sum(hunk.j2 - hunk.j1 for hunk in group)
    kept = (last.i2 - first.i1) - removed
    if not removed or not added:
        return group
    if len(group) == 2 and (max(removed, added) > _SHORT or _apart(first, last, old)):
        return group
    share = _MOSTLY if len(group) > 2 else _TWO if kept > 1 else _ONE
    if kept > share * (kept + max(removed, added)):
        return group
    stayed = [old[a.i2 : b.i1] for a, b in pairwise(group)]
    telling = [len(row) - sum(map(light.__contains__, row)) for row in stayed]
    if sum(telling) >= _TELLING and sum(telling) > min(removed, added):
        return group
    merged = [first]
    for row, told, hunk in zip(stayed, telling, group[1:], strict=True):
        if len(row) >= _ROW and told >= _TELLING:
            merged.append(hunk)
        else:
            before = merged[-1]
            merged[-1] = hunk_of((before.i1, hunk.i2, before.j1, hunk.j2))
    return merged


def _around_kept_words(hunk: Hunk, old: str, new: str, light: AbstractSet[str]) -> Iterator[Hunk]:
    """A short change cut around its telling words, where one side has all those of the other.

    `A and B` became `A, B and C`: B stays, though a shortest difference would keep the `and`.
    """
    kept: list[tuple[int, int]] = []
    if _may_hold_kept_words(hunk):
        a = [i for i in range(hunk.i1, hunk.i2) if old[i] not in light]
        b = [j for j in range(hunk.j1, hunk.j2) if new[j] not in light]
        telling = "".join([old[i] for i in a]), "".join([new[j] for j in b])
        blocks = LCSseq.opcodes(*telling).as_matching_blocks()
        kept = [(a[m.a + k], b[m.b + k]) for m in blocks for k in range(m.size)]
        if len(kept) < min(len(a), len(b)):
            kept = []
    i, j = hunk.i1, hunk.j1
    for x, y in (*kept, (hunk.i2, hunk.j2)):
        if x > i or y > j:
            yield hunk_of((i, x, j, y))
        i, j = x + 1, y + 1


def _slid(hunks: list[Hunk], old: str, new: str) -> list[Hunk]:
    result: list[Hunk] = []
    before_i = before_j = 0
    last = len(hunks) - 1
    for at, hunk in enumerate(hunks):
        i1, i2, j1, j2 = hunk
        if i1 == i2:
            shift = _shift(new, j1, j2, before_j, hunks[at + 1].j1 if at < last else len(new))
        elif j1 == j2:
            shift = _shift(old, i1, i2, before_i, hunks[at + 1].i1 if at < last else len(old))
        else:
            shift = 0
        if result and before_i == i1 + shift and before_j == j1 + shift:
            result[-1] = hunk_of((result[-1].i1, i2 + shift, result[-1].j1, j2 + shift))
        elif shift:
            result.append(hunk_of((i1 + shift, i2 + shift, j1 + shift, j2 + shift)))
        else:
            result.append(hunk)
        before_i, before_j = i2 + shift, j2 + shift
    return result


def _shift(ids: str, start: int, end: int, low: int, high: int) -> int:
    """By how many tokens a stretch present on one side only is best shifted."""
    least = 0
    while (
        start + least > low and least > -_SLIDE and ids[start + least - 1] == ids[end + least - 1]
    ):
        least -= 1
    most = 0
    while end + most < high and most < _SLIDE and ids[start + most] == ids[end + most]:
        most += 1
    if least == most:
        return 0
    return max(
        range(least, most + 1),
        key=lambda shift: (
            _reads(ids, start + shift, end + shift, low, high),
            -abs(shift),
            shift,
        ),
    )


def _reads(ids: str, start: int, end: int, low: int, high: int) -> int:
    """How well a stretch of tokens reads as one change; more is better."""
    first, last = ids[start], ids[end - 1]
    before = ids[start - 1] if start else FIRST["\n"]
    after = ids[end] if end < len(ids) else FIRST["\n"]
    # Touching another change makes one of the two.
    touches = (start == low and low > 0) or (end == high and high < len(ids))
    closed = last in _OPENING and high < len(ids) and ids[high] in _CLOSES
    return 4 * touches + 5 * closed + _begins(before, first, last) + _ends(first, last, after)


def _begins(before: str, first: str, last: str) -> int:
    """How well it begins: after a full stop or a bracket, after or with a comma, with `and`."""
    score = (first in _OPENING) + (first in _JOINING)
    if before in _FULL_STOPS:
        return score + 3 + 2 * (last in _FULL_STOPS)
    if before in _OPENING:
        return score + 1
    if before in _PAUSES:
        return score + 1 + (last in _PAUSES)
    return score + 2 * (first in _PAUSES)


def _ends(first: str, last: str, after: str) -> int:
    """What speaks against its ends: half a bracket, an `and` left over, a lonely full stop."""
    return -(
        3 * (last in _OPENING)
        + 2 * (first in _CLOSING and first not in _PAUSES)
        + (first in _FULL_STOPS and after in _FULL_STOPS)
        + (last in _JOINING)
    )
