"""What is said of addresses is true of the very words it is said of."""

import pytest
from hypothesis import given

from fairnotice.compare.compare import compare
from fairnotice.document.parse import parsed
from fairnotice.document.redline_html import redline_html
from fairnotice.document.swaps import swaps
from fairnotice.model import Comparison
from tests.document.strategies import edits
from tests.document.test_parse import SLOW

OWL, BELL, TIDE = "https://owl.example/a", "https://bell.example/b", "https://tide.example/c"


def compared(old: str, new: str) -> Comparison:
    return compare(parsed(old, path="old").document, parsed(new, path="new").document)


def told(old: str, new: str) -> list[tuple[str, str, str]]:
    return [tuple(swap) for pair in compared(old, new).changes for swap in swaps(pair)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            f"Write to us [here]({OWL}) at night.",
            f"Write to us [here]({OWL}) at night. Ring the bell [here]({BELL}) by day.",
            [],
        ),
        (
            f"Owls are fed [here]({OWL}) and bells are rung [here]({BELL}) at noon.",
            f"Owls are fed [here]({OWL}) and bells are rung [here]({TIDE}) at noon.",
            [("here", BELL, TIDE)],
        ),
        (
            "Ask the keeper of our owls for a copy.",
            f"Ask the [keeper of our owls]({OWL}) for a second copy.",
            [("keeper of our owls", "", OWL)],
        ),
        (
            f"Ask the [keeper]({OWL}) of our owls for a copy.",
            f"Ask the keeper of our [owls]({BELL}) for a copy.",
            [("owls", "", BELL), ("keeper", OWL, "")],
        ),
        (
            f"The keeper of the tower feeds owls at noon. Our [owl book]({OWL}) was burnt.",
            f"The keeper of the tower feeds owls at noon. Ring for the new [owl book]({BELL}).",
            [("owl book", OWL, BELL)],
        ),
        (
            "Ask the owl, and again the owl, at noon.",
            f"Ask the [owl]({OWL}), and again the [owl]({OWL}), at noon.",
            [("owl", "", OWL)],
        ),
        (f"Read the [owl book]({OWL}).", f"Read the [owl book.]({OWL})", []),
        (f"A. ![]({OWL})", f"A. ![]({BELL})", [("", OWL, BELL)]),
    ],
    ids=[
        "a new link of the same words", "the second of two", "words became a link",
        "other words are linked", "written anew", "twice the same", "a longer link", "a picture",
    ],
)  # fmt: skip
def test_an_address_is_told_where_it_changed_and_nowhere_else(
    old: str, new: str, said: list[tuple[str, str, str]]
) -> None:
    assert told(old, new) == said
    turned = [(text, after, before) for text, before, after in said]
    assert sorted(told(new, old)) == sorted(turned)


def test_a_longer_link_to_the_same_address_is_said_to_be_that() -> None:
    body = redline_html(
        compared(f"Read the [owl book]({OWL}).", f"Read the [owl book.]({OWL})"),
        lambda address: address,
    )
    assert "Only which words are linked changed" in body


@given(edits())
@SLOW
def test_every_address_that_is_told_is_one_of_its_side(versions: tuple[str, str]) -> None:
    for pair in compared(*versions).changes:
        sides = [
            {mark.address for block in side for run in block.runs for mark in run.marks} | {""}
            for side in (pair.old, pair.new)
        ]
        for swap in swaps(pair):
            assert swap.old in sides[0]
            assert swap.new in sides[1]
            assert swap.old != swap.new
