"""The text of a version's file goes in; its front matter and its Markdown, each with the line on
which it begins, come out.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from fairnotice.model import FrontMatter, Place, Problem
from fairnotice.source.located import located
from fairnotice.source.plain_text import line_feeds
from fairnotice.source.trouble import broken
from fairnotice.source.typed import typed

_FENCE = re.compile(r"---[ \t]*(?:\n|\Z)")
_CLOSING = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)
_LATE = re.compile(r"(?:[ \t]*\n)+---[ \t]*\n(?:[A-Za-z_]+:.*\n|#.*\n)+---[ \t]*(?:\n|\Z)")
"""A block with blank lines before it: meant as front matter, read as text."""

_FOREIGN = {
    "date": "Write the day under `published` or `effective`.",
    "last_updated": "Write the day under `published` or `effective`.",
    "updated": "Write the day under `published` or `effective`.",
    "effective_date": "Call it `effective`.",
    "published_date": "Call it `published`.",
    "language": "Call it `lang`.",
    "draft": "Write `status: draft`.",
    "layout": "Delete it: the look of pages is in templates/.",
    "permalink": "Delete it: the file's name is the address.",
    "slug": "Delete it: the file's name is the address.",
    "url": "Delete it: the file's name is the address.",
    "version": "Delete it: the file's name is the version's name.",
    "id": "Delete it: folder and file name say which version it is.",
    "notice": "Delete it: the folder says which notice it is.",
    "summary": "Write it in content/changelog.yaml.",
    "changes": "Write them in content/changelog.yaml.",
    "significance": "Write it in content/changelog.yaml.",
    "author": "Delete it, or name the person in content/changelog.yaml.",
    "tags": "Delete it: versions have none.",
    "categories": "Delete it: versions have none.",
    "description": "Write it as `summary` in content/changelog.yaml.",
    "topics": "Delete it: versions have none.",
    "redirect_from": "Delete it: addresses never change.",
    "aliases": "Delete it: addresses never change.",
}


class Cut(NamedTuple):
    """A file in its two parts."""

    front: str
    """Lines between the two `---`; empty when there is no block. LF line ends."""
    body: str
    """Markdown behind it, LF line ends."""
    body_line: int
    """Line of the file on which the body begins, from 1."""
    problems: tuple[Problem, ...]


class Front(NamedTuple):
    """What a version's front matter says."""

    matter: FrontMatter | None
    """None when anything in it is wrong."""
    problems: tuple[Problem, ...]
    places: Mapping[str, Place]


def cut(text: str, path: str) -> Cut:
    """The file's text cut behind its front matter."""
    text = line_feeds(text)
    opening = _FENCE.match(text)
    if opening is None:
        return Cut("", text, 1, tuple(_late(text, path)))
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        unclosed = broken(
            "unclosed-front-matter",
            Place(path, 1),
            "The front matter that begins with this `---` never ends.",
            "Write a line `---` behind its last line.",
        )
        return Cut("", "", text.count("\n") + 1, (unclosed,))
    body_line = text.count("\n", 0, closing.end()) + 1
    return Cut(text[opening.end() : closing.start()], text[closing.end() :], body_line, ())


def front_matter(front: str, path: str) -> Front:
    """The front matter in the lines behind a file's first `---`."""
    tree = located(front, path, first_line=2)
    found = typed(tree.root, FrontMatter, path, whole=tree.whole, foreign=_FOREIGN)
    problems = (*tree.problems, *found.problems)
    return Front(None if problems else found.value, problems, found.places)


def _late(text: str, path: str) -> list[Problem]:
    found = _LATE.match(text)
    if found is None:
        return []
    line = text[: found.end()].index("---")
    return [
        broken(
            "late-front-matter",
            Place(path, text.count("\n", 0, line) + 1),
            "Front matter stands here, but blank lines stand before it.",
            "Delete the blank lines at the beginning of the file.",
        )
    ]
