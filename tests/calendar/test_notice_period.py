"""The notice period."""

from hypothesis import given
from hypothesis import strategies as st

from fairnotice.calendar.notice_period import earliest_effective
from fairnotice.model import Day, NoticeDays


def test_thirty_days_after_the_first_of_april_is_the_first_of_may() -> None:
    assert earliest_effective(Day(2026, 4, 1), "significant", NoticeDays()) == Day(2026, 5, 1)


def test_a_minor_version_may_apply_on_the_day_it_is_shown() -> None:
    assert earliest_effective(Day(2026, 4, 1), "minor", NoticeDays()) == Day(2026, 4, 1)


@given(st.dates(), st.integers(min_value=0))
def test_any_number_of_days_gives_a_day_no_earlier_than_the_published_one(
    published: Day, number: int
) -> None:
    earliest = earliest_effective(published, "significant", NoticeDays(significant=number))
    assert earliest >= published
    assert earliest == Day.max or (earliest - published).days == number
