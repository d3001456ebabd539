"""Pages that draw what they mean: it is read as what it means, and what was done is said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from fairnotice.importers.page import Page, page
from fairnotice.importers.shapes import shaped


def read(html: str) -> Page:
    return page(f"<html><body>{html}</body></html>".encode())


def blocks(found: Page) -> list[tuple[str, str]]:
    """Kind and text of each block, in reading order."""
    return [
        (block.kind, block.text) for section in found.document.sections for block in section.blocks
    ]


def test_what_a_button_unfolds_is_a_part_of_the_notice() -> None:
    found = read(
        """<main><h1>Privacy</h1>
        <h2><button aria-controls="a" aria-expanded="false">What we collect</button></h2>
        <div id="a" hidden><p>Your name.</p></div>
        <h2><button aria-controls="b">Who gets it</button></h2>
        <div id="b" style="display:none; color: red"><p>The courier.</p></div>
        <p hidden>Nobody sees this.</p></main>"""
    )
    assert [text for _, text in blocks(found)] == [
        "What we collect",
        "Your name.",
        "Who gets it",
        "The courier.",
    ]
    assert "Folded parts that a button opens are taken, too (2)." in found.notes
    assert any("hidden words" in note for note in found.notes)


def test_a_document_of_a_word_processor_has_its_title_and_its_lists() -> None:
    found = read(
        """<div class=WordSection1><p class=MsoTitle>Privacy notice</p><h1>Who we are</h1>
        <p class=MsoListParagraphCxSpFirst><span>·<span>&nbsp;&nbsp; </span></span>We
        bake.</p><p class=MsoListParagraphCxSpLast><span>·<span>&nbsp; </span></span>We
        <b>sell</b>.</p><p class=MsoNormal>And so on.</p></div>"""
    )
    assert found.document.title == "Privacy notice"
    assert blocks(found) == [
        ("heading", "Who we are"),
        ("item", "We bake."),
        ("item", "We sell."),
        ("paragraph", "And so on."),
    ]


def test_a_shared_document_loses_its_comments_and_its_detours() -> None:
    found = read(
        """<h1>Privacy</h1><p>See <a href="https://www.google.com/url?q=https://a.example/x&amp;sa=D">
        our site</a><sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup>.</p>
        <div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Is that right?</span></p></div>"""
    )
    assert blocks(found) == [("paragraph", "See our site.")]
    (section,) = found.document.sections
    addresses = [mark.address for run in section.blocks[0].runs for mark in run.marks]
    assert addresses == ["https://a.example/x"]
    assert "Comments of a shared document are left out (1)." in found.notes


def test_ranks_that_only_a_style_sheet_knows_are_headings() -> None:
    found = read(
        """<main><div class="h1">Privacy</div><div class="t">We bake.</div>
        <div class="h2 blue">Sharing</div><div class="t">We share.</div></main>"""
    )
    assert found.document.title == "Privacy"
    assert ("heading", "Sharing") in blocks(found)


def test_what_only_its_role_calls_a_heading_is_one() -> None:
    html = (
        '<main><div role="heading" aria-level="1">Privacy notice</div><p>Hello.</p>'
        '<div role="heading" aria-level="2">What we collect</div><p>Your name.</p></main>'
    )
    found = page(html.encode()).document
    assert found.title == "Privacy notice"
    assert [section.title for section in found.sections][1:] == ["What we collect"]


def test_bold_lines_are_headings_where_there_are_no_others() -> None:
    lines = """<p><strong>1. Who we are</strong></p><p>We are <b>bakers</b>.</p>
        <p><b>2. What</b> <b>we collect</b></p><p><b>We never sell your data.</b></p>"""
    found = read(f"<main><h1>Privacy</h1>{lines}</main>")
    assert [text for kind, text in blocks(found) if kind == "heading"] == [
        "1. Who we are",
        "2. What we collect",
    ]
    assert "Bold paragraphs have become headings (2): the page has no others." in found.notes
    other = read(f"<main><h1>Privacy</h1><h2>A heading</h2>{lines}</main>")
    assert [text for kind, text in blocks(other) if kind == "heading"] == ["A heading"]


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        (
            "<tr><td rowspan=2>basket<td>Holds bread</tr><tr><td>Counts</tr>",
            ["basket\tHolds bread", "basket\tCounts"],
        ),
        (
            "<tr><td>a<td rowspan=3>b</tr><tr><td>c</tr><tr><td>d</tr>",
            ["a\tb", "c\tb", "d\tb"],
        ),
        ("<tr><td colspan=2>a</tr><tr><td>c<td>d</tr>", ["a\t", "c\td"]),
        ("<tr><td rowspan=x>a<td>b</tr><tr><td>c<td>d</tr>", ["a\tb", "c\td"]),
    ],
)
def test_a_cell_that_spans_rows_stands_in_each(rows: str, cells: list[str]) -> None:
    head = "<tr><th>Name<th>Purpose</tr>"
    found = read(f"<main><h1>Cookies</h1><p>Ours:</p><table>{head}{rows}</table></main>")
    assert [text.rstrip() for kind, text in blocks(found) if kind == "row"][-len(cells) :] == [
        each.rstrip() for each in cells
    ]


SPANS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=5)


@settings(deadline=None)
@given(st.lists(SPANS, max_size=5))
def test_any_table_becomes_square_without_end_or_loss(rows: list[list[tuple[int, int]]]) -> None:
    html = "".join(
        "<tr>"
        + "".join(
            f"<td rowspan={down} colspan={right}>w{y}x{x}</td>"
            for x, (down, right) in enumerate(row)
        )
        + "</tr>"
        for y, row in enumerate(rows)
    )
    root = etree.fromstring(f"<div><table>{html}</table></div>", etree.HTMLParser())
    list(shaped(root))
    words = {text.strip() for text in root.itertext() if text.strip()}
    assert words == {f"w{y}x{x}" for y, row in enumerate(rows) for x in range(len(row))}
    assert not root.xpath("//@rowspan | //@colspan")
