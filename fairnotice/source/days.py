"""Text goes in; the day that it names, or why it names none, comes out."""

import datetime
import re

from fairnotice.source.spelling import short

YEARS = range(1900, 9000)
"""Years that a day of a notice may be in, as the clock's: a notice period before or behind them,
and a moment in another time zone, would lead out of the calendar."""

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_OTHER_DAY = re.compile(r"([0-9]{1,4})[./-]([0-9]{1,2})[./-]([0-9]{1,4})")


def day(text: str) -> datetime.date | None:
    """The day that ISO text such as `2018-05-15` names, or None."""
    if not _ISO_DAY.fullmatch(text) or int(text[:4]) not in YEARS:
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def bad_day(text: str) -> tuple[str, str]:
    """What is wrong with a text that is no day, and how to mend it."""
    if _ISO_DAY.fullmatch(text):
        if int(text[:4]) not in YEARS:
            wrong = f"The year of `{text}` is not between {YEARS[0]} and {YEARS[-1]}."
            return wrong, "Write the day that is meant, as 2018-05-15."
        return f"The calendar has no day `{text}`.", "Write a day that exists, as 2018-05-15."
    found = _OTHER_DAY.fullmatch(text)
    if found:
        first, month, last = found.groups()
        year, number = (first, last) if len(first) == 4 else (last, first)
        iso = f"{year}-{month:0>2}-{number:0>2}"
        if len(year) == 4 and day(iso):
            return f"`{short(text)}` is not written as year-month-day.", f"Write {iso}?"
    return f"`{short(text)}` is not a date.", "Write year-month-day, as 2018-05-15."
