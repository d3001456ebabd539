"""What sort of change it is when not a word changed."""

import pytest

from tests.compare.world import compared, redline


def kinds(old: str, new: str) -> list[str]:
    return [pair.kind for pair in compared(old, new).changes]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[Complain](https://a.example/form) here.", "[Complain](https://b.example/form) here."),
        ("[Unsubscribe](/stop) at any time.", "Unsubscribe at any time."),
        ("![Our seal](seal.png) is here.", "![Our seal](other.png) is here."),
        ("[**All**](/a) of it.", "[All](/b) of it."),
    ],
)
def test_an_address_that_changed_shows(old: str, new: str) -> None:
    assert kinds(old, new) == ["link"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("All of it.", "**All** of it."),
        ("All of it.", "- All of it."),
        ("- a first\n- All of it.", "- a first\n    - All of it."),
    ],
)
def test_marks_and_cuts_alone_are_formatting(old: str, new: str) -> None:
    assert kinds(old, new) == ["format"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- one\n- two", "* one\n* two"),
        ("3. one\n4. two", "1. one\n2. two"),
        ("All\nof it.", "All of it.  \n"),
        ("## Rights {#r}\n\nText.", "### Rights {#r}\n\nText."),
        ("Word[^a] here.\n\n[^a]: Note.", "Word[^b] here.\n\n[^b]: Note."),
        ("**All** of it", "__All__ of it"),
        ("All of&nbsp;it.", "All of it."),
        ("All of it.&nbsp;", "All &nbsp; of it."),
        ("All of it.", "All\ufeff of \u2060it\u200b."),
        ("Information.", "Infor\u00admation."),
        ("[All of it](https://example.org/a).", "[All of it\u2060](https://example.org/a)."),
        ("All **of\ufeff** it.", "All **of** it."),
        ("| a | b |\n|---|---|\n| c | d&nbsp;e |", "| a | b |\n|---|---|\n| c | d e&nbsp; |"),
    ],
)
def test_what_no_reader_sees_is_no_change(old: str, new: str) -> None:
    assert redline(old, new) == []


def test_a_footnote_whose_number_alone_shifted_is_formatting() -> None:
    old = "First words.\n\nSecond words[^b] here.\n\n[^b]: Note b."
    new = "First words[^a].\n\nSecond words[^b] here.\n\n[^a]: Note a.\n[^b]: Note b."
    by_text = {pair.new_text[:6]: pair.kind for pair in compared(old, new).changes if pair.new}
    assert by_text["Second"] == "format"
