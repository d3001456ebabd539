"""A document in; out come the days that its own words claim for it ("Effective date: 1 May 2018").

Only clear labels count: a date behind "effective date", "last updated" and the like at the start
of a phrase, or behind "this notice applies from". A date in a sentence about anything else is
none of our business, and a label that cannot be read as a date is passed over in silence.
"""

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from fairnotice.memo.same import once_each
from fairnotice.model import Day, Document

Kind = Literal["effective", "updated"]


class Claim(NamedTuple):
    """A day that the text states of itself."""

    kind: Kind
    words: str
    """The words that state it, as they stand."""
    days: tuple[Day, ...]
    """Every day that the words can mean: 05/06/2018 has two, May 2018 has 31."""
    line: int
    """Line in the version's file."""


_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = {name: number for number, full in enumerate(_NAMES, 1) for name in (full, full[:3])} | {
    "sept": 9
}

_MONTH = r"(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"{_WEEKDAY}(?:the\s+)?(?P<date>"
    r"\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{4}"
    rf"|{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+\d{{4}}"
    rf"|{_MONTH}\s+{_DAY},?\s+\d{{4}}"
    rf"|{_MONTH},?\s+\d{{4}}"
    r")(?!\d)"
)
_PHRASE_START = r"(?:^|[\n\t|•·(;.]\s*)"
_PHRASE_END = r"(?=\s*(?:$|[\n\t|•·).;–—]))"
_ITSELF = (
    r"\bthis\s+(?:version|document|page|(?:(?:website\s+)?(?:privacy|cookies?|data\s+protection)\s+)?"
    r"(?:notice|policy|statement))(?:\s+of\s+(?:this|our|the)\s+[\w ]{0,40}?)?\s+"
)
_UPDATED = r"(?:updated|modified|revised|amended|changed)"
_EFFECTIVE: tuple[str, ...] = (
    # as in: Effective date, colon, 15 May 2018
    _PHRASE_START + r"(?:effective(?:\s+date)?|date\s+effective|effective\s+from|applies\s+from"
    rf"|valid\s+from|in\s+force\s+(?:from|since))\s*:\s*{_DATE}",
    # as in: Effective 15 May 2018, where the phrase ends there
    _PHRASE_START + r"(?:effective(?:\s+date)?(?:\s+(?:is|from|on|as\s+of|since))?|applies\s+from"
    r"|valid\s+from|in\s+(?:force|effect)\s+(?:from|since|as\s+of))\s*[–—-]?\s*"
    + _DATE
    + _PHRASE_END,
    # as in: This notice applies from 15 May 2018 to all customers
    _ITSELF + r"(?:applies|has\s+applied|will\s+apply"
    r"|(?:is|has\s+been|will\s+be)\s+(?:effective|valid|in\s+(?:force|effect))"
    r"|(?:comes|came|will\s+come)\s+into\s+(?:force|effect)|(?:takes|took|will\s+take)\s+effect)"
    rf"\s+(?:from|since|on|as\s+(?:of|from)|with\s+effect\s+from)\s+{_DATE}",
)
_LAST_UPDATED: tuple[str, ...] = (
    # as in: Last updated on 15 May 2018
    _PHRASE_START + rf"(?:(?:date\s+)?last\s+(?:{_UPDATED}|update)(?:\s+on)?"
    rf"|date\s+of\s+(?:the\s+)?last\s+(?:update|revision|change))\s*[:–—-]?\s*{_DATE}",
    # as in: This notice was last updated on 15 May 2018
    _ITSELF + rf"(?:was|has\s+been|is)\s+last\s+{_UPDATED}\s+(?:(?:on|in)\s+)?{_DATE}",
    # as in: We last updated this notice on 15 May 2018
    rf"\bwe\s+last\s+{_UPDATED}\s+(?:{_ITSELF}|it\s+)(?:(?:on|in)\s+)?{_DATE}",
)
_KINDS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    ("effective", _EFFECTIVE),
    ("updated", _LAST_UPDATED),
)
_WORTH_READING = re.compile(r"\d{4}(?!\d)")
"""A block without a year states no day; most have none, and this is quick to see."""
_PATTERNS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE)) for kind, patterns in _KINDS for pattern in patterns
)


@once_each
def claims(document: Document) -> tuple[Claim, ...]:
    """The days that the document states of itself, in reading order.

    A date that two patterns see is one claim.
    """
    return tuple(_found(document))


def _found(document: Document) -> Iterator[Claim]:
    for section in document.sections:
        for block in section.blocks:
            for stated in _stated(block.text):
                yield Claim(*stated, block.line)


@lru_cache(maxsize=1 << 12)  # versions share nearly all their blocks
def _stated(text: str) -> tuple[tuple[Kind, str, tuple[Day, ...]], ...]:
    """What a block states: which day, in which words, and the days that these can mean."""
    if not _WORTH_READING.search(text):
        return ()
    text = text.replace("\N{NO-BREAK SPACE}", " ")
    found = []
    seen: set[int] = set()
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            days = _days(match["date"].lower())
            if days and match.start("date") not in seen:
                seen.add(match.start("date"))
                found.append((kind, match[0].strip(" \n\t|•·(;."), days))
    return tuple(found)


def _days(written: str) -> tuple[Day, ...]:
    """Every day that a written date can mean; none when it is no date."""
    numbers = [int(number) for number in re.findall(r"\d+", written)]
    words = [word for word in re.findall(r"[a-z]+", written) if word in _MONTHS]
    if words:
        return _named_month(numbers, _MONTHS[words[0]])
    first, second, third = numbers
    if written[4] == "-" and written[:4].isdigit():
        return _existing((first, second, third))
    return tuple(dict.fromkeys(_existing((third, second, first), (third, first, second))))


def _named_month(numbers: list[int], month: int) -> tuple[Day, ...]:
    """The days of a date with a month's name: one, or the whole month where no day is named."""
    *day, year = numbers
    if day:
        return _existing((year, month, day[0]))
    return _existing(*zip(itertools.repeat(year), itertools.repeat(month), range(1, 32)))


def _existing(*dates: tuple[int, int, int]) -> tuple[Day, ...]:
    """Those of the dates that are in the calendar."""
    days = []
    for date in dates:
        try:
            days.append(Day(*date))
        except ValueError:
            continue
    return tuple(days)
