"""Marks of Markdown that readers see as they stand.

Why: a link that is no link, a note that leads nowhere or a table of bars makes a notice look
unfinished, and its author is the last to see it.

Mend: complete the mark, as `[our cookies](/cookies/)`, or put it between backticks where readers
are to see it.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.reading import hits
from fairnotice.model import Block, Level, Place, Problem, Site, Timeline, Version

ID = "markup-left"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ()
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

See our [cookie notice](/cookies/), **the whole of it**, and the law[^1] [2016] (in force).

| What | How long |
|---|---|
| Orders | six years |

Passwords show as `****`, and `[a][b]` is code. Prices** are in pounds. ** Without tax.

[^1]: The GDPR.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

See our [cookie notice] (/cookies/). ◀

See our [cookie notice][cookies]. ◀

We follow the law.[^1] ◀

We keep it for **six years. ◀

| What | How long | ◀
|---|
| Orders | six years |
""",
    "content/cookies/2025-01-01.md": """\
# Cookie notice

[[cookie]] ◀
""",
}

_MARK = re.compile(
    r"(?P<link>\[[^\[\]\n]{1,80}\][ \t]\((?:[/#]|https?:|mailto:)[^()\s]*\))"
    r"|(?P<reference>\[[^\[\]\n]{1,80}\]\[[^\[\]\n]{1,40}\])"
    r"|(?P<note>\[\^[\w-]{1,40}\])"
    r"|(?P<strong>(?<![\w*])\*\*(?=\w))"
    r"|(?P<cookies>\[\[[\w -]{1,20}\]\])"
    r"|(?P<table>\A\|[^|\n]+\|)"
)
_HINTS = ("](", "] (", "][", "[^", "**", "[[", "|")
_MENDS: Mapping[str, str] = {
    "link": "Take the blank out between the words and the address: `[words](/address/)`.",
    "reference": "Write the address behind the words: `[words](/address/)`.",
    "note": "Write the note on a line of its own: `{mark}: …`.",
    "strong": "Close it with `**` behind the last word, or take it out.",
    "cookies": "Write `[[cookies]]` where the table of cookies is to stand.",
    "table": "Give the hyphens as many columns as the head, and the table an empty line before it.",
}


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Marks that stand in the words of a text, in whatever language; code is not looked at."""
    for notice in site.notices:
        for version in notice.versions:
            for _, block, match, *_ in hits(version.document, _MARK, _HINTS):
                if not _in_code(block, match.start()):
                    place = Place(block.path or version.path, block.line)
                    yield _problem(version, place, match.lastgroup or "", match[0])


def _in_code(block: Block, at: int) -> bool:
    """Whether the character at a place of a block's text stands between backticks."""
    for run in block.runs:
        if at < len(run.text):
            return any(mark.kind == "code" for mark in run.marks)
        at -= len(run.text)
    return False


def _problem(version: Version, place: Place, kind: str, mark: str) -> Problem:
    return Problem(
        ID,
        LEVEL,
        place,
        f"Readers see “{mark}” as it stands.",
        _MENDS[kind].replace("{mark}", mark),
        version=version.ref,
    )
