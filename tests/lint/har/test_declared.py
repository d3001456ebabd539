"""Where a cookie table and what a browser saw differ, as an editor is told."""

import time
from collections.abc import Sequence
from typing import Any

import pytest

from fairnotice.lint.har.declared import LEVELS, differences, placed
from fairnotice.lint.har.saved import saved
from fairnotice.model import CookieRow, Organisation, Place, Problem, Site
from tests.lint.har.visit import har, request
from tests.world import cookie, site, version

HAR = Place("visit.har")
SECONDS = 10.0
"""Of processor time; it takes less than one, and took minutes."""
TEXT = "# Cookie notice\n\nFlour Statistics counts our visitors.\n\n[[cookies]]\n"


def _world(rows: Sequence[CookieRow], **settings: Any) -> Site:
    notice = version(notice="cookies", text=TEXT, cookies=tuple(rows))
    return site(version(), notice, **settings)


def _found(
    rows: Sequence[CookieRow], *requests: dict[str, Any], **settings: Any
) -> dict[str, list[Problem]]:
    """What is told, by check, less the reminder of what a HAR does not hold."""
    world = _world(rows, **settings)
    given = saved(har(*requests), "visit.har").requests
    found: dict[str, list[Problem]] = {}
    for problem in differences(world.notices[1].versions[0], world, given, HAR):
        if problem.check != "har-limits":
            found.setdefault(problem.check, []).append(problem)
    return found


YEAR = "Max-Age=31536000"


def test_a_table_that_says_what_the_browser_saw_has_nothing_told() -> None:
    rows = [cookie("basket"), cookie("till", lifetime="1 year")]
    visit = request(set_cookie=("basket=1", f"till=2; {YEAR}"), sent=("basket", "till"))
    assert _found(rows, visit) == {}


def test_a_cookie_without_a_row_is_told_with_the_row_to_write() -> None:
    (problem,) = _found([cookie()], request(set_cookie=("basket=1", f"_till=1; {YEAR}")))[
        "cookie-undeclared"
    ]
    assert problem.level == "error"
    assert problem.source is not None
    assert "_till of brindle.example, lasting 1 year" in problem.wrong
    assert "request 1, https://www.brindle.example/" in problem.wrong
    assert "`name: _till`, `lifetime: 1 year`, `set_by:` us" in problem.mend


def test_where_only_a_commentator_says_so_it_is_a_warning() -> None:
    abroad = Organisation(legal_name="Brindle Bakery", jurisdiction="eu")
    visit = request(set_cookie=("basket=1", "_till=1"))
    found = _found([cookie()], visit, organisation=abroad)
    assert [problem.level for problem in found["cookie-undeclared"]] == ["warning"]


def test_a_cookie_that_differs_in_capitals_alone_is_a_slip() -> None:
    (problem,) = _found([cookie("Basket")], request(set_cookie=("basket=1",)))["cookie-undeclared"]
    assert "Did you mean it by Basket?" in problem.mend


@pytest.mark.parametrize(
    ("declared", "name"),
    [
        ("_ga_*", "_ga_7XK2"),
        ("_ga_<container>", "_ga_7XK2"),
        ("till-{shop}", "till-3"),
        ("_hjSession_XXXXXX", "_hjSession_994211"),
        ("_ga, _gid", "_gid"),
        ("loaf and basket", "basket"),
    ],
)
def test_a_row_may_name_several_cookies_or_a_pattern(declared: str, name: str) -> None:
    assert _found([cookie(declared)], request(set_cookie=(f"{name}=1",))) == {}


def test_a_row_of_the_very_name_goes_before_a_pattern() -> None:
    rows = [cookie("_ga*", lifetime="1 day"), cookie("_ga", lifetime="1 year")]
    found = _found(rows, request(set_cookie=(f"_ga=1; {YEAR}",)))
    assert list(found) == ["cookie-not-seen"]


def test_a_cookie_that_lasts_longer_than_declared_is_told_at_its_row() -> None:
    world = _world([cookie("till", lifetime="30 days")])
    row = next(iter(placed(world.notices[1].versions[0])))
    (problem,) = _found(
        [cookie("till", lifetime="30 days")], request(set_cookie=(f"till=1; {YEAR}",))
    )["cookie-longer-lived"]
    assert problem.place == row.place
    assert "lasts 1 year, and the table says 30 days" in problem.wrong


def test_a_cookie_that_ends_sooner_than_declared_is_kinder_and_not_told() -> None:
    rows = [cookie("till", lifetime="1 year")]
    assert _found(rows, request(set_cookie=("till=1; Max-Age=60",))) == {}


def test_a_lasting_cookie_that_is_declared_as_one_of_the_session_is_told() -> None:
    assert "cookie-longer-lived" in _found(
        [cookie()], request(set_cookie=("basket=1; Max-Age=99",))
    )


def test_a_cookie_of_another_company_that_is_declared_as_ours_is_told() -> None:
    visit = request()
    other = request("https://px.flour-statistics.example/p.gif", set_cookie=("basket=1",))
    (problem,) = _found([cookie()], visit, other)["cookie-of-other-party"]
    assert "one of flour-statistics.example" in problem.wrong


def test_a_cookie_that_another_company_sets_on_our_pages_may_say_so() -> None:
    rows = [cookie("_ga", set_by="Flour Statistics")]
    assert _found(rows, request(set_cookie=("_ga=1",))) == {}


def test_the_domain_of_the_notices_is_ours_wherever_the_visit_began() -> None:
    start = request("https://search.example/")
    ours = request("https://shop.brindle.example/", set_cookie=("basket=1",))
    found = _found([cookie()], start, ours, site_url="https://notices.brindle.example")
    assert found == {}


def test_a_declared_cookie_that_was_not_seen_is_only_something_to_know() -> None:
    (problem,) = _found([cookie(), cookie("till")], request(set_cookie=("basket=1",)))[
        "cookie-not-seen"
    ]
    assert (problem.level, "till" in problem.wrong) == ("info", True)


def test_a_host_that_nobody_names_is_told_once_and_one_that_is_named_is_not() -> None:
    visit = request(set_cookie=("basket=1",))
    named = request("https://cdn.flourstatistics.example/a.js")
    unknown = [request(f"https://{n}.yeast.example/a.js") for n in "abc"]
    (problem,) = _found([cookie()], visit, named, *unknown)["host-not-named"]
    assert "a.yeast.example" in problem.wrong


def test_rows_of_other_kinds_are_not_looked_for_and_that_is_said_once() -> None:
    rows = [cookie(), cookie("draft", kind="local storage"), cookie("pixel", kind="pixel")]
    world = _world(rows)
    given = saved(har(request(set_cookie=("basket=1",))), "visit.har").requests
    (problem,) = differences(world.notices[1].versions[0], world, given, HAR)
    assert (problem.check, problem.level, problem.place) == ("har-limits", "info", HAR)
    assert "local storage, pixel were not compared" in problem.wrong


def test_a_har_that_the_browser_saved_without_cookies_says_how_to_save_one() -> None:
    found = _found([cookie()], request(), request("https://flour.example/"))
    assert list(found) == ["har-without-cookies"]


def test_no_value_of_a_cookie_and_no_query_of_an_address_is_ever_shown() -> None:
    visit = request("https://www.brindle.example/?token=hunter2", set_cookie=("_till=hunter2",))
    told = str(_found([cookie()], visit))
    assert "_till" in told
    assert "hunter2" not in told


def test_every_difference_has_a_level() -> None:
    visit = request(set_cookie=("_x=1", "till=1; Max-Age=99999999"))
    other = request("https://px.yeast.example/", set_cookie=("basket=1",))
    found = _found([cookie(), cookie("till"), cookie("loaf")], visit, other)
    assert set(found) == set(LEVELS) - {"har-without-cookies", "har-limits"}


def test_a_name_of_stars_is_held_against_a_long_one_in_time() -> None:
    """As a pattern it tried each star at each letter: longer than anybody waits."""
    rows = [cookie("*a" * 30 + "*b"), cookie("_ga_*_x")]
    sent = ("a" * 4_000, "_ga_1_2_x", "_ga_x")
    found = _found(rows, request(sent=sent))
    assert len(found["cookie-undeclared"]) == 2
    assert [each.wrong.split()[4].strip(",") for each in found["cookie-not-seen"]] == [
        "*a" * 30 + "*b"
    ]


def test_thousands_of_cookies_and_of_rows_are_compared_in_time() -> None:
    rows = [cookie(f"c{number}") for number in range(4_000)]
    visit = request(sent=tuple(f"d{number}" for number in range(4_000)))
    start = time.process_time()
    found = _found(rows, visit)
    assert time.process_time() - start < SECONDS
    assert len(found["cookie-undeclared"]) == len(found["cookie-not-seen"]) == 4_000


def test_a_hundred_thousand_cookies_beside_hundreds_of_patterns_are_compared_in_time() -> None:
    """Each was held against each: 13 seconds."""
    rows = [cookie(f"shop{number}_*") for number in range(200)]
    rows += [cookie(f"*_shop{number}") for number in range(200)]
    sent = tuple(f"s{number}" for number in range(100_000))
    start = time.process_time()
    found = _found(rows, request(sent=(*sent, "shop7_x", "x_shop9", "shop9_shop9")))
    assert time.process_time() - start < SECONDS
    assert len(found["cookie-not-seen"]) == 400 - 3
    assert found["cookie-undeclared"][-1].wrong.startswith("There are 95000 more")


def test_of_several_patterns_the_first_row_counts() -> None:
    rows = [
        cookie(name, lifetime="session")
        for name in ("zz*", "*b*c*", "a*", "*c", "a*c", "a*b*c", "*b*c*")
    ]
    lines = list(placed(_world(rows).notices[1].versions[0]))
    for name, first in (("abc", 1), ("ac", 2), ("axc", 2), ("bc", 1), ("xc", 3), ("zzc", 0)):
        found = _found(rows, request(set_cookie=(f"{name}=1; {YEAR}",)))
        (problem,) = found["cookie-longer-lived"]
        assert problem.place == lines[first].place


def test_more_cookies_and_patterns_than_can_be_compared_are_refused_in_a_sentence() -> None:
    rows = [cookie(f"*{number}a*b*") for number in range(400)]
    start = time.process_time()
    found = _found(rows, request(sent=tuple(f"s{number}" for number in range(100_000))))
    assert time.process_time() - start < SECONDS
    ((check, (problem,)),) = found.items()
    assert (check, problem.level, problem.place) == ("har-unreadable", "error", HAR)
    assert "100000 cookies" in problem.wrong


def test_of_a_hundred_thousand_differences_the_first_five_thousand_are_told() -> None:
    visit = [
        request(f"https://h{number}.example/", sent=(f"c{number}",)) for number in range(5_003)
    ]
    found = _found([], *visit)
    for kind in ("cookie-undeclared", "host-not-named"):
        *_, before, last = found[kind]
        assert len(found[kind]) == 5_001
        assert "c4999" in before.wrong or "h4999" in before.wrong or "h5000" in before.wrong
        assert last.place == HAR
        more = 3 if kind == "cookie-undeclared" else 2
        assert last.wrong == f"There are {more} more differences of this kind ({kind})."
