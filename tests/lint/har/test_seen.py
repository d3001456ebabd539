"""Which cookies a visit saw, for how long, and whose."""

import pytest

from fairnotice.lint.har.lifetime import declared_seconds, longer, spoken
from fairnotice.lint.har.saved import saved
from fairnotice.lint.har.seen import Cookie, cookies, registrable
from tests.lint.har.visit import har, request

DAY = 86400.0


def _seen(*headers: str, began: str = "2026-03-01T09:00:00.000Z") -> list[Cookie]:
    return list(cookies(saved(har(request(set_cookie=headers, began=began)), "v.har").requests))


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("a=1", None),
        ("a=1; Max-Age=86400", DAY),
        ("a=1; max-age=60; Expires=Mon, 01 Mon 2027 09:00:00 GMT", 60.0),
        ("a=1; Expires=Mon, 02 Mar 2026 09:00:00 GMT", DAY),
        ("a=1; expires=Mon, 02-Mar-2026 09:00:00 GMT; path=/", DAY),
        ("a=1; Expires=never", None),
        ("a=1; Max-Age=soon", None),
    ],
)
def test_a_cookie_lasts_as_long_as_its_attributes_say(header: str, seconds: float | None) -> None:
    (cookie,) = _seen(header)
    assert (cookie.name, cookie.seconds, cookie.was_set) == ("a", seconds, True)


@pytest.mark.parametrize(
    "header",
    [
        "a=; Max-Age=0",
        "a=; Max-Age=-1",
        "a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
        "nameless",
        "",
    ],
)
def test_a_cookie_that_is_taken_away_or_has_no_name_is_none(header: str) -> None:
    assert _seen(header) == []
    assert _seen(header, began="some day") == []


def test_without_a_time_of_the_request_an_end_tells_nothing() -> None:
    (cookie,) = _seen("a=1; Expires=Mon, 02 Mar 2026 09:00:00 GMT", began="some day")
    assert cookie.seconds is None


def test_of_several_lifetimes_the_longest_counts_and_a_cookie_is_told_once() -> None:
    (cookie,) = _seen("a=1; Max-Age=60", "a=2; Max-Age=3600", "a=3")
    assert cookie.seconds == 3600.0


def test_a_cookie_that_was_only_sent_is_seen_without_a_lifetime() -> None:
    found = cookies(saved(har(request(sent=("basket",))), "v.har").requests)
    assert [(one.name, one.was_set, one.seconds) for one in found] == [("basket", False, None)]


def test_a_cookie_belongs_to_whoever_registered_the_name_of_its_host() -> None:
    assert registrable("shop.brindle.co.uk") == "brindle.co.uk"
    assert registrable("brindle.github.io") == "brindle.github.io"
    assert registrable("127.0.0.1") == "127.0.0.1"
    assert registrable("localhost") == "localhost"
    (cookie,) = _seen("a=1; Domain=.Brindle.example")
    assert (cookie.domain, cookie.owner) == ("brindle.example", "brindle.example")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, "session"),
        (1800, "30 minutes"),
        (3600, "1 hour"),
        (7 * DAY, "7 days"),
        (30 * DAY, "1 month"),
        (45 * DAY, "45 days"),
        (395 * DAY, "13 months"),
        (365 * DAY, "1 year"),
        (730 * DAY, "2 years"),
        (0.4, "1 second"),
    ],
)
def test_a_lifetime_is_said_as_a_table_has_it(seconds: float | None, words: str) -> None:
    assert spoken(seconds) == words


@pytest.mark.parametrize("lifetime", ["13 months", "1 year", "2 weeks", "400 days", "30 minutes"])
def test_a_cookie_as_declared_is_not_longer_and_one_a_tenth_over_is(lifetime: str) -> None:
    declared = declared_seconds(lifetime)
    assert declared is not None
    assert not longer(declared, declared)
    assert not longer(declared * 0.5, declared)
    assert longer(declared * 1.1, declared)


def test_months_and_years_of_any_length_are_what_they_are_called() -> None:
    assert not longer(365 * DAY, declared_seconds("12 months"))
    assert not longer(31 * DAY, declared_seconds("1 month"))
    assert not longer(366 * DAY, declared_seconds("1 year"))


def test_any_lasting_cookie_is_longer_than_a_session() -> None:
    assert longer(60.0, declared_seconds("session"))
    assert not longer(None, declared_seconds("session"))
    assert not longer(None, declared_seconds("1 year"))


def test_a_name_that_is_too_long_for_browsers_is_no_cookie() -> None:
    assert [one.name for one in _seen("a" * 4_097 + "=1", "b" * 4_096 + "=1")] == ["b" * 4_096]
