"""A document in; its text, prepared once for all checks, out.

What was prepared is remembered for the documents that were asked for last, so that sixty checks do
not each lower, join and split the same text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from fairnotice.memo.same import Same
from fairnotice.model import Block, Document, Section

_END = re.compile(
    # The stop itself stands in front, so that the search leaps from one to the next.
    r"\.(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\beg\.)(?<!\bie\.)(?<!\bcf\.)(?<!\bvs\.)(?<!\bNo\.)(?<!\bArt\.)"
    r"(?<!\bapprox\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bDr\.)(?<!\bU\.S\.)"
    r"(?=[\s”’\")\]]|$)(?!\s+[a-z])"
    r"|\.(?<=\bU\.S\.)(?=[”’\")\]]|$|\s+(?:A|An|As|By|For|However|If|In|It|Our|Please|Such|The|These"
    r"|They|This|To|We|When|Where|You|Your)\b)"
    r"|[!?…](?=[\s”’\")\]]|$)|[\n\t]"
)
"""Where a sentence ends: not at an abbreviation, nor where small letters go on (`B.V. is`)."""
_PLAIN = (("’", "'"), ("‘", "'"), ("\xa0", " "), ("\n", " "))
"""What patterns want written in one way."""

_AT_HAND = 16
"""Documents of which everything is remembered: they are large, and looked at one after another."""

T = TypeVar("T")


class Line(NamedTuple):
    """One block, where it stands, and its text as patterns want it."""

    section: Section
    block: Block
    small: str
    """In small letters, with straight apostrophes and plain blanks; tabs part cells."""


class Reading(NamedTuple):
    """A document, prepared."""

    lines: tuple[Line, ...]
    """Its blocks in reading order, without code."""
    small: str
    """Their texts as patterns want them, one a line."""


class Hit(NamedTuple):
    """A pattern in a block, and the sentence around it."""

    section: Section
    block: Block
    match: re.Match[str]
    """In the block's text as it is written."""
    start: int
    """Where the sentence begins in the block's text."""
    end: int


def reading(document: Document) -> Reading:
    """The document, prepared; code is left out, since it is an example and not said."""
    return _noted(document, "reading", lambda: _reading(document))


def said(document: Document, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The first match of a pattern in the small text; the pattern is in small letters itself."""
    return _noted(document, pattern, lambda: pattern.search(reading(document).small))


def line_of(document: Document, match: re.Match[str]) -> Line:
    """The block in which a match of `said` begins."""
    prepared = reading(document)
    return prepared.lines[prepared.small.count("\n", 0, match.start())]


def hits(document: Document, pattern: re.Pattern[str], hints: tuple[str, ...]) -> tuple[Hit, ...]:
    """Every match of a pattern in the text as it is written, in reading order.

    `hints` are pieces of words, in small letters, of which each match has one: a block without
    them is passed over, which is far quicker than to try the pattern on it.
    """
    return _noted(document, (pattern, hints), lambda: _hits(document, pattern, hints))


def code_lines(document: Document) -> frozenset[int]:
    """The lines of the source on which blocks of code stand."""
    return frozenset(
        line
        for section in document.sections
        for block in section.blocks
        if block.kind == "code"
        for line in range(block.line, block.line + block.text.rstrip("\n").count("\n") + 1)
    )


def sentences(text: str) -> list[str]:
    """The sentences of a block's text, stripped, empty ones left out."""
    cuts = [0, *(end.end() for end in _END.finditer(text)), len(text)]
    parts = (text[a:b].strip() for a, b in pairwise(cuts))
    return [part for part in parts if part]


def _noted(document: Document, name: Hashable, make: Callable[[], T]) -> T:
    notes = _notes(Same(document))
    if name not in notes:
        notes[name] = make()
    found: T = notes[name]
    return found


@lru_cache(maxsize=_AT_HAND)
def _notes(key: Same) -> dict[Hashable, Any]:  # noqa: ARG001 - the key is what it is kept by
    return {}


def _reading(document: Document) -> Reading:
    lines = tuple(
        Line(section, block, _plain(block.text.lower()))
        for section in document.sections
        for block in section.blocks
        if block.kind != "code"
    )
    return Reading(lines, "\n".join(line.small for line in lines))


def _plain(text: str) -> str:
    for one, plain in _PLAIN:  # much quicker than `translate`, since most texts have none
        text = text.replace(one, plain)
    return text


def _hits(document: Document, pattern: re.Pattern[str], hints: tuple[str, ...]) -> tuple[Hit, ...]:
    prepared = reading(document)
    live = tuple(hint for hint in hints if hint in prepared.small)
    if not live:
        return ()
    found = []
    for line in prepared.lines:
        if any(hint in line.small for hint in live):
            text, ends = line.block.text, None
            for match in pattern.finditer(text):
                ends = ends or [end.end() for end in _END.finditer(text)] or [len(text)]
                found.append(Hit(line.section, line.block, match, *_around(match, ends, text)))
    return tuple(found)


def _around(match: re.Match[str], ends: list[int], text: str) -> tuple[int, int]:
    """Where the sentence that holds the match begins and ends; `ends` are in order."""
    before, after = bisect_right(ends, match.start()), bisect_left(ends, match.end())
    return (
        ends[before - 1] if before else 0,
        ends[after] if after < len(ends) else len(text),
    )
