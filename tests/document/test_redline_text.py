"""The text redline reads well in a pipe and in a terminal."""

import re
import unicodedata

from hypothesis import given, settings

from fairnotice.document.redline_text import COLOUR, redline_text
from fairnotice.model import Assessment, Finding
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


def test_what_moved_within_its_section_is_not_said_to_come_from_it() -> None:
    moves = "We post parcels on Mondays by owl and by crow."
    others = [f"We keep letter number {n} in a box of {n} locks.\n\n" for n in range(4)]
    rest = "".join(others)
    for heading in ("", "## Owls {#owls}\n\n"):
        old, new = f"{heading}{moves}\n\n{rest}", f"{heading}{rest}{moves}\n"
        assert re.search(r"1\. moved within this section \(line", redline_text(compared(old, new)))
    bells = "## Bells {#bells}\n\nBells ring.\n\n"
    old, new = f"{heading}{moves}\n\n{rest}{bells}", f"{heading}{rest}{bells}{moves}\n"
    assert "1. moved from “Owls” (line" in redline_text(compared(old, new))


def test_a_long_unchanged_stretch_is_shortened() -> None:
    words = " ".join(f"word{n}" for n in range(200))
    said = redline_text(compared(f"One {words} two {words} ten.", f"Six {words} two {words} ten."))
    assert "[-One-]{+Six+}" in said
    assert len(said) < 600


def test_a_blank_stays_between_a_shortened_stretch_and_what_was_changed() -> None:
    words = " ".join(f"word{n}" for n in range(200))
    said = redline_text(compared(f"One {words} crows.", f"Six {words} owls."))
    assert " … " in said
    assert "word199 [-crows-]{+owls+}." in said


def test_no_word_is_left_out_of_what_is_short() -> None:
    said = redline_text(
        compared("We keep crows until acknowledgement.", "We keep owls until acknowledgement.")
    )
    assert "We keep [-crows-]{+owls+} until acknowledgement." in said


def test_a_blank_that_may_not_break_is_no_visible_change() -> None:
    said = redline_text(compared("In part 6 we agree.", "In part\xa06 we accept."))
    assert "[-agree-]{+accept+}" in said
    assert said.count("[-") == 1


def test_a_long_address_follows_the_other_without_an_empty_line() -> None:
    old, new = (f"https://one.example/{letter * 70}" for letter in "ab")
    said = redline_text(compared(f"See [our list]({old}).", f"See [our list]({new})."), width=60)
    at = said.splitlines().index("    “our list” leads to")
    assert said.splitlines()[at + 1 : at + 3] == [f"    [-{old}-]", f"    {{+{new}+}}"]


def test_what_precedes_a_change_in_a_long_line_begins_in_its_column() -> None:
    words = " ".join(f"word{n}" for n in range(60))
    said = redline_text(compared(f"{words} one.", f"{words} two."))
    assert next(line for line in said.splitlines() if "[-one-]" in line).startswith("    … word")


def test_what_a_rule_says_of_a_change_is_wrapped_like_the_change() -> None:
    said = " ".join(["we share it"] * 9)
    finding = Finding(
        "sharing", "review", "T04", said, "", None, "f", "top", "", None, None, change=1
    )
    printed = redline_text(
        compared("All of it is one.", "All of it is two."),
        Assessment("review", (finding,)),
        style=COLOUR,
        width=60,
    )
    lines = [_ESCAPE.sub("", line) for line in printed.splitlines()]
    assert lines[3].startswith("    review sharing: we share it")
    assert max(map(len, lines)) <= 60
    assert " ".join(" ".join(lines[3:]).split()) == f"review sharing: {said}"


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


def test_in_colour_a_blank_parts_what_went_from_what_came() -> None:
    """Who copies the line copies no colour."""
    said = redline_text(compared("We keep it 30 days.", "We keep it 3 years."), style=COLOUR)
    assert "We keep it 30 days 3 years." in _ESCAPE.sub("", said)


def test_a_full_stop_stays_with_the_word_before_it_and_heads_are_wrapped_too() -> None:
    old = "# N\n\n## How long we keep what you tell us {#a}\n\nWe keep it 30 days. Then it goes."
    said = redline_text(compared(old, old.replace("30 days", "3 years")), width=24)
    lines = said.splitlines()
    assert lines[0] == "## How long we keep what"
    assert lines[1] == "    you tell us"
    assert not [line for line in lines if line.lstrip().startswith((".", ","))]


def test_brackets_that_went_do_not_run_into_the_marks() -> None:
    said = redline_text(compared("See [part 6] of this.", "See part 6 of this."))
    assert "[-[" not in said
    assert "]-]" not in said


def test_formatting_alone_has_no_marks() -> None:
    old = "<p>We sell tide clocks.<br>We sell bells, too.</p>"
    said = redline_text(compared(old, "We sell tide clocks. \n\nWe sell bells, too.\n"))
    assert "1. formatting changed" in said
    assert "[-" not in said
    assert "{+" not in said
