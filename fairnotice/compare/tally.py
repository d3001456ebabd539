"""Pairs in, their counts of words out: each word of either text counted once.

A word of a changed pair is unchanged when it is one word in both texts and no letter of it was
removed or added; a comma that joins it does not change it.
"""

import re
from collections.abc import Iterable

from fairnotice.document.words import words
from fairnotice.model import Document, Pair, Span, Tally

_GLUED_BEFORE = re.compile(r"\w\S*\Z")
_GLUED_AFTER = re.compile(r"\S*\w")
_NEAR = 200
"""How far a word reaches at most, in characters, when its other end is looked for."""


def tally(old: Document, changes: Iterable[Pair]) -> Tally:
    """The counts of a comparison, from its old text and its changes."""
    moved = removed = added = 0
    sections: dict[str, None] = {}
    for pair in changes:
        section = pair.new_section or pair.old_section
        if section is not None:
            sections[section.id] = None
        if pair.kind == "removed":
            removed += words(pair.old_text)
        elif pair.kind == "added":
            added += words(pair.new_text)
        elif pair.kind == "moved":
            kept = kept_words(pair.spans)
            removed += words(pair.old_text) - kept
            added += words(pair.new_text) - kept
            moved += kept
        elif len(pair.spans) > 1:
            # What precedes and follows the changes is the same words on both sides.
            spans = _core(pair.spans)
            kept = kept_words(spans)
            removed += words("".join([text for kind, text in spans if kind != "added"])) - kept
            added += words("".join([text for kind, text in spans if kind != "removed"])) - kept
    return Tally(
        words_same=old.words - moved - removed,
        words_moved=moved,
        words_removed=removed,
        words_added=added,
        sections=tuple(sections),
    )


def _core(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans without the words before the first change and after the last."""
    first, *middle, last = spans
    if first.kind == "same":
        cut = first.text.rfind(" ") + 1
        first = Span("same", first.text[cut:])
    if last.kind == "same" and " " in last.text:
        last = Span("same", last.text[: last.text.index(" ")])
    return (first, *middle, last)


def kept_words(spans: tuple[Span, ...]) -> int:
    """Words that stand unchanged in both texts of a pair."""
    if all(span.kind == "same" for span in spans):
        return sum(words(span.text) for span in spans)
    old = "".join(span.text for span in spans if span.kind != "added")
    new = "".join(span.text for span in spans if span.kind != "removed")
    i = j = kept = 0
    for kind, text in spans:
        if kind == "same":
            kept += _whole_words(text, (old, i), (new, j))
        i += len(text) if kind != "added" else 0
        j += len(text) if kind != "removed" else 0
    return kept


def _whole_words(text: str, *places: tuple[str, int]) -> int:
    """Words of an unchanged stretch that end and begin within it in all the texts it stands in."""
    start, end = 0, len(text)
    if any(_GLUED_BEFORE.search(whole[max(0, at - _NEAR) : at]) for whole, at in places):
        start = next((k for k, letter in enumerate(text) if letter.isspace()), end)
    if any(_GLUED_AFTER.match(whole, at + end, at + end + _NEAR) for whole, at in places):
        end = next((k for k in range(end, start, -1) if text[k - 1].isspace()), start)
    return words(text[start:end])
