"""The message to customers as a mail program shows it: wide and narrow, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from fairnotice.mail.drafts import draft, proof
from tests.mail.world import OCCASION, TEMPLATES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1200])
@pytest.mark.parametrize("made", [draft, proof])
def test_everybody_can_read_it_and_it_asks_for_nothing(
    browser: Browser, made: object, width: int, scheme: str
) -> None:
    """No violation of WCAG as axe sees it, no sideways scrolling, no request, no script."""
    message = made(OCCASION, "customers", TEMPLATES)  # type: ignore[operator] # of one shape
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type] # one of the two above
    )
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(message.html)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h1, h2, h3").count() >= 6
    # The message alone: that a page has landmarks is the mail program's business.
    found = Axe().run(page, context=".sheet").response["violations"]
    assert [(one["id"], one["nodes"]) for one in found] == []
    assert asked == []
    context.close()
