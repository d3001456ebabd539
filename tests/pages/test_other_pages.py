"""What stands on the home page, the archive, the pages of changes and comparisons, and the rest."""

import pytest

from fairnotice.model import ChangeLine, CompareSettings, Day, SiteLink, Version
from fairnotice.pages.site import rendered
from tests.pages.reading import elements, links, meta, text, title, words
from tests.pages.views import view, view_of
from tests.world import TEXT, entry, site, version

LONGER = TEXT.replace("six months", "two years")

FIRST = version("2024-01-01", entry=entry("2024-01-01", summary="Our first notice."))
SECOND = version(
    "2025-01-01",
    LONGER,
    entry=entry(
        "2025-01-01",
        significance="significant",
        summary="We keep orders longer.",
        changes=(ChangeLine("changed", "Two years.", "retention", "Longer.", "Object."),),
    ),
)
COMING = version(
    "2026-06-01",
    LONGER.replace("your name", "your first name"),
    published="2026-02-01",
    entry=entry("2026-06-01", summary="We ask for less.", significance="minor"),
)


def page(path: str, *versions, **more) -> bytes:
    return rendered(view(*(versions or (FIRST, SECOND)), **more)).site[path]


# ---------------------------------------- home


def test_the_home_page_tells_what_is_in_force_and_what_is_coming() -> None:
    found = page("index.html", FIRST, SECOND, COMING)
    assert "In force since 1 January 2025 We keep orders longer." in text(found)
    assert "Coming on 1 June 2026 We ask for less." in text(found)
    assert links(found)["Privacy notice"] == "privacy/index.html"
    assert "3 versions of the privacy notice" in text(found)


def test_the_footer_has_the_companys_links() -> None:
    found = page("index.html", links=(SiteLink("About us", "https://brindle.example/about"),))
    assert links(found)["About us"] == "https://brindle.example/about"


def test_a_footer_link_to_a_page_of_the_site_works_under_a_path_and_by_double_click() -> None:
    listed = (
        SiteLink("Changes", "/privacy/changes/"),
        SiteLink("Start", "/"),
        SiteLink("Shop", "/shop/"),
    )
    found = links(page("privacy/2025-01-01/index.html", links=listed))
    assert found["Changes"] == "../changes/index.html"
    assert found["Start"] == "../../index.html"
    assert found["Shop"] == "/shop/"  # no page of this site: of the host that it stands on


# ---------------------------------------- archive


def test_the_archive_has_every_version_newest_first_with_its_state_and_dates() -> None:
    found = page("privacy/versions/index.html", FIRST, SECOND, COMING)
    heads = [words(e) for e in elements(found, "h2")]
    assert heads[:3] == [
        "1 June 2026 Coming",
        "1 January 2025 In force",
        "1 January 2024 No longer in force",
    ]
    said = text(found)
    assert "Will apply from 1 June 2026. Published 1 February 2026." in said
    assert "Applied from 1 January 2024 until 31 December 2024." in said


def test_any_two_versions_can_be_picked_from_the_archive() -> None:
    found = page("privacy/versions/index.html", FIRST, SECOND, COMING)
    picks = links(found)
    both = "../compare/2024-01-01/2026-06-01/index.html"
    assert picks["Compare 1 June 2026 with 1 January 2024"] == both
    assert picks["Compare 1 January 2024 with 1 June 2026"] == both
    assert "Compare any two versions" in text(found)


def test_beyond_the_cap_the_archive_offers_what_there_is() -> None:
    found = page("privacy/versions/index.html", FIRST, SECOND, COMING, compare=CompareSettings(2))
    assert "Compare two versions" in text(found)
    assert "Compare 1 June 2026 with 1 January 2024" not in links(found)


# ---------------------------------------- changes


def test_the_page_of_changes_tells_each_version_newest_first() -> None:
    found = page("privacy/changes/index.html", FIRST, SECOND, COMING)
    said = text(found)
    assert said.index("We ask for less.") < said.index("We keep orders longer.")
    assert said.index("We keep orders longer.") < said.index("Our first notice.")
    assert links(found)["How long we keep it"] == "../2025-01-01/index.html#retention"
    assert "What it means for you. Longer. What you can do. Object." in said
    compare = links(found)["Compare with 1 January 2024, word by word"]
    assert compare == "../compare/2024-01-01/2025-01-01/index.html"


# ---------------------------------------- comparison


def test_a_comparison_says_in_words_what_it_found() -> None:
    found = page("privacy/compare/2024-01-01/2025-01-01/index.html")
    assert title(found) == (
        "Privacy notice: 1 January 2024 and 1 January 2025 compared – Brindle Bakery"
    )
    said = text(found)
    assert "At least one of these changes matters to the people whose data we use." in said
    assert "1 change in 1 section: 2 words added, 2 removed." in said
    assert "1 January 2025. We keep orders longer." in said


def test_its_list_of_changes_and_its_text_lead_to_each_other() -> None:
    found = page("privacy/compare/2024-01-01/2025-01-01/index.html")
    listed = next(e for e in elements(found, "li") if e.get("id") == "list-1")
    assert [e.get("href") for e in listed.iter() if e.get("href")] == ["#change-1"]
    assert "removed six months end removed" in words(listed)
    assert "added two years end added" in words(listed)
    changed = next(e for e in elements(found) if e.get("id") == "change-1")
    assert "#list-1" in [e.get("href") for e in changed.iter() if e.get("href")]


def test_a_comparison_over_several_versions_has_the_summaries_of_all() -> None:
    found = page("privacy/compare/2024-01-01/2026-06-01/index.html", FIRST, SECOND, COMING)
    said = text(found)
    assert "1 June 2026. We ask for less." in said
    assert "1 January 2025. We keep orders longer." in said
    assert "At least one of these changes matters" in said


def test_a_withdrawn_version_in_between_is_not_what_readers_lived_through() -> None:
    gone = version(
        "2025-06-01", status="withdrawn", entry=entry("2025-06-01", summary="Never came.")
    )
    found = page("privacy/compare/2024-01-01/2026-06-01/index.html", FIRST, SECOND, gone, COMING)
    assert "Never came." not in text(found)


def test_what_the_company_declared_is_what_readers_are_told() -> None:
    declared = version("2025-01-01", LONGER, entry=entry("2025-01-01", significance="minor"))
    found = page("privacy/compare/2024-01-01/2025-01-01/index.html", FIRST, declared)
    assert "These changes are small." in text(found)


def on_the_way(*declared: str, status: str = "") -> list[Version]:
    """Versions after the first one, each with other words, that declare this; the last but one has
    the status."""
    return [
        version(
            f"202{5 + at}-01-01",
            TEXT.replace("six months", f"{at + 2} years"),
            published=f"202{5 + at}-01-01",
            status=status if at == len(declared) - 2 else "",
            entry=entry(f"202{5 + at}-01-01", significance=each),
        )
        for at, each in enumerate(declared)
    ]


@pytest.mark.parametrize(
    ("declared", "status", "told"),
    [
        (("minor", "significant", "minor"), "", "At least one of these changes matters"),
        (("minor", "minor", "minor"), "", "These changes are small."),
        # Where one on the way declares nothing, what was found is told …
        (("minor", "", "minor"), "", "At least one of these changes matters"),
        # … but one that never applied is on nobody's way, whatever it declares.
        (("minor", "", "minor"), "postponed", "These changes are small."),
        (("minor", "significant", "minor"), "withdrawn", "These changes are small."),
    ],
)
def test_over_several_versions_the_gravest_declared_on_the_way_is_told(
    declared: tuple[str, ...], status: str, told: str
) -> None:
    versions = [FIRST, *on_the_way(*declared, status=status)]
    made = rendered(view_of(site(*versions), Day(2027, 6, 1))).site
    assert told in text(made["privacy/compare/2024-01-01/2027-01-01/index.html"])


def test_two_versions_with_the_same_words_show_no_difference() -> None:
    same = version("2025-01-01", entry=entry("2025-01-01", significance="significant"))
    found = page("privacy/compare/2024-01-01/2025-01-01/index.html", FIRST, same)
    assert "A reader sees no difference between these two versions." in text(found)
    assert "Brindle Bakery tells you here what it does with your data." in text(found)


# ---------------------------------------- nothing there


def test_where_nothing_is_coming_a_sentence_and_a_link_say_so() -> None:
    found = page("privacy/upcoming/index.html")
    assert "No new version of the privacy notice is on its way." in text(found)
    assert links(found)["Read the version in force since 1 January 2025"] == "../index.html"
    assert meta(found, "robots") == "noindex, follow"


def test_a_notice_that_has_not_begun_has_its_address_all_the_same() -> None:
    found = page("privacy/index.html", COMING)
    assert "No version of this notice is in force yet." in text(found)
    assert "Read the version that will apply from 1 June 2026" in links(found)


def test_a_site_with_a_notice_without_versions_still_renders() -> None:
    made = rendered(view())
    assert made.problems == ()
    assert "Not yet in force" in text(made.site["index.html"])


def test_the_page_for_lost_readers_links_from_the_root_of_the_site() -> None:
    found = page("404.html", site_url="https://brindle.example/legal/")
    assert links(found)["Privacy notice, in force now"] == "/legal/privacy/"
    assert b'href="/legal/assets/site.css"' in found
    assert meta(found, "robots") == "noindex, follow"


# ---------------------------------------- for machines


def test_the_sitemap_has_what_is_to_be_found_with_its_day() -> None:
    found = page("sitemap.xml", FIRST, SECOND, COMING, site_url="https://b.example/").decode()
    assert "<loc>https://b.example/privacy/</loc><lastmod>2025-01-01</lastmod>" in found
    assert "<loc>https://b.example/privacy/2026-06-01/</loc><lastmod>2026-02-01</lastmod>" in found
    assert "2024-01-01/" not in found
    assert "compare" not in found


def test_a_site_without_an_address_has_no_sitemap() -> None:
    made = rendered(view(FIRST)).site
    assert "sitemap.xml" not in made
    assert b"Sitemap" not in made["robots.txt"]


def test_robots_txt_forbids_nothing_and_names_the_sitemap() -> None:
    found = page("robots.txt", site_url="https://b.example/").decode()
    assert "Disallow:\n" in found
    assert "Sitemap: https://b.example/sitemap.xml" in found


def test_headers_hold_the_policy_the_relations_and_what_the_settings_add() -> None:
    found = page(
        "_headers",
        site_url="https://b.example/legal/",
        headers={"referrer-policy": "same-origin", "X-Extra": "one\nX-Evil: two"},
    ).decode()
    blocks = dict(_blocks(found))
    everywhere = blocks["/*"]
    assert any("default-src 'none'" in line for line in everywhere)
    assert any("frame-ancestors 'none'" in line for line in everywhere)
    assert "unsafe" not in found
    assert "referrer-policy: same-origin" in everywhere
    assert "Referrer-Policy: no-referrer" not in everywhere
    assert "X-Extra: one X-Evil: two" in everywhere
    (link,) = blocks["/privacy/"]
    assert '</legal/privacy/2024-01-01/>; rel="predecessor-version"' in link
    assert '</legal/privacy/>; rel="privacy-policy"' in link
    assert "X-Robots-Tag: noindex, follow" in blocks["/privacy/2024-01-01/"]
    assert "X-Robots-Tag: noindex, follow" not in blocks["/privacy/2025-01-01/"]


def _blocks(headers: str):
    name, lines = "", []
    for line in headers.splitlines():
        if line.startswith(" "):
            lines.append(line.strip())
        elif line:
            if name:
                yield name, lines
            name, lines = line, []
    yield name, lines
