"""Nothing in; the weight of a notice's page, with everything that it loads, as a browser gets it.

    python -m benchmarks.weight [--words 5000]

The words are those of this repository's own pages, since invented ones would pack better than any
language does. The page is that of the second of three versions, so it says what changed and what
came after. Packed is gzip as most servers do it.
"""

import argparse
import datetime
import gzip
import itertools
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from posixpath import dirname, join, normpath

from benchmarks.build_corpus import SITE
from fairnotice.disk import read
from fairnotice.pipeline import build

AIM = 30_000
"""Bytes, packed, of a page of 5,000 words and all it loads."""
_ROOT = Path(__file__).resolve().parent.parent
_DAYS = ("2024-01-08", "2025-01-06", "2026-01-05")
_LOADED = re.compile(rb'<link[^>]* rel="(?:stylesheet|icon)"[^>]*>|<img[^>]*>')
_ADDRESS = re.compile(rb'(?:href|src)="([^"]+)"')


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the table; 1 when there are not so many words to make a page of."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--words", type=int, default=5_000)
    count = options.parse_args(argv).words
    words = list(itertools.islice(_words(), count))
    if len(words) < count:
        return 1
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder), words)
        files = read(Path(folder)).files
    site = build(files, datetime.datetime(2026, 2, 1, tzinfo=datetime.UTC), drafts=False).site
    page = f"privacy/{_DAYS[1]}/index.html"
    found = (_ADDRESS.search(tag) for tag in _LOADED.findall(site[page]))
    loaded = {normpath(join(dirname(page), match[1].decode())) for match in found if match}
    rows = [
        (path, len(site[path]), len(gzip.compress(site[path], 6)))
        for path in (page, *sorted(loaded))
    ]
    rows.append(("together", sum(row[1] for row in rows), sum(row[2] for row in rows)))
    sys.stdout.write(f"\nA notice of {count:,} words; aim for 5,000: {AIM:,} bytes packed\n\n")
    sys.stdout.write("| file | bytes | packed |\n|---|---|---|\n")
    for path, plain, packed in rows:
        sys.stdout.write(f"| {path} | {plain:,} | {packed:,} |\n")
    return 0


def _words() -> Iterator[str]:
    """The words of the repository's pages, in their order, marks of Markdown left out."""
    for place in sorted(_ROOT.glob("docs/*.md")) + sorted(_ROOT.glob("*/content/**/*.md")):
        yield from re.findall(r"[\w’',.;:-]*\w[\w’',.;:-]*", place.read_text("utf-8"))


def _write(folder: Path, words: Sequence[str]) -> None:
    """A site whose notice has these words, a section to each 200, a paragraph to each 50."""
    paragraphs = [" ".join(words[at : at + 50]) + "." for at in range(0, len(words), 50)]
    blocks = []
    for number, paragraph in enumerate(paragraphs):
        if number % 4 == 0:
            blocks.append(f"## {paragraph[:40].strip()} {{#s{number}}}")
        blocks.append(paragraph)
    entries = []
    (folder / "content/privacy").mkdir(parents=True)
    (folder / "site.yaml").write_text(SITE, "utf-8")
    for number, day in enumerate(_DAYS):
        changed = [f"{block} Since {day}." if at == 1 else block for at, block in enumerate(blocks)]
        text = "\n\n".join(["# Privacy notice", *changed]) + "\n"
        (folder / f"content/privacy/{day}.md").write_text(text, "utf-8")
        entries.append(
            f"- notice: privacy\n  version: {day}\n  significance: minor\n"
            f"  summary: What we changed on {day}.\n" + ("" if number else "  earlier: not-held\n")
        )
    (folder / "content/changelog.yaml").write_text("\n".join(reversed(entries)), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
