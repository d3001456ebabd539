"""How versions stand on a day."""

import datetime
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairnotice.calendar.timeline import timeline, today
from fairnotice.model import Day, Notice, Timeline, Version
from tests.world import notice, version

FIRST, LAST = Day(2020, 1, 1), Day(2020, 12, 31)
_PLAIN = version("2020-01-01", "# Notice\n")


def _standing(notice: Notice, day: str) -> dict[str, str]:
    standings = timeline(notice, Day.fromisoformat(day)).standings
    return {name: standing.state for name, standing in standings.items()}


@pytest.mark.parametrize(
    ("clock", "zone", "day"),
    [
        ("2026-06-30T23:30:00+00:00", "Europe/London", "2026-07-01"),
        ("2026-12-31T23:30:00+00:00", "Europe/London", "2026-12-31"),
        ("2026-07-01T00:30:00+01:00", "UTC", "2026-06-30"),
        ("2026-07-01T10:00:00+00:00", "Pacific/Kiritimati", "2026-07-02"),
        ("2026-07-01T10:00:00+00:00", "America/Los_Angeles", "2026-07-01"),
        ("2026-07-01T06:00:00+00:00", "America/Los_Angeles", "2026-06-30"),
    ],
)
def test_a_day_begins_at_midnight_in_the_sites_own_zone(clock: str, zone: str, day: str) -> None:
    assert today(datetime.datetime.fromisoformat(clock), zone).isoformat() == day


def test_a_clock_without_a_zone_is_no_moment() -> None:
    with pytest.raises(ValueError, match="time zone"):
        today(datetime.datetime(2026, 7, 1), "Europe/London")  # noqa: DTZ001 - the mistake itself


def test_a_version_takes_over_on_its_day_and_not_before() -> None:
    old, new = version("2020-01-01"), version("2021-01-01", published="2020-12-01")
    both = notice(old, new)
    assert _standing(both, "2020-12-31") == {"2020-01-01": "in force", "2021-01-01": "scheduled"}
    assert _standing(both, "2021-01-01") == {"2020-01-01": "superseded", "2021-01-01": "in force"}


def test_nothing_is_in_force_before_the_first_version_applies() -> None:
    only = notice(version("2021-01-01", published="2020-12-01"))
    line = timeline(only, Day(2020, 12, 24))
    assert line.in_force == ""
    assert line.upcoming == ("2021-01-01",)


def test_of_two_versions_on_one_day_the_one_with_the_higher_number_is_in_force() -> None:
    names = ["2020-01-01", "2020-01-01-2", "2020-01-01-10"]
    line = timeline(notice(*map(version, names)), Day(2020, 1, 1))
    assert line.in_force == "2020-01-01-10"
    assert [line.standings[name].predecessor for name in names] == ["", *names[:2]]
    assert [line.standings[name].successor for name in names] == [*names[1:], ""]


def test_what_never_came_into_force_is_nobodys_predecessor() -> None:
    line = timeline(
        notice(
            version("2020-01-01"),
            version("2020-02-01", status="withdrawn"),
            version("2020-03-01", status="postponed"),
            version("2020-04-01", status="draft"),
            version("2020-05-01"),
        ),
        Day(2020, 6, 1),
    )
    assert line.standings["2020-05-01"].predecessor == "2020-01-01"
    assert line.standings["2020-04-01"].predecessor == "2020-01-01"
    assert line.standings["2020-01-01"].successor == "2020-05-01"
    assert line.standings["2020-03-01"].successor == "2020-05-01"
    assert line.in_force == "2020-05-01"


def test_a_rescheduled_version_waits_for_its_new_day() -> None:
    moved = notice(version("2020-01-01"), version("2020-05-01", effective="2020-06-03"))
    assert _standing(moved, "2020-05-15")["2020-05-01"] == "scheduled"
    assert _standing(moved, "2020-06-03")["2020-05-01"] == "in force"


def test_readers_see_a_version_from_its_published_day_but_never_a_draft() -> None:
    shown = notice(version("2020-05-01", published="2020-04-01"))
    draft = notice(version("2020-05-01", published="2020-04-01", status="draft"))
    assert not timeline(shown, Day(2020, 3, 31)).standings["2020-05-01"].public
    assert timeline(shown, Day(2020, 4, 1)).standings["2020-05-01"].public
    assert not timeline(draft, Day(2020, 6, 1)).standings["2020-05-01"].public


def test_scheduled_versions_are_listed_soonest_first() -> None:
    line = timeline(notice(version("2021-02-01"), version("2021-01-01")), Day(2020, 1, 1))
    assert line.upcoming == ("2021-01-01", "2021-02-01")


days = st.dates(FIRST, LAST)


@st.composite
def versions(draw: st.DrawFn) -> tuple[Version, ...]:
    names = draw(st.lists(days, unique=True, max_size=6))
    return tuple(
        replace(
            _PLAIN,
            name=f"{day}-2" if draw(st.booleans()) else str(day),
            effective=draw(st.one_of(st.just(day), days)),
            published=draw(days),
            status=draw(st.sampled_from(["", "", "", "draft", "postponed", "withdrawn"])),
        )
        for day in names
    )


def _line(some: tuple[Version, ...], day: Day) -> Timeline:
    return timeline(Notice("privacy", "Privacy", "privacy", some), day)


@given(versions(), days)
def test_every_version_has_one_state_and_exactly_one_is_in_force_once_any_applies(
    some: tuple[Version, ...], day: Day
) -> None:
    line = _line(some, day)
    states = Counter(standing.state for standing in line.standings.values())
    assert set(line.standings) == {version.name for version in some}
    applies = any(not version.status and version.effective <= day for version in some)
    assert states["in force"] == (1 if applies else 0)
    assert bool(line.in_force) == applies
    assert states["scheduled"] == len(line.upcoming)
    for version_ in some:
        if version_.status:
            assert line.standings[version_.name].state == version_.status


@given(st.data(), versions(), days)
def test_the_order_in_which_versions_come_makes_no_difference(
    data: st.DataObject, some: tuple[Version, ...], day: Day
) -> None:
    shuffled = tuple(data.draw(st.permutations(some)))
    assert _line(shuffled, day) == _line(some, day)


@given(versions(), days, days)
def test_time_only_moves_a_version_on(some: tuple[Version, ...], one: Day, other: Day) -> None:
    """Scheduled, then in force, then superseded: never back."""
    ladder = ["scheduled", "in force", "superseded"]
    before, after = _line(some, min(one, other)), _line(some, max(one, other))
    in_order = all(
        earlier.effective <= later.effective
        for earlier in some
        for later in some
        if earlier.order < later.order and not earlier.status and not later.status
    )
    for name, standing in before.standings.items():
        if standing.state in ladder and in_order:
            assert ladder.index(standing.state) <= ladder.index(after.standings[name].state)
        assert standing.predecessor == after.standings[name].predecessor


@given(versions(), days)
def test_predecessor_and_successor_mirror_each_other(some: tuple[Version, ...], day: Day) -> None:
    line = _line(some, day)
    running = {version.name for version in some if not version.status}
    for name in running:
        standing = line.standings[name]
        if standing.predecessor:
            assert line.standings[standing.predecessor].successor == name
        if standing.successor:
            assert line.standings[standing.successor].predecessor == name
