"""Reads case files that anyone can read: `=== title`, the Markdown, `---`, what it must become."""

from pathlib import Path
from typing import NamedTuple


class Case(NamedTuple):
    """One case."""

    title: str
    markdown: str
    expected: str


def cases(name: str) -> list[Case]:
    """The cases of a file in this folder."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    found = []
    for chunk in text.split("=== ")[1:]:
        title, _, rest = chunk.partition("\n")
        markdown, _, expected = rest.partition("\n-----\n")
        found.append(Case(title, markdown.strip("\n") + "\n", expected.strip("\n")))
    return found
