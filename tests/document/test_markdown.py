"""What is spared while Markdown is read changes nothing of what is read."""

from hypothesis import given
from hypothesis import strategies as st

from fairnotice.document.markdown import converted, plain_converter
from tests.document.strategies import notices

_BEGINNINGS = st.sampled_from([
    "", "", "", "    ", "# ", "> ", "- ", "1. ", ": ", ":   ", "| ", "[x]: ", "[^x]: ", "\t", "<p>",
])  # fmt: skip
_PIECES = st.sampled_from([
    "word", "Wort ", "élan ", "字", "7 ", "_", "*", "**", "`", "\\", "\\[", "[", "]", "[x]",
    "[x][x]", "[y](z)", "![x][x]", "![p](q)", "![x]", "[^x]", "!", "<a@b.example>", "<b>",
    "</b>", "<", ">", "&amp;", "&", "  ", "|", "---", "===", "***", "a_b_c", "{: .c}", " #",
    " {hidden}", '{: title="a<b&c" }', "{#i", "}", "<!-- c -->", "&#27;", "<hr>",
    "https://a.example", "<https://a.example>",
])  # fmt: skip
_LINES = st.tuples(_BEGINNINGS, st.lists(_PIECES, max_size=5).map("".join)).map("".join)
texts = st.lists(_LINES, max_size=12).map("\n".join)
"""Lines of all that Python-Markdown looks for, in any order."""


def read_in_full(markdown: str) -> str:
    return plain_converter().convert(markdown)


@given(notices())
def test_a_notice_reads_as_python_markdown_alone_reads_it(markdown: str) -> None:
    assert converted(markdown).html == read_in_full(markdown)


@given(texts)
def test_so_does_any_heap_of_marks(markdown: str) -> None:
    assert converted(markdown).html == read_in_full(markdown)


def test_what_is_spared_is_looked_for_again_where_a_text_defines_its_links() -> None:
    markdown = "Write to [us] or [them][us].\n\n[us]: mailto:info@example.org\n"
    assert converted(markdown).html == read_in_full(markdown)
    assert converted(markdown).html.count("<a ") == 2
    assert converted("Write to [us].\n").html.count("<a ") == 0
