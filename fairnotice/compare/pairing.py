"""Two documents and their section matches in, which blocks became which out.

Equal blocks first, by their text alone and without looking at words: inside matched sections, then
anywhere (a move). Then similar ones: in the gaps between the equal ones, then anywhere. Last the
blocks that were split, merged or made into a list. What is left was removed or added.

Every step costs at most in proportion to the blocks, or a set effort.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel, LCSseq

from fairnotice.compare.increasing import heaviest_increasing
from fairnotice.compare.tokens import Alphabet, Tokens
from fairnotice.model import Block, Section

_CELLS = 2_500
"""Most pairs of blocks in one gap that are compared each with each."""
_EFFORT = 40_000_000
"""Most cells (tokens × tokens) spent on comparing blocks, per gap."""
_RARE = 8
"""In how many blocks a row of three tokens may stand to tell something."""
_MUCH_ALIKE = 0.6
"""Share of common tokens from which a block that stands elsewhere is the same block."""


class Match(NamedTuple):
    """Old blocks and the new blocks that they became, by index; one side has one block."""

    old: tuple[int, ...]
    new: tuple[int, ...]


class _Side:
    """One document's blocks in reading order, and which of them are matched."""

    def __init__(self, sections: Sequence[Section], alphabet: Alphabet) -> None:
        self.blocks: list[Block] = [block for section in sections for block in section.blocks]
        self.texts: list[str] = [block.text for block in self.blocks]
        self.starts: list[int] = [0]
        for section in sections:
            self.starts.append(self.starts[-1] + len(section.blocks))
        self.sections: list[int] = [
            at for at, section in enumerate(sections) for _ in section.blocks
        ]
        self.match: list[int] = [-1] * len(self.blocks)
        self._alphabet = alphabet
        self._tokens: dict[int, Tokens] = {}

    def tokens(self, at: int) -> Tokens:
        """The tokens of a block, made once."""
        found = self._tokens.get(at)
        if found is None:
            found = self._tokens[at] = self._alphabet.block_tokens(self.blocks[at])
        return found

    def ids(self, at: int) -> str:
        return self.tokens(at).ids

    def free(self, start: int, end: int) -> list[int]:
        """Blocks from `start` to `end` that are not matched."""
        return [at for at in range(start, end) if self.match[at] < 0]


class Pairing:
    """The work in progress: two sides and the matches found so far."""

    def __init__(
        self,
        old: Sequence[Section],
        new: Sequence[Section],
        sections: Sequence[tuple[int, int]],
        alphabet: Alphabet,
    ) -> None:
        self.old = _Side(old, alphabet)
        self.new = _Side(new, alphabet)
        self.sections = sections
        self.matches: list[Match] = []

    def join(self, i: int, j: int) -> None:
        """Say that old block `i` became new block `j`."""
        self.old.match[i] = self.new.match[j] = len(self.matches)
        self.matches.append(Match((i,), (j,)))

    @property
    def open(self) -> bool:
        """Whether both sides have blocks that are not matched."""
        return -1 in self.old.match and -1 in self.new.match

    @property
    def settled(self) -> bool:
        """Whether every block of both sides is matched."""
        return -1 not in self.old.match and -1 not in self.new.match

    def mate(self, i: int) -> int:
        """The first new block that old block `i` became, or -1."""
        at = self.old.match[i]
        return self.matches[at].new[0] if at >= 0 else -1


def pair_equal(work: Pairing, old: Sequence[Section], new: Sequence[Section]) -> None:
    """Match the blocks with equal texts, inside matched sections first."""
    for s, t in work.sections:
        _pair_equal_in_section(work, old[s], new[t], s, t)
    if work.open:
        _pair_equal_anywhere(work)
        _extend_equal(work)


def pair_similar_in_gaps(work: Pairing) -> None:
    """Match similar blocks that stand between the same matched ones."""
    for s, t in work.sections:
        for gap in tuple(_gaps(work, s, t)):
            _pair_similar_in_gap(work, *gap)


def _pair_equal_in_section(work: Pairing, old: Section, new: Section, s: int, t: int) -> None:
    a1, a2 = work.old.starts[s], work.old.starts[s + 1]
    b1, b2 = work.new.starts[t], work.new.starts[t + 1]
    if a1 < a2 and b1 < b2 and old.blocks[0].kind == new.blocks[0].kind == "heading":
        work.join(a1, b1)
        a1, b1 = a1 + 1, b1 + 1
    a, b = work.old.texts[a1:a2], work.new.texts[b1:b2]
    if a == b:
        for at in range(len(a)):
            work.join(a1 + at, b1 + at)
        return
    for i, j, size in _equal_runs(a, b):
        for at in range(size):
            work.join(a1 + i + at, b1 + j + at)


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
    if start:
        yield 0, 0, start
    rest = min(len(x), len(y)) - start
    tail = 0
    while tail < rest and x[-1 - tail] == y[-1 - tail]:
        tail += 1
    if tail:
        yield len(x) - tail, len(y) - tail, tail


def _pair_equal_anywhere(work: Pairing) -> None:
    """Texts of four words and more that stand elsewhere now."""
    places: dict[str, list[int]] = defaultdict(list)
    for j in work.new.free(0, len(work.new.texts)):
        places[work.new.texts[j]].append(j)
    used: Counter[str] = Counter()
    for i in work.old.free(0, len(work.old.texts)):
        text = work.old.texts[i]
        if (
            text in places
            and used[text] < len(places[text])
            and text.count(" ") >= 3
            and _alike(work.old.blocks[i], work.new.blocks[places[text][used[text]]])
        ):
            work.join(i, places[text][used[text]])
            used[text] += 1


def _extend_equal(work: Pairing) -> None:
    """Short equal texts beside blocks that are matched already."""
    old, new = work.old, work.new
    for step in (1, -1):
        order = range(len(old.texts)) if step == 1 else range(len(old.texts) - 1, -1, -1)
        for i in order:
            if old.match[i] >= 0 or not 0 <= i - step < len(old.texts):
                continue
            mate = work.mate(i - step)
            j = mate + step
            if (
                mate >= 0
                and 0 <= j < len(new.texts)
                and new.match[j] < 0
                and old.texts[i] == new.texts[j]
                and _alike(old.blocks[i], new.blocks[j])
            ):
                work.join(i, j)


def _alike(old: Block, new: Block) -> bool:
    """Whether a block may have become the other: headings become headings, code code."""
    return all((old.kind == kind) == (new.kind == kind) for kind in ("heading", "code", "rule"))


def _gaps(work: Pairing, s: int, t: int) -> Iterable[tuple[int, int, int, int]]:
    """Stretches of two matched sections between blocks that are matched with one another."""
    a1, a2 = work.old.starts[s], work.old.starts[s + 1]
    b1, b2 = work.new.starts[t], work.new.starts[t + 1]
    if -1 not in work.old.match[a1:a2] or -1 not in work.new.match[b1:b2]:
        return
    inside = [(i, j) for i in range(a1, a2) if b1 <= (j := work.mate(i)) < b2]
    i0, j0 = a1, b1
    for at in heaviest_increasing([j for _, j in inside], [1] * len(inside)):
        i, j = inside[at]
        if i > i0 and j > j0:
            yield i0, i, j0, j
        i0, j0 = i + 1, j + 1
    if a2 > i0 and b2 > j0:
        yield i0, a2, j0, b2


def _likeness(a: str, b: str) -> int:
    """Tokens that two blocks share in order, if that is enough to call one the other; else 0."""
    least, most = min(len(a), len(b)), max(len(a), len(b))
    shared: int = LCSseq.similarity(a, b, score_cutoff=max(1, int(0.45 * least)))
    if 2 * shared >= 0.5 * (least + most) and shared >= 1:
        return shared
    if least >= 10 and shared >= 0.8 * least:
        return shared
    return 0


def _pair_similar_in_gap(work: Pairing, a1: int, a2: int, b1: int, b2: int) -> None:
    old, new = work.old.free(a1, a2), work.new.free(b1, b2)
    if not old or not new:
        return
    tokens = sum(len(work.old.ids(i)) for i in old) * sum(len(work.new.ids(j)) for j in new)
    if len(old) * len(new) > _CELLS or tokens > _EFFORT:
        _pair_most_alike(work, old, new)
        _pair_in_step(work, a1, a2, b1, b2)
        return
    for i, j in _aligned(work, old, new):
        work.join(i, j)


def _aligned(work: Pairing, old: list[int], new: list[int]) -> list[tuple[int, int]]:
    """The row of similar blocks, in the same order on both sides, that shares most tokens."""
    like = [
        [
            _likeness(work.old.ids(i), work.new.ids(j))
            if _alike(work.old.blocks[i], work.new.blocks[j])
            else 0
            for j in new
        ]
        for i in old
    ]
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
        a, b = work.old.ids(i), work.new.ids(j)
        if (
            len(a) * len(b) <= _EFFORT // 1000
            and _alike(work.old.blocks[i], work.new.blocks[j])
            and _likeness(a, b)
        ):
            work.join(i, j)


def pair_similar_anywhere(work: Pairing) -> None:
    """Match blocks that are much alike, wherever they stand."""
    _pair_most_alike(
        work,
        work.old.free(0, len(work.old.texts)),
        work.new.free(0, len(work.new.texts)),
    )


def _pair_most_alike(work: Pairing, old: list[int], new: list[int]) -> None:
    """Match blocks that share rows of three tokens found in few others, the most alike first."""
    holders: dict[str, list[int]] = defaultdict(list)
    if old:
        for j in new:
            for three in _threes(work.new.ids(j)):
                holders[three].append(j)
    scored: list[tuple[float, int, int, int]] = []
    for i in old if holders else ():
        votes: Counter[int] = Counter()
        for three in _threes(work.old.ids(i)):
            if len(holders.get(three, ())) <= _RARE:
                votes.update(holders.get(three, ()))
        for j, _ in sorted(votes.items(), key=lambda row: (-row[1], row[0]))[:5]:
            if (ratio := _ratio(work, i, j)) >= _MUCH_ALIKE:
                scored.append((-ratio, abs(i - j), i, j))
    _join_best(work, scored)


def _join_best(work: Pairing, scored: list[tuple[float, int, int, int]]) -> None:
    for _, _, i, j in sorted(scored):
        if work.old.match[i] < 0 and work.new.match[j] < 0:
            work.join(i, j)


def _threes(ids: str) -> set[str]:
    return {ids[at : at + 3] for at in range(len(ids) - 2)}


def _ratio(work: Pairing, i: int, j: int) -> float:
    """Share of the tokens of two blocks that they have in common and in order."""
    a, b = work.old.ids(i), work.new.ids(j)
    if not _alike(work.old.blocks[i], work.new.blocks[j]):
        return 0.0
    if len(a) * len(b) > _EFFORT or min(len(a), len(b)) < 6:
        return 0.0
    return 2 * int(LCSseq.similarity(a, b)) / (len(a) + len(b))
