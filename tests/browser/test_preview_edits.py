"""An editor at work: files change on the disk, and nobody touches the browser."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.world import FILES, TEXT

pytestmark = pytest.mark.browser

BAR = "#fairnotice-preview summary"
DRAFT = "content/privacy/2026-09-01.md"
LONG = "\n".join(
    f"## Part {part} {{#part-{part}}}\n\n"
    + "".join(f"Loaf {loaf} of part {part} is brown.\n\n" for loaf in range(12))
    for part in range(12)
)


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a preview of the site in `folder`, as long as it is there."""
    with subprocess.Popen(
        [
            *(sys.executable, "-m", "fairnotice", "serve", "-C", str(folder)),
            *("-a", "127.0.0.1:0", "--clock", "2026-03-01"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as program:
        assert program.stderr is not None
        said = ""
        while "http://" not in said:
            said = program.stderr.readline()
        try:
            yield said.split()[0].rstrip("/")
        finally:
            program.send_signal(signal.SIGINT)
            assert program.wait(10) == 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A valid site with a draft."""
    files = {**FILES, DRAFT: "---\nstatus: draft\n---\n" + TEXT + "\n" + LONG}
    for path, text in files.items():
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
    return tmp_path


def replaced(place: Path, old: str, new: str) -> None:
    """Saves as editors do: into a file beside it, which then takes its place."""
    text = place.read_text()
    assert old in text
    beside = place.with_name(f".{place.name}.swp")
    beside.write_text(text.replace(old, new))
    beside.replace(place)


def test_edit_and_see_the_words_break_and_see_the_finding_mend_and_see_it_gone(
    folder: Path, page: Page
) -> None:
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    with served(folder) as address:
        page.goto(f"{address}/privacy/2026-09-01/")
        bar = page.locator(BAR)
        expect(bar).to_contain_text("draft")
        expect(bar).to_contain_text("against 2026-02-01")

        replaced(folder / DRAFT, "for six months", "for nine years")
        expect(page.locator("main")).to_contain_text("for nine years")
        expect(bar).to_contain_text("significant: customers must be told")

        replaced(
            folder / DRAFT, "We collect your name", "We may share your data. We collect your name"
        )
        expect(page.locator("main")).to_contain_text("We may share your data.")
        bar.click(position={"x": 5, "y": 5})
        finding = page.get_by_text("hedged-practice").first
        expect(finding).to_be_visible()
        expect(finding).to_contain_text(f"{DRAFT}:")

        replaced(folder / "content/changelog.yaml", "notice:", "notise:")
        expect(bar).to_contain_text("this is the last good one")
        expect(page.get_by_text("content/changelog.yaml:").first).to_be_visible()
        expect(page.locator("main")).to_contain_text("for nine years")

        replaced(folder / "content/changelog.yaml", "notise:", "notice:")
        expect(bar).not_to_contain_text("last good one")
        replaced(folder / DRAFT, "We may share your data. ", "")
        expect(page.get_by_text("hedged-practice")).to_have_count(0)

        page.get_by_text("Review", exact=True).click()
        expect(page).to_have_url(f"{address}/_review/privacy/2026-09-01/")
        expect(page.locator(BAR)).to_contain_text("Privacy notice, 2026-09-01")
    assert said == []


def test_the_place_on_the_page_is_kept_when_words_come_above_it(folder: Path, page: Page) -> None:
    with served(folder) as address:
        page.goto(f"{address}/privacy/2026-09-01/")
        expect(page.locator(BAR)).to_contain_text("draft")
        heading = page.locator("#part-7").last
        heading.evaluate("heading => heading.scrollIntoView({behavior: 'instant'})")
        before = heading.evaluate("heading => heading.getBoundingClientRect().top")
        words = "Many more words come in here."
        replaced(folder / DRAFT, "## Part 2", f"{words}\n\n" * 40 + "## Part 2")
        expect(page.locator("main")).to_contain_text(words)
        expect(page.locator(BAR)).to_contain_text("draft")
        after = heading.evaluate("heading => heading.getBoundingClientRect().top")
        assert abs(after - before) < 40


def test_a_template_that_breaks_shows_its_line_over_the_last_good_page(
    folder: Path, page: Page
) -> None:
    with served(folder) as address:
        page.goto(f"{address}/privacy/versions/")
        expect(page.locator("h1")).to_be_visible()
        heading = page.locator("h1").inner_text()
        own = folder / "templates" / "archive.html"
        own.parent.mkdir()
        own.write_text("<h1>Mine</h1>\n{{ page.nothing.here }}\n")
        expect(page.get_by_text("templates/archive.html:2")).to_be_visible()
        expect(page.locator("h1")).to_have_text(heading)
        own.write_text("<h1>Mine</h1>\n")
        expect(page.locator("h1")).to_have_text("Mine")
        own.unlink()
        expect(page.locator("h1")).to_have_text(heading)
