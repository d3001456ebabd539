"""What holds for every test."""

import os
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

# Speed is measured in benchmarks/, against peers; a slow or busy machine fails no test.
settings.register_profile("fairnotice", deadline=None)
settings.load_profile("fairnotice")

_NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str:
    """The browser that CHROMIUM names, or the one that PATH holds."""
    named = os.environ.get("CHROMIUM", "")
    found = named or next((path for name in _NAMES if (path := shutil.which(name))), "")
    assert found, "no Chromium: name one with CHROMIUM=/path, or leave out -m browser"
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium without sandbox (containers), without a graphics card, that calls nobody.

    One for a whole process: Playwright cannot be begun twice in one.
    """
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=chromium(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield running
        running.close()
