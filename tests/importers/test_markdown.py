"""A page that shows a document, brought in, is that document: word by word."""

from hypothesis import given, settings

from fairnotice.document.html import html
from fairnotice.document.parse import parsed
from fairnotice.importers.markdown import all_words, at_least, markdown
from fairnotice.importers.page import page
from fairnotice.model import Block
from tests.document.strategies import notices


def brought_in(source: str) -> str:
    """The Markdown that a page with this HTML becomes."""
    return markdown(page(f"<main>{source}</main>".encode()).document, parsed)


def without_pictures(block: Block) -> str:
    """The text of a block that is not the words of a picture."""
    return "".join(
        run.text for run in block.runs if not any(mark.kind == "image" for mark in run.marks)
    )


@settings(max_examples=120, deadline=None)
@given(notices())
def test_the_words_of_a_shown_notice_come_back(text: str) -> None:
    """Document → page → Markdown → document: the same words, in the same order."""
    # A page shows a link in the place of a picture of another host.
    document = parsed(
        text.replace("![](https://elsewhere.example/pixel.gif)", ""), path=""
    ).document
    if not any(without_pictures(b).strip() for s in document.sections for b in s.blocks):
        return
    shown = f"<main><h1>Privacy notice</h1>{html(document, str)}</main>"
    read = page(shown.encode()).document
    again = parsed(markdown(read, parsed), path="").document
    assert again.title == read.title == "Privacy notice"
    wanted = [w for s in document.sections for b in s.blocks for w in without_pictures(b).split()]
    # The way back from a note is drawn by the printer.
    came = [word for word in all_words(again) if word != "↩"]
    assert came == wanted


@settings(max_examples=120, deadline=None)
@given(notices())
def test_what_is_known_of_a_length_before_it_is_written_is_never_too_much(text: str) -> None:
    document = parsed(text, path="").document
    least = at_least(document)
    written = markdown(document, parsed)
    assert least.size <= len(written.encode())
    assert least.line_feeds <= written.count("\n")


def test_the_length_is_known_before_it_is_written() -> None:
    shown = "<p>One<br>two</p><ul><li>a<li>b</ul><table><tr><td>x<td>y<tr><td>z</table><p>end</p>"
    read = page(f"<main><h1>Notice</h1>{shown}</main>".encode()).document
    assert at_least(read) == (16, 8)
    assert markdown(read, parsed).count("\n") == 13


def test_lists_in_lists_keep_their_order_and_depth() -> None:
    text = brought_in("<ul><li>one<ol><li>a<li>b</ol><li>two</ul>")
    assert text == "-   one\n    1.  a\n    2.  b\n-   two\n"


def test_a_table_keeps_its_header_and_each_cell() -> None:
    text = brought_in(
        "<table><tr><th>What</th><th>Time|span</th></tr>"
        "<tr><td>Orders</td><td>6<br>months</td></tr><tr><td colspan=2>All</td></tr></table>"
    )
    assert text == ("| What | Time\\|span |\n|---|---|\n| Orders | 6<br>months |\n| All |  |\n")


def test_terms_and_what_they_mean() -> None:
    text = brought_in("<dl><dt>Cookie<dt>Biscuit<dd>A file.<dt>Pixel<dd><p>A dot.<p>Unseen.</dl>")
    assert text == ("Cookie\nBiscuit\n:   A file.\n\nPixel\n:   A dot.\n\n    Unseen.\n")


def test_headings_keep_their_ids_wherever_the_page_has_them() -> None:
    text = brought_in(
        "<h2 id=data>Data</h2><p>x</p><a name=time></a><h3>Time</h3><p>y</p><h4>More</h4><p>z</p>"
    )
    assert "## Data {#data}\n" in text
    assert "### Time {#time}\n" in text
    assert "#### More\n" in text


def test_signs_that_mean_something_in_markdown_are_only_signs() -> None:
    source = (
        "<p># 1 * 2 _x_ [y](z) `w` {#id} a_b &lt;b&gt; &amp;amp; R&amp;D</p>"
        "<p>1. one<br>- two<br>=== <br>&gt; three<br>: four</p>"
    )
    text = brought_in(source)
    paragraphs = [block.text for block in parsed(text, path="").document.sections[0].blocks]
    assert paragraphs == [
        "# 1 * 2 _x_ [y](z) `w` {#id} a_b <b> &amp; R&D",
        "1. one\n- two\n===\n> three\n: four",
    ]
    assert "R&D" in text


def test_code_below_a_list_is_no_part_of_the_list() -> None:
    text = brought_in("<ul><li>one</ul><pre>two\n  three</pre>")
    kinds = [block.kind for block in parsed(text, path="").document.sections[0].blocks]
    assert kinds == ["item", "code"]


def test_an_item_that_holds_only_a_list_keeps_its_words() -> None:
    text = brought_in("<ul><li><ul><li>deep</li></ul></li><li><table><tr><td>x</table></ul>")
    assert all_words(parsed(text, path="").document) == ["deep", "x"]
