"""Up to a number every notice stands in the menu of every page; of more, the one that it is of."""

from xml.etree import ElementTree

import pytest

from fairnotice.pages import shell
from fairnotice.pages.shell import MOST_IN_MENU
from fairnotice.pages.site import Rendered, rendered
from fairnotice.source.site import read
from tests.pages.reading import elements, links, words
from tests.pages.tongues import files
from tests.pages.views import many, shops, view_of


def _menu(page: bytes) -> ElementTree.Element:
    return next(e for e in elements(page, "nav") if e.get("class") == "menu")


def _items(page: bytes) -> list[tuple[str, str, str]]:
    """Words, address and state of each link in the menu."""
    found = [e for e in _menu(page).iter() if e.get("href")]
    return [(words(e), e.get("href") or "", e.get("aria-current") or "") for e in found]


@pytest.fixture(scope="module")
def few() -> Rendered:
    """The pages of a company with as many notices as stand in a menu."""
    return rendered(shops(MOST_IN_MENU))


@pytest.mark.parametrize("path", ["index.html", "404.html", "notice-7/versions/index.html"])
def test_as_many_as_a_menu_holds_all_stand_in_it(few: Rendered, path: str) -> None:
    names = [name for name, _, _ in _items(few.site[path])]
    assert names == [f"Privacy notice of shop {each}" for each in range(1, MOST_IN_MENU + 1)]


@pytest.mark.parametrize(
    ("path", "state", "address", "home"),
    [
        ("notice-7/index.html", "page", "index.html", "../index.html"),
        ("notice-7/versions/index.html", "true", "../index.html", "../../index.html"),
        ("notice-7/2024-01-01/index.html", "true", "../index.html", "../../index.html"),
    ],
)
def test_of_more_the_one_that_a_page_is_of_stands_there_and_the_way_to_all(
    path: str, state: str, address: str, home: str
) -> None:
    assert _items(many().site[path]) == [
        ("Privacy notice of shop 7", address, state),
        ("All notices", home, ""),
    ]


def test_the_home_page_is_the_page_of_all_notices_and_says_so() -> None:
    found = many().site["index.html"]
    assert _items(found) == [("All notices", "index.html", "page")]
    assert len([e for e in elements(found, "section") if e.get("class") == "card"]) == 13


def test_a_page_that_was_not_found_leads_to_all_from_the_root() -> None:
    found = many().site["404.html"]
    assert _items(found) == [("All notices", "/", "")]
    assert links(found)["Privacy notice of shop 13, in force now"] == "/notice-13/"


def test_a_title_in_another_language_is_said_in_it_and_the_way_to_all_in_the_pages(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(shell, "MOST_IN_MENU", 1)
    found = read(files("de", ("de",) * 5, ("zde",) * 5))
    assert found.site is not None
    pages = rendered(view_of(found.site)).site
    said = [
        (words(e), e.get("lang"))
        for e in _menu(pages["privacy/index.html"]).iter()
        if e.get("href") or e.get("lang")
    ]
    assert said == [("Zsihinweise", "de"), ("All notices", None)]


def test_what_pages_name_does_not_grow_with_the_square_of_the_notices() -> None:
    """Three hundred notices took 25 seconds: each page named every one of them."""
    pages = rendered(shops(MOST_IN_MENU * 5)).site
    assert all(len(_items(page)) <= 2 for path, page in pages.items() if path.endswith(".html"))
