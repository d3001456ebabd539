"""A source and the texts made of it, in order, in; the line on which each begins out.

Python-Markdown keeps no line numbers. A block's first words are searched forward from where the
block before it ended, so lines never fall; footnotes alone are read out of order and sought where
they are written.
"""

import re
from itertools import pairwise

_WORD = re.compile(r"[^\W_]+")
_RULE = re.compile(r"^[ \t>]*([-*_])(?:[ \t]*\1){2,}[ \t]*$|<hr\b", re.MULTILINE | re.IGNORECASE)
_FIRST = 90  # characters of a block that are compared
_HEAD = 32  # characters that are looked for as they are
_CLOSE = 300  # how far ahead they are looked for
_SURE = 6  # words that are compared
_BETWEEN = 400  # characters of markup that may stand between two words: a link's address
_WINDOW = 20_000  # characters in which a block is looked for
_PATIENCE = 300  # how often the whole rest is looked through
_TRIES = 100  # places at which a block is compared
_NEAR = 3000  # how far ahead one or two words alone are believed


class Finder:
    """Walks forward through a source."""

    __slots__ = ("_at", "_counted", "_line", "_patience", "_source")

    def __init__(self, source: str, first_line: int = 1) -> None:
        self._source = source
        self._at = 0
        self._counted = 0
        self._line = first_line
        self._patience = _PATIENCE

    def line(self, text: str) -> int:
        """Line on which the text begins; that of the text before it where it is not found."""
        if not text:
            return self._line
        # Most blocks follow at once, and begin without any mark.
        head = text[:_HEAD]
        start = -1
        if len(head) > 7:
            start = self._source.find(head, self._at, self._at + _CLOSE)
        if start < 0:
            start = self._by_words(text)
        if start < 0:
            return self._line
        self._line += self._source.count("\n", self._counted, start)
        self._counted = start
        self._at = self._end(text, start)
        return self._line

    def _end(self, text: str, start: int) -> int:
        """Where the next block may begin: markup only ever adds characters, and blanks at the ends
        and the beginnings of lines are left out."""
        if text and self._source.startswith(text, start):  # most have no mark in them
            return start + len(text)
        wanted, end = _solid(text), start + max(len(text), 1)
        while end < len(self._source) and (missing := wanted - _solid(self._source[start:end])) > 0:
            end += missing
        return min(end, len(self._source))

    def wordless(self, address: str) -> int:
        """Line of the next picture with this address, or of the next dividing line if it is empty;
        that of the text before it where it is not found."""
        near = min(self._at + _NEAR, len(self._source))
        if address:
            start = self._source.find(address, self._at, near)
            end = start + len(address)
        else:
            start, end = self._dividing_line(near)
        if start >= 0:
            self._line += self._source.count("\n", self._counted, start)
            self._counted, self._at = start, end
        return self._line

    def _dividing_line(self, near: int) -> tuple[int, int]:
        """Where the next one begins and ends; -1 where there is none. A row of dashes right below
        words makes a heading of them."""
        for found in _RULE.finditer(self._source, self._at, near):
            start = found.start()
            above = self._source.rfind("\n", 0, max(start - 1, 0))
            if found[1] != "-" or not self._source[above + 1 : start].strip(" \t>\n"):
                return start, found.end()
        return -1, -1

    def _by_words(self, text: str) -> int:
        """Where the text begins, whatever marks stand in it; -1 where it is not found."""
        words = _WORD.findall(text[:_FIRST])[:_SURE]
        if len(text) > _FIRST and len(words) > 1 and len(words) < _SURE:
            words.pop()  # it may be cut off
        if words:
            return self._found(words)
        return self._source.find(text.strip(), self._at, self._at + _NEAR)

    def seek(self, mark: str) -> None:
        """Goes to where the mark stands, before or behind: footnotes are read out of order."""
        start = self._source.find(mark)
        if start >= 0:
            self._line += self._source.count("\n", 0, start)
            self._line -= self._source.count("\n", 0, self._counted)
            self._counted = self._at = start

    def _found(self, words: list[str]) -> int:
        """Where the words stand, first nearby, then anywhere as long as it costs little."""
        near = self._scan(words, min(self._at + _WINDOW, len(self._source)))
        if near < 0:
            # Marks in the midst of a word part it: its beginning, close by, has to do.
            near = self._scan(words[:1], min(self._at + _CLOSE, len(self._source)))
        if near >= 0 or self._patience <= 0 or len(words) < 3:
            return near
        self._patience -= 1
        return self._scan(words, len(self._source))

    def _scan(self, words: list[str], end: int) -> int:
        source = self._source
        first = words[0]
        start = source.find(first, self._at, end)
        tries = 0
        while start >= 0 and tries < _TRIES:
            if self._whole(first, start) and self._follow(words, start):
                return start if len(words) > 2 or start - self._at < _NEAR else -1
            start = source.find(first, start + 1, end)
            tries += 1
        self._patience -= tries // _TRIES
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


def _solid(text: str) -> int:
    """How many characters are no blanks."""
    return len(text) - sum(map(text.count, " \t\r\n"))
