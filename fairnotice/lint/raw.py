"""A site and a pattern in; where tags of raw HTML that fit it are written in its texts, out.

A reader sees no tag, so these are found in the source. Code is passed over: it is an example.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from fairnotice.lint.reading import code_lines
from fairnotice.model import Place, Site, Version


class Written(NamedTuple):
    """A tag as it is written."""

    version: Version
    place: Place
    match: re.Match[str]


def tags(site: Site, pattern: re.Pattern[str]) -> Iterator[Written]:
    """Every match in the source of a version, in reading order; the pattern begins with `<`."""
    for notice in site.notices:
        for version in notice.versions:
            if "<" in version.body:  # most have none, and need not be looked through
                yield from _in_source(version, pattern)


def _in_source(version: Version, pattern: re.Pattern[str]) -> Iterator[Written]:
    code = code_lines(version.document)
    for line, text in enumerate(version.body.split("\n"), version.body_line):
        for match in pattern.finditer(text) if line not in code else ():
            if text[: match.start()].count("`") % 2 == 0:
                place = Place(version.path, line, match.start() + 1)
                yield Written(version, place, match)
