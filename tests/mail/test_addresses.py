"""Which addresses in a text become links of a message, and which lead to strangers."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fairnotice.lint.checks.missing_controller import _REACHED
from fairnotice.mail.addresses import is_own, linked, strangers
from fairnotice.mail.parts import Link
from tests.mail.world import SETTINGS

SITE = SETTINGS.site_url
MAILBOX = SETTINGS.organisation.email


@pytest.mark.parametrize("before", ["", "at ", "(", "…", "see.", "a:", "x" * 60 + " ", "`" * 60])
def test_an_address_of_a_stranger_is_found_whatever_stands_before_it(before: str) -> None:
    (found,) = strangers(f"{before}https://elsewhere.example/a.", SETTINGS)
    assert found.endswith("https://elsewhere.example/a")


@pytest.mark.parametrize(
    ("text", "link"),
    [
        (f"Write to {MAILBOX}.", MAILBOX),
        (f"({MAILBOX})", MAILBOX),
        (f"a@b.example, {MAILBOX}", MAILBOX),
        (f"Read {SITE}privacy/.", f"{SITE}privacy/"),
        (f"not-{MAILBOX}", ""),
        ("`" * 60, ""),
    ],
)
def test_addresses_of_the_company_become_links(text: str, link: str) -> None:
    found = [piece.words for piece in linked(text, SETTINGS) if isinstance(piece, Link)]
    assert found == ([link] if link else [])


_PLAIN = re.compile(
    r"(?P<web>\b[a-z][a-z0-9+.-]*://[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]’'])"
    r"|(?P<mail>(?<![a-z0-9.!#$%&'*+/=?^_`{|}~-])"
    r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+)",
    re.IGNORECASE,
)
"""The same without a thought of how long it takes: an address begins where its letters begin."""


@given(
    st.lists(
        st.sampled_from(["a", "B", "1", ".", "-", "!", "`", "/", "@", " ", "://", MAILBOX, SITE]),
        max_size=20,
    ).map("".join)
)
@example(f"x@b.example!{MAILBOX}")
@example(f"{MAILBOX}!{MAILBOX}{SITE}")
@settings(deadline=None)
def test_what_is_found_soon_is_what_is_found_by_looking_everywhere(text: str) -> None:
    matches = list(_PLAIN.finditer(text))
    webs = [match["web"] for match in matches if match["web"]]
    assert list(strangers(text, SETTINGS)) == [web for web in webs if not is_own(web, SETTINGS)]
    mails = [match["mail"].rstrip(".") for match in matches if match["mail"]]
    found = [piece for piece in linked(text, SETTINGS) if isinstance(piece, Link)]
    assert [link.words for link in found if link.address.startswith("mailto:")] == [
        mail for mail in mails if mail.casefold() == MAILBOX.casefold()
    ]


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        ("write to info@brindle.example", True),
        ("-.info@brindle.example", True),
        ("info [at] brindle.example", True),
        ("info(at)brindle", True),
        ("info at brindle", False),
        ("@brindle.example", False),
        ("a" * 60, False),
    ],
)
def test_an_address_by_which_a_company_is_reached(text: str, reached: bool) -> None:
    assert bool(_REACHED.search(text)) is reached
