"""What a person says on the command line in; names, reasons and days that can be kept, out."""

import datetime
import unicodedata

import click

from fairnotice.exits import WRONG_CALL, RefusedError
from fairnotice.model import Day
from fairnotice.source.days import day


class _DayType(click.ParamType[Day]):
    """A day as ISO 8601 writes it."""

    name = "YYYY-MM-DD"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Day:
        """The day; a usage error for anything else."""
        if isinstance(value, datetime.date):
            return value
        found = day(str(value))
        if found is None:
            self.fail(f"“{value}” is not a day; write it like 2027-01-18.", param, ctx)
        return found


DAY = _DayType()


class _CountType(click.ParamType[int]):
    """How many people: digits."""

    name = "NUMBER"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """The number; a usage error for anything else."""
        written = str(value)
        if not (written.isascii() and written.isdigit() and len(written) < _MOST_DIGITS):
            self.fail(f"“{written}” is not a number of people; write digits, as 412.", param, ctx)
        return int(written)


_MOST_DIGITS = 12

COUNT = _CountType()


def said(flag: str, text: str) -> str:
    """What was given for `flag`, on one line; RefusedError when there is no word in it."""
    shown = "".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in text)
    words = " ".join(shown.split())
    if not any(sign.isalnum() for sign in words):
        raise RefusedError(f"{flag} says nothing.", "Give a name or a reason.", WRONG_CALL)
    return words


def day_of(given: Day | None, today: Day) -> Day:
    """The day that was given, else today; RefusedError for one that is still to come."""
    if given and given > today:
        raise RefusedError(
            f"{given} is still to come: today is {today}.",
            "Note what has happened, on the day it happened.",
            WRONG_CALL,
        )
    return given or today
