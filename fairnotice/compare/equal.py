"""Two sides in, their equal blocks matched: by their text alone, without looking at words.

Inside matched sections first, then anywhere (a move), then short ones beside what is matched.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Indel

from fairnotice.compare.alike import EFFORT, may_match
from fairnotice.compare.alphabet import Letters
from fairnotice.compare.sides import Pairing


def pair_equal(work: Pairing) -> None:
    """Match the blocks with equal texts, inside matched sections first; note all others."""
    old, new = work.old, work.new
    first = last = size = 0
    for s, t in work.sections:
        if old.wholes[s] != new.wholes[t]:
            _pair_equal_in_section(work, *old.starts[s : s + 2], *new.starts[t : t + 2])
        elif s == first + size and t == last + size:
            size += 1
        else:
            work.join_same(first, last, size)
            first, last, size = s, t, 1
    work.join_same(first, last, size)
    if work.open:
        _pair_equal_anywhere(work)
        _extend_equal(work)
    for side in (old, new):
        side.touched.update(side.free())


def _pair_equal_in_section(work: Pairing, a1: int, a2: int, b1: int, b2: int) -> None:
    olds, news = work.old.texts, work.new.texts
    if olds[a1:a2] == news[b1:b2]:
        work.join_equal(a1, b1, a2 - a1)
        return
    if a1 < a2 and b1 < b2 and work.old.blocks[a1].kind == work.new.blocks[b1].kind == "heading":
        if olds[a1] == news[b1]:
            work.join_equal(a1, b1, 1)
        else:
            work.join(a1, b1)
            work.touch(a1, b1)
        a1, b1 = a1 + 1, b1 + 1
    start = a1
    while a1 < a2 and b1 < b2 and olds[a1] == news[b1]:
        a1, b1 = a1 + 1, b1 + 1
    end = a2
    while a1 < a2 and b1 < b2 and olds[a2 - 1] == news[b2 - 1]:
        a2, b2 = a2 - 1, b2 - 1
    if a1 > start:
        work.join_equal(start, b1 - a1 + start, a1 - start)
    if end > a2:
        work.join_equal(a2, b2, end - a2)
    if a1 < a2 and b1 < b2:
        for at_old, at_new, size in _equal_runs(olds[a1:a2], news[b1:b2]):
            work.join_equal(a1 + at_old, b1 + at_new, size)


def _equal_runs(a: Sequence[str], b: Sequence[str]) -> Iterable[tuple[int, int, int]]:
    """The longest row of equal texts in the same order, as long as it is not too much to ask."""
    if set(a).isdisjoint(b):
        return
    letters = Letters()
    x, y = letters.spelled(a), letters.spelled(b)
    if len(x) * len(y) <= EFFORT:
        for block in Indel.opcodes(x, y).as_matching_blocks():
            yield block.a, block.b, block.size


def _pair_equal_anywhere(work: Pairing) -> None:
    """Texts of four words and more that stand elsewhere now."""
    old, new = work.old, work.new
    places: dict[str, list[int]] = defaultdict(list)
    for j in new.free():
        places[new.texts[j]].append(j)
    used: Counter[str] = Counter()
    for i in old.free():
        text = old.texts[i]
        if text in places and used[text] < len(places[text]) and text.count(" ") >= 3:
            j = places[text][used[text]]
            if may_match(old.blocks[i], new.blocks[j]):
                work.join_equal(i, j, 1)
                used[text] += 1


def _extend_equal(work: Pairing) -> None:
    """Short equal texts beside blocks that are matched already."""
    old, new = work.old, work.new
    for step in (1, -1):
        free = old.free()
        for i in free if step == 1 else reversed(free):
            if not 0 <= i - step < len(old.texts) or old.mate[i - step] < 0:
                continue
            j = old.mate[i - step] + step
            if (
                0 <= j < len(new.texts)
                and new.mate[j] < 0
                and old.texts[i] == new.texts[j]
                and may_match(old.blocks[i], new.blocks[j])
            ):
                work.join_equal(i, j, 1)
