"""A comparison in, its counts of words out: each word of either text counted once.

A word of a changed pair is unchanged when it is one word in both texts and no letter of it was
removed or added; a comma that joins it does not change it.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from fairnotice.document.runs import REMEMBERED
from fairnotice.document.words import words
from fairnotice.model import Comparison, Span, Tally

_LETTER = re.compile(r"\w")
_NEAR = 200
"""How far a word reaches at most, in characters, when its other end is looked for."""


def tally(comparison: Comparison) -> Tally:
    """The counts of a comparison; made when somebody first asks, since most who compare do not."""
    return comparison.once(_counted)


def _counted(comparison: Comparison) -> Tally:
    words_moved = words_removed = words_added = 0
    sections: dict[str, None] = {}
    for pair in comparison.changes:
        section = pair.new_section or pair.old_section
        if section is not None:
            sections[section.id] = None
        gone = come = 0
        if len(pair.spans) > 1 or (pair.spans and pair.spans[0].kind != "same"):
            gone, come = _touched(pair.spans)
        words_removed += gone
        words_added += come
        if pair.kind == "moved":
            words_moved += words(pair.old_text) - gone
    return Tally(
        words_same=comparison.old.words - words_moved - words_removed,
        words_moved=words_moved,
        words_removed=words_removed,
        words_added=words_added,
        sections=tuple(sections),
    )


@lru_cache(maxsize=REMEMBERED)
def _touched(spans: tuple[Span, ...]) -> tuple[int, int]:
    """Words of the two texts of a pair that do not stand unchanged in both.

    A pair stands in the comparisons of many versions.
    """
    if len(spans) > 1:
        gone, come = _not_whole(
            spans,
            "".join([span.text for span in spans if span.kind != "added"]),
            "".join([span.text for span in spans if span.kind != "removed"]),
        )
        return words(gone), words(come)
    kind, text = spans[0] if spans else ("same", "")
    return words(text) * (kind == "removed"), words(text) * (kind == "added")


def _not_whole(spans: Sequence[Span], old: str, new: str) -> tuple[str, str]:
    """What of the two texts of a pair is not whole words that stand unchanged in both."""
    rest_old: list[str] = []
    rest_new: list[str] = []
    i = j = 0
    for kind, text in spans:
        if kind == "removed":
            rest_old.append(text)
            i += len(text)
            continue
        if kind == "added":
            rest_new.append(text)
            j += len(text)
            continue
        rest = "\n"
        if not text[0].isspace() and (_glued_before(old, i) or _glued_before(new, j)):
            rest = text.split(None, 1)[0] + rest
        i, j = i + len(text), j + len(text)
        if not text[-1].isspace() and (_glued_after(old, i) or _glued_after(new, j)):
            rest += text.rsplit(None, 1)[-1]
        if len(rest) > len(text):  # one word, glued on both sides
            rest = text
        rest_old.append(rest)
        rest_new.append(rest)
    return "".join(rest_old), "".join(rest_new)


def _glued_before(text: str, at: int) -> bool:
    """Whether a word goes on up to here, without a blank in between."""
    if at == 0 or text[at - 1].isspace():
        return False
    return _LETTER.search(text[max(0, at - _NEAR) : at].rsplit(None, 1)[-1]) is not None


def _glued_after(text: str, at: int) -> bool:
    """Whether a word goes on from here, without a blank in between."""
    if at == len(text) or text[at].isspace():
        return False
    return _LETTER.search(text[at : at + _NEAR].split(None, 1)[0]) is not None
