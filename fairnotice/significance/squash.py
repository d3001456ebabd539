"""The sentences of a text in; its letters and digits, in which whole sentences of another text are
looked for, out."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from fairnotice.significance.sentence import Sentence
from fairnotice.significance.standing import Standing
from fairnotice.significance.words import LETTER

_TRIES = 1_000_000
"""Places of one text that are looked at; what is sought behind them is not found any more."""


class Squash:
    """A text's letters and digits. Where each stood is worked out when asked for: it tells a whole
    sentence from the beginning of a longer one."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        """The sentences of the text, in reading order."""
        self._sentences = sentences
        self.letters = "".join([each.squash for each in sentences])
        self._standing = Standing(self.letters)
        self._places: dict[int, list[int]] = {}
        self._room = _TRIES

    @cached_property
    def _starts(self) -> tuple[list[int], list[int]]:
        """Where each sentence begins: in the letters, and in the raw text."""
        letters = accumulate((len(each.squash) for each in self._sentences), initial=0)
        raw = accumulate((len(each.folded) + 1 for each in self._sentences), initial=0)
        return list(letters), list(raw)

    @cached_property
    def _raw(self) -> str:
        """The sentences as they are written, one a line."""
        return "\n".join([each.folded for each in self._sentences])

    def _place(self, letter: int) -> int:
        """Where a letter stands in the raw text."""
        letters, raw = self._starts
        number = bisect_right(letters, letter) - 1
        places = self._places.get(number)
        if places is None:
            folded = self._sentences[number].folded
            places = self._places[number] = [found.start() for found in LETTER.finditer(folded)]
        return raw[number] + places[letter - letters[number]]

    def holds(self, letters: str) -> bool:
        """True when the letters stand in the text as a whole sentence, item or cell, or with no
        blank between them and what is before or behind (a lost line break)."""
        for start in self._standing.places(letters):
            if self._room <= 0:
                return False
            self._room -= 1 + len(letters) // 16  # to be sought again it is read again
            first, last = self._place(start), self._place(start + len(letters) - 1)
            if self._begins(first) and self._ends(last):
                return True
        return False

    def _begins(self, place: int) -> bool:
        before = self._raw[max(0, place - 12) : place]
        bare = before.rstrip(" \t\"'([*_#")
        return (
            not bare
            or bare[-1] in ".!?;:|\n)•*"
            or "\t" in before
            or "\n" in before
            or before[-1].isalnum()
        )

    def _ends(self, place: int) -> bool:
        after = self._raw[place + 1 : place + 12]
        bare = after.lstrip(" \"')]*_")
        return not bare or bare[0] in ".!?;:|\n\t•*" or after[0].isalnum() or bare[0].isupper()
