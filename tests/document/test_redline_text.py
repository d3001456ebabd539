"""The text redline reads well in a pipe and in a terminal."""

import re
import unicodedata

from hypothesis import given, settings

from fairnotice.document.redline_text import COLOUR, redline_text
from tests.compare.strategies import pairs
from tests.compare.world import compared

_ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def test_a_change_stands_under_its_section_with_what_precedes_it() -> None:
    old = "## Sharing {#s}\n\nWe never sell it.\n\nWe share it with A."
    new = "## Sharing {#s}\n\nWe never sell it.\n\nWe share it with A and B."
    assert redline_text(compared(old, new)) == (
        "## Sharing\n"
        "1. changed (line 5)\n"
        "    We never sell it.\n"
        "    We share it with A{+ and B+}.\n"
    )


def test_a_link_that_changed_shows_both_addresses() -> None:
    said = redline_text(compared("[Complain](https://a.example)", "[Complain](https://b.example)"))
    assert "“Complain” leads to [-https://a.example-] {+https://b.example+}" in said


def test_a_long_unchanged_stretch_is_shortened() -> None:
    words = " ".join(f"word{n}" for n in range(200))
    said = redline_text(compared(f"One {words} two {words} ten.", f"Six {words} two {words} ten."))
    assert "[-One-]{+Six+}" in said
    assert len(said) < 600


def test_a_blank_that_may_not_break_is_no_visible_change() -> None:
    said = redline_text(compared("In part 6 we agree.", "In part\xa06 we accept."))
    assert "[-agree-]{+accept+}" in said
    assert said.count("[-") == 1


def test_nothing_is_printed_when_nothing_changed() -> None:
    assert redline_text(compared("All.", "All.")) == ""


def test_colour_ends_and_begins_again_at_each_line() -> None:
    words = " ".join(f"word{n}" for n in range(40))
    said = redline_text(compared("All.", f"All.\n\n{words}"), style=COLOUR, width=60)
    for line in said.splitlines():
        assert line.count("\x1b[32;4m") <= 1
        assert not re.search(r"\x1b\[32;4m[^\x1b]*$", line)


@given(pairs)
@settings(max_examples=40, deadline=None)
def test_lines_keep_the_width_of_the_terminal(versions: tuple[str, str]) -> None:
    said = redline_text(compared(*versions), style=COLOUR, width=70)
    for line in said.splitlines():
        shown = unicodedata.normalize("NFC", _ESCAPE.sub("", line))
        longest = max((len(word) for word in shown.split()), default=0)
        assert len(shown) <= 70 or longest > 20 or not line.startswith("    ")
