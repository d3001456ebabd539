"""A site in; the rows of its cookie tables out, those of cookies.yaml and those in the text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from fairnotice.lint.law import judged
from fairnotice.lint.reading import reading
from fairnotice.model import Block, Place, Site, Version

_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "lifetime",
        re.compile(r"lifetime|life span|lifespan|duration|expir|how long|retention|lasts"),
    ),
    ("purpose", re.compile(r"purpose|what it (?:does|is for)|why|description|function\b|use\b")),
    ("set by", re.compile(r"set by|provider|company|owner|source|domain|vendor|\bparty\b|^host")),
    ("category", re.compile(r"^category$|^type$")),
    ("basis", re.compile(r"^basis$")),
    ("name", re.compile(r"^(?:cookies?|names?|cookie names?|cookies? name|name of cookie|key)$")),
)
"""What a column's name tells of it; the first that fits."""
_PERIOD = re.compile(
    r"(?P<number>[0-9]+(?:\.[0-9]+)?|an?|one|two|three|five|ten)\s*-?\s*(?P<unit>day|week|month|year)"
)
_WORDS = {"a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "five": 5.0, "ten": 10.0}
_MONTHS = {"day": 12 / 365.25, "week": 84 / 365.25, "month": 1.0, "year": 12.0}


class CookieLine(NamedTuple):
    """One cookie in a table."""

    version: str
    """`notice@version`."""
    place: Place
    cells: tuple[tuple[str, str], ...]
    """What the columns tell, by the words of `_COLUMNS`."""

    def cell(self, column: str) -> str:
        """What stands under a column; empty where there is no such column."""
        return next((text for name, text in self.cells if name == column), "")

    def has(self, column: str) -> bool:
        """Whether the table has such a column."""
        return any(name == column for name, _ in self.cells)

    def empty(self, column: str) -> bool:
        """Whether the table has such a column and nothing stands under it."""
        return self.has(column) and not self.cell(column)


def cookie_lines(site: Site) -> Iterator[CookieLine]:
    """Each row of a table with a name and a lifetime or a purpose, in cookie and privacy notices.

    A row of cookies.yaml is told once, for the last version that has it.
    """
    told: dict[object, CookieLine] = {}
    for version in judged(site, "cookies", "privacy"):
        for line in reading(version.document).lines:
            if line.block.kind == "row" and line.block.header:
                row = _row(version, line.block)
                if row.has("name") and (row.has("lifetime") or row.has("set by")):
                    told[row.place, row.cells if line.block.path else row.version] = row
    yield from told.values()


def months(lifetime: str) -> float | None:
    """The longest period that a text names, in months; None when it names none."""
    found = [
        (_WORDS.get(match["number"]) or float(match["number"])) * _MONTHS[match["unit"]]
        for match in _PERIOD.finditer(lifetime.lower())
    ]
    return max(found, default=None)


def _row(version: Version, block: Block) -> CookieLine:
    named = (
        (_column(head), cell.strip())
        for head, cell in zip(block.header, block.text.split("\t"), strict=False)
    )
    cells = tuple((name, cell) for name, cell in named if name)
    return CookieLine(version.ref, Place(block.path or version.path, block.line), cells)


def _column(head: str) -> str:
    small = head.strip().lower()
    return next((name for name, words in _COLUMNS if words.search(small)), "")
