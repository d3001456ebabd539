"""Where the links of a text lead."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairnotice import urls
from fairnotice.lint.checks import dead_anchor, dead_link, link_to_unpublished
from fairnotice.lint.destinations import pages
from fairnotice.model import CompareSettings, Day, Problem, Site, SiteLink, Version
from tests.folder import valid_site
from tests.world import TEXT, locked, site, timelines, version


@pytest.mark.parametrize(
    ("written", "path", "fragment"),
    [
        ("/", "index.html", ""),
        ("/privacy/", "privacy/index.html", ""),
        ("/privacy", "privacy/index.html", ""),
        ("/privacy/index.html", "privacy/index.html", ""),
        ("/cookies/#list", "cookies/index.html", "list"),
        ("../cookies/", "cookies/index.html", ""),
        ("versions/", "privacy/versions/index.html", ""),
        ("2018-05-15.md", "privacy/2018-05-15/index.html", ""),
        ("./2018-05-15-2.md#who", "privacy/2018-05-15-2/index.html", "who"),
        ("../cookies/2018-05-15.md", "cookies/2018-05-15/index.html", ""),
        ("/cookies/2018-05-15/?print=1#a%20b", "cookies/2018-05-15/index.html", "a b"),
        ("../../../../etc/passwd", "etc/passwd/index.html", ""),
        ("#retention", "", "retention"),
        ("", "", ""),
        ("letter.pdf", "privacy/letter.pdf", ""),
        ("notes/read.md", "privacy/notes/read.md", ""),
    ],
)
def test_an_address_counts_from_the_root_or_from_the_notices_folder(
    written: str, path: str, fragment: str
) -> None:
    assert urls.destination("privacy", written) == (path, fragment)


@pytest.mark.parametrize(
    "written",
    ["https://ico.org.uk/", "//ico.org.uk/", "mailto:a@b.example", "tel:0123", "http://[bad"],
)
def test_an_address_of_another_host_or_scheme_stays_out(written: str) -> None:
    assert urls.destination("privacy", written) is None


@given(st.text(max_size=40))
def test_no_address_leads_out_of_the_site(written: str) -> None:
    found = urls.destination("privacy", written)
    assert found is None or not found[0].startswith(("/", ".."))


def _saying(words: str, name: str = "2025-01-01", **facts: str) -> Version:
    return version(name, f"# Privacy notice\n\n{words}\n\n## Data {{#data}}\n\nNames.\n", **facts)


def _checks(here: Site, today: str = "2026-03-01") -> list[str]:
    lines = timelines(here, Day.fromisoformat(today))
    found: list[Problem] = [
        problem
        for check in (dead_link, dead_anchor, link_to_unpublished)
        for problem in check.check(here, lines)
    ]
    return [problem.check for problem in found]


def test_the_sites_own_full_address_is_an_internal_link() -> None:
    home = "https://www.brindle.example/notices"
    good, bad = f"[x]({home}/privacy/#data)", f"[x]({home}/privat/)"
    assert _checks(site(_saying(good), site_url=f"{home}/")) == []
    assert _checks(site(_saying(bad), site_url=home)) == ["dead-link"]
    assert _checks(site(_saying(bad))) == []


def test_an_id_of_an_older_version_still_leads_somewhere() -> None:
    """Its page leads on to the section it became, or says that it is gone."""
    old = version("2025-01-01", "# Privacy\n\n## Old {#old}\n\nWords.\n")
    new = _saying("[a](/privacy/#old) [b](#old)", "2026-01-01")
    assert _checks(site(old, new)) == []
    elsewhere = version("2026-02-01", "# Cookies\n\n[a](/privacy/#older)\n", notice="cookies")
    assert _checks(site(old, new, elsewhere)) == ["dead-anchor"]


def test_a_link_to_a_version_needs_an_anchor_of_that_version() -> None:
    old = version("2025-01-01", "# Privacy\n\n## Old {#old}\n\nWords.\n")
    assert _checks(site(old, _saying("[a](2025-01-01.md#old)", "2026-01-01"))) == []
    assert _checks(site(old, _saying("[a](2025-01-01.md#data)", "2026-01-01"))) == ["dead-anchor"]


def test_pages_without_a_text_of_their_own_are_asked_for_no_anchor() -> None:
    assert _checks(site(_saying("[a](/privacy/changes/#2026) [b](/privacy/versions/)"))) == []


def test_a_comparison_has_a_page_when_the_site_makes_one() -> None:
    words = "[a](/privacy/compare/2025-01-01/2025-03-01/)"
    names = ("2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01")
    four = [_saying(words if name == names[-1] else "Words.", name) for name in names]
    assert _checks(site(*four)) == []
    assert _checks(site(*four, compare=CompareSettings(3))) == ["dead-link"]


def test_beyond_the_limit_neighbours_and_the_one_in_force_are_compared() -> None:
    names = ("2025-01-01", "2025-02-01", "2025-03-01", "2026-06-01", "2026-07-01")
    here = site(*(_saying("Words.", name) for name in names), compare=CompareSettings(3))
    compared = {
        path.removesuffix("/index.html").partition("compare/")[2]
        for path in pages(here, timelines(here))
        if "/compare/" in path and "side-by-side" not in path
    }
    assert compared == {
        *("2025-01-01/2025-02-01", "2025-02-01/2025-03-01"),
        *("2025-03-01/2026-06-01", "2026-06-01/2026-07-01"),
        *("2025-01-01/2025-03-01", "2025-03-01/2026-07-01"),
    }


def test_a_version_may_link_to_one_that_is_published_with_it_or_before() -> None:
    words = "[a](/privacy/2026-06-01/)"
    coming = version("2026-06-01", published="2026-05-01")
    assert _checks(site(_saying(words), coming)) == ["link-to-unpublished"]
    assert _checks(site(_saying(words), coming), today="2026-05-01") == []
    beside = _saying(words, "2026-05-20", published="2026-05-01")
    assert _checks(site(beside, coming)) == []


def test_a_link_in_the_footer_leads_somewhere() -> None:
    links = (SiteLink("Cookies", "/biscuits/"), SiteLink("Us", "https://brindle.example/"))
    assert _checks(site(_saying("Words."), links=links)) == ["dead-link"]
    assert _checks(site(_saying("Words."), links=links[1:])) == []


@pytest.mark.parametrize(
    ("written", "mend"),
    [
        ("/cookie/", "Did you mean /cookies/?"),
        ("cookies/", "Did you mean /cookies/?"),
        ("cookies", "Did you mean /cookies/?"),
        ("/privacy/change", "Did you mean /privacy/changes/?"),
        ("/nowhere/", "Correct the address, or take the link out."),
        ("/about/", "Correct the address, or take the link out."),
        ("www.ico.org.uk", "Write https://www.ico.org.uk, if it is the address of another site."),
        ("ico.org.uk/me", "Write https://ico.org.uk/me, if it is the address of another site."),
        ("us@brindle.example", "Write mailto:us@brindle.example."),
    ],
)
def test_a_link_that_leads_nowhere_is_told_with_what_was_meant(written: str, mend: str) -> None:
    here = site(_saying(f"[a]({written})"), version(notice="cookies"))
    (problem,) = dead_link.check(here, timelines(here))
    assert problem.mend == mend
    footer = site(version(), version(notice="cookies"), links=(SiteLink("A", written),))
    for problem in dead_link.check(footer, timelines(footer)):
        assert problem.mend == mend


@pytest.mark.parametrize("url", ["about", "www.brindle.example", "us@brindle.example"])
def test_a_link_in_the_footer_without_a_beginning_is_told(url: str) -> None:
    assert _checks(site(version(), links=(SiteLink("Us", url),))) == ["dead-link"]


def test_every_page_that_is_made_can_be_linked_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = valid_site(tmp_path / "site", capsys)
    made.run("build")
    paths = [path for path in made.output("site") if path.endswith("/index.html")]
    assert "privacy/history/index.html" in paths
    links = " ".join(f"[{path}]({urls.address(path)})" for path in paths)
    made.put({"content/privacy/2026-06-01.md": f"---\nstatus: draft\n---\n{TEXT}\n{links}\n"})
    assert "dead-link" not in made.run("check").out


def test_an_anchor_that_a_published_version_lacks_cannot_be_put_there() -> None:
    cookies = version(notice="cookies", text="# Cookies\n\n## What {#what}\n\nWords.\n")
    linking = _saying("[a](/cookies/#nowhere)")
    free = site(linking, cookies)
    fixed = locked(free)
    (problem,) = dead_anchor.check(free, timelines(free))
    assert problem.mend.startswith("Write `{#nowhere}` behind the heading")
    (problem,) = dead_anchor.check(fixed, timelines(fixed))
    assert problem.mend == "Correct the link: sections there are #what."


def test_a_link_in_a_footnote_or_a_table_is_looked_at_too() -> None:
    footnote = version(text="# Privacy\n\nWords.[^1]\n\n[^1]: See [x](#nowhere).\n")
    table = version(text="# Privacy\n\n| a | b |\n| - | - |\n| c | [x](/nowhere/) |\n")
    assert _checks(site(footnote)) == ["dead-anchor"]
    assert _checks(site(replace(table, name="2025-02-01"))) == ["dead-link"]
