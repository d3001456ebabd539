"""What is taken from a web page, and what is left out and said."""

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairnotice.document.links import links
from fairnotice.importers.markdown import all_words
from fairnotice.importers.page import Page, PageError, page

NOTICE = "<h1>Privacy notice</h1><p>We keep your orders for six months, then we delete them.</p>"


def read(html: str, selector: str = "") -> Page:
    return page(html.encode(), selector)


def said(found: Page) -> str:
    return " ".join(all_words(found.document))


@pytest.mark.parametrize(
    ("html", "part"),
    [
        (f"<nav>Menu</nav><main>{NOTICE}</main><footer>©</footer>", "<main>"),
        (f"<div>Menu</div><div role=main>{NOTICE}</div>", "role=main"),
        (f"<div>Menu</div><article>{NOTICE}</article>", "<article>"),
        (
            f"<div>Menu</div><div><div id=text>{NOTICE}</div></div>",
            "the part with most text, <div id=text>",
        ),
    ],
)
def test_the_main_part_is_found_and_said(html: str, part: str) -> None:
    found = read(f"<html><body>{html}</body></html>")
    assert found.part == part
    assert found.document.title == "Privacy notice"
    assert said(found) == "We keep your orders for six months, then we delete them."


def test_a_selector_names_the_part() -> None:
    html = f"<main><p>News of today, and a lot of it.</p><div class=n>{NOTICE}</div></main>"
    assert "News" not in said(read(html, "main > .n"))
    with pytest.raises(PageError, match="Nothing in the page fits"):
        read(html, "#nowhere")
    with pytest.raises(PageError, match="no CSS selector"):
        read(html, "a[")


def test_furniture_is_left_out_and_said() -> None:
    found = read(
        f"""<main><nav>Menu</nav><div class="cookie-banner">We set cookies <b>OK</b></div>
        {NOTICE}<script>evil()</script><style>p{{}}</style><form><input>Write to us</form>
        <p hidden>unseen</p><p style="display: none">unseen</p><img src=x alt="A lock">
        <ul class="breadcrumb"><li>Home</ul><div class="share-buttons">Share</div></main>"""
    )
    assert said(found) == "We keep your orders for six months, then we delete them."
    assert found.notes[0] == (
        "Left out: navigation (2 times), cookie banner, script, style sheet, form, "
        "hidden words (2 times), picture “A lock”, buttons to share."
    )


def test_a_page_that_is_one_form_and_a_section_on_cookies_are_no_furniture() -> None:
    html = f"<form><div id=cookie-notice>{NOTICE}</div></form>"
    assert said(read(html)).startswith("We keep")
    heading = "<h3 id=cookie-consent><button>Cookies</button></h3><p>We set one.</p>"
    found = read(f"<main>{NOTICE}{heading}</main>")
    assert [section.title for section in found.document.sections] == ["", "Cookies"]


@pytest.mark.parametrize(
    "head",
    [
        "<base href='https://www.brindle.example/legal/'>",
        "<link rel=canonical href='https://www.brindle.example/legal/privacy'>",
    ],
)
def test_relative_links_are_made_whole(head: str) -> None:
    found = read(
        f"<head>{head}</head><main>{NOTICE}<p><a href='../cookies'>c</a> <a href='#x'>x</a> "
        "<a href='https://[bad'>b</a> <a href='javascript:a()'>j</a></p></main>"
    )
    addresses = [link.address for link in links(found.document)]
    assert addresses == ["https://www.brindle.example/cookies", "#x"]
    assert "A link to javascript: is left out; its words stay." in found.notes


def test_links_of_the_page_to_itself_are_links_within_the_text() -> None:
    found = read(
        "<link rel=canonical href='https://b.example/p'>"
        f"<main>{NOTICE}<a href='https://b.example/p#x'>x</a></main>"
    )
    assert [link.address for link in links(found.document)] == ["#x"]


OWN = "<link rel=canonical href='https://b.example/legal/privacy'>"


@pytest.mark.parametrize(
    ("head", "leads_to"),
    [
        (OWN, "https://b.example/legal/c.html"),
        (f"<base href='/en/'>{OWN}", "https://b.example/en/c.html"),
        (f"<base href='en/'>{OWN}", "https://b.example/legal/en/c.html"),
        (f"<base target=_top>{OWN}<base href='/en/'><base href='/fr/'>", "https://b.example/en/c.html"),
        ("<base href='https://a.example/x/y'>", "https://a.example/x/c.html"),
        (f"<base href='javascript:alert(1)//'>{OWN}", "https://b.example/legal/c.html"),
        (f"<base href='data:text/html,x/'>{OWN}", "https://b.example/legal/c.html"),
        ("<base href='java\nscript:alert(1)//'>", "c.html"),
        ("<base href='https:no-host/'>", "c.html"),
        ("<base href='https://b.example\\@a.example/'>", "c.html"),
        ("<base href='https://[::1'>", "c.html"),
        ("<base href='/en/'>", "c.html"),
    ],
)  # fmt: skip
def test_links_start_where_a_browser_would_start_them(head: str, leads_to: str) -> None:
    found = read(f"<head>{head}</head><main>{NOTICE}<a href='c.html'>c</a></main>")
    assert [link.address for link in links(found.document)] == [leads_to]


def test_relative_links_of_a_page_that_does_not_name_its_address_are_reported() -> None:
    found = read(f"<main>{NOTICE}<a href='cookies.html'>c</a></main>")
    assert "such as cookies.html (1 in all)" in found.notes[0]


@pytest.mark.parametrize(
    ("content", "noted"),
    [
        ("<meta charset=iso-8859-1><main><p>Café</p></main>".encode("latin-1"), False),
        (b"\xef\xbb\xbf" + "<main><p>Café</p></main>".encode(), False),
        ("<main><p>Café</p></main>".encode("utf-16"), False),
        ("<main><p>Café</p></main>".encode(), False),
        ("<main><p>Café</p></main>".encode("cp1252"), True),
        ("<meta charset=no-such><main><p>Café</p></main>".encode(), False),
        ('<?xml version="1.0" encoding="utf-8"?><main><p>Café</p></main>'.encode(), False),
    ],
)
def test_the_encoding_is_found(content: bytes, noted: bool) -> None:
    found = page(content)
    assert said(found) == "Café"
    assert bool(found.notes) is noted


@pytest.mark.parametrize("content", [b"", b"   ", b"<html></html>", b"<script>x</script>", b"\0"])
def test_a_page_without_words_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(PageError):
        page(content)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 20_000 + "x",
        "<b>" * 20_000 + "x",
        "<ul><li>" * 5_000 + "x",
        "<table><tr><td>" * 3_000 + "x",
        "<a href='" + "x" * 200_000,
        "<p>" + "<" * 100_000,
        "<!--" * 50_000 + "x",
        "<nav>" * 3_000 + "x",
        "<p style='" + "display:" * 20_000 + "'>x",
        "<p class='" + "cookie-" * 20_000 + "'>x",
    ],
    ids=lambda html: html[:12],
)
def test_hostile_pages_are_read_or_refused_at_once(html: str) -> None:
    start = time.monotonic()
    with contextlib.suppress(PageError):
        page(html.encode())
    assert time.monotonic() - start < 10


_TAGS = st.sampled_from(
    ["<p>", "</p>", "<ul>", "<li>", "</ul>", "<table>", "<td>", "<tr>", "<h2 id=a>", "</h2>",
     "<b>", "<a href='//x'>", "</a>", "<dl>", "<dt>", "<dd>", "<form>", "<nav>", "</nav>", "<main>",
     "<br>", "<pre>", "<blockquote>", "<div hidden>", "&#0;", "&amp", "words here", "1. x",
     "| a |", "*", "<"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_TAGS, max_size=40).map("".join))
def test_no_heap_of_tags_makes_it_fail(html: str) -> None:
    try:
        found = page(html.encode())
    except PageError:
        return
    assert found.document.words > 0


def test_controls_written_as_character_references_do_no_harm() -> None:
    found = read(
        "<base href='https://b.example/&#1;p/'>"
        f"<main>{NOTICE}<a href='/&#xfffe;a'>a</a> <a href='java&#1;script:e()'>b</a></main>"
    )
    assert [link.address for link in links(found.document)] == ["https://b.example/a"]


def test_a_page_of_hundreds_of_thousands_of_elements_is_not_walked() -> None:
    fine = f"<main>{NOTICE}{'<b></b>' * 190_000}</main>"
    assert said(read(fine)) == said(read(f"<main>{NOTICE}</main>"))
    with pytest.raises(PageError, match="more than 200000 elements") as refused:
        read(f"<main>{NOTICE}{'<b></b>' * 200_000}</main>")
    assert refused.value.mend == "Save the notice alone."


@pytest.mark.parametrize("between", [" ", "/", "=x ", '=">" '])
def test_a_tag_with_thousands_of_attributes_is_refused_at_once(between: str) -> None:
    many = "".join(f"data-{number}{between}" for number in range(500_000))
    start = time.process_time()
    with pytest.raises(PageError, match="A tag <p> of the page has more than 200 attributes") as no:
        read(f"<main>{NOTICE}<p {many}>x</p></main>")
    assert time.process_time() - start < 10
    assert "Save" in no.value.mend


def test_tags_with_as_many_attributes_as_are_read_take_seconds() -> None:
    """Two hundred each, up to the largest page; in a script, letters behind a `<` are no tag."""
    tag = f"<i {' '.join(f'a{number}' for number in range(200))}>x</i>"
    code = f"<script>if (a <b {' c' * 300}) {{}}</script>"
    start = time.process_time()
    assert read(f"<main>{NOTICE}{code}{tag * 9_000}</main>").document.words > 0
    assert time.process_time() - start < 10


def test_letters_that_the_sanitiser_would_move_a_million_times_are_refused() -> None:
    assert said(read(f"<main>{'&amp; x ' * 20_000}</main>")).startswith("& x")
    with pytest.raises(PageError, match="written as `&…;`"):
        read(f"<main>{'&amp;' * 900_000}</main>")
