"""The preview in a real browser: it reloads by itself, and its bar says what is wrong."""

import contextlib
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.sync_api import Page, expect

from fairnotice.model import Place, Problem
from fairnotice.preview import Bar, Made, Preview
from fairnotice.preview_server import application, listening

pytestmark = pytest.mark.browser

STRICT = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
BROKEN = Problem(
    "yaml-syntax", "error", Place("site.yaml", 3, 5), "It <b>breaks</b>.", "Mend it.", broken=True
)


def saying(words: str, *problems: Problem) -> Made:
    """A site of one page, and what its bar says."""
    bar = Bar("Privacy, 2027", "draft", "minor", links={"Review": "/_review/"}, problems=problems)
    return Made(one_page(words), problems, bar=lambda _path: bar)


def one_page(words: str) -> dict[str, bytes]:
    return {
        "favicon.ico": b"\0",  # every browser asks for one
        "index.html": f"<!doctype html><html><head><title>T</title>{STRICT}</head>"
        f"<body><h1>{words}</h1></body></html>".encode(),
    }


class World:
    """What a build would find, and the preview of it."""

    def __init__(self, made: Made) -> None:
        self.made = made
        self.preview = Preview(lambda: self.made)
        self.preview.rebuild()

    def becomes(self, made: Made) -> None:
        """Somebody saves."""
        self.made = made
        self.preview.rebuild()


@contextlib.contextmanager
def served(world: World) -> Iterator[str]:
    """The address at which the preview is, as long as it is."""
    at = listening("127.0.0.1", 0)
    server: uvicorn.Server
    app = application(world.preview, ended=lambda: server.should_exit)
    server = uvicorn.Server(uvicorn.Config(app, lifespan="off", ws="none", log_config=None))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [at]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{at.getsockname()[1]}/"
    finally:
        server.should_exit = True
        thread.join(10)


def test_an_editor_sees_each_save_and_what_is_wrong_with_it(page: Page) -> None:
    world = World(saying("First"))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    with served(world) as address:
        page.goto(address)
        _saves_and_sees(page, world)
    assert said == []


def _saves_and_sees(page: Page, world: World) -> None:
    bar = page.locator("summary")
    expect(bar).to_contain_text("draft")
    expect(bar).to_contain_text("Privacy, 2027, minor. This page: no problems.")
    expect(page.get_by_text("Review", exact=True)).to_have_attribute("href", "/_review/")

    # A save is seen without a hand on the browser.
    world.becomes(saying("Second"))
    expect(page.locator("h1")).to_have_text("Second")

    # A gate is told and hides nothing.
    gate = Problem("dead-link", "error", Place("content/a.md", 2, 3), "It is dead.", "Mend it.")
    world.becomes(saying("Third", gate))
    expect(page.locator("h1")).to_have_text("Third")
    expect(bar).to_contain_text("1 error")
    expect(page.get_by_text("It is dead.")).to_be_hidden()
    bar.click(position={"x": 5, "y": 5})
    expect(page.get_by_text("It is dead.")).to_be_visible()

    # What is broken opens by itself over the last good page; its words are words.
    world.becomes(Made({}, (BROKEN,)))
    expect(bar).to_contain_text("this is the last good one")
    expect(page.get_by_text("site.yaml:3:5")).to_be_visible()
    expect(page.get_by_text("It <b>breaks</b>.")).to_be_visible()
    expect(page.locator("h1")).to_have_text("Third")

    world.becomes(saying("Fourth"))
    expect(page.locator("h1")).to_have_text("Fourth")
    page.emulate_media(media="print")
    expect(bar).to_be_hidden()


def test_a_first_page_that_cannot_be_made_comes_by_itself_once_it_can(page: Page) -> None:
    world = World(Made({}, (BROKEN,)))
    with served(world) as address:
        page.goto(address)
        expect(page.locator("h1")).to_have_text("A page cannot be made yet")
        world.becomes(saying("Here"))
        expect(page.locator("h1")).to_have_text("Here")
