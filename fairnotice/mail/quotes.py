"""A changed passage in; out come the sentences that changed, before and after, short enough to
quote in a message.

Whole sentences are quoted, since half a sentence can say the opposite of the whole one; only a
passage that is too long even so is cut, and then around its first changed word and visibly.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fairnotice.model import Pair, SpanKind

MOST_WORDS = 30
"""A quotation longer than this is cut: two of them, and what they mean, fit on the screen of a
telephone."""

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n+|\t+")


_Stretch = tuple[int, int]
"""First and last offset in a text."""


class Quotes(NamedTuple):
    """The words of a passage before and after the change; empty where it did not stand."""

    before: str
    after: str


def quotes(pair: Pair) -> Quotes:
    """What to quote of `pair`, at most MOST_WORDS words a side.

    Where whole sentences came in, or went, beside one that stays, that one is quoted on both sides:
    alone on one side it would seem to have been replaced. Where there is no room for it, it is
    quoted on neither.
    """
    if not pair.old or not pair.new:
        before = _shown(pair, pair.old_text, _touched(pair, "removed")) if pair.old else ""
        return Quotes(before, _shown(pair, pair.new_text, _touched(pair, "added")))
    gone, come = _touched(pair, "removed"), _touched(pair, "added")
    if gone and come:
        return Quotes(_shown(pair, pair.old_text, gone), _shown(pair, pair.new_text, come))
    if come:
        stays = _shown(pair, pair.old_text, _gaps(pair, "removed"))
        after = _beside(pair, "added", pair.new_text, come)
        return Quotes(stays if after else "", after or _shown(pair, pair.new_text, come))
    stays = _shown(pair, pair.new_text, _gaps(pair, "added"))
    before = _beside(pair, "removed", pair.old_text, gone)
    return Quotes(before or _shown(pair, pair.old_text, gone), stays if before else "")


def first_sentence(text: str) -> str:
    """The first sentence of a text on one line."""
    _, end = next(_sentences(text))
    return text[:end]


def _beside(pair: Pair, kind: SpanKind, text: str, touched: Sequence[_Stretch]) -> str:
    """The touched sentences of one side with those beside them; empty where these do not fit."""
    beside = _parts(text, (*touched, *_neighbours(pair, kind)))
    if beside == _parts(text, touched):
        return _shown(pair, text, touched)
    fits = sum(len(part.split()) for _, part in beside) <= MOST_WORDS
    return _shown(pair, text, (*touched, *_neighbours(pair, kind))) if fits else ""


def _shown(pair: Pair, text: str, touched: Sequence[_Stretch]) -> str:
    """The sentences of one side in which `touched` stands, short enough to quote."""
    parts = _parts(text, touched)
    if _is_row(pair):
        parts = _with_first_cell(text, parts)
    shown = [(start, " ".join(part.split())) for start, part in parts]
    return _shortened(shown, touched[0][0] if touched else 0, " · " if _is_row(pair) else " ")


def _parts(text: str, touched: Sequence[_Stretch]) -> list[tuple[int, str]]:
    """The sentences of `text` in which `touched` stands, each with its offset."""
    return [
        (start, text[start:end])
        for start, end in _sentences(text)
        if any(first <= end and last >= start for first, last in touched)
    ]


def _touched(pair: Pair, kind: SpanKind) -> tuple[_Stretch, ...]:
    """Where in one side's text the words of `kind` stand."""
    found, at = [], 0
    for span in pair.spans:
        if span.kind not in ("same", kind):
            continue
        if span.kind == kind and span.text.strip():
            lead = len(span.text) - len(span.text.lstrip())
            found.append((at + lead, at + len(span.text.rstrip()) - 1))
        at += len(span.text)
    return tuple(found)


def _neighbours(pair: Pair, kind: SpanKind) -> tuple[_Stretch, ...]:
    """Where in one side's text what stays is next to the words of `kind`: before them if it can."""
    found, at = [], 0
    for span in pair.spans:
        if span.kind not in ("same", kind):
            continue
        if span.kind == kind and span.text.strip():
            beside = at - 1 if at else len(span.text) + 1  # past the blank
            found.append((beside, beside))
        at += len(span.text)
    return tuple(found)


def _gaps(pair: Pair, kind: SpanKind) -> tuple[_Stretch, ...]:
    """Where in one side's text the other side's words would stand."""
    found, at = [], 0
    for span in pair.spans:
        if span.kind in ("same", kind):
            at += len(span.text)
        else:
            found.append((max(at - 1, 0), max(at - 1, 0)))
    return tuple(found)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences, lines and cells of `text` begin and end."""
    at = 0
    for match in _SENTENCE_END.finditer(text):
        yield at, match.start()
        at = match.end()
    yield at, len(text)


def _is_row(pair: Pair) -> bool:
    return any(block.kind == "row" for block in (*pair.old, *pair.new))


def _with_first_cell(text: str, parts: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The parts of a table row, led by its first cell, which says what the row is about."""
    first = text.partition("\t")[0]
    if parts and parts[0][0] > 0 and first.strip():
        return [(0, first), *parts]
    return list(parts)


def _shortened(parts: Sequence[tuple[int, str]], changed: int, joiner: str) -> str:
    """As many whole sentences as MOST_WORDS allow, from the first on; a cut is marked.

    A first sentence that is too long by itself is cut around the changed word, which stands at
    offset `changed` of the text.
    """
    taken: list[str] = []
    for start, part in parts:
        words = part.split()
        if sum(len(one.split()) for one in taken) + len(words) > MOST_WORDS:
            if taken:
                return f"{joiner.join(taken)} …"
            before = len(part[: max(changed - start, 0)].split())
            return _cut(words, before, more=len(parts) > 1)
        taken.append(part)
    return joiner.join(taken)


def _cut(words: Sequence[str], changed: int, *, more: bool) -> str:
    """MOST_WORDS of `words`, those around the one at index `changed`, with every cut marked."""
    start = max(0, min(changed - MOST_WORDS // 3, len(words) - MOST_WORDS))
    end = start + MOST_WORDS
    cut = more or end < len(words)
    return f"{'… ' if start else ''}{' '.join(words[start:end])}{' …' if cut else ''}"
