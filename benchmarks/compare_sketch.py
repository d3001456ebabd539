"""Two texts in, spans out: the plainest fast difference, which the real engine is measured against.

Unique lines that both texts have are the anchors (patience diff); in the gaps between them words
are matched exactly by rapidfuzz; then equal words that lie between large changes join them, and
pure additions and removals slide to where a sentence begins. It knows no blocks, sections or moves.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz.distance import Indel

_WORD = re.compile(r"[^\S\n]*\S+|\s+")
_EFFORT = 40_000_000
_LITTLE = 6
"""How many times longer than what is equal between them two replacements must be to be joined."""

Hunk = tuple[int, int, int, int]
Spans = list[tuple[str, str]]


def sketch(old: str, new: str) -> Spans:
    """Spans that give back both texts."""
    a, b = old.splitlines(keepends=True), new.splitlines(keepends=True)
    spans: Spans = []
    for i1, i2, j1, j2 in _gaps(a, b):
        if i1 == i2 and j1 == j2:
            continue
        if a[i1:i2] == b[j1:j2]:
            spans.append(("same", "".join(a[i1:i2])))
            continue
        spans += _words("".join(a[i1:i2]), "".join(b[j1:j2]))
    return _merged(spans)


def _gaps(a: list[str], b: list[str]) -> Iterator[Hunk]:
    """The two rows of lines cut into equal stretches and gaps."""
    start = 0
    shorter = min(len(a), len(b))
    while start < shorter and a[start] == b[start]:
        start += 1
    end = 0
    while end < shorter - start and a[-1 - end] == b[-1 - end]:
        end += 1
    yield 0, start, 0, start
    i, j = start, start
    for x, y in _anchors(a, b, start, len(a) - end, len(b) - end):
        if x < i or y < j:
            continue
        low_x, low_y = x, y
        while low_x > i and low_y > j and a[low_x - 1] == b[low_y - 1]:
            low_x, low_y = low_x - 1, low_y - 1
        high_x, high_y = x + 1, y + 1
        while high_x < len(a) - end and high_y < len(b) - end and a[high_x] == b[high_y]:
            high_x, high_y = high_x + 1, high_y + 1
        yield i, low_x, j, low_y
        yield low_x, high_x, low_y, high_y
        i, j = high_x, high_y
    yield i, len(a) - end, j, len(b) - end
    yield len(a) - end, len(a), len(b) - end, len(b)


def _anchors(
    a: list[str], b: list[str], start: int, a_end: int, b_end: int
) -> list[tuple[int, int]]:
    """Lines that stand once in each text, in the longest row with the same order."""
    count_a, count_b = Counter(a[start:a_end]), Counter(b[start:b_end])
    place_b = {line: at for at, line in enumerate(b[start:b_end], start) if count_b[line] == 1}
    found = [
        (at, place_b[line])
        for at, line in enumerate(a[start:a_end], start)
        if count_a[line] == 1 and line in place_b and not line.isspace()
    ]
    piles: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for at, (_, y) in enumerate(found):
        low, high = 0, len(tops)
        while low < high:
            middle = (low + high) // 2
            if tops[middle] < y:
                low = middle + 1
            else:
                high = middle
        before.append(piles[low - 1] if low else -1)
        if low == len(piles):
            piles.append(at)
            tops.append(y)
        else:
            piles[low] = at
            tops[low] = y
    row: list[tuple[int, int]] = []
    at = piles[-1] if piles else -1
    while at >= 0:
        row.append(found[at])
        at = before[at]
    return row[::-1]


def _words(old: str, new: str) -> Spans:
    """The words of a gap."""
    a, b = _WORD.findall(old), _WORD.findall(new)
    if "".join(a) != old or "".join(b) != new or len(a) * len(b) > _EFFORT:
        return [("removed", old), ("added", new)]
    letters: dict[str, str] = {}
    x = "".join(letters.setdefault(word, chr(len(letters) + 1)) for word in a)
    y = "".join(letters.setdefault(word, chr(len(letters) + 1)) for word in b)
    hunks: list[Hunk] = []
    i = j = 0
    for block in Indel.opcodes(x, y).as_matching_blocks():
        if block.a > i or block.b > j:
            hunks.append((i, block.a, j, block.b))
        i, j = block.a + block.size, block.b + block.size
    hunks = [
        _slid(hunk, before, after, x, y) for before, hunk, after in _with_ends(_tidy(hunks), x, y)
    ]
    spans: Spans = []
    i = j = 0
    for i1, i2, j1, j2 in hunks:
        spans += [
            ("same", "".join(a[i:i1])),
            ("removed", "".join(a[i1:i2])),
            ("added", "".join(b[j1:j2])),
        ]
        i, j = i2, j2
    spans.append(("same", "".join(a[i:])))
    return spans


def _tidy(hunks: list[Hunk]) -> list[Hunk]:
    """Short equal stretches between two replacements join them."""
    result: list[Hunk] = []
    for hunk in hunks:
        if result:
            i1, i2, j1, j2 = result[-1]
            kept = hunk[0] - i2
            both = min(max(i2 - i1, j2 - j1), max(hunk[1] - hunk[0], hunk[3] - hunk[2]))
            if (
                _LITTLE * kept <= both
                and (i2 > i1 or hunk[1] > hunk[0])
                and (j2 > j1 or hunk[3] > hunk[2])
            ):
                result[-1] = (i1, hunk[1], j1, hunk[3])
                continue
        result.append(hunk)
    return result


def _with_ends(hunks: list[Hunk], x: str, y: str) -> Iterator[tuple[Hunk, Hunk, Hunk]]:
    rows = [(0, 0, 0, 0), *hunks, (len(x), len(x), len(y), len(y))]
    for (before, hunk), (_, after) in zip(pairwise(rows), pairwise(rows[1:]), strict=False):
        yield before, hunk, after


def _slid(hunk: Hunk, before: Hunk, after: Hunk, x: str, y: str) -> Hunk:
    """A pure addition or removal as far to the left as it goes."""
    i1, i2, j1, j2 = hunk
    if i1 == i2:
        while j1 > before[3] and i1 > before[1] and y[j1 - 1] == y[j2 - 1]:
            i1, i2, j1, j2 = i1 - 1, i2 - 1, j1 - 1, j2 - 1
    elif j1 == j2:
        while i1 > before[1] and j1 > before[3] and x[i1 - 1] == x[i2 - 1]:
            i1, i2, j1, j2 = i1 - 1, i2 - 1, j1 - 1, j2 - 1
    return (i1, i2, j1, j2) if i2 <= after[0] else hunk


def _merged(spans: Spans) -> Spans:
    """Neighbours of a kind joined, removed before added in each change."""
    result: Spans = []
    texts = {"same": "", "removed": "", "added": ""}
    for kind, text in spans:
        if kind == "same" and text and (texts["removed"] or texts["added"]):
            result += [(each, texts[each]) for each in texts if texts[each]]
            texts = {"same": "", "removed": "", "added": ""}
        texts[kind] += text
    return result + [(each, texts[each]) for each in texts if texts[each]]
