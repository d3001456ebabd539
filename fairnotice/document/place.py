"""A source and the texts made of it, in order, in; the line on which each begins out.

Python-Markdown keeps no line numbers. A block's first words are searched forward from where the
block before it ended, so lines never fall; footnotes alone are read out of order and sought where
they are written.
"""

import re
from itertools import pairwise

_WORD = re.compile(r"[^\W_]+")
_FIRST = 90  # characters of a block that are compared
_SURE = 6  # words that are compared
_BETWEEN = 400  # characters of markup that may stand between two words: a link's address
_NEAR = 3000  # how far ahead one or two words alone are believed


class Finder:
    """Walks forward through a source."""

    __slots__ = ("_at", "_counted", "_line", "_source")

    def __init__(self, source: str, first_line: int = 1) -> None:
        self._source = source
        self._at = 0
        self._counted = 0
        self._line = first_line

    def line(self, text: str) -> int:
        """Line on which the text begins; that of the text before it where it is not found."""
        if not text:
            return self._line
        words = _WORD.findall(text[:_FIRST])[:_SURE]
        if len(text) > _FIRST and len(words) > 1 and len(words) < _SURE:
            words.pop()  # it may be cut off
        start = self._found(words) if words else self._source.find(text.strip(), self._at)
        if start < 0:
            return self._line
        self._line += self._source.count("\n", self._counted, start)
        self._counted = start
        # Markup only ever adds characters, so the next block begins behind this one's length.
        self._at = min(start + max(len(text), 1), len(self._source))
        return self._line

    def seek(self, mark: str) -> None:
        """Goes to where the mark stands, before or behind: footnotes are read out of order."""
        start = self._source.find(mark)
        if start >= 0:
            self._line += self._source.count("\n", 0, start)
            self._line -= self._source.count("\n", 0, self._counted)
            self._counted = self._at = start

    def _found(self, words: list[str]) -> int:
        source = self._source
        first = words[0]
        start = source.find(first, self._at)
        tries = 0
        while start >= 0 and tries < 500:
            if self._follow(words, start) and self._whole(first, start):
                near = start - self._at < _NEAR
                if near or len(words) > 2:
                    return start
                return -1
            start = source.find(first, start + 1)
            tries += 1
        return -1

    def _whole(self, word: str, start: int) -> bool:
        end = start + len(word)
        source = self._source
        return not (start and source[start - 1].isalnum()) and not source[end : end + 1].isalnum()

    def _follow(self, words: list[str], start: int) -> bool:
        end = start
        for before, word in pairwise(words):
            end += len(before)
            end = self._source.find(word, end, end + _BETWEEN)
            if end < 0:
                return False
        return True
