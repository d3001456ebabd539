"""Text in; the number of words that a reader counts in it out.

A word is what stands between white space and holds at least one letter or digit (`e-mail`,
`isn’t`, `£3.50`, `GDPR/UK` are one word each; a dash or bullet standing alone is none), as word
processors count. Chinese, Japanese and Thai are written without blanks: there each character
counts. Every count of the program uses this one definition.
"""

import re
from collections.abc import Iterable
from functools import cache

UNSEEN = "\u00ad\u200b\u2060\ufeff"
"""Characters that no reader sees come or go: the soft hyphen, two blanks without a width, and the
mark at the beginning of a file, which copies leave in the midst of a text."""

_SAID = re.compile(r"[^\W_]")
_UNSPACED = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"

_TYPOGRAPHIC = f"\u2018\u2019\u201c\u201d\u2013\u2014\u2022\u2026\u25cf{UNSEEN}"
"""Marks of which a notice has most that Latin-1 lacks."""
_LATIN = [chr(at) for at in range(256)]
_BLANK_OR_NOT = "".join([" " if each.isspace() else "a" for each in _LATIN]).encode("latin-1")
_MARKS = "".join([each for each in _LATIN if not each.isalnum() and not each.isspace()]).encode(
    "latin-1"
)


def words(text: str) -> int:
    """Words in the text. Additive over any cut at white space."""
    plain = text
    if not text.isascii():
        for mark in _TYPOGRAPHIC:
            plain = plain.replace(mark, "")
    try:
        latin = plain.encode("latin-1")
    except UnicodeEncodeError:
        found = _mixed_word().findall(text) if _any_unspaced().search(text) else text.split()
        return sum(1 for word in found if _SAID.search(word))
    # Without marks a word is what begins behind a blank.
    return (b" " + latin.translate(_BLANK_OR_NOT, _MARKS)).count(b" a")


# Patterns of so many letters take long to read, and few texts need them.


@cache
def _any_unspaced() -> re.Pattern[str]:
    return re.compile(f"[{_UNSPACED}]")


@cache
def _mixed_word() -> re.Pattern[str]:
    return re.compile(rf"[{_UNSPACED}]|[^\s{_UNSPACED}]+")


def seen(text: str) -> str:
    """The text without what no reader sees."""
    if not text.isascii():
        for letter in UNSEEN:
            text = text.replace(letter, "")
    return text


def words_in(texts: Iterable[str]) -> int:
    """Words of several texts together."""
    return words("\n".join(texts))
