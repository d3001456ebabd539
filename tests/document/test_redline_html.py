"""The printed redline: valid, complete on both sides, and heard as well as seen."""

import re

import pytest
from hypothesis import given

from fairnotice import urls
from fairnotice.compare.compare import compare
from fairnotice.document.listed import listed_changes
from fairnotice.document.parse import parsed
from fairnotice.document.redline_html import redline_html
from fairnotice.document.redline_text import redline_text
from fairnotice.model import Comparison, Document
from fairnotice.pages.change_list import change_list
from tests.document.page import anchors_linked, ids, said, strictly_valid, table_widths
from tests.document.strategies import edits
from tests.document.test_parse import SLOW

ABOUT = ("span.vh", "span.change-links", "span.change-note", ".change-stub", "a.back")


def document(markdown: str) -> Document:
    return parsed(markdown, path="x.md").document


def compared(old: str, new: str) -> Comparison:
    return compare(document(old), document(new))


def redline(old: str, new: str) -> str:
    return redline_html(compared(old, new), lambda address: address)


def letters(words: list[str]) -> list[str]:
    """Characters in any order: a redline shows moved text at its new place, and cuts words."""
    return sorted(character for character in "".join(words) if character.isalnum())


def letters_of(text: Document) -> list[str]:
    return letters([run.text for s in text.sections for b in s.blocks for run in b.runs])


EDITS = {
    "a word": ("We keep it 6 months.\n", "We keep it 2 years.\n"),
    "a removed item": ("We:\n\n- a\n- b\n- c\n", "We:\n\n- a\n- c\n"),
    "a removed first item": ("We:\n\n- a\n- b\n- c\n", "We:\n\n- b\n- c\n"),
    "a removed numbered item": ("We:\n\n1. a\n2. b\n3. c\n", "We:\n\n1. a\n2. c\n"),
    "a removed list": ("We:\n\n- a\n- b\n\nEnd.\n", "We:\n\nEnd.\n"),
    "a removed row": (
        "|a|b|\n|-|-|\n|c|d|\n|e|f|\n",
        "|a|b|\n|-|-|\n|c|d|\n",
    ),
    "a changed cell": ("|a|b|\n|-|-|\n|calls|6 years|\n", "|a|b|\n|-|-|\n|calls|2 years|\n"),
    "another column": ("|a|b|\n|-|-|\n|c|d|\n", "|a|b|x|\n|-|-|-|\n|c|d|y|\n"),
    "a column less": ("|a|b|x|\n|-|-|-|\n|c|d|y|\n", "|a|b|\n|-|-|\n|c|d|\n"),
    "a table gone": ("|a|b|\n|-|-|\n|c|d|\n\nEnd.\n", "End.\n"),
    "a heading reworded": ("## Who we are {#us}\n\na\n", "## Who are we {#us}\n\na\n"),
    "a section removed": ("## A {#a}\n\nb c d\n\n## E {#e}\n\nf\n", "## E {#e}\n\nf\n"),
    "a section added": ("## E {#e}\n\nf\n", "## A {#a}\n\nb c d\n\n## E {#e}\n\nf\n"),
    "a definition": ("t\n:   one two three\n\nu\n:   v\n", "t\n:   one two four\n"),
    "a link's address": ("[here](/a)\n", "[here](/b)\n"),
    "a mark": ("We never sell it.\n", "We **never** sell it.\n"),
    "a nested item": ("- a\n    - b\n    - c\n", "- a\n    - c\n"),
    "a quote": ("> a b c\n>\n> d\n", "> a b x\n"),
    "a note": ("a[^n]\n\n[^n]: one two\n", "a[^n]\n\n[^n]: one three\n"),
    "a note gone": ("a[^n] b\n\n[^n]: one two\n", "a b\n"),
    "code": ("    a b\n    c\n", "    a x\n    c\n"),
    "everything": ("a\n", "- b\n\n## C {#c}\n"),
    "from nothing": ("", "a\n"),
    "to nothing": ("- a\n", ""),
    "a sentence made a list": (
        "We share it with banks, couriers and the tax office of the country.\n",
        "We share it with:\n\n- banks\n- couriers\n- the tax office of the country\n",
    ),
    "a section moved": (
        "## A {#a}\n\n- one two three four\n- five six\n\n## B {#b}\n\nseven eight nine\n",
        "## B {#b}\n\nseven eight nine\n\n## A {#a}\n\n- one two three four\n- five six\n",
    ),
    "an item moved to another section": (
        "## A {#a}\n\n- we keep call records for a year\n- x\n\n## B {#b}\n\n- y\n",
        "## A {#a}\n\n- x\n\n## B {#b}\n\n- y\n- we keep call records for a year\n",
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_redline_is_valid_and_loses_nothing(name: str) -> None:
    check(*EDITS[name])


@SLOW
@given(edits())
def test_any_redline_is_valid_and_loses_nothing(edit: tuple[str, str]) -> None:
    check(*edit)


def check(old: str, new: str) -> None:
    comparison = compared(old, new)
    body = redline_html(comparison, lambda address: address)
    strictly_valid(body)
    found = ids(body)
    assert len(found) == len(set(found))
    numbers = [urls.change_anchor(pair.number) for pair in comparison.changes]
    assert set(numbers) <= set(found)
    dead = {a for a in anchors_linked(body) - set(found) if re.match(r"change-|fnref:", a)}
    assert not dead
    assert letters(said(body, "del", "a.picture", *ABOUT)) == letters_of(comparison.new)
    removed = said(body, "ins", "a.picture", *ABOUT)
    assert set(letters_of(comparison.old)) <= set(letters(removed))


def test_a_text_against_itself_shows_no_change() -> None:
    body = redline("## A {#a}\n\n- b\n", "## A {#a}\n\n- b\n")
    assert "<ins>" not in body
    assert "<del>" not in body
    assert 'class="change' not in body


def test_added_and_removed_are_heard() -> None:
    body = redline(*EDITS["a word"])
    assert '<del><span class="vh"> removed </span>6 months<span class="vh"> end removed' in body
    assert '<ins><span class="vh"> added </span>2 years<span class="vh"> end added' in body


def test_a_removed_item_stays_in_its_list() -> None:
    body = redline(*EDITS["a removed item"])
    assert body.count("<ul>") == 1
    assert '<li class="gone">' in body


def test_numbers_of_a_list_are_those_of_the_new_text() -> None:
    assert '<li value="2">' in redline(*EDITS["a removed numbered item"])


def test_a_removed_row_stays_in_its_table() -> None:
    assert redline(*EDITS["a removed row"]).count("<table>") == 1


@pytest.mark.parametrize(
    ("what", "said_of_it"),
    [
        ("* * *", "A dividing line"),
        ("![](owl.png)", "A picture without words"),
        ("&nbsp;", "An empty line"),
        ("\u200d", "An empty line"),
    ],
)
def test_what_came_or_went_without_a_word_is_named(what: str, said_of_it: str) -> None:
    with_it, without = (
        f"We keep letters.\n\n{what}\n\nOwls sleep.\n",
        "We keep letters.\n\nOwls sleep.\n",
    )
    assert f"{said_of_it} was removed." in redline(with_it, without)
    assert f"{said_of_it} was added." in redline(without, with_it)
    said_in_text = redline_text(compared(without, with_it))
    assert f"{{+({said_of_it[0].lower()}{said_of_it[1:]})+}}" in said_in_text
    ((item,),) = [section.changes for section in change_list(compared(with_it, without))]
    assert [span.text.strip("()").capitalize() for span in item.excerpt] == [said_of_it]


@pytest.mark.parametrize("lost", ["&nbsp;", " ", "  \n"])
def test_words_that_lost_the_blank_between_them_are_said_to_have_their_letters(lost: str) -> None:
    old, new = f"Owl House, Tide Street{lost}Harbour.", "Owl House, Tide StreetHarbour."
    for comparison in (compared(old, new), compared(new, old)):
        assert "every letter is the same" in redline_html(comparison, lambda address: address)
        assert "changed in spaces alone (line 1)" in redline_text(comparison)
    other = "Owl House, Tide StreetHarbours."
    assert "every letter" not in redline(old, other)
    assert "in spaces alone" not in redline_text(compared(old, other))


_HELPERS = (
    "| Name | Task | Country |\n|---|---|---|\n| Ebb | carries letters | Wales |\n"
    "| Flow | carries parcels | Wales |\n| Neap | rings bells at noon | Wales |\n"
)
_FEWER = re.sub(r"^(\|.*?\|.*?\|).*?\|$", r"\1", _HELPERS, flags=re.MULTILINE)
_NEAP = re.compile(r"\| Neap .*\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (_FEWER, _NEAP.sub("", _HELPERS)),
        (_HELPERS, _NEAP.sub("", _FEWER)),
        (_HELPERS, _NEAP.sub("", _HELPERS) + "\nWords between.\n\n" + _HELPERS[:30]),
        (
            f"## One {{#a}}\n\n{_HELPERS}\n## Two {{#b}}\n\nEnd.\n",
            f"## One {{#a}}\n\n{_NEAP.sub('', _HELPERS)}\n## Two {{#b}}\n\nEnd.\n\n{_HELPERS}",
        ),
    ],
    ids=["a column came", "a column went", "another table came", "a row moved to another table"],
)
def test_every_row_of_a_redline_has_all_columns(old: str, new: str) -> None:
    body = redline(old, new)
    strictly_valid(body)
    for widths in table_widths(body):
        assert len(set(widths)) == 1


def test_a_removed_row_stands_below_the_names_of_its_columns() -> None:
    old = _HELPERS.replace("| Name | Task |", "| Task | Name |").replace("Neap |", "Neap bell |")
    body = redline(old, _NEAP.sub("", _HELPERS))
    row = body[body.index("change removed") :]
    assert row.index("rings bells") < row.index("Neap")
    named = dict(
        re.findall(r'<td data-label="(\w+)"><del><span class="vh"> removed </span>(\w+)', row)
    )
    assert named == {"Name": "rings", "Task": "Neap", "Country": "Wales"}


def test_a_swapped_address_is_said_in_words() -> None:
    body = redline(*EDITS["a link's address"])
    assert "The address behind “here” changed from" in body
    assert "/a" in body


def test_formatting_alone_is_said() -> None:
    assert "Only the formatting changed" in redline(*EDITS["a mark"])


def test_a_moved_block_is_linked_with_where_it_stood() -> None:
    body = redline(*EDITS["an item moved to another section"])
    assert "Moved from <a" in body
    assert 'class="change-stub"' in body
    assert {"change-1", "change-1-from"} <= set(ids(body))


def test_links_of_removed_text_are_not_followed() -> None:
    assert 'href="/gone"' not in redline("a\n\n[b](/gone)\n", "a\n")


def test_the_list_of_changes_tells_before_and_after() -> None:
    [change] = listed_changes(
        compared("## A {#a}\n\n" + EDITS["a word"][0], "## A {#a}\n\n" + EDITS["a word"][1])
    )
    assert (change.number, change.section_id, change.section_title) == (1, "a", "A")
    assert change.before == "We keep it 6 months."
    assert change.after == "We keep it 2 years."


def test_a_blank_that_may_not_break_is_not_marked() -> None:
    """Nobody sees it come or go: a swap of the two blanks has no `ins` and no `del`."""
    assert "changed" not in redline("In part 6 we agree.\n", "In part\xa06 we agree.\n")
    shown = redline("In part 6 we agree.\n", "In part\xa06 we consent.\n")
    assert shown.count("<ins") == shown.count("<del") == 1
    assert "part\xa06" in shown
    shown = redline("Write to\xa0old@firm.example now.\n", "Write to new@firm.example now.\n")
    assert ">Write to <del" in shown.replace("\n", "")
    assert "</span>old@firm.example<" in shown
    assert "</span>new@firm.example<" in shown


def test_the_number_of_a_note_does_not_run_into_its_word() -> None:
    note = "\n\n[^1]: Or the day after.\n"
    old = f"## A {{#a}}\n\nWe keep what you made[^1] for a week.{note}"
    [change] = listed_changes(compared(old, old.replace("a week", "a year")))
    assert change.before == "We keep what you made¹ for a week."


def test_what_goes_from_a_renamed_section_is_listed_under_its_new_heading() -> None:
    old = "## Old {#a}\n\nWe keep it.\n\nWe sell clocks by post.\n"
    found = listed_changes(compared(old, "## New {#a}\n\nWe keep it.\n"))
    assert {change.section_title for change in found} == {"New"}


def test_words_that_moved_within_their_section_say_how_far() -> None:
    first = "- one thing that we keep for a year and then throw away\n"
    second = "- two books in which we write down what you have bought\n"
    third = "- three old clocks that show the state of the tide here\n"
    old = f"## Here {{#a}}\n\n{first}{second}{third}"
    body = " ".join(said(redline(old, f"## Here {{#a}}\n\n{third}{first}{second}")))
    assert "Moved from further down in this section." in body
    assert "has moved to further up in this section." in body


def marks(body: str) -> list[tuple[str, str]]:
    """What is marked, with its tag, without the words for those who hear the page."""
    heard = re.sub(r'<span class="vh">.*?</span>', "", body)
    return re.findall(r"<(ins|del)>(.*?)</\1>", heard, re.DOTALL)


def test_blanks_that_nobody_sees_are_not_marked() -> None:
    """Only the formatting changed: there is nothing to strike or to underline."""
    old = "<p>We sell tide clocks.<br>We sell bells, too.</p>"
    body = redline(old, "We sell tide clocks. \n\nWe sell bells, too.\n")
    assert "Only the formatting changed" in body
    assert marks(body) == []


def test_where_many_paragraphs_look_different_it_is_said_at_the_first() -> None:
    old = "We sell *tide* clocks.\n\nWe sell *bells*, too.\n\nWe *mend* both.\n"
    body = redline(old, old.replace("*", ""))
    first, *others = re.findall(r"<p[^>]*>.*?</p>", body)
    assert "From here to where the mark ends, only the formatting changed" in first
    assert not any("formatting" in other for other in others)


def test_a_blank_at_the_end_of_a_removed_number_is_not_struck() -> None:
    body = redline("- Ring <b>01 11 22 </b>\n", "- Ring <b>03 33 44</b>\n")
    assert marks(body) == [
        ("del", "<strong>01 11 22</strong>"),
        ("ins", "<strong>03 33 44</strong>"),
    ]


def test_quotation_marks_typed_otherwise_are_all_that_is_marked() -> None:
    old = 'Go to the "Bells" or "Clocks" page of the tide shop by the harbour.\n'
    new = "Go to the “Bells” or “Clocks” page of the tide shop by the harbour.\n"
    assert {text for _, text in marks(redline(old, new))} == {'"', "“", "”"}
    assert not marks(redline(new, new))


def test_a_word_and_the_one_in_its_place_stand_apart_without_a_style() -> None:
    assert '</del><span class="gap"> </span><ins>' in redline(*EDITS["a word"])
    for old, new in (
        ("Ring us like owls do.\n", "Ring us (as if owls) do.\n"),
        ("It takes 3% of us at noon.\n", "It takes all of us at noon.\n"),
    ):
        assert '</del><span class="gap"> </span><ins>' in redline(old, new)
    assert 'class="gap"' not in redline("We keep it; always.\n", "We keep it, always.\n")
