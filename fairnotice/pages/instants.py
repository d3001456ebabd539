"""Days in; the moments at which they begin, as feeds and headers write them, out."""

import datetime
from collections.abc import Callable
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from fairnotice.model import Day, Version


def begins(day: Day, timezone: str) -> datetime.datetime:
    """The moment at which `day` begins in the IANA time zone; in UTC where the offset of that day
    has seconds, as some had until 1972 and feeds cannot say (RFC 3339)."""
    moment = datetime.datetime.combine(day, datetime.time(), ZoneInfo(timezone))
    offset = moment.utcoffset()
    return moment.astimezone(datetime.UTC) if offset and offset.seconds % 60 else moment


def written(moment: datetime.datetime) -> str:
    """As Atom and JSON Feed want it (RFC 3339): `2025-06-02T00:00:00+01:00`."""
    return moment.isoformat()


def http_date(moment: datetime.datetime) -> str:
    """As HTTP and Memento want it (RFC 9110, 5.6.7): `Sun, 01 Jun 2025 23:00:00 GMT`."""
    return format_datetime(moment.astimezone(datetime.UTC), usegmt=True)


def last_news(version: Version, has_come: Callable[[Day], bool]) -> Day:
    """The last day, up to today, on which something about a version was new to its readers:
    it appeared, took effect, was moved, or got a note."""
    entry = version.entry
    told = (
        [*(move.date for move in entry.rescheduled), *(n.date for n in entry.errata)]
        if entry
        else []
    )
    days = [day for day in (version.published, version.effective, *told) if has_come(day)]
    return max(days, default=version.published)
