"""Cookies as data: rows compared, a file for consent tools and its revision."""

import json

from hypothesis import given
from hypothesis import strategies as st

from fairnotice.law.sources import sources
from fairnotice.model import Day, Organisation
from fairnotice.pages.cookie_categories import _CHOICES, category_facts
from fairnotice.pages.cookie_changes import cookie_changes
from fairnotice.pages.cookies_data import revision
from fairnotice.pages.site import rendered
from tests.pages.reading import elements, text, words
from tests.pages.views import example, view
from tests.world import cookie, version

TEXT = "# Cookie notice\n\n## What we use {#list}\n\n[[cookies]]\n"


def notice(*tables):
    return tuple(
        version(f"202{n}-01-01", TEXT, notice="cookies", cookies=rows)
        for n, rows in enumerate(tables)
    )


def told(old, new) -> list[str]:
    return [f"{change.kind} {change.row.name}" for change in cookie_changes(old, new)]


def test_rows_are_compared_as_data() -> None:
    count = cookie("count", category="statistics", ground="consent", lifetime="13 months")
    assert told((cookie(), cookie("old")), (cookie(lifetime="2 days"), count)) == [
        "added count",
        "changed basket",
        "removed old",
    ]
    (change,) = cookie_changes((cookie(),), (cookie(lifetime="2 days"),))
    assert [(f.field, f.old, f.new) for f in change.fields] == [("lifetime", "session", "2 days")]


def test_a_cookie_that_somebody_else_sets_now_is_the_same_cookie() -> None:
    (change,) = cookie_changes((cookie(),), (cookie(set_by="Them Ltd"),))
    assert [(f.field, f.new) for f in change.fields] == [("set_by", "Them Ltd")]


_ROWS = st.lists(
    st.builds(
        cookie,
        st.sampled_from("abcd"),
        set_by=st.sampled_from(["us", "them"]),
        lifetime=st.sampled_from(["session", "1 day"]),
    ),
    max_size=5,
    unique_by=lambda row: (row.name, row.set_by),
).map(tuple)


@given(_ROWS, _ROWS)
def test_rows_kept_added_and_removed_add_up(old, new) -> None:
    found = [change.kind for change in cookie_changes(old, new)]
    assert len(new) - found.count("added") == len(old) - found.count("removed")
    assert cookie_changes(old, old) == ()


@given(_ROWS)
def test_the_revision_stands_still_for_lifetimes_and_order(rows) -> None:
    other = tuple(cookie(row.name, set_by=row.set_by, lifetime="9 days") for row in rows[::-1])
    assert revision(notice(rows, other)) == 1


def test_the_revision_moves_with_what_people_agreed_to() -> None:
    before = (cookie(),)
    for fact in (
        {"name": "other"},
        {"set_by": "Them"},
        {"purpose": "Another."},
        {"category": "statistics"},
        {"ground": "consent"},
    ):
        assert revision(notice(before, before, (cookie(**fact),))) == 2, fact


def test_consent_tools_read_the_cookies_of_the_version_in_force() -> None:
    found = json.loads(example().site["cookies/cookies.json"])
    assert found["version"] == "2025-06-02"
    assert found["revision"] == 3
    assert "ts_visit" in [row["name"] for row in found["cookies"]]
    assert "privacy/cookies.json" not in example().site


def test_the_list_of_changes_names_the_cookie_and_the_column_that_changed() -> None:
    made = rendered(view(*notice((cookie(),), (cookie(lifetime="2 days"),)))).site
    said = text(made["cookies/compare/2020-01-01/2021-01-01/index.html"])
    assert "1. Changed basket · Lifetime: removed Session end removed added 2 days" in said


def test_pages_tell_what_happened_to_the_cookies() -> None:
    made = rendered(view(*notice((cookie(),), (cookie(), cookie("c", lifetime="13 months"))))).site
    for path in ("changes", "compare/2020-01-01/2021-01-01"):
        said = text(made[f"cookies/{path}/index.html"])
        assert "Cookies and the like: 1 added" in said
        assert "New c: strictly necessary, 13 months" in said


COUNT = cookie("count", category="statistics", ground="consent", set_by="Tally Ltd")
BAKERY = cookie("lang", category="preferences", ground="consent", set_by="Brindle Bakery Ltd")


def page(*rows, **settings) -> str:
    made = rendered(view(*notice(rows), **settings)).site
    return text(made["cookies/index.html"])


def test_each_category_says_what_it_is_who_sets_what_and_whether_people_are_asked() -> None:
    said = page(COUNT, cookie(), BAKERY, cookie("guard", set_by="Pay Ltd"))
    necessary, _, rest = said.partition("Preferences They")
    assert "Who sets them? We set basket. Pay Ltd sets guard." in necessary
    assert "Do we ask you first? No: what you want from us does not work" in necessary
    preferences, _, statistics = rest.partition("Statistics They count visits")
    assert "Who sets them? We do. Do we ask you first? Yes." in preferences
    assert "Who sets them? Tally Ltd. Do we ask you first? Yes." in statistics
    assert "You can change your mind at any time." in statistics
    assert "Marketing" not in said


def test_cookies_of_one_category_on_two_grounds_are_told_apart() -> None:
    said = page(COUNT, cookie("visits", category="statistics", ground="statistics"))
    assert "For count: Yes." in said
    assert "For visits: No: they only count" in said


def test_a_company_says_in_its_own_words_what_a_category_is() -> None:
    said = page(COUNT, cookie_categories={"statistics": "We count loaves."})
    assert "Statistics We count loaves. Who sets them?" in said


def test_what_the_law_lets_readers_do_is_that_of_their_law_and_day() -> None:
    free = cookie("visits", category="statistics", ground="statistics")

    def choice(today: Day, law, **bent) -> str:
        organisation = Organisation(legal_name="Brindle Bakery Ltd", jurisdiction=law)
        made = view(*notice((free,)), today=today, organisation=organisation, **bent)
        version = made.version("cookies", "2020-01-01")
        return category_facts(made, version, "statistics").grounds[0].choice

    assert choice(Day(2026, 2, 5), "uk").startswith("You can object")
    assert choice(Day(2026, 2, 4), "uk") == ""
    assert choice(Day(2026, 2, 5), "eu") == ""


def test_what_the_law_says_of_cookies_names_its_source() -> None:
    for rule in (rule for rules in _CHOICES.values() for rule in rules):
        assert sources()[rule.source].grade in {"P", "Q"}, rule.source


def test_a_table_of_cookies_is_one_table_with_a_body_for_each_category() -> None:
    made = rendered(view(*notice((COUNT, cookie(), BAKERY)))).site["cookies/index.html"]
    (table,) = elements(made, "table")
    bodies = [e for e in table if e.tag.endswith("tbody")]
    assert [words(next(body.iter())).split(" They ")[0] for body in bodies] == [
        "Strictly necessary",
        "Preferences",
        "Statistics",
    ]
    labels = {e.get("data-label") for e in elements(made, "td")} - {None}
    assert {"Name", "Set by", "Lifetime"} <= labels
