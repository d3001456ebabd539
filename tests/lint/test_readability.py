"""How hard a text is to read."""

import re

import pytest
from pyphen import Pyphen

from fairnotice.lint.readability import _syllables
from fairnotice.significance.lexicon import known_words


@pytest.mark.parametrize(
    ("word", "syllables"),
    [("a", 1), ("data", 2), ("personal", 3), ("notification", 5), ("naïve", 1), ("don’t", 1)],
)
def test_syllables_are_counted_by_where_a_word_may_be_parted(word: str, syllables: int) -> None:
    assert _syllables(word) == syllables


def test_words_are_parted_as_the_library_parts_them_whose_patterns_are_used() -> None:
    library = Pyphen(lang="en_US")
    words = {word for word in known_words() if re.fullmatch(r"[^\W\d_]+", word)}
    assert len(words) > 1000
    assert {word for word in words if _syllables(word) != len(library.positions(word)) + 1} == set()
