"""Texts in, rows of characters out, one for each token or word: what is matched soonest."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import count
from typing import NamedTuple

from fairnotice.compare.alike import words_of
from fairnotice.compare.tokens import cut
from fairnotice.model import Block


class Letters(defaultdict[str, str]):
    """Gives each different text a character of its own."""

    def __init__(self) -> None:
        # Beyond the last code point nothing can be told apart any more; texts of that size are
        # refused long before (a megabyte holds at most half as many different tokens).
        super().__init__(map(chr, count(1)).__next__)

    def spelled(self, texts: Iterable[str]) -> str:
        """A row of texts, one character each."""
        return "".join(map(self.__getitem__, texts))


class Tokens(NamedTuple):
    """A text cut into tokens."""

    parts: list[str]
    """Blanks, token, blanks, token, …, blanks: odd places are tokens; joined they are the text."""
    ids: str
    """One character a token; equal tokens of one alphabet have equal characters."""


class _Words(dict[str, str]):
    """What stands between blanks: its words, one character each."""

    def __init__(self, letters: Letters) -> None:
        super().__init__()
        self._letters = letters

    def __missing__(self, piece: str) -> str:
        found = self[piece] = self._letters.spelled(words_of(piece))
        return found


class Alphabet:
    """Gives each different token and each different word a character of its own."""

    def __init__(self) -> None:
        self.letters = Letters()
        self._words = _Words(self.letters)

    def __len__(self) -> int:
        return len(self.letters) + len(self._words)

    def words(self, text: str) -> str:
        """The words of a text; of one that has none its marks."""
        pieces = text.split()
        return "".join(map(self._words.__getitem__, pieces)) or self.letters.spelled(pieces)

    def tokens(self, text: str) -> Tokens:
        """The tokens of a text."""
        parts = cut(text)
        return Tokens(parts, self.letters.spelled(parts[1::2]))

    def block_tokens(self, block: Block) -> Tokens:
        """The tokens of a block; a footnote's mark is a token of its own."""
        for run in block.runs:
            for mark in run.marks:
                if mark.kind == "footnote":
                    return self._run_tokens(block)
        return self.tokens(block.text)

    def _run_tokens(self, block: Block) -> Tokens:
        pieces: list[str] = [""]
        for run in block.runs:
            if any(mark.kind == "footnote" for mark in run.marks):
                pieces += [run.text, ""]
            else:
                parts = cut(run.text)
                pieces[-1] += parts[0]
                pieces += parts[1:]
        if "".join(pieces) != block.text:
            return self.tokens(block.text)
        return Tokens(pieces, self.letters.spelled(pieces[1::2]))


_MOST = 1 << 16
_kept = [Alphabet()]


def shared_alphabet() -> Alphabet:
    """The one in which a comparison is done: that of the comparisons before, whose words it shares;
    a new one where theirs were many."""
    if len(_kept[0]) > _MOST:
        _kept[0] = Alphabet()
    return _kept[0]


def joined(pieces: Iterable[Tokens], alphabet: Alphabet) -> Tokens:
    """The tokens of several blocks whose texts are joined by line feeds."""
    parts: list[str] = []
    ids: list[str] = []
    for piece in pieces:
        if parts:
            parts += ["\n", *piece.parts]
            ids += [alphabet.letters["\n"], piece.ids]
        else:
            parts += piece.parts
            ids.append(piece.ids)
    return Tokens(parts, "".join(ids))
