"""Footnotes of pages become footnotes of a version, wherever they are referred to."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fairnotice.document.parse import parsed
from fairnotice.importers.markdown import all_words, markdown
from fairnotice.importers.page import page


def brought_in(html: str) -> str:
    """The Markdown of a page, which reads as the page itself does."""
    found = page(f"<main><h1>Privacy notice</h1>{html}</main>".encode()).document
    written = markdown(found, parsed)
    assert all_words(parsed(written, path="").document) == all_words(found)
    return written.removeprefix("# Privacy notice\n\n")


ITEM = """\
<ul><li>Names<sup id="ref1"><a href="#fn1">1</a></sup></li>
<li>Bills: <ul><li>old ones<sup><a href="#fn2">[2]</a></sup></li></ul></li></ul>
<section class="footnotes"><hr><ol>
<li id="fn1"><p>On paper. <a href="#ref1">↩</a></p></li>
<li id="fn2"><p>Six years:</p><ul><li>tax</li><li>claims</li></ul></li></ol></section>"""


def test_a_footnote_of_an_item_in_a_list_is_one() -> None:
    assert brought_in(ITEM) == (
        "-   Names[^1]\n-   Bills:\n    -   old ones[^2]\n\n"
        "[^1]: On paper.\n\n[^2]: Six years:\n\n    -   tax\n    -   claims\n"
    )


def test_two_references_to_one_note_side_by_side_are_two() -> None:
    html = '<p>Names<a href="#fn1">1</a><a href="#fn1">1</a></p><p id="fn1">1 On paper.</p>'
    assert brought_in(html).startswith("Names[^1][^1]\n")


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(
            '<p>Names<a href="#_ftn1" name="_ftnref1">[1]</a> and bills.</p>'
            '<p><a href="#_ftnref1" name="_ftn1">[1]</a> On paper.</p>',
            id="word processor",
        ),
        pytest.param(
            '<p>Names<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup> and bills.</p>'
            '<div class="reflist"><ol><li id="cite_note-1"><span><b><a href="#cite_ref-1">^</a></b>'
            "</span> <span>On paper.</span></li></ol></div>",
            id="wiki",
        ),
        pytest.param(
            '<p>Names<a href="#n1" id="r1"><sup>1</sup></a> and bills.</p>'
            '<section role="doc-endnotes"><ol><li id="n1">On paper.</li></ol></section>',
            id="role",
        ),
        pytest.param(
            '<p>Names<sup><a id="r" href="#star">*</a></sup> and bills.</p>'
            '<p id="star"><a href="#r">*</a> On paper.</p>',
            id="sign",
        ),
    ],
)
def test_footnotes_are_known_by_the_ways_in_which_programs_write_them(html: str) -> None:
    assert brought_in(html) == "Names[^1] and bills.\n\n[^1]: On paper.\n"


def test_a_note_that_two_words_refer_to_is_one_note() -> None:
    html = (
        '<p>Names<sup><a href="#fn1">1</a></sup>, bills<sup><a href="#fn1">1</a></sup>.</p>'
        '<ol class="footnotes"><li id="fn1">On paper.</li></ol>'
    )
    assert brought_in(html) == "Names[^1], bills[^1].\n\n[^1]: On paper.\n"


def test_notes_that_stand_outside_the_part_with_the_text_come_with_it() -> None:
    words = "<p>We keep your orders for six years, and then we delete them.</p>" * 3
    html = (
        f"<body><div><h1>Privacy notice</h1>{words}<p>Names"
        '<a href="#_ftn1" name="_ftnref1">[1]</a>.</p></div><div><hr><div id="ftn1"><p>'
        '<a href="#_ftnref1" name="_ftn1">[1]</a> On paper.</p></div></div></body>'
    )
    found = page(html.encode()).document
    assert markdown(found, parsed).endswith("Names[^1].\n\n[^1]: On paper.\n")


def test_a_reference_in_a_table_is_one() -> None:
    html = (
        "<table><tr><th>Data</th></tr>"
        '<tr><td>Bills<sup><a href="#fn1">1</a></sup></td></tr></table>'
        '<ol class="footnotes"><li id="fn1">Six years.</li></ol>'
    )
    assert brought_in(html) == "| Data |\n|---|\n| Bills[^1] |\n\n[^1]: Six years.\n"


@pytest.mark.parametrize(
    "html",
    [
        '<p>Look at <a href="#two">2</a>.</p><h2 id="two">Two</h2><p>More.</p>',
        '<ol><li><a href="#a">1</a></li></ol><ol><li id="a">Names</li></ol>',
        '<p>Look at <a href="#gone">1</a>.</p>',
    ],
)
def test_a_number_that_leads_to_a_section_or_an_item_is_no_footnote(html: str) -> None:
    assert "[^" not in brought_in(html)


TAGS = ["<p>", "</p>", "<li>", "</li>", "<ol>", "</ol>", "<sup>", "</sup>", "text ", "</a>"]
LINKS = ['<a href="#fn1">1</a>', '<a href="#r1" id="fn1">1', '<p id="fn1">', '<li id="r1">', "[1]"]


@given(st.lists(st.sampled_from(TAGS + LINKS), max_size=20))
@example(['<a href="#fn1">1</a>', '<a href="#fn1">1</a>', '<p id="fn1">', "[1]"])
@example(['<a href="#fn1">1</a>', '<p id="fn1">', "<sup>", "<li>", "text "])
@example(['<a href="#fn1">1</a>', "<sup>", "text ", '<p id="fn1">', "text ", "<li>"])
def test_no_heap_of_notes_and_references_loses_a_word(heap: list[str]) -> None:
    assert brought_in(f"<p>Names</p>{''.join(heap)}").startswith("Names")
