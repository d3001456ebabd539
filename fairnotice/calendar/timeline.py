"""A notice's versions and a day in; out comes how each of them stands on that day.

The states are those of the README: written ones (draft, postponed, withdrawn) stand as written;
of the others the last whose effective day has come is in force, those before it are superseded,
and those whose day is still to come are scheduled.
"""

import datetime
from bisect import bisect_left, bisect_right
from zoneinfo import ZoneInfo

from fairnotice.model import Day, Notice, Standing, State, Timeline, Version


def today(clock: datetime.datetime, timezone: str) -> Day:
    """The calendar day at the moment `clock` in the IANA zone `timezone`.

    ValueError when `clock` has no zone of its own (it would not be a moment);
    ZoneInfoNotFoundError when there is no such zone.
    """
    if clock.tzinfo is None:
        raise ValueError("the clock needs a time zone to be a moment")
    return clock.astimezone(ZoneInfo(timezone)).date()


def timeline(notice: Notice, today: Day) -> Timeline:
    """How each version of `notice` stands on the day `today`.

    Versions are taken in the order of their names (day, then number), in whatever order they
    come. Two on one day both take effect then, so the one with the higher number is in force.
    """
    versions = sorted(notice.versions, key=lambda version: version.order)
    running = [version for version in versions if not version.status]
    orders = [version.order for version in running]
    begun = [version for version in running if version.effective <= today]
    in_force = begun[-1].name if begun else ""
    scheduled = sorted(
        (version for version in running if version.effective > today),
        key=lambda version: (version.effective, version.order),
    )
    return Timeline(
        notice=notice.id,
        today=today,
        in_force=in_force,
        upcoming=tuple(version.name for version in scheduled),
        standings={
            version.name: Standing(
                state=_state(version, in_force, today),
                predecessor=_predecessor(version, running, orders),
                successor=_successor(version, running, orders),
                public=version.status != "draft" and version.published <= today,
            )
            for version in versions
        },
    )


def _state(version: Version, in_force: str, today: Day) -> State:
    """The state of one version, given the name of the one in force."""
    if version.status:
        return version.status
    if version.effective > today:
        return "scheduled"
    return "in force" if version.name == in_force else "superseded"


def _predecessor(version: Version, running: list[Version], orders: list[tuple[str, int]]) -> str:
    """Name of the last of `running` (by `orders`) that stands before `version`, or empty."""
    place = bisect_left(orders, version.order)
    return running[place - 1].name if place else ""


def _successor(version: Version, running: list[Version], orders: list[tuple[str, int]]) -> str:
    """Name of the first of `running` (by `orders`) that stands after `version`, or empty."""
    place = bisect_right(orders, version.order)
    return running[place].name if place < len(running) else ""
