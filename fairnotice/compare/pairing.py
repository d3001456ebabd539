"""Two documents and their section matches in, which blocks became which out.

Equal blocks first, by their text alone and without looking at words: inside matched sections, then
anywhere (a move). Then similar ones: in the gaps between the equal ones, then anywhere. What is
left was split, merged (splits.py), removed or added.

Every step costs at most in proportion to the blocks, or a set effort.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain, compress, repeat
from operator import attrgetter, eq

from rapidfuzz.distance import Indel, LCSseq

from fairnotice.compare.increasing import heaviest_increasing
from fairnotice.compare.tokens import Alphabet
from fairnotice.model import Block, Section

_CELLS = 2_500
"""Most pairs of blocks in one gap that are compared each with each."""
_FEW = 16
"""Pairs of blocks in one gap that are compared each with each, however long they are."""
_EFFORT = 40_000_000
"""Most cells (words × words) spent on comparing blocks, per gap."""
_RARE = 8
"""In how many blocks a row of three words may stand to tell something."""
_MUCH_ALIKE = 0.5
"""Share of common words from which a block that stands elsewhere is the same block."""
_SHORT_ALIKE = 0.65
"""The same for a block of few words."""
_LONG = 12
"""Words from which a block has not few."""
_ALIKE = 0.4
"""The same for a block between the same neighbours."""
_ALONE = 0.3
"""The same for a block that stands alone between the same neighbours."""

# A search by pattern costs several times as much as cutting at blanks does.
_TYPOGRAPHIC = "\u2018\u2019\u201c\u201d\u2013\u2014\u2022\u2026\xa0"
_BLANKS = {at: " " for at in range(128) if not (chr(at).isalnum() or chr(at) == "_")}
# Scripts that are written without blanks give a word a character.
_WORD_OR_SIGN = re.compile(
    r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
    r"|[^\W\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
)
NEVER_SPLIT = frozenset({"heading", "code", "rule", "picture"})
"""Kinds of blocks that never become several."""

_text = attrgetter("text")

Match = tuple[tuple[int, ...], tuple[int, ...]]
"""Old blocks and the new blocks that they became, by index."""


class Side:
    """One document's blocks in reading order, and what they became."""

    def __init__(self, sections: Sequence[Section], words: Alphabet) -> None:
        held = [section.blocks for section in sections]
        sizes = [len(blocks) for blocks in held]
        self.blocks: list[Block] = list(chain.from_iterable(held))
        self.sections: list[int] = list(chain.from_iterable(map(repeat, range(len(held)), sizes)))
        """For each block its section."""
        self.homes: list[Section] = list(chain.from_iterable(map(repeat, sections, sizes)))
        """The same as the section itself."""
        self.starts: list[int] = list(accumulate(sizes, initial=0))
        """For each section its first block; then the number of blocks."""
        self.texts: list[str] = list(map(_text, self.blocks))
        self.mate: list[int] = [-1] * len(self.blocks)
        """For each block the other side's block that it became (of several the first), or -1."""
        self.groups: dict[int, Match] = {}
        """Blocks of matches with several blocks on a side."""
        self._words = words
        self._ids: dict[int, str] = {}

    def ids(self, at: int) -> str:
        """The words of a block, one character each; made once."""
        found = self._ids.get(at)
        if found is None:
            letters = map(self._words.__getitem__, _words(self.texts[at]))
            found = self._ids[at] = "".join(letters)
        return found

    def free(self, start: int, end: int) -> list[int]:
        """Blocks from `start` to `end` that are not matched."""
        unmatched = map(eq, self.mate[start:end], repeat(-1))
        return list(compress(range(start, end), unmatched))


def _words(text: str) -> list[str]:
    """What two blocks are compared by: words without letter case and punctuation."""
    plain = text.lower()
    if not plain.isascii():
        for mark in _TYPOGRAPHIC:
            plain = plain.replace(mark, " ")
        if not plain.isascii():
            return _WORD_OR_SIGN.findall(plain) or text.split()
    return plain.translate(_BLANKS).split() or text.split()


class Pairing:
    """The work in progress: two sides and what was found so far."""

    def __init__(self, old: Side, new: Side, sections: Sequence[tuple[int, int]]) -> None:
        self.old = old
        self.new = new
        self.sections = sections

    def join(self, i: int, j: int) -> None:
        """Say that old block `i` became new block `j`."""
        self.old.mate[i] = j
        self.new.mate[j] = i

    def join_many(self, olds: tuple[int, ...], news: tuple[int, ...]) -> None:
        """Say that several old blocks became several new ones."""
        for i in olds:
            self.old.mate[i] = news[0]
            self.old.groups[i] = olds, news
        for j in news:
            self.new.mate[j] = olds[0]
            self.new.groups[j] = olds, news

    def match(self, i: int) -> Match:
        """What a matched old block belongs to."""
        return self.old.groups.get(i) or ((i,), (self.old.mate[i],))

    def firsts(self) -> list[int]:
        """The first old block of each match, rising."""
        groups = self.old.groups
        if not groups:
            return [i for i, j in enumerate(self.old.mate) if j >= 0]
        return [
            i
            for i, j in enumerate(self.old.mate)
            if j >= 0 and (i not in groups or groups[i][0][0] == i)
        ]

    @property
    def open(self) -> bool:
        """Whether both sides have blocks that are not matched."""
        return -1 in self.old.mate and -1 in self.new.mate

    @property
    def settled(self) -> bool:
        """Whether every block of both sides is matched."""
        return -1 not in self.old.mate and -1 not in self.new.mate


def pair_equal(work: Pairing) -> None:
    """Match the blocks with equal texts, inside matched sections first."""
    old, new = work.old, work.new
    for s, t in work.sections:
        a1, a2 = old.starts[s], old.starts[s + 1]
        b1, b2 = new.starts[t], new.starts[t + 1]
        if old.texts[a1:a2] == new.texts[b1:b2]:
            old.mate[a1:a2] = range(b1, b2)
            new.mate[b1:b2] = range(a1, a2)
        else:
            _pair_equal_in_section(work, a1, a2, b1, b2)
    if work.open:
        _pair_equal_anywhere(work)
        _extend_equal(work)


def pair_similar_in_gaps(work: Pairing) -> None:
    """Match similar blocks that stand between the same matched ones."""
    for s, t in work.sections:
        for gap in tuple(_gaps(work, s, t)):
            _pair_similar_in_gap(work, *gap)


def pair_similar_anywhere(work: Pairing) -> None:
    """Match blocks that are much alike, wherever they stand."""
    _pair_most_alike(
        work,
        work.old.free(0, len(work.old.texts)),
        work.new.free(0, len(work.new.texts)),
    )


# ---------------------------------------- equal blocks


def _pair_equal_in_section(work: Pairing, a1: int, a2: int, b1: int, b2: int) -> None:
    old, new = work.old, work.new
    if a1 < a2 and b1 < b2 and old.blocks[a1].kind == new.blocks[b1].kind == "heading":
        work.join(a1, b1)
        a1, b1 = a1 + 1, b1 + 1
    for at_old, at_new, size in _equal_runs(old.texts[a1:a2], new.texts[b1:b2]):
        i, j = a1 + at_old, b1 + at_new
        old.mate[i : i + size] = range(j, j + size)
        new.mate[j : j + size] = range(i, i + size)


def _equal_runs(a: list[str], b: list[str]) -> Iterable[tuple[int, int, int]]:
    """The longest row of equal texts in the same order."""
    letters = Alphabet()
    x, y = "".join(map(letters.__getitem__, a)), "".join(map(letters.__getitem__, b))
    if len(x) * len(y) <= _EFFORT:
        for block in Indel.opcodes(x, y).as_matching_blocks():
            yield block.a, block.b, block.size
        return
    start = 0
    while start < min(len(x), len(y)) and x[start] == y[start]:
        start += 1
    yield 0, 0, start
    rest = min(len(x), len(y)) - start
    tail = 0
    while tail < rest and x[-1 - tail] == y[-1 - tail]:
        tail += 1
    yield len(x) - tail, len(y) - tail, tail


def _pair_equal_anywhere(work: Pairing) -> None:
    """Texts of four words and more that stand elsewhere now."""
    old, new = work.old, work.new
    places: dict[str, list[int]] = defaultdict(list)
    for j in new.free(0, len(new.texts)):
        places[new.texts[j]].append(j)
    used: Counter[str] = Counter()
    for i in old.free(0, len(old.texts)):
        text = old.texts[i]
        if text in places and used[text] < len(places[text]) and text.count(" ") >= 3:
            j = places[text][used[text]]
            if _may_match(old.blocks[i], new.blocks[j]):
                work.join(i, j)
                used[text] += 1


def _extend_equal(work: Pairing) -> None:
    """Short equal texts beside blocks that are matched already."""
    old, new = work.old, work.new
    for step in (1, -1):
        free = old.free(0, len(old.texts))
        for i in free if step == 1 else reversed(free):
            if not 0 <= i - step < len(old.texts) or old.mate[i - step] < 0:
                continue
            j = old.mate[i - step] + step
            if (
                0 <= j < len(new.texts)
                and new.mate[j] < 0
                and old.texts[i] == new.texts[j]
                and _may_match(old.blocks[i], new.blocks[j])
            ):
                work.join(i, j)


def _may_match(old: Block, new: Block) -> bool:
    """Whether a block may have become the other: headings become headings, code code."""
    if old.kind == new.kind:
        return True
    apart = {"heading", "code", "rule"}
    return old.kind not in apart and new.kind not in apart


# ---------------------------------------- similar blocks


def _gaps(work: Pairing, s: int, t: int) -> Iterable[tuple[int, int, int, int]]:
    """Stretches of two matched sections between blocks that are matched with one another."""
    a1, a2 = work.old.starts[s], work.old.starts[s + 1]
    b1, b2 = work.new.starts[t], work.new.starts[t + 1]
    mates = work.old.mate[a1:a2]
    if -1 not in mates or -1 not in work.new.mate[b1:b2]:
        return
    inside = [(i, j) for i, j in enumerate(mates, a1) if b1 <= j < b2]
    i0, j0 = a1, b1
    for at in heaviest_increasing([j for _, j in inside], [1] * len(inside)):
        i, j = inside[at]
        if i > i0 and j > j0:
            yield i0, i, j0, j
        i0, j0 = i + 1, j + 1
    if a2 > i0 and b2 > j0:
        yield i0, a2, j0, b2


def _pair_similar_in_gap(work: Pairing, a1: int, a2: int, b1: int, b2: int) -> None:
    old, new = work.old.free(a1, a2), work.new.free(b1, b2)
    if not old or not new:
        return
    if len(old) == len(new) and all(map(_plainly_same, old, new, repeat(work))):
        for i, j in zip(old, new, strict=True):
            work.join(i, j)
        return
    words = sum(len(work.old.ids(i)) for i in old) * sum(len(work.new.ids(j)) for j in new)
    cells = len(old) * len(new)
    if cells > _CELLS or (words > _EFFORT and cells > _FEW):
        _pair_most_alike(work, old, new)
        _pair_in_step(work, a1, a2, b1, b2)
        return
    if min(len(old), len(new)) == 1 < max(len(old), len(new)) and _split(work, old, new):
        work.join_many(tuple(old), tuple(new))
        return
    enough = _ALONE if len(old) == len(new) == 1 else _ALIKE
    for i, j in _aligned(work, old, new, enough):
        work.join(i, j)


def _plainly_same(i: int, j: int, work: Pairing) -> bool:
    """Whether two blocks begin and end so alike that their words need no counting."""
    a, b = work.old.texts[i], work.new.texts[j]
    quarter = max(len(a), len(b)) // 4
    if quarter < 10 or not _may_match(work.old.blocks[i], work.new.blocks[j]):
        return False
    starts = a[: 2 * quarter] == b[: 2 * quarter]
    ends = a[-2 * quarter :] == b[-2 * quarter :]
    return starts or ends or (a[:quarter] == b[:quarter] and a[-quarter:] == b[-quarter:])


def _split(work: Pairing, old: list[int], new: list[int]) -> bool:
    """Whether one block became all the others together, rather than a single one of them."""
    blocks = [work.old.blocks[i] for i in old] + [work.new.blocks[j] for j in new]
    rows = old[-1] - old[0] == len(old) - 1 and new[-1] - new[0] == len(new) - 1
    if not rows or any(block.kind in NEVER_SPLIT for block in blocks):
        return False
    one, many = (
        (work.old.ids(old[0]), [work.new.ids(j) for j in new])
        if len(old) == 1
        else (work.new.ids(new[0]), [work.old.ids(i) for i in old])
    )
    ids = "".join(many)
    shared = _shared(one, ids)
    single = max(_shared(one, ids) for ids in many)
    return 2 * shared >= _MUCH_ALIKE * (len(one) + len(ids)) and shared >= 1.25 * single


def _likeness(work: Pairing, i: int, j: int, enough: float) -> int:
    """Words that two blocks share in order, if that is enough to call one the other; else 0."""
    if not _may_match(work.old.blocks[i], work.new.blocks[j]):
        return 0
    a, b = work.old.ids(i), work.new.ids(j)
    shared = _shared(a, b)
    least, most = min(len(a), len(b)), max(len(a), len(b))
    if shared and (2 * shared >= enough * (least + most) or (least >= 8 and shared >= 0.8 * least)):
        return shared
    return 0


def _aligned(work: Pairing, old: list[int], new: list[int], enough: float) -> list[tuple[int, int]]:
    """The row of similar blocks, in the same order on both sides, that shares most words."""
    like = [[_likeness(work, i, j, enough) for j in new] for i in old]
    rows, columns = len(old), len(new)
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            if like[i][j]:
                best[i][j] = max(best[i][j], like[i][j] + best[i + 1][j + 1])
    found = []
    i = j = 0
    while i < rows and j < columns:
        if like[i][j] and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            found.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _pair_in_step(work: Pairing, a1: int, a2: int, b1: int, b2: int) -> None:
    """The first with the first, the second with the second: for long rows of near-equal blocks."""
    for i, j in zip(work.old.free(a1, a2), work.new.free(b1, b2), strict=False):
        if _likeness(work, i, j, _ALIKE):
            work.join(i, j)


def _pair_most_alike(work: Pairing, old: list[int], new: list[int]) -> None:
    """Match blocks that share rows of three words found in few others, the most alike first."""
    holders: dict[str, list[int]] = defaultdict(list)
    for j in new if old else ():
        for three in _threes(work.new.ids(j)):
            holders[three].append(j)
    scored = [
        (-_ratio(work.old.ids(i), work.new.ids(j)), abs(i - j), i, j)
        for i in (old if holders else ())
        for j in _candidates(work.old.ids(i), holders)
        if _enough(work, i, j)
    ]
    for _, _, i, j in sorted(scored):
        if work.old.mate[i] < 0 and work.new.mate[j] < 0:
            work.join(i, j)


def _candidates(ids: str, holders: Mapping[str, list[int]]) -> list[int]:
    """The five blocks that share most rows of three words."""
    votes: Counter[int] = Counter()
    for three in _threes(ids):
        found = holders.get(three, ())
        if len(found) <= _RARE:
            votes.update(found)
    return sorted(votes, key=lambda j: (-votes[j], j))[:5]


def _threes(ids: str) -> set[str]:
    return {ids[at : at + 3] for at in range(len(ids) - 2)}


def _enough(work: Pairing, i: int, j: int) -> bool:
    """Whether two blocks that stand in different places are so alike that one is the other."""
    old, new = work.old.blocks[i], work.new.blocks[j]
    a, b = work.old.ids(i), work.new.ids(j)
    least, both = min(len(a), len(b)), len(a) + len(b)
    wanted = (_MUCH_ALIKE if least >= _LONG else _SHORT_ALIKE) * both
    if least < 5 or 2 * least < wanted or not _may_match(old, new):
        return False
    if old.kind == new.kind == "row" and old.text.split("\t")[0] != new.text.split("\t")[0]:
        return False  # a row is known by its first cell: another cookie, another supplier
    return 2 * _shared(a, b) >= wanted


def _ratio(a: str, b: str) -> float:
    return 2 * _shared(a, b) / (len(a) + len(b))


def _shared(a: str, b: str) -> int:
    """Words that two blocks share: in order, or, where that would cost too much, in any order."""
    if len(a) * len(b) <= _EFFORT:
        return int(LCSseq.similarity(a, b))
    return (Counter(a) & Counter(b)).total()
