"""The text of a sentence in; what it says by its words alone, wherever it stands, out.

The versions of a notice share nearly all their sentences, so this is worked out once for each text.
"""

from collections.abc import Mapping
from functools import cached_property, lru_cache

from fairnotice.significance.lexicon import Term, terms
from fairnotice.significance.words import Word, breaks, folded, norms, squashed, stem, words

_SENTENCES = 1 << 13
"""Sentences that are remembered, with some 3 kB each: 200 versions of one notice have a thousand or
two, and the longest notices, which have as many as this, are still compared with themselves."""


_NO_TERM = frozenset({"no basis", "no data", "no purpose", "no recipient", "no right"})
"""Names of phrases that hide the terms in them."""


_ORDERED = (("ordered",), ("ordering",))
_BUYERS = frozenset({"and", "each", "every", "or", "past", "previous", "their", "your"})


class Sentence:
    """A sentence, a list item or a table row by itself."""

    def __init__(self, text: str) -> None:
        """The text as it stands in the notice."""
        self.text = text

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words, normalised."""
        return words(self.text)

    @cached_property
    def norms(self) -> tuple[str, ...]:
        """Its normalised words alone."""
        return norms(self.text)

    @cached_property
    def said(self) -> str:
        """Its normalised words in one text: alike for sentences with the same, and soon told."""
        return " ".join(self.norms)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Its words without inflection."""
        return tuple(map(stem, self.norms))

    @cached_property
    def stem_set(self) -> frozenset[str]:
        """Its stems, each once."""
        return frozenset(self.stems)

    @cached_property
    def squash(self) -> str:
        """Its letters and digits alone."""
        return squashed(self.text)

    @property
    def folded(self) -> str:
        """The text in which the words' places count."""
        return folded(self.text)

    @cached_property
    def breaks(self) -> frozenset[int]:
        """Indices of words that follow a comma, a bracket or a stop."""
        return breaks(self.text)

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The terms of the word lists that stand in it."""
        found = terms().terms(self.stems, self.breaks)
        named = [t for t in found if t.kind in {"law", "safeguard", "regulator"}]
        return tuple(
            t
            for t in found
            if t.name not in _NO_TERM
            and (t.kind != "place" or not any(n.start <= t.start and t.end <= n.end for n in named))
            and not self._commands(t)
        )

    def _commands(self, term: Term) -> bool:
        """Whether a word for what people buy is none: `in order to`, the order of a court."""
        before, *_ = self.norms[term.start - 1 : term.start] or ("",)
        found = self.norms[term.start : term.end]
        return found in _ORDERED or (found == ("order",) and before not in _BUYERS)

    @cached_property
    def term_names(self) -> frozenset[tuple[str, str]]:
        """(kind, name) of its terms."""
        return frozenset((term.kind, term.name) for term in self.terms)

    @cached_property
    def names(self) -> Mapping[str, frozenset[str]]:
        """Kind → the names of its terms of that kind, where there are any."""
        kinds = {term.kind for term in self.terms}
        return {
            kind: frozenset(term.name for term in self.terms if term.kind == kind) for kind in kinds
        }

    @cached_property
    def negations(self) -> int:
        """How many negations it holds; `neither … nor` is one."""
        found = [self.norms[t.start] for t in self.terms if t.name == "negation"]
        return len(found) - min(found.count("neither"), found.count("nor"))

    @cached_property
    def names_cookies(self) -> bool:
        """Whether the word stands in it."""
        return not {"cookie", "cookies"}.isdisjoint(self.norms)


@lru_cache(maxsize=_SENTENCES)
def sentence(text: str) -> Sentence:
    """What a text says, the same object for the same text while it is remembered."""
    return Sentence(text)
