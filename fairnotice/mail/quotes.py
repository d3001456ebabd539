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


class Quotes(NamedTuple):
    """The words of a passage before and after the change; empty where it did not stand."""

    before: str
    after: str


def quotes(pair: Pair) -> Quotes:
    """What to quote of `pair`, at most MOST_WORDS words a side."""
    return Quotes(
        _excerpt(pair, "removed", pair.old_text) if pair.old else "",
        _excerpt(pair, "added", pair.new_text) if pair.new else "",
    )


def first_sentence(text: str) -> str:
    """The first sentence of a text on one line."""
    _, end = next(_sentences(text))
    return text[:end]


def _excerpt(pair: Pair, kind: SpanKind, text: str) -> str:
    """The sentences of one side in which words of `kind` stand, or into which words went."""
    touched = list(_touched(pair, kind))
    if not touched:
        touched = list(_gaps(pair, kind))
    parts = [
        (start, text[start:end])
        for start, end in _sentences(text)
        if any(first <= end and last >= start for first, last in touched)
    ]
    if _is_row(pair):
        parts = _with_first_cell(text, parts)
    first = next((at for at, _ in touched), 0)
    shown = [(start, " ".join(part.split())) for start, part in parts]
    return _shortened(shown, first, " · " if _is_row(pair) else " ")


def _touched(pair: Pair, kind: SpanKind) -> Iterator[tuple[int, int]]:
    """Where in one side's text the words of `kind` stand: first and last offset."""
    at = 0
    for span in pair.spans:
        if span.kind not in ("same", kind):
            continue
        if span.kind == kind and span.text.strip():
            lead = len(span.text) - len(span.text.lstrip())
            yield at + lead, at + len(span.text.rstrip()) - 1
        at += len(span.text)


def _gaps(pair: Pair, kind: SpanKind) -> Iterator[tuple[int, int]]:
    """Where in one side's text the other side's words would stand."""
    at = 0
    for span in pair.spans:
        if span.kind in ("same", kind):
            at += len(span.text)
        else:
            yield max(at - 1, 0), max(at - 1, 0)


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
