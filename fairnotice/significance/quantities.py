"""A statement in, the quantities in it out: periods in days, dates, ages, money-free numbers."""

import re
from functools import lru_cache
from typing import NamedTuple

from fairnotice.significance.words import NUMBERS, folded, norms

_UNITS = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "fortnight": 14.0,
    "month": 365 / 12,
    "quarter": 365 / 4,
    "year": 365.0,
}
"""Days of a unit; a month is a twelfth of a year."""
_PERIOD = re.compile(
    r"\b(?P<n>\d+(?:\.\d+)?)[\s-]*(?:\(\d+\)[\s-]*)?"
    r"(?:calendar |(?P<work>business |working )|full )?"
    r"(?P<unit>minute|hour|day|week|fortnight|month|year|quarter)s?\b",
    re.IGNORECASE,
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATES = (
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s.,-]+{_MONTH}"
        r"\.?(?:[\s.,-]+(?P<year>\d{4}))?\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_MONTH}\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:[\s.,]+(?P<year>\d{{4}}))?",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?P<year>\d{4})[-./](?P<mnum>\d{1,2})[-./](?P<day>\d{1,2})\b"),
    re.compile(r"\b(?P<day>\d{1,2})[-./](?P<mnum>\d{1,2})[-./](?P<year>\d{2,4})\b"),
    re.compile(rf"\b{_MONTH}\.?[\s,]+(?P<year>\d{{4}})\b", re.IGNORECASE),
)
_BEHIND_AGE = (
    "years?|yrs?|and|or|to|in|if|when|at|on|before|as|for|from|by|with|without|under|unless|can|cannot"
    "|may|must|will|should|do|does|is|are|was|were|has|have|had|who|whose|you|we|they|your|through"
    "|provided|so|but|that|please|because|however"
)
"""What may stand behind an age that is a figure alone. `At least 4 times` is none."""
_AGE = (
    re.compile(
        r"\b(?:under|below|age of|aged?|minimum age(?: is| of)?)\s+"
        r"(?:the age of\s+|of\s+)?(\d{1,2})\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:over|above|least)\s+(?:the age of\s+|of\s+)?(\d{1,2})\b"
        rf"(?!\s+(?!(?:{_BEHIND_AGE})\b)[a-z])",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(\d{1,2})(?:\s+years)?"
        r"(?:\s+(?:of age|old|or older|and over|or over|and older|or above))\b",
        re.IGNORECASE,
    ),
    re.compile(r"\bunder-?(\d{1,2})s\b", re.IGNORECASE),
)
_LASTS = re.compile(
    r"\b(?:under|below|over|above|least)\s+\d{1,2}"
    r"(?:\s*%|[\s-]+(?:(?:calendar|business|working|full)\s+)?(?:minute|hour|day|week|month)s?\b)"
    r"|(?<!\bbe at )\bleast \d{1,2} years?\b(?!\s+(?:of age|old|(?:and|or) (?:older|over|above)))",
    re.IGNORECASE,
)
"""How long something lasts, or how much it is: at least 12 months, or 6 years."""


_has_figure = re.compile(r"\d").search
"""Most sentences have none, and so no date, no span of time and no age."""


class Period(NamedTuple):
    """A span of time as a text has it."""

    days: float
    text: str


@lru_cache(maxsize=2048)
def periods(text: str) -> list[Period]:
    """Spans of time, in days; a month is a twelfth of a year, so that 12 months are 1 year."""
    plain = numeral(text)
    if not _has_figure(plain):
        return []
    return [Period(round(_days(m), 1), m.group().strip()) for m in _PERIOD.finditer(plain)]


def measured(text: str) -> str:
    """The text with number words as digits and each span of time as one word, whatever its unit."""
    plain = numeral(text)
    if not _has_figure(plain):
        return plain
    return _PERIOD.sub(lambda m: f" span{round(10 * round(_days(m), 1))}x ", plain)


def _days(found: re.Match[str]) -> float:
    """Days of a span of time; five working days are a week."""
    return float(found["n"]) * _UNITS[found["unit"].lower()] * (7 / 5 if found["work"] else 1)


_UNIT = rf"(?:{'|'.join(_UNITS)})s?"
_RATE = re.compile(
    rf"\b(?:per|every|each)\s+(?:[\w-]+\s+){{0,2}}?{_UNIT}\b"
    rf"|\b(?:once|twice|times|(?:an?|\d+|{'|'.join(NUMBERS)})\s+[\w-]+)\s+an?\s+{_UNIT}\b",
    re.IGNORECASE,
)
"""How often: `each year`, `one letter a month`."""


@lru_cache(maxsize=2048)
def lasting(text: str) -> list[Period]:
    """Spans of time for which something lasts: those of `periods` but for how often it is done."""
    if not _has_figure(numeral(text)):
        return []
    return periods(_RATE.sub(" ", folded(text)))


_TENS = "|".join(word for word, figures in NUMBERS.items() if 20 <= int(figures) < 100)
_ONES = "|".join(word for word, figures in NUMBERS.items() if 1 <= int(figures) < 10)
_LESS = "|".join(word for word, figures in NUMBERS.items() if int(figures) < 100)
_SMALL = rf"(?:(?:{_TENS})[ -](?:{_ONES})|{_LESS})"
_LARGE = "hundred|thousand"
_SPELT = re.compile(
    rf"\b(?:(?:(?:an?|{_SMALL})[ -])?(?:{_LARGE})"
    rf"(?:(?:[ -]and)?[ -]{_SMALL}\b(?![ -](?:{_LARGE})))?|{_SMALL})\b",
    re.IGNORECASE,
)
"""A number in words, up to the thousands: `twenty-four`, `a hundred`, `two hundred and fifty`."""
_ONE = re.compile(
    r"\b(?:an?|per) (minute|hour|day|week|fortnight|month|quarter|year)\b", re.IGNORECASE
)


@lru_cache(maxsize=2048)
def numeral(text: str) -> str:
    """The text with number words as digits."""
    plain = folded(text)
    if any(map(plain.lower().__contains__, NUMBERS)):  # else soon told
        plain = _SPELT.sub(_in_figures, plain)
    return _ONE.sub(r"1 \1", plain)


def _in_figures(spelt: re.Match[str]) -> str:
    """`180` for `one hundred and eighty`."""
    total = 0
    for word in re.split("[ -]", spelt[0].lower()):
        number = 0 if word == "and" else int(NUMBERS.get(word, "1"))
        total = max(total, 1) * number if number >= 100 else total + number
    return str(total)


@lru_cache(maxsize=2048)
def dates(text: str) -> frozenset[str]:
    """Calendar dates, as `2026-05-03`, `05-03` or `2026-05`; day first where both are possible."""
    found: set[str] = set()
    plain = folded(text)
    if not _has_figure(plain):
        return frozenset()
    taken = bytearray(len(plain))
    for pattern in _DATES:
        for m in pattern.finditer(plain):
            start, end = m.span()
            if taken.find(1, start, end) >= 0:
                continue
            taken[start:end] = b"\1" * (end - start)
            groups = m.groupdict()
            month = (
                int(groups["mnum"])
                if groups.get("mnum")
                else _MONTHS.index(groups["month"][:3].lower()) + 1
            )
            day = int(groups["day"]) if groups.get("day") else 0
            if month > 12 >= day:
                month, day = day, month
            year = groups.get("year") or ""
            year = f"20{year}" if len(year) == 2 else year
            found.add(
                "-".join(part for part in (year, f"{month:02}", f"{day:02}" if day else "") if part)
            )
    return frozenset(found)


@lru_cache(maxsize=2048)
def without_dates(text: str) -> str:
    """The text with its dates cut out."""
    plain = folded(text)
    for pattern in _DATES if _has_figure(plain) else ():
        plain = pattern.sub(" ", plain)
    return plain


@lru_cache(maxsize=2048)
def ages(text: str) -> frozenset[int]:
    """Ages of people: `under 13`, `16 years of age`, `aged 18`."""
    plain = numeral(text)
    if not _has_figure(plain):
        return frozenset()
    plain = _LASTS.sub(" ", plain)
    return frozenset(
        int(m[1]) for pattern in _AGE for m in pattern.finditer(plain) if 3 <= int(m[1]) <= 25
    )


def with_equal_spans(text: str) -> tuple[str, ...]:
    """Words of a text with each span of time in days and each date in one form: equal for texts
    that differ in units and formats only (decision table N04). A month is not 30 days, and five
    working days are no week to the hour."""
    plain = numeral(text)
    spans = _PERIOD.sub(
        lambda m: f"{round(_days(m), 1):g} {'work' if m['work'] else ''}daysspan", plain
    )
    return (*norms(without_dates(spans)), *sorted(dates(text)))
