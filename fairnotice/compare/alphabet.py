"""Texts in, rows of characters out, one for each token or word: what is matched soonest."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain, count
from typing import NamedTuple, TypeVar

from fairnotice.compare.alike import much_alike, words_of, words_shared
from fairnotice.compare.tokens import LIGHT, TOKEN, known_parts, stretches, tokens_of
from fairnotice.model import Block, Span

K = TypeVar("K")
V = TypeVar("V")

FIRST: Mapping[str, str] = {
    token: chr(at) for at, token in enumerate([*'.!?\n\t,;:()[]“”‘’"', "and", "or"], 1)
}
"""Tokens that have the same character in every alphabet."""


class Letters(defaultdict[str, str]):
    """Gives each different text a character of its own."""

    def __init__(self) -> None:
        super().__init__(map(chr, count(1)).__next__)

    def spelled(self, texts: Iterable[str]) -> str:
        """A row of texts, one character each."""
        return "".join(map(self.__getitem__, texts))


class _Letters(dict[str, str]):
    """Gives each different token or word a character of its own."""

    def __init__(self) -> None:
        super().__init__(FIRST)
        # Beyond the last code point nothing can be told apart any more; texts of that size are
        # refused long before (a megabyte holds at most half as many different tokens).
        self._next = map(chr, count(len(FIRST) + 1)).__next__
        self.light = {letter for token, letter in FIRST.items() if token in LIGHT}

    def __missing__(self, token: str) -> str:
        letter = self.setdefault(token, self._next())
        if token.lower() in LIGHT:
            self.light.add(letter)
        return letter


class _Spelled(dict[str, str]):
    """What stands between blanks: its tokens or words, one character each."""

    def __init__(self, letters: _Letters, pieces_of: Callable[[str], Sequence[str]]) -> None:
        super().__init__()
        self._letters, self._pieces_of = letters, pieces_of

    def __missing__(self, word: str) -> str:
        pieces = self._pieces_of(word)
        found = self[word] = "".join(map(self._letters.__getitem__, pieces))
        return found


class Few(dict[K, V]):
    """What was worked out last, up to a number of things; none where that is 0."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def keep(self, key: K, value: V) -> V:
        """The value, kept if there is room for any."""
        if self._most:
            if len(self) >= self._most:
                self.clear()
            self[key] = value
        return value


class _Together(Few[str, tuple[Sequence[str], str, str]]):
    """Words that must be seen together: the blanks before each token and the token, as in the parts
    of a text; the tokens, one character each; the blanks at the end. Two versions share most."""

    _MOST = 1 << 12
    _LONGEST = 1 << 10
    """Characters of those that are kept."""

    def __init__(self, letters: _Letters) -> None:
        super().__init__(self._MOST)
        self._letters = letters

    def __missing__(self, words: str) -> tuple[Sequence[str], str, str]:
        parts = TOKEN.split(words)
        ids = "".join(map(self._letters.__getitem__, parts[1::2]))
        parts[0] = f" {parts[0]}"
        tail = parts.pop()
        if len(words) <= self._LONGEST:
            self.keep(words, (parts, ids, tail))
        return parts, ids, tail


class Tokens(NamedTuple):
    """A text cut into tokens."""

    parts: list[str]
    """Blanks, token, blanks, token, …, blanks: odd places are tokens; joined they are the text."""
    ids: str
    """One character a token; equal tokens of one alphabet have equal characters."""


_tokens_of = partial(tuple.__new__, Tokens)
"""At a third of the cost of a call with names."""


_PAIRS = 16
"""Pairs of texts that are remembered for each text: each is held against several."""


_Places = tuple[tuple[int, ...], tuple[int, ...]]
"""Places on one side and on the other."""


class Alphabet:
    """Gives each different token and each different word a character of its own."""

    def __init__(self, most: int = 0) -> None:
        """`most` says how many texts are remembered, with what was worked out from them alone."""
        self.remembers = most > 0
        self.letters = _Letters()
        self._tokens = _Spelled(self.letters, tokens_of)
        self._words = _Spelled(self.letters, words_of)
        self._together = _Together(self.letters)
        self._texts: Few[str, str] = Few(most)
        self._threes: Few[str, frozenset[str]] = Few(most)
        self._shared: Few[tuple[str, str], int] = Few(_PAIRS * most)
        self._likes: Few[str, tuple[set[str], set[str]]] = Few(most)
        """A text → those that it was held against, and those of them that are much alike."""
        self.told: Few[tuple[str, str], tuple[Span, ...]] = Few(most)
        """Old text, new text → their spans."""
        self.reaches: Few[tuple[object, ...], int] = Few(most)
        """What `splits` asks of a few texts → its answer."""
        self.gaps: Few[tuple[object, ...], tuple[_Places, ...] | None] = Few(most)
        """The blocks of a gap, as `similar` asks of it → its answer."""

    def __len__(self) -> int:
        return len(self.letters) + len(self._tokens) + len(self._words)

    def words(self, text: str) -> str:
        """The words of a text; of one that has none its marks."""
        found = self._texts.get(text)
        if found is None:
            pieces = text.split()
            found = "".join(map(self._words.__getitem__, pieces)) or self._spelled(pieces)
            self._texts.keep(text, found)
        return found

    def threes(self, ids: str) -> frozenset[str]:
        """The rows of three words that stand in a text, given its words."""
        found = self._threes.get(ids)
        if found is None:
            rows = frozenset([ids[at : at + 3] for at in range(len(ids) - 2)])
            found = self._threes.keep(ids, rows)
        return found

    def shared(self, a: str, b: str) -> int:
        """Words that two texts share (`words_shared`), given the words of each."""
        found = self._shared.get((a, b))
        return self._shared.keep((a, b), words_shared(a, b)) if found is None else found

    def likes(self, a: str, others: set[str]) -> set[str]:
        """Texts that are `much_alike` one, among these and those that it was held against before,
        given the words of each."""
        found = self._likes.get(a)
        if found is None:
            found = self._likes.keep(a, (set(), set()))
        held, likes = found
        if more := others - held:
            likes.update([b for b in more if much_alike(a, b)])
            held |= more
        return likes

    def alike(self, a: str, b: str) -> bool:
        """Whether two texts are `much_alike`, given the words of each."""
        return b in self.likes(a, {b})

    def _spelled(self, pieces: Iterable[str]) -> str:
        return "".join(map(self.letters.__getitem__, pieces))

    def tokens(self, text: str) -> Tokens:
        """The tokens of a text."""
        body = text.lstrip(" ")
        words = body.split(" ")
        known = known_parts(words)
        if all(known):
            parts = list(chain.from_iterable(known))
            parts.append("")
            ids = "".join(map(self._tokens.__getitem__, words))
        else:
            parts, ids = self._with_figures(words, known)
        parts[0] = text[: len(text) - len(body)] + parts[0][1:]
        return _tokens_of((parts, ids))

    def _with_figures(
        self, words: list[str], known: list[tuple[str, ...]]
    ) -> tuple[list[str], str]:
        """The same for a text in which some words must be seen with their neighbours."""
        parts: list[str] = []
        ids: list[str] = []
        at, tail = 0, ""
        for start, end in stretches(known):
            parts += chain.from_iterable(known[at:start])
            ids += map(self._tokens.__getitem__, words[at:start])
            cuts, letters, tail = self._together[" ".join(words[start:end])]
            parts += cuts
            ids.append(letters)
            at = end
        if at < len(words):
            parts += chain.from_iterable(known[at:])
            ids += map(self._tokens.__getitem__, words[at:])
            tail = ""
        parts.append(tail)
        return parts, "".join(ids)

    def block_tokens(self, blocks: Sequence[Block]) -> Tokens:
        """The tokens of blocks, whose texts are joined by line feeds; a footnote's mark is one."""
        if not any(map(has_footnotes, blocks)):
            return self.tokens("\n".join([block.text for block in blocks]))
        parts = self._block_parts(blocks[0])
        for block in blocks[1:]:
            parts += ["\n", *self._block_parts(block)]
        return Tokens(parts, self._spelled(parts[1::2]))

    def _block_parts(self, block: Block) -> list[str]:
        parts: list[str] = [""]
        for run in block.runs:
            if any(mark.kind == "footnote" for mark in run.marks):
                parts += [run.text, ""]
            else:
                more = self.tokens(run.text).parts
                parts[-1] += more[0]
                parts += more[1:]
        return parts if "".join(parts) == block.text else self.tokens(block.text).parts


def has_footnotes(block: Block) -> bool:
    """Whether the mark of a footnote stands in a block."""
    for _, marks in block.runs:
        for mark in marks:
            if mark.kind == "footnote":
                return True
    return False


_MOST = 1 << 16
"""Letters, words and tokens from which an alphabet is not used again."""
_TEXTS = 1 << 10
"""Texts that are remembered where many versions of a notice are compared."""


class Kin:
    """Texts that are compared one after the other, and what their comparisons share: the alphabet,
    and, of versions of one notice, what was worked out from a paragraph alone."""

    def __init__(self, texts: int = _TEXTS) -> None:
        """`texts` says how many texts are remembered."""
        self._texts = texts
        self._alphabet = Alphabet(texts)

    def alphabet(self) -> Alphabet:
        """That of the comparisons before; a new one where their words were many."""
        if len(self._alphabet) > _MOST:
            self._alphabet = Alphabet(self._texts)
        return self._alphabet
