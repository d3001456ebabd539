"""Plain text, links, words, places: the smaller things that a document gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairnotice.document import text as printing
from fairnotice.document.links import Link, anchors, links
from fairnotice.document.parse import parsed
from fairnotice.document.place import Finder
from fairnotice.document.text import text
from fairnotice.document.words import words
from fairnotice.model import Block, Container, Document, Mark, Run, Section
from tests.document.strategies import edits, notices
from tests.document.test_parse import SLOW


def document(markdown: str) -> Document:
    return parsed(markdown, path="x.md").document


PLAIN = """\
# Privacy notice

See [our shop](https://shop.example/a) or <info@example.org>.[^n]

## What we keep {#keep}

- your *name*
    1. first
    2. last

    and more of it

- your address

Data
:   What is about you.

| What | How long |
|------|----------|
| Bills | 6 years |

[^n]: A note.
"""

PLAIN_TEXT = """\
Privacy notice
==============

See our shop <https://shop.example/a> or info@example.org.[1]

What we keep
============

• your name
  1. first
  2. last

  and more of it

• your address

Data
    What is about you.

What  | How long
------+---------
Bills | 6 years

Footnotes
=========

[1] A note.
"""


def test_plain_text_reads_like_a_letter() -> None:
    assert text(document(PLAIN)) == PLAIN_TEXT


def test_a_wide_table_becomes_named_lines() -> None:
    wide = "| What | Why |\n|---|---|\n| Bills | " + "because the law says so " * 5 + "|\n"
    printed = text(document(wide), 40)
    assert printed.startswith("What: Bills\nWhy: because")
    assert all(len(line) <= 40 for line in printed.split("\n"))


@SLOW
@given(notices(), st.integers(30, 100))
def test_plain_text_loses_no_word(markdown: str, width: int) -> None:
    notice = document(markdown)
    letters = sorted(c for c in text(notice, width) if c.isalpha())
    for section in notice.sections:
        for block in section.blocks:
            assert set(block.text) & set(letters) == {c for c in block.text if c.isalpha()}


def test_links_and_pictures_are_found_with_their_lines() -> None:
    notice = document("## A {#a}\n\n[b *c*](/d)[e](/f)\n\n![g](h.png)\n")
    assert list(links(notice)) == [
        Link("/d", "b c", 3, "a"),
        Link("/f", "e", 3, "a"),
        Link("h.png", "g", 5, "a", picture=True),
    ]


def test_anchors_are_sections_paragraphs_lists_and_notes() -> None:
    notice = document("## A {#a}\n\nb[^n]\n{: #p }\n\n[^n]: c\n")
    assert anchors(notice) == {"a", "p", "footnotes", "fn:n"}


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("", 0),
        ("e-mail isn’t £3.50 GDPR/UK", 4),
        ("a – b • c", 3),
        ("30\u00a0–\u00a040", 2),
        ("a\tb\nc", 3),
        ("個人情報", 4),
        ("___", 0),
    ],
)
def test_words_are_counted_as_readers_count(said: str, count: int) -> None:
    assert words(said) == count


_BLANKS = " \n\t\r\x0b\x1f\x85\u00a0\u2003\u2028"
_SAID = st.text(alphabet=f"ab –_.1\u0e00{_BLANKS}", max_size=20)


@given(_SAID, st.sampled_from(_BLANKS), _SAID)
def test_words_add_up_over_white_space_of_any_sort(one: str, blank: str, other: str) -> None:
    assert words(f"{one}{blank}{other}") == words(one) + words(other)


@pytest.mark.parametrize(
    ("source", "texts", "lines"),
    [
        ("One two.\n\nOne two.\n", ["One two.", "One two."], [1, 3]),
        ("a **bold** [link](/very/long)\n\nYes\n\nYes\n", ["a bold link", "Yes", "Yes"], [1, 3, 5]),
        ("The first words here\n\nR&amp;D\n", ["The first words here", "R&D"], [1, 3]),
        ("first\n\nlast\n", ["not there at all", "last"], [1, 3]),
    ],
)
def test_a_block_is_found_behind_the_one_before(
    source: str, texts: list[str], lines: list[int]
) -> None:
    finder = Finder(source)
    assert [finder.line(found) for found in texts] == lines


def anew(one: Document) -> str:
    """The text with no section remembered."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printing, "_printed", printing._printed.__wrapped__)
        return text(one)


@given(edits())
@SLOW
def test_a_section_that_was_printed_before_reads_as_one_that_was_not(
    versions: tuple[str, str],
) -> None:
    for one in map(document, versions):
        assert text(one) == anew(one)


def test_sections_with_the_same_words_are_told_apart_by_all_that_is_printed() -> None:
    cells = "| a | b |\n|---|---|\n| c | d |\n"
    bodies = ("- a\n- b\n", "1. a\n2. b\n", "3. a\n4. b\n", "> a\n>\n> b\n", "a\n\nb\n", cells)
    heads = ("## A\n\n", "### A\n\n", "- c\n\n## A\n\n", "")
    for one in [document(head + body) for head in heads for body in bodies]:
        assert text(one) == anew(one)
    row = Block("row", "c\td", (Run("c"), Run("\t", (Mark("cell"),)), Run("d")), 1)
    table = (Container("table", 1),)
    for header in (("a" * 50, "b" * 50), ("e" * 50, "f" * 50), ()):
        for is_header in (True, False):
            long = row._replace(containers=table, header=header, is_header=is_header)
            rows = (long._replace(text="c" * 60 + "\t" + "d" * 60), long)
            one = Document("", (Section("a", "", 2, 1, "", rows),), 2)
            assert text(one) == anew(one)
