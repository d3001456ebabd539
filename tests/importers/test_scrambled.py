"""E-mail addresses that a host hid from programs are what readers see of them."""

from hypothesis import given
from hypothesis import strategies as st

from fairnotice.document.links import links
from fairnotice.importers.markdown import all_words
from fairnotice.importers.page import Page, page

_LINK = "/cdn-cgi/l/email-protection"


def scrambled(address: str, key: int = 0x42) -> str:
    return bytes([key, *(byte ^ key for byte in address.encode())]).hex()


def read(html: str) -> Page:
    return page(f"<main><h1>Privacy notice</h1><p>Write to {html}.</p></main>".encode())


def said(found: Page) -> str:
    return " ".join(all_words(found.document))


def test_an_address_in_a_link_is_read_and_leads_to_a_message() -> None:
    digits = scrambled("hello@brindle.example")
    found = read(f'<a href="{_LINK}" data-cfemail="{digits}">[email&#160;protected]</a>')
    assert "hello@brindle.example" in said(found)
    assert [link.address for link in links(found.document)] == ["mailto:hello@brindle.example"]
    assert found.notes == ()


def test_an_address_behind_words_is_the_links_alone() -> None:
    digits = scrambled("hello@brindle.example?subject=Data")
    found = read(f'<a href="{_LINK}#{digits}">our bakers</a>')
    assert "our bakers" in said(found)
    assert [link.address for link in links(found.document)] == ["mailto:hello@brindle.example"]


def test_an_address_in_a_part_of_a_link_is_read() -> None:
    digits = scrambled("hello@brindle.example")
    inner = f'<span class="__cf_email__" data-cfemail="{digits}">[email&#160;protected]</span>'
    found = read(f'<a href="{_LINK}#{digits}">{inner}</a>')
    assert "hello@brindle.example" in said(found)
    assert [link.address for link in links(found.document)] == ["mailto:hello@brindle.example"]


def test_an_address_that_is_gone_is_told() -> None:
    found = read(f'<a href="{_LINK}">[email&#160;protected]</a>')
    assert not list(links(found.document))
    assert found.notes == (
        "An e-mail address is hidden by the page's host, and stands as “[email protected]”.",
    )


@given(st.text("0123456789abcdefxé", max_size=40))
def test_no_digits_make_it_fail(digits: str) -> None:
    assert "Write to" in said(read(f'<b data-cfemail="{digits}">[email protected]</b>'))
