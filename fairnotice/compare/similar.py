"""Two sides with their equal blocks matched in, their similar ones matched too.

First between what is matched already, then anywhere. Every step costs at most in proportion to the
blocks, or a set effort.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain, repeat

from rapidfuzz.distance import Postfix, Prefix

from fairnotice.compare.alike import (
    DATED,
    EFFORT,
    MUCH_ALIKE,
    may_match,
    ratio,
    says_when,
    words_shared,
)
from fairnotice.compare.increasing import heaviest_increasing, rising
from fairnotice.compare.sides import Match, Pairing, Side

NEVER_SPLIT = frozenset({"heading", "code", "rule", "picture"})
"""Kinds of blocks that never become several."""

_CELLS = 2_500
"""Most pairs of blocks in one gap that are compared each with each."""
_FEW = 16
"""Pairs of blocks in one gap that are compared each with each, however long they are."""
_REMEMBERED = 64
"""Most blocks of a gap of which is remembered what was found in it."""
_RARE = 8
"""In how many blocks a row of three words may stand to tell something."""
_HELD = 20_000
"""Pairs of blocks that may be held against each other, each once for all versions of a notice."""
_FEWEST = 5
"""Words from which a block may be told anywhere."""
_ALIKE = 0.4
"""The same for a block between the same neighbours."""
_ALONE = 0.3
"""The same for a block that stands alone between the same neighbours."""
_PLAIN = 40
"""Fewest letters of the longer of two blocks that are seen to begin and end alike."""


def pair_named_rows(work: Pairing) -> None:
    """Match the rows of matched sections that are the only ones left with their first cell.

    A row of a table is about what its first cell names, a cookie or a supplier, whatever else of
    it was written anew.
    """
    old, new = _named_rows(work.old), _named_rows(work.new)
    for s, t in work.sections if old and new else ():
        for name, rows in old.get(s, {}).items():
            others = new.get(t, {}).get(name, ())
            if len(rows) == len(others) == 1:
                work.join(rows[0], others[0])


def _named_rows(side: Side) -> dict[int, dict[tuple[str, ...], list[int]]]:
    """For each section its unmatched rows, by their first cell and the name of its column."""
    found: dict[int, dict[tuple[str, ...], list[int]]] = {}
    for at in side.free():
        block = side.blocks[at]
        if block.kind == "row" and not block.is_header:
            name, tab, _ = block.text.partition("\t")
            if name and tab:
                named = found.setdefault(side.sections[at], {})
                named.setdefault((*block.header[:1], name), []).append(at)
    return found


def pair_similar_in_gaps(work: Pairing) -> None:
    """Match similar blocks that stand between the same matched ones."""
    old, new = work.old, work.new
    olds = {old.sections[i] for i in old.free()}
    news = {new.sections[j] for j in new.free()}
    for s, t in [(s, t) for s, t in work.sections if s in olds and t in news]:
        for gap in tuple(_gaps(work, s, t)):
            _pair_similar_in_gap(work, *gap)


def pair_similar_anywhere(work: Pairing) -> None:
    """Match blocks that are much alike, wherever they stand."""
    _pair_most_alike(
        work,
        work.old.free(),
        work.new.free(),
    )


def _gaps(work: Pairing, s: int, t: int) -> Iterable[tuple[int, int, int, int]]:
    """Stretches of two matched sections between blocks that are matched with one another."""
    a1, a2 = work.old.starts[s], work.old.starts[s + 1]
    b1, b2 = work.new.starts[t], work.new.starts[t + 1]
    inside = [(i, j) for i, j in enumerate(work.old.mate[a1:a2], a1) if b1 <= j < b2]
    news = [j for _, j in inside]
    if not rising(news):
        inside = [inside[at] for at in heaviest_increasing(news, [1] * len(news))]
    i0, j0 = a1, b1
    for i, j in inside:
        if i > i0 and j > j0:
            yield i0, i, j0, j
        i0, j0 = i + 1, j + 1
    if a2 > i0 and b2 > j0:
        yield i0, a2, j0, b2


def _pair_similar_in_gap(work: Pairing, a1: int, a2: int, b1: int, b2: int) -> None:
    old, new = work.old.free(a1, a2), work.new.free(b1, b2)
    if not old or not new:
        return
    found = _known_in_gap(work, old, new)
    if found is None:
        _pair_most_alike(work, old, new)
        _pair_in_step(work, a1, a2, b1, b2)
        return
    for olds, news in found:
        if len(olds) == len(news) == 1:
            work.join(old[olds[0]], new[news[0]])
        else:
            work.join_many(tuple([old[at] for at in olds]), tuple([new[at] for at in news]))


def _known_in_gap(work: Pairing, old: list[int], new: list[int]) -> tuple[Match, ...] | None:
    """The similar blocks of a gap, by their places among its blocks; None where they are too many
    to hold each against each. Two versions have most gaps in common."""
    known = work.old.alphabet.gaps
    rows = old[-1] - old[0] == len(old) - 1 and new[-1] - new[0] == len(new) - 1
    if len(old) + len(new) > _REMEMBERED:
        return _in_gap(work, old, new, rows=rows)
    asked = rows, *_shown(work.old, old), *_shown(work.new, new)
    if asked in known:
        return known[asked]
    return known.keep(asked, _in_gap(work, old, new, rows=rows))


def _shown(side: Side, places: list[int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The texts and the kinds of these blocks."""
    return tuple([side.texts[at] for at in places]), tuple([side.blocks[at].kind for at in places])


def _in_gap(
    work: Pairing, old: list[int], new: list[int], *, rows: bool
) -> tuple[Match, ...] | None:
    """The same, worked out from the texts and kinds of the blocks; `rows` says whether nothing
    stands between those of a side."""
    share = _ALONE if len(old) == len(new) == 1 else MUCH_ALIKE
    if len(old) == len(new) and all(map(_plainly_same, old, new, repeat(share), repeat(work))):
        return tuple([((at,), (at,)) for at in range(len(old))])
    cells = len(old) * len(new)
    if cells > _CELLS or (cells > _FEW and _words(work.old, old) * _words(work.new, new) > EFFORT):
        return None
    if min(len(old), len(new)) == 1 < max(len(old), len(new)) and rows and _split(work, old, new):
        return ((tuple(range(len(old))), tuple(range(len(new)))),)
    enough = _ALONE if len(old) == len(new) == 1 else _ALIKE
    return tuple([((i,), (j,)) for i, j in _aligned(work, old, new, enough)])


def _words(side: Side, blocks: Iterable[int]) -> int:
    return sum([len(side.ids[at]) for at in blocks])


def _plainly_same(i: int, j: int, share: float, work: Pairing) -> bool:
    """Whether two blocks begin and end so alike, by this share of the longer one's letters, that
    their words need no counting."""
    a, b = work.old.texts[i], work.new.texts[j]
    most = max(len(a), len(b))
    if most < _PLAIN or not may_match(work.old.blocks[i], work.new.blocks[j]):
        return False
    start = Prefix.similarity(a, b)
    return start >= share * most or start + Postfix.similarity(a[start:], b[start:]) >= share * most


def _split(work: Pairing, old: list[int], new: list[int]) -> bool:
    """Whether one block became all the others together, rather than a single one of them."""
    blocks = [work.old.blocks[i] for i in old] + [work.new.blocks[j] for j in new]
    if any(block.kind in NEVER_SPLIT for block in blocks):
        return False
    if all(block.kind == "row" for block in blocks):
        return False  # two cookies, two suppliers: never one in two rows
    one, many = (
        (work.old.ids[old[0]], [work.new.ids[j] for j in new])
        if len(old) == 1
        else (work.new.ids[new[0]], [work.old.ids[i] for i in old])
    )
    ids = "".join(many)
    shared = words_shared(one, ids)
    single = max(words_shared(one, ids) for ids in many)
    return 2 * shared >= MUCH_ALIKE * (len(one) + len(ids)) and shared >= 1.25 * single


def _likeness(work: Pairing, i: int, j: int, enough: float) -> int:
    """Words that two blocks share in order, if that is enough to call one the other; else 0."""
    old, new = work.old.blocks[i], work.new.blocks[j]
    if old.kind != new.kind and not may_match(old, new):
        return 0
    a, b = work.old.ids[i], work.new.ids[j]
    least, most = len(a), len(b)
    if least > most:
        least, most = most, least
    wanted = enough * (least + most)
    if 2 * least >= wanted or least >= 8:  # else no words could be enough
        shared = work.old.alphabet.shared(a, b)
        if shared and (2 * shared >= wanted or (least >= 8 and shared >= 0.8 * least)):
            return shared
    short = most <= DATED and old.kind == new.kind != "row"
    return int(short and says_when(old.text, new.text))


def _aligned(work: Pairing, old: list[int], new: list[int], enough: float) -> list[tuple[int, int]]:
    """The row of similar blocks, in the same order on both sides, that shares most words; by their
    places among these."""
    if len(old) == len(new) == 1:
        return [(0, 0)] if _likeness(work, old[0], new[0], enough) else []
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
            found.append((i, j))
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
    old = _with_likes(work, old, new)
    if not old or not new:
        return
    old_threes, new_threes = _threes(work.old, old), _threes(work.new, new)
    shared = frozenset().union(*old_threes.values())
    holders: dict[str, list[int]] = defaultdict(list)
    for j, threes in new_threes.items():
        for three in threes & shared:
            holders[three].append(j)
    scored = [
        (-ratio(work.old.ids[i], work.new.ids[j]), abs(i - j), i, j)
        for i, threes in old_threes.items()
        for j in _candidates(threes & holders.keys(), holders)
        if _enough(work, i, j)
    ]
    for _, _, i, j in sorted(scored):
        if work.old.mate[i] < 0 and work.new.mate[j] < 0:
            work.join(i, j)


def _with_likes(work: Pairing, old: list[int], new: list[int]) -> list[int]:
    """The old blocks, without those that no new one shares enough words with, as far as that is
    soon known: of versions of one notice nearly all of them were held against each other before."""
    alphabet = work.old.alphabet
    if not alphabet.remembers or len(old) * len(new) > _HELD:
        return old
    news = {work.new.ids[j] for j in new}
    return [i for i in old if not alphabet.likes(work.old.ids[i], news).isdisjoint(news)]


def _candidates(threes: Iterable[str], holders: Mapping[str, list[int]]) -> list[int]:
    """The five blocks that share most rows of three words."""
    known = map(holders.__getitem__, threes)
    votes = Counter(chain.from_iterable([found for found in known if len(found) <= _RARE]))
    if len(votes) <= 1:
        return [*votes]
    return sorted(sorted(votes), key=votes.__getitem__, reverse=True)[:5]  # equal ones stay


def _threes(side: Side, blocks: Iterable[int]) -> dict[int, frozenset[str]]:
    """The rows of three words of each block that has enough of them."""
    threes, known = side.alphabet.threes, [(block, side.ids[block]) for block in blocks]
    return {block: threes(ids) for block, ids in known if len(ids) >= _FEWEST}


def _enough(work: Pairing, i: int, j: int) -> bool:
    """Whether two blocks that stand in different places are so alike that one is the other."""
    old, new = work.old.blocks[i], work.new.blocks[j]
    if not may_match(old, new):
        return False
    if old.kind == new.kind == "row" and old.text.split("\t")[0] != new.text.split("\t")[0]:
        return False  # a row is known by its first cell: another cookie, another supplier
    return work.old.alphabet.alike(work.old.ids[i], work.new.ids[j])
