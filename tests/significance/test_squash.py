"""Whole sentences of one text are found in another, by their letters alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairnotice.significance.sentence import sentence
from fairnotice.significance.squash import Squash
from fairnotice.significance.words import folded, sentences, squashed


def _squash(text: str) -> Squash:
    return Squash([sentence(each) for each in sentences(text)])


def test_a_sentence_is_found_whole_and_not_as_the_start_of_a_longer_one() -> None:
    text = _squash("We share it with couriers and ad partners. We bake.")
    assert text.holds("webake")
    assert not text.holds("weshareitwithcouriers")


@pytest.mark.parametrize(
    ("text", "letters", "whole"),
    [
        ("We bake.\nWe share it.", "webakeweshareit", True),
        ("We bake bread and share it.", "breadandshareit", False),
        ("Mail (to you), post.", "toyou", False),
        ("Name\tEver and ever\tBakery", "everandever", True),
        ("Crumbs: we sweep them.", "wesweepthem", True),
        ("We sweep.Then we bake.", "thenwebake", True),
        ("Wir fegen in İstanbul. Wir backen.", "wirbacken", True),
    ],
)
def test_what_is_whole_is_told_by_what_stands_before_and_behind(
    text: str, letters: str, whole: bool
) -> None:
    assert _squash(text).holds(letters) is whole


_WORDS = st.sampled_from(
    ["We", "bake", "bread.", "(daily)", "ﬁne—", "İt", "é", "“so”", "x.Y", "\t"]
)
_TEXTS = st.lists(st.lists(_WORDS, min_size=1, max_size=6).map(" ".join), max_size=6)


@given(_TEXTS)
def test_the_letters_of_a_text_are_those_of_its_sentences_in_order(parts: list[str]) -> None:
    whole = Squash([sentence(part) for part in parts])
    assert whole.letters == squashed("\n".join(parts))


@given(_TEXTS, st.integers(0, 40), st.integers(1, 20))
def test_a_stretch_is_whole_as_it_is_in_the_text_that_was_never_cut(
    parts: list[str], start: int, length: int
) -> None:
    """Whether its parts are told apart or given as one, each letter has the same place."""
    text = "\n".join(parts)
    letters = squashed(text)[start : start + length]
    if letters:
        by_parts = Squash([sentence(part) for part in parts])
        assert by_parts.holds(letters) is Squash([sentence(text)]).holds(letters)


def test_of_a_text_that_was_saved_again_only_what_is_new_is_worked_out() -> None:
    """A preview looks through a new text at each save, and must not keep them all."""
    old = "We keep the bill for six years. We bake. We sweep. You may ask us to stop."
    _squash(old).holds("webake")
    before = folded.cache_info().misses, sentence.cache_info().misses
    for number in range(20):
        _squash(f"{old} We keep order {number} for a year.").holds("webake")
    after = folded.cache_info().misses, sentence.cache_info().misses
    assert [new - known for known, new in zip(before, after, strict=True)] == [20, 20]
