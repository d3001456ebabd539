"""A document in; its text, prepared once for all checks, and where a pattern stands in it, out.

The versions of a notice share nearly all their blocks. So what is a matter of a block's words alone
is worked out once for these words: how they are prepared, and whether a pattern stands in them.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterator
from functools import lru_cache
from itertools import count, pairwise
from typing import NamedTuple

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
"""Documents of which all lines are at hand: they are large, and looked at one after another."""
TEXTS = 1 << 13
"""Texts of blocks of which what is worked out of them alone is remembered. The versions of a notice
share nearly all: 200 of them have a thousand or two. With a byte for each pattern, this many take a
few megabytes."""
_PATTERNS = 256
"""Patterns for which there is room. The checks have half as many; those that a check makes of a
notice's own words take what is left, and beyond that are looked for anew each time."""

_UNKNOWN, _ABSENT, _THERE = range(3)
"""What is known of a pattern in a text."""


class Line(NamedTuple):
    """One block, where it stands, and its text as patterns want it."""

    section: Section
    block: Block
    small: str
    """In small letters, with straight apostrophes and plain blanks; tabs part cells."""
    known: bytearray
    """For each pattern whether it stands in it; shared by all blocks with this text."""


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
    return _reading(Same(document))


def said(document: Document, pattern: re.Pattern[str]) -> Line | None:
    """The first block with a match of a pattern in its small text; None when there is none.

    The pattern is in small letters itself. Each block is looked at by itself: what a pattern would
    have to reach into the next one for, it does not find.
    """
    return next(saying(document, pattern), None)


def saying(document: Document, pattern: re.Pattern[str]) -> Iterator[Line]:
    """Each such block, in reading order."""
    return _lines_with(document, (pattern,), lambda line: pattern.search(line.small))


def hits(document: Document, pattern: re.Pattern[str], hints: tuple[str, ...]) -> tuple[Hit, ...]:
    """Every match of a pattern in the text as it is written, in reading order.

    `hints` are pieces of words, in small letters, of which each match has one: a block without
    them is passed over, which is far quicker than to try the pattern on it.
    """

    def holds(line: Line) -> object:
        return _hinted(line.small, hints) and pattern.search(line.block.text)

    found = []
    for section, block, *_ in _lines_with(document, (pattern, hints), holds):
        found += [Hit(section, block, *place) for place in _places(block.text, pattern)]
    return tuple(found)


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


@lru_cache(maxsize=_AT_HAND)
def _reading(same: Same[Document]) -> Reading:
    lines = tuple(
        Line(section, block, *_prepared(block.text))
        for section in same.it.sections
        for block in section.blocks
        if block.kind != "code"
    )
    return Reading(lines, "\n".join(line.small for line in lines))


@lru_cache(maxsize=TEXTS)
def _prepared(text: str) -> tuple[str, bytearray]:
    """A block's text as patterns want it, and what is known of them in it."""
    small = text.lower()
    for one, plain in _PLAIN:  # much quicker than `translate`, since most texts have none
        small = small.replace(one, plain)
    return small, bytearray(_PATTERNS)


def _lines_with(
    document: Document, name: Hashable, holds: Callable[[Line], object]
) -> Iterator[Line]:
    """The lines for which `holds` is true: a matter of their text alone, which goes by `name`."""
    lines = reading(document).lines
    number = _number(name)
    if number is None:
        yield from filter(holds, lines)
        return
    for line in lines:
        known = line.known[number]
        if known == _UNKNOWN:
            known = line.known[number] = _THERE if holds(line) else _ABSENT
        if known == _THERE:
            yield line


def _number(name: Hashable) -> int | None:
    """The place of what goes by this name in what is known of a text; None where all are taken.

    No two names have one place, also where several threads ask.
    """
    number = _NUMBERS.get(name)
    if number is None and len(_NUMBERS) < _PATTERNS:
        number = _NUMBERS.setdefault(name, next(_PLACES_LEFT))
    return number if number is not None and number < _PATTERNS else None


_NUMBERS: dict[Hashable, int] = {}
_PLACES_LEFT = count()
"""Both are the process's own, as what is known of its texts is."""


def _hinted(small: str, hints: tuple[str, ...]) -> bool:
    for hint in hints:  # noqa: SIM110 - in half the time of `any`
        if hint in small:
            return True
    return False


@lru_cache(maxsize=TEXTS)
def _places(text: str, pattern: re.Pattern[str]) -> tuple[tuple[re.Match[str], int, int], ...]:
    """Every match in a text, and where the sentence that holds it begins and ends."""
    ends = [end.end() for end in _END.finditer(text)] or [len(text)]
    return tuple((match, *_around(match, ends, text)) for match in pattern.finditer(text))


def _around(match: re.Match[str], ends: list[int], text: str) -> tuple[int, int]:
    """Where the sentence that holds the match begins and ends; `ends` are in order."""
    before, after = bisect_right(ends, match.start()), bisect_left(ends, match.end())
    return (
        ends[before - 1] if before else 0,
        ends[after] if after < len(ends) else len(text),
    )
