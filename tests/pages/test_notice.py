import gc

from fairnotice.memo.trace import seeing
from fairnotice.model import (
    ChangeLine,
    CompareSettings,
    Day,
    Erratum,
    Organisation,
    Rescheduling,
    Section,
    Version,
)
from fairnotice.pages.notice import NoticePage
from fairnotice.pages.site import listed, rendered
from tests.pages.reading import elements, ids, links, meta, relations, target_of, text, title, words
from tests.pages.views import view
from tests.world import entry, version

OLD = """# Privacy notice

Hello.

## What we collect {#data}

Your name.

## How long {#how-long}

Six months.

## The bread club {#club}

It meets on Fridays.
"""

NEW = """# Privacy notice

Hello.

## What we collect {#data}

Your name. See [how long](#retention).

### From others {#others}

Nothing.

## How long {#retention}

Seven months.
"""

CHANGED = entry(
    "2025-01-01",
    summary="We keep orders for seven months.",
    if_nothing="Nothing changes.",
    changes=(
        ChangeLine("changed", "Seven months instead of six.", "retention", "We keep more.", "Ask."),
        ChangeLine("removed", "The club is gone.", "club", until=Day(2024, 12, 31)),
        ChangeLine("clarified", "Easier to read."),
    ),
    moved_ids={"how-long": "retention"},
)

PAIR = (version("2024-01-01", OLD), version("2025-01-01", NEW, entry=CHANGED))


def page(path: str, *versions, **more) -> bytes:
    return rendered(view(*(versions or PAIR), **more)).site[path]


def test_the_notice_in_force_says_what_it_is_and_since_when() -> None:
    found = page("privacy/index.html")
    assert title(found) == "Privacy notice – Brindle Bakery"
    assert "Applies from 1 January 2025 Published 1 January 2025" in text(found)
    assert "Last updated 1 January 2025" in text(found)
    assert "In force" in text(found)
    assert b'<time datetime="2025-01-01">1 January 2025</time>' in found


def test_it_stands_for_itself_and_its_own_address_points_to_it_while_it_is_in_force() -> None:
    where = {"site_url": "https://brindle.example/legal"}
    here = "https://brindle.example/legal/privacy/"
    assert relations(page("privacy/index.html", **where))["canonical"] == here
    assert relations(page("privacy/2025-01-01/index.html", **where))["canonical"] == here


def test_its_menu_has_every_section_in_its_place() -> None:
    menu = next(
        e
        for e in elements(page("privacy/index.html"), "nav")
        if e.get("aria-label") == "Sections of this notice"
    )
    addresses = [e.get("href") for e in menu.iter() if e.get("href")]
    assert addresses == ["#data", "#others", "#retention"]


def test_the_menu_unfolds_without_a_script() -> None:
    first = next(elements(page("privacy/index.html"), "details"))
    assert words(next(iter(first))) == "Contents"


def test_each_change_leads_to_its_section_and_to_the_comparison() -> None:
    found = page("privacy/index.html")
    assert links(found)["How long"] == "#retention"
    assert target_of("privacy/index.html", links(found)["The bread club"]) == (
        "privacy/2024-01-01/index.html",
        "club",
    )
    to_comparison = links(found)["Compare with the version of 1 January 2024, word by word"]
    assert to_comparison == "compare/2024-01-01/2025-01-01/index.html"
    said = text(found)
    assert "What it means for you. We keep more." in said
    assert "What you can do. Ask." in said
    assert "If you do nothing. Nothing changes." in said
    assert "The whole notice" in said


def test_an_old_version_names_and_links_the_one_in_force() -> None:
    found = page("privacy/2024-01-01/index.html")
    assert "This version is no longer in force" in text(found)
    assert "applied from 1 January 2024 until 31 December 2024" in text(found)
    assert links(found)["1 January 2025"] == "../2025-01-01/index.html"
    assert (
        links(found)["See what has changed since"] == "../compare/2024-01-01/2025-01-01/index.html"
    )
    assert meta(found, "robots") == "noindex, follow"
    assert "canonical" not in relations(found)


def test_the_notice_in_force_tells_of_a_coming_version_until_it_is_there() -> None:
    told = entry("2026-06-01", summary="We will bake at night.")
    coming = version("2026-06-01", NEW, published="2026-02-01", entry=told)
    found = page("privacy/index.html", *PAIR, coming)
    assert "A change is coming on 1 June 2026 We will bake at night." in text(found)
    assert "Read the version of 1 June 2026" in links(found)
    later = page("privacy/index.html", *PAIR, coming, today=Day(2026, 6, 1))
    assert "A change is coming" not in text(later)


def test_a_version_that_is_not_yet_published_stands_nowhere() -> None:
    secret = version("2026-06-01", NEW, published="2026-05-01")
    made = rendered(view(*PAIR, secret)).site
    assert not [path for path in made if "2026-06-01" in path]
    assert "2026" not in text(made["privacy/index.html"])


def test_a_coming_version_says_that_it_is_not_yet_in_force() -> None:
    coming = version("2026-06-01", NEW, published="2026-02-01")
    for path in ("privacy/2026-06-01/index.html", "privacy/upcoming/index.html"):
        found = page(path, *PAIR, coming)
        assert "This version is not yet in force It will apply from 1 June 2026." in text(found)
        assert "The version in force is the one of 1 January 2025" in text(found)
        assert "Last updated 1 February 2026" in text(found)


def test_postponed_withdrawn_and_draft_say_so_and_name_the_one_in_force() -> None:
    for state, head in (
        ("postponed", "This version is postponed"),
        ("withdrawn", "This version was withdrawn"),
        ("draft", "This is a draft"),
    ):
        other = version("2026-02-01", NEW, status=state)
        found = page("privacy/2026-02-01/index.html", *PAIR, other, drafts=state == "draft")
        assert head in text(found)
        assert "The version in force is the one of 1 January 2025" in text(found)
        assert meta(found, "robots") == "noindex, follow"


def test_rewritten_words_and_an_older_text_that_is_not_held_are_owned_up_to() -> None:
    told = entry("2018-05-15", provenance="rewritten", earlier="not-held")
    said = text(page("privacy/index.html", version("2018-05-15", entry=told)))
    assert "They are not the text that was published on 15 May 2018." in said
    assert "An older privacy notice existed before 15 May 2018. We do not hold its text" in said


def test_a_moved_date_is_told_with_its_reason() -> None:
    move = Rescheduling(Day(2025, 1, 1), Day(2025, 2, 1), Day(2024, 12, 1), "The oven broke.")
    told = entry("2025-01-01", rescheduled=(move,))
    said = text(page("privacy/index.html", version(effective="2025-02-01", entry=told)))
    assert "moved from 1 January 2025 to 1 February 2025. The oven broke." in said


def test_errata_stand_beside_the_text_newest_first() -> None:
    told = entry(
        errata=(
            Erratum(Day(2025, 2, 1), "First note.", "Ida"),
            Erratum(Day(2025, 3, 1), "Second note.", "Nell", "retention"),
        )
    )
    found = page("privacy/index.html", version(entry=told))
    said = text(found)
    assert said.index("Second note.") < said.index("First note.")
    assert "Note added on 1 March 2025 about How long we keep it." in said


def test_old_anchors_lead_to_the_new_section_or_to_the_last_text_that_had_it() -> None:
    found = page("privacy/index.html")
    assert {"how-long", "club"} <= set(ids(found))
    said = text(found)
    assert "“How long” is now How long." in said
    assert "“The bread club” is no longer part of the notice." in said


def test_an_anchor_renamed_twice_leads_to_the_last_name() -> None:
    third = version(
        "2025-06-01",
        NEW.replace("{#retention}", "{#keeping}").replace("(#retention)", "(#keeping)"),
        entry=entry("2025-06-01", moved_ids={"retention": "keeping"}),
    )
    found = page("privacy/index.html", *PAIR, third)
    old = next(e for e in elements(found, "li") if e.get("id") == "how-long")
    assert [e.get("href") for e in old.iter() if e.get("href")] == ["#keeping"]


def later(count: int) -> tuple[Version, ...]:
    """The two, and so many more with the text of the second."""
    names = [f"{2026 + year}-01-01" for year in range(count)]
    return (*PAIR, *(version(name, NEW, entry=entry(name)) for name in names))


def test_an_anchor_is_kept_alive_however_many_versions_came_since() -> None:
    found = page("privacy/2030-01-01/index.html", *later(5), today=Day(2031, 1, 1))
    assert {"how-long", "club"} <= set(ids(found))
    assert "“The bread club” is no longer part of the notice." in text(found)


def test_a_page_looks_at_the_same_things_however_many_versions_came_before() -> None:
    """What it was made from is written down for each page: else a site grew with its square."""

    def looked_at(count: int) -> int:
        made = listed(view(*later(count), today=Day(2050, 1, 1), compare=CompareSettings(2)))
        newest = f"privacy/{2025 + count}-01-01/index.html"
        with seeing() as seen:
            next(making for making in made.site if making.path == newest).make()
        return len(seen)

    assert looked_at(20) == looked_at(4)


def test_what_is_worked_out_for_the_first_page_is_looked_at_by_all() -> None:
    whole = view(*PAIR)
    for _page in ("first", "second"):
        with seeing() as seen:
            assert whole.told_once("the day", lambda: whole.today) == whole.clock_day
        assert seen == {"today"}


def test_contact_details_come_from_the_settings() -> None:
    company = Organisation(
        legal_name="Brindle Bakery Ltd",
        trading_name="Brindle",
        email="hello@brindle.example",
        support_email="rights@brindle.example",
        phone="01632 960000",
        trading_office="1 Crumb Lane",
    )
    found = page("privacy/index.html", organisation=company)
    assert links(found)["rights@brindle.example"] == "mailto:rights@brindle.example"
    said = text(found)
    assert "Brindle Bakery Ltd, trading as Brindle" in said
    assert "01632 960000" in said
    assert "1 Crumb Lane" in said


def test_machines_find_the_versions_around_it() -> None:
    found = relations(page("privacy/2024-01-01/index.html"))
    assert found["successor-version"] == "../2025-01-01/index.html"
    assert found["latest-version"] == "../index.html"
    assert found["version-history"] == "../versions/index.html"
    assert found["privacy-policy"] == "../index.html"
    assert "predecessor-version" not in found


def test_a_print_names_the_version_its_day_and_its_address() -> None:
    made = rendered(view(*PAIR, site_url="https://brindle.example/")).site
    sheet = made["privacy/2025-01-01/print.css"].decode()
    assert '"Privacy notice, version of 1 January 2025"' in sheet
    assert '"Applies from 1 January 2025"' in sheet
    assert '"https://brindle.example/privacy/2025-01-01/"' in sheet
    assert b'href="2025-01-01/print.css" media="print"' in made["privacy/index.html"]


def test_a_print_of_a_comparison_names_both_versions_and_its_address() -> None:
    made = rendered(view(*PAIR, site_url="https://brindle.example/")).site
    folder = "privacy/compare/2024-01-01/2025-01-01"
    sheet = made[f"{folder}/print.css"].decode()
    assert '"Privacy notice: 1 January 2024 and 1 January 2025 compared"' in sheet
    assert f'"https://brindle.example/{folder}/"' in sheet
    assert b'href="print.css" media="print"' in made[f"{folder}/index.html"]
    assert b'href="../print.css" media="print"' in made[f"{folder}/side-by-side/index.html"]


def test_two_versions_of_one_day_are_told_apart() -> None:
    two = (version("2025-01-01", OLD), version("2025-01-01-2", NEW))
    made = rendered(view(*two)).site
    assert "Version of 1 January 2025 (no. 2)" in text(made["privacy/2025-01-01-2/index.html"])
    assert "replaced the same day" in text(made["privacy/2025-01-01/index.html"])


def test_nothing_of_a_page_is_left_once_it_is_made() -> None:
    """A build makes thousands, and looks seldom for what holds itself."""
    bakery = view(version(text="# Bread\n\n## Crumbs\n\nWords.\n\n### Dust\n\nMore words.\n"))
    gc.collect()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        made = rendered(bakery).site["privacy/index.html"]
        gc.collect()
        left = [found for found in gc.garbage if isinstance(found, NoticePage | Section)]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
    assert b"Dust" in made
    assert left == []
