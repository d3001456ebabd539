"""`fairnotice lock`: what it freezes, and what it refuses."""

from pathlib import Path

import pytest

from tests.folder import Site, valid_site
from tests.world import FILES, TEXT

LOCK = "content/notices.lock"


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Site:
    site = Site(tmp_path, capsys)
    site.put(FILES)
    return site


def lines(site: Site) -> list[str]:
    """What is locked."""
    return [line.split()[0] for line in (site.folder / LOCK).read_text().splitlines()]


def test_one_version_or_all_get_their_lines(site: Site) -> None:
    answer = site.run("lock", "privacy@2025-01-01")
    assert (answer.code, "Locked privacy@2025-01-01." in answer.err) == (0, True)
    assert lines(site) == ["privacy@2025-01-01"]
    assert site.run("lock").code == 0
    assert lines(site) == ["privacy@2025-01-01", "privacy@2026-02-01", "cookies@2025-01-01"]
    before = (site.folder / LOCK).read_bytes()
    assert "up to date" in site.run("lock").err
    assert (site.folder / LOCK).read_bytes() == before


def test_words_that_were_published_are_not_locked_anew(site: Site) -> None:
    site.run("lock")
    before = (site.folder / LOCK).read_bytes()
    site.put({"content/privacy/2025-01-01.md": TEXT.replace("six", "seven")})
    answer = site.run("lock", "privacy@2025-01-01")
    assert answer.code == 1
    assert "error lock-broken" in answer.out
    assert (site.folder / LOCK).read_bytes() == before


def test_a_version_that_is_not_there_is_said(site: Site) -> None:
    answer = site.run("lock", "privacy@1999-01-01")
    assert answer.code == 2
    assert "there is no version “privacy@1999-01-01”" in answer.err
    assert "Perhaps you meant" in answer.err
    assert not (site.folder / LOCK).exists()


def test_a_version_whose_gates_are_open_is_refused_and_the_others_are_locked(site: Site) -> None:
    site.put({"content/cookies/2025-01-01.md": "# Cookie notice\n\nSee [it](#nowhere).\n"})
    answer = site.run("lock")
    assert answer.code == 1
    assert "error dead-anchor" in answer.out
    assert lines(site) == ["privacy@2025-01-01", "privacy@2026-02-01"]


def test_nothing_is_locked_while_a_file_cannot_be_read(site: Site) -> None:
    site.put({"content/changelog.yaml": "- notice: [x\n"})
    answer = site.run("lock")
    assert (answer.code, "Nothing was locked." in answer.err) == (1, True)
    assert "error yaml-syntax" in answer.out
    site.put({"site.yaml": "x: 1\n"})
    assert site.run("lock").code == 2
    assert not (site.folder / LOCK).exists()


def test_a_locked_site_builds_without_a_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = valid_site(tmp_path / "site", capsys)
    assert site.run("build", "-q") == (0, "", "")


def test_who_forgot_to_take_the_draft_line_out_is_told(site: Site) -> None:
    """“Up to date” alone would send an editor home with nothing locked."""
    site.run("lock")
    site.put({"content/privacy/2026-09-01.md": "---\nstatus: draft\n---\n" + TEXT})
    answer = site.run("lock")
    assert answer.code == 0
    assert "Drafts are not locked: privacy@2026-09-01." in answer.err
    assert "`status: draft`" in answer.err
    assert "Drafts" not in site.run("lock", "privacy@2025-01-01").err
