"""Tabs of the Chromium of `tests.conftest`, and the example site on disk and behind a server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from fairnotice.pages.site import rendered
from tests.pages.tongues import mixed
from tests.pages.views import example, example_undecided, many, view
from tests.served import served
from tests.world import version


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A fresh profile; a test changes it with `@pytest.mark.parametrize("context", [{…}])`."""
    made = browser.new_context(**getattr(request, "param", {}))
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty tab."""
    return context.new_page()


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's pages on disk: `site/`, and `review/` as it was before anybody had decided.

    Below `site/` stand two sites with what the example lacks: in `begun/` nothing is coming and two
    versions have the same words, in `ahead/` nothing is in force yet, in `tongues/` versions are in
    several languages, one of them written from right to left; `many/` has more notices than a menu.
    """
    folder = tmp_path_factory.mktemp("output")
    for name, files in (
        ("site", example().site),
        ("site/begun", rendered(view(version("2024-01-01"), version("2025-01-01"))).site),
        ("site/ahead", rendered(view(version("2026-06-01", published="2026-02-01"))).site),
        ("site/tongues", mixed().site),
        ("site/many", many().site),
        ("review", example_undecided().review),
    ):
        for path, content in files.items():
            target = folder / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    return folder


@pytest.fixture(scope="session")
def address(output: Path) -> Iterator[str]:
    """A server that sends the example's site with the headers that `_headers` asks for."""
    with served(output / "site") as found:
        yield found
