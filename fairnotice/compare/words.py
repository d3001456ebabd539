"""The tokens of two texts in, spans out: what is the same, what was removed, what was added.

Exact for every input: `same` and `removed` joined give the old text, `same` and `added` the new.
Shortest by Hyyrö's bit-parallel longest common subsequence (rapidfuzz) as long as that costs less
than a set effort; beyond it rows of tokens that stand once in each text are the anchors, then whole
sentences, and what is left is replaced whole.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from rapidfuzz.distance import Indel, Postfix, Prefix

from fairnotice.compare.alphabet import Alphabet, Letters, Tokens
from fairnotice.compare.increasing import heaviest_increasing
from fairnotice.compare.spans import Spans
from fairnotice.compare.tidy import Hunk, hunk_of, tidied
from fairnotice.model import Span

EFFORT = 36_000_000
"""Most cells (old tokens × new tokens) that one exact match may cost: about 10 ms and 5 MB."""

_ROW = 4
"""Tokens in a row that anchor two long texts to each other where they stand once in each."""

_ENDS = ".!?;:\n\t"


def token_spans(old: Tokens, new: Tokens, alphabet: Alphabet) -> tuple[Span, ...]:
    """The two texts as one row of spans, tidied for a reader.

    What is found does not depend on which text is called the old one.
    """
    return _told(old, new, alphabet, "", "")


def _told(old: Tokens, new: Tokens, alphabet: Alphabet, lead: str, tail: str) -> tuple[Span, ...]:
    """The two texts as spans, between what both have before and after them."""
    if (len(old.ids), old.parts) > (len(new.ids), new.parts):
        hunks = [
            hunk_of((j1, j2, i1, i2))
            for i1, i2, j1, j2 in tidied(
                hunks_of(new, old, alphabet), new.ids, old.ids, alphabet.letters.light
            )
        ]
    else:
        hunks = tidied(hunks_of(old, new, alphabet), old.ids, new.ids, alphabet.letters.light)
    spans = Spans(lead)
    _cut(spans, hunks, old.parts, new.parts)
    spans.same(tail)
    return spans.whole()


def text_spans(old: str, new: str, alphabet: Alphabet) -> tuple[Span, ...]:
    """The spans of two texts; only the sentences around what differs are looked at closely."""
    known = alphabet.told.get((old, new))
    if known is not None:
        return known
    start = _sentence_start(old, Prefix.similarity(old, new))
    end = _sentence_end(old, len(old) - Postfix.similarity(old[start:], new[start:]))
    tail = len(old) - end
    found = _told(
        alphabet.tokens(old[start:end]),
        alphabet.tokens(new[start : len(new) - tail]),
        alphabet,
        old[:start],
        old[end:],
    )
    return alphabet.told.keep((old, new), found)


def _sentence_start(text: str, at: int) -> int:
    """Where the sentence at `at` begins, roughly: what a change may slide over."""
    return max(text.rfind(". ", 0, at), text.rfind("\n", 0, at)) + 1


def _sentence_end(text: str, at: int) -> int:
    """Where the sentence at `at` ends, roughly."""
    end, feed = text.find(". ", at), text.find("\n", at)
    if end < 0 or 0 <= feed < end:
        end = feed
    return end + 1 if end >= 0 else len(text)


def hunks_of(old: Tokens, new: Tokens, alphabet: Alphabet) -> list[Hunk]:
    """Where the two token rows differ, in order: least in number of tokens, if effort allows."""
    a, b = old.ids, new.ids
    if len(a) * len(b) <= EFFORT:
        return _exact(a, b)
    return [
        least
        for gap in _between_anchors(a, b)
        for sentence in _within(gap, a, b, lambda x, y: _by_sentence(x, y, alphabet))
        for least in _within(sentence, a, b, _least)
    ]


def _within(gap: Hunk, a: str, b: str, finder: Callable[[str, str], list[Hunk]]) -> list[Hunk]:
    """What `finder` says of a gap; of a small one, and of the last steps, the exact answer."""
    i1, i2, j1, j2 = gap
    x, y = a[i1:i2], b[j1:j2]
    small = len(x) * len(y) <= EFFORT // 4
    found = _exact(x, y) if small else finder(x, y)
    return [Hunk(i1 + h.i1, i1 + h.i2, j1 + h.j1, j1 + h.j2) for h in found]


def _least(a: str, b: str) -> list[Hunk]:
    return [_trimmed(a, b)]


def _between_anchors(a: str, b: str) -> list[Hunk]:
    """The stretches between rows of tokens that stand once in each text, in the same order."""
    once = _once(b)
    rows = [(i, once[row]) for row, i in _once(a).items() if row in once]
    hunks: list[Hunk] = []
    i = j = 0
    for at in heaviest_increasing([y for _, y in rows], [1] * len(rows)):
        x, y = rows[at]
        if x - i != y - j or a[i:x] != b[j:y]:
            if x < i or y < j:
                continue
            hunks.append(Hunk(i, x, j, y))
        i, j = max(i, x + _ROW), max(j, y + _ROW)
    if i < len(a) or j < len(b):
        hunks.append(Hunk(i, len(a), j, len(b)))
    return hunks


def _once(ids: str) -> dict[str, int]:
    """Rows of tokens that stand once in a text, and where, rising."""
    rows = [ids[at : at + _ROW] for at in range(len(ids) - _ROW + 1)]
    counts = Counter(rows)
    return {row: at for at, row in enumerate(rows) if counts[row] == 1}


def _exact(a: str, b: str) -> list[Hunk]:
    blocks = Indel.opcodes(a, b).as_matching_blocks()
    hunks: list[Hunk] = []
    i = j = 0
    for block in blocks:
        if block.a > i or block.b > j:
            hunks.append(hunk_of((i, block.a, j, block.b)))
        i, j = block.a + block.size, block.b + block.size
    return hunks


def _trimmed(a: str, b: str) -> Hunk:
    """All but the common beginning and end."""
    start = Prefix.similarity(a, b)
    tail = Postfix.similarity(a[start:], b[start:])
    return Hunk(start, len(a) - tail, start, len(b) - tail)


def _by_sentence(a: str, b: str, alphabet: Alphabet) -> list[Hunk]:
    """Where the two differ in whole sentences."""
    ends = set(map(alphabet.letters.__getitem__, _ENDS))
    old_cuts, new_cuts = _cuts(a, ends), _cuts(b, ends)
    letters = Letters()
    old = "".join(letters[a[i:j]] for i, j in pairwise(old_cuts))
    new = "".join(letters[b[i:j]] for i, j in pairwise(new_cuts))
    rows = _exact(old, new) if len(old) * len(new) <= EFFORT else [_trimmed(old, new)]
    return [Hunk(old_cuts[h.i1], old_cuts[h.i2], new_cuts[h.j1], new_cuts[h.j2]) for h in rows]


def _cuts(ids: str, ends: set[str]) -> list[int]:
    """Where sentences begin, with the end of all."""
    cuts = [0] + [at + 1 for at, token in enumerate(ids) if token in ends]
    if cuts[-1] != len(ids):
        cuts.append(len(ids))
    return cuts


def _cut(spans: Spans, hunks: Iterable[Hunk], old: Sequence[str], new: Sequence[str]) -> None:
    """Tell hunks of tokens as text; blanks that differ are told like any other text."""
    i = j = 0
    ends = len(old) // 2, len(new) // 2
    for i1, i2, j1, j2 in (*hunks, (ends[0], ends[0], ends[1], ends[1])):
        if i1 > i:
            kept = old[2 * i : 2 * i1]
            if kept == new[2 * j : 2 * j1]:
                spans.same("".join(kept))
            else:
                _same(spans, kept, new[2 * j : 2 * j1])
        spans.differ("".join(old[2 * i1 : 2 * i2]), "".join(new[2 * j1 : 2 * j2]))
        i, j = i2, j2
    _blanks(spans, old[-1], new[-1])


def _same(spans: Spans, old: Sequence[str], new: Sequence[str]) -> None:
    """Equal tokens; the blanks before some differ."""
    # Mostly only those before the first differ, where something was put in or taken out before it.
    _blanks(spans, old[0], new[0])
    spans.same(old[1])
    if old[2:] == new[2:]:
        spans.same("".join(old[2:]))
        return
    for at in range(2, len(old), 2):
        _blanks(spans, old[at], new[at])
        spans.same(old[at + 1])


def _blanks(spans: Spans, old: str, new: str) -> None:
    """The blanks before a token: what came and went, then what both texts have."""
    if old != new:
        both = min(len(old), len(new))
        while old[len(old) - both :] != new[len(new) - both :]:
            both -= 1
        spans.differ(old[: len(old) - both], new[: len(new) - both])
        old = old[len(old) - both :]
    spans.same(old)
