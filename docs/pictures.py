"""Built sites in output/ and example/output/ in; the pictures that the README shows out.

Run by `make pictures`, which builds both sites first.
"""

import os
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
SITE, EXAMPLE = ROOT / "output/site", ROOT / "example/output/site"
REDLINE = "privacy/compare/2021-03-01/2022-02-14/index.html"
REVIEW = ROOT / "output/review"

PICTURES = (
    ("notice.png", SITE / "privacy/index.html", 1200, 900, "light"),
    ("redline.png", EXAMPLE / REDLINE, 1200, 800, "light"),
    ("review.png", REVIEW / "privacy/2027-02-01/index.html", 1200, 1000, "light"),
)  # fmt: skip
"""File name, page, width and height of the window in CSS pixels, colour scheme."""

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars")


def main() -> None:
    """Take every picture anew."""
    browser_path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(FLAGS))
        for name, page_file, width, height, scheme in PICTURES:
            page = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                reduced_motion="reduce",
            )
            page.goto(page_file.as_uri() + ("#change-1" if name == "redline.png" else ""))
            page.screenshot(path=ROOT / "docs/pictures" / name)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
