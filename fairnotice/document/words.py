"""Text in; the number of words that a reader counts in it out.

A word is what stands between white space and holds at least one letter or digit (`e-mail`,
`isn’t`, `£3.50`, `GDPR/UK` are one word each; a dash or bullet standing alone is none), as word
processors count. Chinese, Japanese and Thai are written without blanks: there each character
counts. Every count of the program uses this one definition.
"""

import re
from collections.abc import Iterable

UNSEEN = "\u00ad\u200b\u2060\ufeff"
"""Characters that no reader sees come or go: the soft hyphen, two blanks without a width, and the
mark at the beginning of a file, which copies leave in the midst of a text."""

_SAID = re.compile(r"[^\W_]")
# The blank in front lets the search leap from blank to blank.
_MARKS_ALONE = re.compile(r" (?:[^\w\s]|_)+(?!\S)")
_UNSPACED = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_ANY_UNSPACED = re.compile(f"[{_UNSPACED}]")
_MIXED_WORD = re.compile(rf"[{_UNSPACED}]|[^\s{_UNSPACED}]+")


def words(text: str) -> int:
    """Words in the text. Additive over any cut at white space."""
    if not text.isascii() and _ANY_UNSPACED.search(text):
        return sum(1 for word in _MIXED_WORD.findall(text) if _SAID.search(word))
    found = text.split()
    return len(found) - len(_MARKS_ALONE.findall(" " + " ".join(found)))


def seen(text: str) -> str:
    """The text without what no reader sees."""
    if not text.isascii():
        for letter in UNSEEN:
            text = text.replace(letter, "")
    return text


def words_in(texts: Iterable[str]) -> int:
    """Words of several texts together."""
    return words("\n".join(texts))
