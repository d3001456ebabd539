from posixpath import relpath
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairnotice import urls
from fairnotice.pages.address import in_review, on_page
from tests.world import site, version

BAKERY = site(
    version(), version(notice="cookies"), site_url="https://notices.brindle.example/legal/"
)

WRITTEN = [
    ("https://example.org/a", "https://example.org/a"),
    ("mailto:hello@brindle.example", "mailto:hello@brindle.example"),
    ("tel:+441632960000", "tel:+441632960000"),
    ("//example.org/", "//example.org/"),
    ("#retention", "#retention"),
    ("/", "../../index.html"),
    ("/cookies/", "../../cookies/index.html"),
    ("/cookies", "../../cookies/index.html"),
    ("/cookies/#list", "../../cookies/index.html#list"),
    ("/privacy/versions/", "../versions/index.html"),
    ("/privacy/2024-05-01/#a", "../2024-05-01/index.html#a"),
    ("2024-05-01.md", "../2024-05-01/index.html"),
    ("2024-05-01.md#data", "../2024-05-01/index.html#data"),
    ("map.png", "../map.png"),
    ("pictures/map.png", "../pictures/map.png"),
    ("../../../../etc/passwd.png", "../../etc/passwd.png"),
]


@pytest.mark.parametrize(("written", "expected"), WRITTEN)
def test_an_address_as_an_editor_writes_it_becomes_a_relative_link(
    written: str, expected: str
) -> None:
    address = on_page("privacy/2025-01-01/index.html", "privacy")
    assert address(written) == expected


def test_a_review_page_links_the_published_site_by_its_full_address() -> None:
    address = in_review(BAKERY, "privacy")
    assert address("/cookies/#list") == "https://notices.brindle.example/legal/cookies/#list"
    assert address("#data") == "#data"
    assert address("https://example.org/") == "https://example.org/"


FOLDER = st.lists(st.sampled_from(["privacy", "compare", "2024-05-01", "a b", "é"]), max_size=4)


@given(FOLDER, FOLDER)
def test_a_link_is_the_way_that_a_file_system_would_go(here: list[str], there: list[str]) -> None:
    source, target = "/".join([*here, "index.html"]), "/".join([*there, "index.html"])
    assert unquote(urls.href(source, target)) == relpath(target, "/".join(here) or ".")
