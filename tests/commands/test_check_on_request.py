"""`check --har` and `check --external`, as an editor runs them."""

from pathlib import Path

import pytest

from tests.folder import Site, valid_site
from tests.lint.har.visit import har, request
from tests.test_external import host

COOKIES = """\
- name: basket
  purpose: Holds your basket.
  category: strictly-necessary
  ground: strictly-necessary
  lifetime: session
- name: till
  purpose: Remembers which shop you are in.
  category: preferences
  ground: consent
  lifetime: 30 days
  since: 2026-06-01
"""
CHANGELOG = "- {notice: cookies, version: 2026-06-01, significance: significant}\n"
TEXT = "# Cookie notice\n\n[[cookies]]\n"


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Site:
    """The valid site, with a cookie table that a coming version adds a row to."""
    site = valid_site(tmp_path / "site", capsys)
    log = (site.folder / "content/changelog.yaml").read_text("utf-8")
    site.put(
        {
            "content/cookies/cookies.yaml": COOKIES,
            "content/cookies/2025-01-01.md": TEXT,
            "content/cookies/2026-06-01.md": "---\nstatus: draft\n---\n" + TEXT,
            "content/changelog.yaml": log + CHANGELOG,
            "content/notices.lock": "",
        }
    )
    assert site.run("lock").code == 0
    return site


def _saved(site: Site, *requests: dict[str, object], name: str = "visit.har") -> str:
    path = site.folder.parent / name
    path.write_bytes(har(*requests))
    return str(path)


def test_a_visit_that_fits_the_table_changes_nothing_about_the_exit_code(site: Site) -> None:
    said = site.run("check", "-v", "--har", _saved(site, request(set_cookie=("basket=1",))))
    assert said.code == 0
    assert "har-limits" in said.out


def test_an_undeclared_cookie_fails_the_check_at_the_table(site: Site) -> None:
    visit = request(set_cookie=("basket=1", "till=1; Max-Age=9999999"))
    said = site.run("check", "--har", _saved(site, visit))
    assert said.code == 1
    assert "content/cookies/cookies.yaml:1:1: error cookie-undeclared" in said.out
    assert b"cookie-undeclared" in site.output("reports")["report.json"]


def test_the_table_of_another_version_can_be_asked_for(site: Site) -> None:
    visit = _saved(site, request(set_cookie=("basket=1", "till=1; Max-Age=9999999")))
    said = site.run("check", "--har", visit, "--har-version", "cookies@2026-06-01")
    assert "cookie-undeclared" not in said.out
    assert "content/cookies/cookies.yaml:6:1: error cookie-longer-lived" in said.out


def test_several_visits_are_taken_together(site: Site) -> None:
    one = _saved(site, request(sent=("basket",)), name="refused.har")
    two = _saved(site, request(set_cookie=("till=1",)), name="accepted.har")
    said = site.run("check", "--har", one, "--har", two)
    assert said.out.count("error cookie-undeclared") == 1
    assert "request 2" in said.out


def test_a_level_in_the_settings_holds_for_what_is_asked_for_too(site: Site) -> None:
    yaml = (site.folder / "site.yaml").read_text("utf-8")
    site.put({"site.yaml": yaml + "lint: {cookie-undeclared: warning, har-limits: ignore}\n"})
    visit = _saved(site, request(set_cookie=("basket=1", "till=1")))
    said = site.run("check", "--har", visit)
    assert said.code == 0
    assert "warning cookie-undeclared" in said.out
    assert "har-limits" not in said.out


@pytest.mark.parametrize(
    ("argv", "code", "words"),
    [
        (["--har", "nowhere.har"], 3, "nowhere.har cannot be read: No such file"),
        (["--har", "."], 3, "is a folder"),
    ],
)
def test_a_har_that_cannot_be_opened_is_said(
    site: Site, argv: list[str], code: int, words: str
) -> None:
    said = site.run("check", *argv)
    assert said.code == code
    assert words in said.err


def test_a_version_that_does_not_exist_is_said(site: Site) -> None:
    visit = _saved(site, request(sent=("basket",)))
    said = site.run("check", "--har", visit, "--har-version", "cookies@2020-01-01")
    assert said.code == 2
    assert "There is no version cookies@2020-01-01." in said.err


def test_a_site_without_a_cookie_table_says_that_there_is_nothing_to_compare(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = valid_site(tmp_path / "site", capsys)
    said = bare.run("check", "--har", _saved(bare, request(sent=("basket",))))
    assert said.code == 2
    assert "No version in force has a cookie table" in said.err


def test_links_to_other_hosts_are_followed_when_asked_and_never_else(site: Site) -> None:
    with host(404) as there:
        page = there.url("/flour")
        lines = ["---", "status: draft", "---", "# Cookie notice", "", "Our"]
        lines.append(f"miller has [a page]({page}) too.")
        site.put({"content/cookies/2026-06-01.md": "\n".join(lines)})
        assert site.run("check").code == 0
        assert there.heard == []
        said = site.run("check", "--external")
    assert said.code == 0
    where = f"content/cookies/2026-06-01.md:{len(lines)}:{lines[-1].index(page) + 1}"
    assert f"{where}: warning external-link-gone" in said.out
    assert "it answers 404" in said.out


def test_a_dead_link_fails_the_check_where_the_site_says_so_and_can_be_allowed(site: Site) -> None:
    yaml = (site.folder / "site.yaml").read_text("utf-8")
    with host(404) as there:
        footer = f"links: [{{title: Millers, url: '{there.url()}'}}]\n"
        site.put({"site.yaml": yaml + footer + "lint: {external-link-gone: error}\n"})
        said = site.run("check", "--external")
        assert said.code == 2
        assert "site.yaml:10:31: error external-link-gone" in said.out
        allow = "<!-- fairnotice: allow external-link-gone: it comes back in May -->"
        link = f"[millers]({there.url()})"
        text = f"---\nstatus: draft\n---\n# Cookie notice\n\n{allow}\n\nSee {link}.\n"
        site.put({"site.yaml": yaml, "content/cookies/2026-06-01.md": text})
        assert "external-link-gone" not in site.run("check", "--external").out
