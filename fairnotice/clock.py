"""What the command line and the environment say of the time in, one moment out."""

import datetime
from collections.abc import Mapping

_YEARS = range(1900, 9000)


def clock(written: str | None, environment: Mapping[str, str]) -> datetime.datetime:
    """The moment that decides what is in force.

    `written` (`--clock`) is over `SOURCE_DATE_EPOCH` (seconds since 1970, reproducible-builds.org),
    which is over now. A date, or a date and time without an offset, is left without a zone: it is
    meant in the site's. ValueError, in an editor's words, when a value cannot be read.
    """
    if written is not None:
        return _written(written)
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.datetime.now(datetime.UTC)
    try:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    except (ValueError, OverflowError, OSError):
        raise ValueError(
            f"SOURCE_DATE_EPOCH is {epoch!r}: it must be a number of seconds since 1970"
        ) from None


def _written(written: str) -> datetime.datetime:
    """A date, or a date and time, in ISO 8601."""
    try:
        moment = datetime.datetime.fromisoformat(written)
    except ValueError:
        raise ValueError(
            f"{written!r} is not a date and time in ISO 8601, "
            "such as 2026-12-01 or 2026-12-01T09:00:00+00:00"
        ) from None
    if moment.year not in _YEARS:
        raise ValueError(f"the year {moment.year} is not between {_YEARS[0]} and {_YEARS[-1]}")
    return moment
