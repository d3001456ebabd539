"""The printed notice: valid, complete, escaped."""

import pytest
from hypothesis import given

from fairnotice.document.html import html
from fairnotice.document.parse import parsed
from fairnotice.model import Document, Section
from tests.document.cases import Case, cases
from tests.document.page import anchors_linked, ids, said, strictly_valid
from tests.document.strategies import notices
from tests.document.test_parse import SLOW


def document(markdown: str) -> Document:
    return parsed(markdown, path="x.md").document


def printed(markdown: str) -> str:
    return html(document(markdown), lambda address: address)


def words_of(text: Document) -> list[str]:
    return " ".join(block.text for s in text.sections for block in s.blocks).split()


@pytest.mark.parametrize("case", cases("blocks.txt"), ids=lambda case: case.title)
def test_every_structure_prints_as_valid_html_without_losing_a_word(case: Case) -> None:
    body = printed(case.markdown)
    strictly_valid(body)
    assert said(body, "a.back") == words_of(document(case.markdown))


@SLOW
@given(notices())
def test_any_notice_prints_as_valid_html_without_losing_a_word(markdown: str) -> None:
    body = printed(markdown)
    strictly_valid(body)
    assert len(ids(body)) == len(set(ids(body)))
    # A picture of another host without a description shows its file's name as a link.
    assert said(body, "a.back", "a.picture") == words_of(document(markdown))


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("## Who we are {#us}\n", '<section aria-labelledby="us">\n<h2 id="us">Who we are</h2>'),
        ("a < b & c\n", "<p>a &lt; b &amp; c</p>"),
        ("**[a *b*](/c)**\n", '<strong><a href="/c">a <em>b</em></a></strong>'),
        ('[a](/c "\\"x\\" & y")\n', 'title="'),
        ("[a](https://x.example)\n", 'rel="noopener noreferrer"'),
        ("- a\n\n    b\n", "<ul>\n<li>a<p>b</p>\n</li>\n</ul>"),
        ("3. a\n4. b\n", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
        ("a\n:   b\n\n    - c\n", "<dl>\n<dt>a</dt>\n<dd>b<ul>\n<li>c</li>\n</ul>\n</dd>\n</dl>"),
        ("![x](https://other.example/p.gif)\n", '<a class="picture" href="https://other'),
        ("![x](p.png)\n", '<img src="p.png" alt="x">'),
        ("    a\n      b\n", "<code>a\n  b</code>"),
        ("a[^n]\n\n[^n]: b\n", '<a href="#fn:n" id="fnref:n" role="doc-noteref">1</a>'),
        ("a[^n]\n\n[^n]: b\n", 'href="#fnref:n" role="doc-backlink"'),
        ("> a\n", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("text {#p1}\n{: #p2 }\n", '<p id="p2">text {#p1}</p>'),
    ],
)
def test_a_structure_prints_as(markdown: str, expected: str) -> None:
    assert expected in printed(markdown)


def test_a_table_is_a_region_that_can_be_scrolled_by_keyboard() -> None:
    body = printed("Kept for:\n\n| a | b |\n|--:|---|\n| 1 | 2 |\n")
    assert 'role="region" tabindex="0" aria-label="Table: Kept for"' in body
    assert '<th scope="col" class="align-right">a</th>' in body


@pytest.mark.parametrize(
    ("cell", "may_break"),
    [
        ("Datenschutzbeauftragter@thrumbell.example", True),
        ("**Donau**dampfschifffahrtsgesellschaft", True),
        ("measurements of your head", False),
        ("[here](https://thrumbell.example/a-long-address-that-nobody-sees)", False),
    ],
)
def test_only_a_word_as_long_as_an_address_may_be_broken_in_a_table(
    cell: str, may_break: bool
) -> None:
    body = printed(f"| a | b |\n|---|--:|\n| 1 | {cell} |\n")
    assert ('class="align-right long-word"' in body) == may_break


@pytest.mark.parametrize(
    ("link", "spelt"),
    [
        ("<https://thrumbell.example/clocks>", True),
        ("[thrumbell.example](https://thrumbell.example/)", True),
        ("[our shop](https://thrumbell.example/)", False),
        ("[thrumbell.example](https://other.example/)", False),
    ],
)
def test_paper_shows_an_address_once(link: str, spelt: bool) -> None:
    """Behind the words of a link stands its address, unless the words are the address."""
    assert ('class="spelt-out"' in printed(f"See {link}.\n")) == spelt


def test_way_back_from_notes_leads_somewhere() -> None:
    body = printed("a[^n] b[^n]\n\n[^n]: c\n[^m]: never referred to\n")
    assert anchors_linked(body) <= set(ids(body))


def test_addresses_go_through_the_pages_map() -> None:
    body = html(document("[a](/cookies/) ![b](x.png)\n"), lambda address: f"../{address}")
    assert 'href="..//cookies/"' in body
    assert 'src="../x.png"' in body


def test_a_page_may_put_something_below_each_heading() -> None:
    def since(section: Section) -> str:
        return f"<p>{section.id} changed</p>\n"

    body = html(document("## A {#a}\n\nb\n"), str, since)
    assert '<h2 id="a">A</h2>\n<p>a changed</p>\n<p>b</p>' in body


@pytest.mark.parametrize(
    "address",
    [
        r"\\a.example\x",
        r"/\a.example/x",
        "//a.example/x",
        "/&#10;/a.example/x",
        "&#9;//a.example/x",
    ],
)
def test_a_picture_of_another_host_is_a_link_however_the_host_is_written(address: str) -> None:
    """Browsers take a backslash for a slash and pass over line feeds and tabs. Opened from a disk
    of Windows, `\\\\host` is asked for in the reader's name."""
    read = parsed(f'# A\n\n<p>See <img src="{address}" alt="it">.</p>\n', path="a.md").document
    assert "<img" not in html(read, lambda each: each)
