"""What counts as a word: what a reader would count, whatever marks stand beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairnotice.document.words import words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" \t\n\xa0", 0),
        ("We keep your e-mail (isn\u2019t it yours?) for \xa33.50.", 9),
        ("GDPR/UK \u2013 a \u2022 b _ * \u2026", 3),
        ("caf\xe9 \xa7 5 \xb0 \u20ac", 2),
        ("one\xa0two\u2028three\u3000four", 4),
        ("inter\u00adnation\u200bal \ufeff", 1),
        ("Wir \u2014 die Gr\xf6\xdften \u25cf\u25cf", 3),
        ("\u0441\u043b\u043e\u0432\u043e \u00ab\u00bb \u2116", 1),
        ("\u65e5\u672c GDPR", 3),
    ],
)
def test_words_are_counted_as_readers_count_them(text: str, count: int) -> None:
    assert words(text) == count


_LETTERS = st.one_of(st.characters(max_codepoint=0x2FF), st.sampled_from(" _-.\u2019\u2014\u25cf"))


@given(st.text(_LETTERS, max_size=40))
def test_a_word_stands_between_blanks_and_holds_a_letter_or_a_figure(text: str) -> None:
    assert words(text) == sum(any(map(str.isalnum, piece)) for piece in text.split())
