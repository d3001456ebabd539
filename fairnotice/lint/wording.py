"""A site and a pattern in; the sentences of its notices in which the pattern stands out.

For checks of English wording: notices in other languages are passed over, unless asked for.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from fairnotice.lint.law import english
from fairnotice.lint.reading import hits
from fairnotice.model import Day, Place, Site, Version

_DENIAL = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|cannot|without|unable|impossible|while"
    r"|although|rather\s+than)\b|n[’']t\b",
    re.IGNORECASE,
)


class Passage(NamedTuple):
    """Where a pattern stands."""

    version: Version
    match: re.Match[str]
    """Within the text of its block."""
    sentence: str
    """The sentence around the match, stripped."""
    before: str
    """The part of the sentence before the match."""
    place: Place
    heading: bool
    """True in a heading."""


def passages(
    site: Site,
    pattern: re.Pattern[str],
    hints: tuple[str, ...] = ("",),
    since: Day = Day.min,
    which: Callable[[Version], bool] = english,
) -> Iterator[Passage]:
    """Every match in the notices of `which`, the English ones; code is not looked at.

    Versions that apply before `since` are passed over: each is judged by the law of its day.

    `hints` are pieces of words, in small letters, of which each match has one: a block without
    them is passed over, which is far quicker than to try the pattern on it.
    """
    for notice in site.notices:
        for version in notice.versions:
            if version.effective >= since and which(version):
                yield from _in_version(version, pattern, hints)


def denied(passage: Passage) -> bool:
    """True when the sentence takes back, before the match, what the match would say."""
    return bool(_DENIAL.search(passage.before))


def quoted(passage: Passage, length: int = 120) -> str:
    """The sentence of a passage, short enough for a message."""
    words = " ".join(passage.sentence.split())
    return words if len(words) <= length else words[: length - 1].rsplit(" ", 1)[0] + " …"


def _in_version(
    version: Version, pattern: re.Pattern[str], hints: tuple[str, ...]
) -> Iterator[Passage]:
    for _, block, match, start, end in hits(version.document, pattern, hints):
        yield Passage(
            version,
            match,
            block.text[start:end].strip(),
            block.text[start : match.start()],
            Place(block.path or version.path, block.line),
            heading=block.kind == "heading",
        )
