"""The review pages in a browser, opened from a folder: by keyboard, on paper, without script."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.test_public_pages import NARROW, NO_SCRIPT, RULES, WIDE

pytestmark = pytest.mark.browser

COMING = "privacy/2027-01-18/index.html"
"""A version with something to tell, to decide, to sign and to send."""

PAGES = {
    "the index": "index.html",
    "a scheduled version": COMING,
    "a draft": "privacy/2027-06-07/index.html",
    "a first version": "privacy/2021-03-01/index.html",
    "the rule book": "rules/index.html",
}


@pytest.fixture
def review(page: Page, output: Path) -> Page:
    """The review page of a version that is coming."""
    page.goto((output / "review" / COMING).as_uri())
    return page


@pytest.mark.parametrize(
    "context",
    [{**WIDE, "color_scheme": "light"}, {**WIDE, "color_scheme": "dark"}, NARROW],
    indirect=True,
    ids=["light", "dark", "narrow"],
)
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing_to_mend_with_everything_unfolded(
    page: Page, output: Path, path: str
) -> None:
    review = page
    review.goto((output / "review" / path).as_uri())
    review.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    found = Axe().run(review, options={"runOnly": {"type": "tag", "values": RULES}})
    assert [
        (v["id"], [n["html"] for n in v["nodes"][:3]]) for v in found.response["violations"]
    ] == []
    width = review.evaluate("innerWidth")
    assert review.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("context", [{**WIDE, **NO_SCRIPT}], indirect=True, ids=["keyboard"])
def test_a_keyboard_alone_leads_from_the_index_to_a_decision(page: Page, output: Path) -> None:
    page.goto((output / "review" / "index.html").as_uri())
    page.get_by_role("link", name="Decide about", exact=False).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#page-decide")
    for _ in range(12):
        page.keyboard.press("Tab")
        if (page.evaluate("document.activeElement.href") or "").startswith("mailto:"):
            break
    else:
        pytest.fail("no message to the editor within twelve stops")
    assert page.evaluate("document.activeElement.textContent").startswith("Tell customers")


@pytest.mark.parametrize("context", [{**WIDE, **NO_SCRIPT}], indirect=True, ids=["keyboard"])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_every_stop_of_the_keyboard_can_be_seen_and_every_link_leads_somewhere(
    page: Page, output: Path, path: str
) -> None:
    """Opened by a double click, scripts off: no stop is hidden, and no link or address is dead."""
    home = output / "review"
    page.goto((home / path).as_uri())
    stops = page.locator("a[href], summary, input").count()
    for _ in range(min(stops, 25)):
        page.keyboard.press("Tab")
        box = page.locator(":focus").bounding_box()
        assert box is not None
        assert box["width"] > 1
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert page.evaluate(outline) != "none"
    for href in page.evaluate("[...document.links].map(a => a.href)"):
        if href.startswith("file:"):
            where, _, name = unquote(href).removeprefix("file://").partition("#")
            file = Path(where)
            assert file.is_file(), href
            if name and file == home / path:
                assert page.locator(f"[id='{name}']").count() == 1, href
        else:
            assert href.startswith(("mailto:", "https:", "http:")), href


@pytest.mark.parametrize("context", [{**WIDE, **NO_SCRIPT}], indirect=True, ids=["no script"])
def test_a_finding_leads_into_the_text_and_the_list_leads_back(review: Page) -> None:
    card = review.locator(".finding-told").first
    anchor = card.get_attribute("id")
    card.get_by_role("link", name="See it in the text").click()
    number = review.url.rpartition("#change-")[2]
    assert review.locator(f"#change-{number}").is_visible()
    review.locator(f"#list-{number} .to-finding").first.click()
    assert review.url.endswith(f"#{anchor}")


@pytest.mark.parametrize("context", [{**WIDE, **NO_SCRIPT}], indirect=True, ids=["no script"])
def test_the_editors_line_unfolds_and_copies_as_one_line(review: Page) -> None:
    fold = review.locator(".decide details").first
    fold.locator("summary").focus()
    review.keyboard.press("Enter")
    line = fold.locator("pre").first
    assert line.is_visible()
    assert "\n" not in line.inner_text()
    assert line.inner_text().startswith("fairnotice decide privacy@2027-01-18 ")


def test_on_paper_everything_is_unfolded_and_nothing_asks_for_a_click(review: Page) -> None:
    review.emulate_media(media="print")
    assert review.locator(".finding-small").first.is_visible()
    assert review.locator(".letter").nth(1).is_visible()
    assert not review.locator(".choices").first.is_visible()
    assert review.locator(".on-paper").first.is_visible()
    assert not review.locator(".comparison .side").is_visible()
    assert not review.locator(".for-editors").is_visible()
    assert review.pdf(prefer_css_page_size=True).startswith(b"%PDF")
