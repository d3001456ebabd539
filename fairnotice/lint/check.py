"""What a check is: a module of `lint/checks` with an id, examples and a function.

A check's docstring has three parts, which `explain` prints: what it finds (the first paragraph),
`Why:` and `Mend:`.
"""

from collections.abc import Iterator, Mapping
from typing import Protocol, TypeAlias

from fairnotice.model import Level, Place, Problem, Site, Timeline, Version

Tree: TypeAlias = Mapping[str, str]
"""A tiny site: texts by path. It stands in a site that has a privacy notice and a cookie notice."""

MARK = "◀"
"""Ends a line of an example at which the check is to find something."""


class Check(Protocol):
    """A module of `lint/checks`."""

    ID: str
    """In kebab-case: the file's name with hyphens."""
    LEVEL: Level
    """How grave what it finds is, unless site.yaml says otherwise."""
    SOURCES: tuple[str, ...]
    """Ids of the legal sources that it rests on; empty where it is about the site itself."""
    GOOD: Tree
    """A site in which it finds nothing."""
    BAD: Tree
    """A site in which it finds exactly the marked lines."""

    def check(self, site: Site, timelines: Mapping[str, Timeline]) -> Iterator[Problem]:
        """What it finds in the site; `timelines` by notice id."""


def place(version: Version, *keys: str) -> Place:
    """Where the first of `keys` stands that is written in the front matter or the entry.

    Without any: the version's changelog entry, or else its file.
    """
    written = (version.places[key] for key in keys if key in version.places)
    return next(written, version.entry_place or Place(version.path))
