"""`fairnotice status`: how each notice stands, for people and for programs."""

import json
from pathlib import Path

import pytest

from tests.folder import Site, valid_site
from tests.world import FILES, TEXT


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Site:
    site = valid_site(tmp_path / "site", capsys)
    site.put(
        {
            "content/privacy/2026-06-01.md": "---\npublished: 2026-04-01\n---\n" + TEXT,
            "content/privacy/2027-01-01.md": "---\nstatus: draft\n---\n" + TEXT,
            "content/changelog.yaml": FILES["content/changelog.yaml"]
            + "- {notice: privacy, version: 2026-06-01, significance: minor}\n"
            "- notice: privacy\n  version: 2027-01-01\n  questions:\n"
            "    - {ask: How long do you keep orders?}\n"
            "    - {ask: Who bakes?, answer: Nell, answered_by: Nell, date: 2026-02-01}\n",
        }
    )
    return site


def test_people_see_what_is_in_force_what_comes_and_what_is_open(site: Site) -> None:
    answer = site.run("status")
    assert answer.code == 0
    told = answer.out.splitlines()
    assert told[0] == "Today is 2026-03-01."
    assert "Privacy notice (privacy)" in told
    assert "  in force     2026-02-01, since 2026-02-01" in told
    assert "  scheduled    2026-06-01, from 2026-06-01, shown from 2026-04-01" in told
    assert "  draft        2027-01-01, meant to apply from 2027-01-01" in told
    assert "    next  by 2027-01-01       those who know   1 question to answer" in told
    assert max(map(len, told)) <= 80
    assert "Cookie notice (cookies)" in told


def test_programs_get_the_same_as_json(site: Site) -> None:
    told = json.loads(site.run("status", "--format", "json").out)
    privacy = told["notices"][0]
    assert (privacy["in_force"], privacy["scheduled"]) == ("2026-02-01", ["2026-06-01"])
    versions = {version["id"]: version for version in privacy["versions"]}
    assert [version["state"] for version in versions.values()] == [
        "superseded",
        "in force",
        "scheduled",
        "draft",
    ]
    assert versions["privacy@2027-01-01"]["questions"] == ["How long do you keep orders?"]
    assert versions["privacy@2027-01-01"]["waiting"] == [
        {
            "what": what,
            "for": whom,
            "said": said,
            "earliest": None,
            "due": "2027-01-01",
            "overdue": False,
        }
        for what, whom, said in (
            ("answer", "those who know", "1 question to answer"),
            # Its entry does not say yet whether the version is significant or minor.
            ("editing", "editors", "1 problem to mend: see `check`"),
            ("sign-off", "approvers", "a sign-off"),
        )
    ]


def test_nobody_is_asked_to_sign_a_text_that_has_still_gaps(site: Site) -> None:
    """The one who signed would sign again; the gaps of a draft are warnings, and come first."""
    gaps = "\n[To fill in: who bakes.]\n\n[To fill in: since when.]\n"
    site.put(
        {
            "content/privacy/2027-01-01.md": "---\nstatus: draft\npublished: 2026-11-01\n---\n"
            + TEXT
            + gaps,
            "content/changelog.yaml": FILES["content/changelog.yaml"]
            + "- {notice: privacy, version: 2026-06-01, significance: minor}\n"
            "- {notice: privacy, version: 2027-01-01, significance: significant, "
            "changes: [{kind: added, summary: Who bakes.}]}\n",
        }
    )
    told = site.run("status").out.split("2027-01-01, meant to apply")[1].splitlines()[1:4]
    assert [line.split("  ")[-1] for line in told] == [
        "1 finding to decide: tell or not?",
        "2 problems to mend: see `check`",
        "a sign-off",
    ]


def test_errors_are_counted_and_change_no_exit_code(site: Site) -> None:
    answer = site.run("status")  # the scheduled version is not locked
    assert "`fairnotice check` finds" in answer.err
    assert answer.code == 0


def test_settings_that_cannot_be_read_are_told(site: Site) -> None:
    site.put({"site.yaml": "site_name: [x\n"})
    answer = site.run("status")
    assert (answer.code, "error yaml-syntax" in answer.out) == (2, True)


def test_it_writes_nothing(site: Site) -> None:
    before = sorted(site.folder.rglob("*"))
    site.run("status")
    assert sorted(site.folder.rglob("*")) == before
