"""Tabs of the Chromium of `tests.conftest`, and the example site on disk and behind a server."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.pages.views import example, example_undecided


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
    """The example's pages on disk: `site/`, and `review/` as it was before anybody had decided."""
    folder = tmp_path_factory.mktemp("output")
    for name, files in (("site", example().site), ("review", example_undecided().review)):
        for path, content in files.items():
            target = folder / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    return folder


@pytest.fixture(scope="session")
def address(output: Path) -> Iterator[str]:
    """A server that sends the example's site with the headers that `_headers` asks for."""
    handler = functools.partial(_Handler, directory=str(output / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def _security_headers() -> list[tuple[str, str]]:
    """The first block of `_headers`: what every page is sent with."""
    lines = example().site["_headers"].decode().splitlines()
    block = []
    for line in lines[1:]:
        if not line.startswith(" "):
            break
        name, _, value = line.strip().partition(": ")
        block.append((name, value))
    return block


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Files of a folder, with the headers of `_headers`, without a log."""

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        for name, value in _security_headers():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        """Says nothing."""
