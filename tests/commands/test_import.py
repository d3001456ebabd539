"""`fairnotice import`: a history in Git, or a web page, becomes versions that build."""

import io
import subprocess
from importlib import import_module
from pathlib import Path

import pytest

from fairnotice.commands.import_repository import contents
from fairnotice.document.limits import LARGEST
from tests.folder import Said, Site, valid_site
from tests.importers.repository import Repository
from tests.repository import commit, git
from tests.world import FILES

TEXT = """---
title: Privacy notice
layout: legal
---

Brindle Bakery tells you here what it does with your data.

## What we collect

We collect your name and your address. <span class="x">Nothing else.</span>

## How long we keep it

We keep your orders for six months.
"""
PAGE = """<html><head><title>Privacy</title></head><body><nav>Menu</nav><main>
<h1>Privacy notice</h1><p>Brindle Bakery tells you here what it does with your data.</p>
<h2>What we collect</h2><p>We collect your name.</p>
<h2 id="retention">How long we keep it</h2><p>We keep your orders for nine months.</p>
</main><script>x()</script></body></html>"""


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Site:
    """A site with a locked cookie notice, and a privacy notice without any version."""
    site = valid_site(tmp_path / "site", capsys)
    for path in (site.folder / "content/privacy").iterdir():
        path.unlink()
    for name, kept in (("changelog.yaml", "- notice: cookies"), ("notices.lock", "cookies@")):
        text = read(site, f"content/{name}")
        site.put({f"content/{name}": text[text.index(kept) :]})
    return site


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A history with a rename, a merge, a rewording and a day on which only the layout changed."""
    repo = Repository(tmp_path / "repo")
    repo.commit("2019-01-01", TEXT, "old/notice.md")
    repo.commit("2019-01-01", TEXT.replace("six", "five"), "old/notice.md")
    repo.git("mv", "old/notice.md", "privacy.md")
    repo.git("commit", "-q", "-m", "rename", day="2019-02-01")
    repo.commit("2019-03-01", TEXT.replace("six", "five").replace("legal", "wide"))
    repo.git("checkout", "-q", "-b", "side")
    repo.commit("2019-04-01", TEXT.replace("How long we keep it", "Retention"))
    repo.git("checkout", "-q", "main")
    repo.commit("2019-05-01", "Bread", "other.txt")
    repo.git("merge", "-q", "--no-ff", "-m", "merge", "side", day="2019-06-01")
    repo.commit("2020-01-01", TEXT.partition("## How")[0])
    return repo


def imported(site: Site, repository: Repository, *flags: str) -> Said:
    return site.run("import", "git", str(repository.folder), "privacy.md", "privacy", *flags)


def names(site: Site) -> list[str]:
    return sorted(path.stem for path in (site.folder / "content/privacy").glob("*.md"))


def read(site: Site, path: str) -> str:
    return (site.folder / path).read_text()


def test_an_imported_history_builds_without_an_error(site: Site, repository: Repository) -> None:
    answer = imported(site, repository)
    assert answer.code == 0, answer.err
    assert names(site) == ["2019-01-01", "2019-06-01", "2020-01-01"]
    assert "6 commits gave 3 versions of privacy, 2019-01-01 to 2020-01-01, all locked." in (
        answer.err
    )
    assert "front matter is left out (title, layout)" in answer.err
    lock = read(site, "content/notices.lock").split("\n")
    assert [line.split()[0] for line in lock if line.startswith("privacy")] == [
        f"privacy@{name}" for name in names(site)
    ]
    built = site.run("build")
    assert " error " not in built.out
    assert built.code == 0, built.out


def test_the_texts_are_what_readers_saw(site: Site, repository: Repository) -> None:
    imported(site, repository)
    first = read(site, "content/privacy/2019-01-01.md")
    assert first.startswith("# Privacy notice\n\nBrindle Bakery")
    assert "five months" in first
    assert '<span class="x">' in first
    assert "## Retention {#how-long-we-keep-it}" in read(site, "content/privacy/2019-06-01.md")
    entries = read(site, "content/changelog.yaml")
    assert entries.count("provenance: imported") == 3
    assert "kind: removed" in entries
    assert "notice: cookies" in entries


def test_a_bare_repository_will_do(site: Site, repository: Repository, tmp_path: Path) -> None:
    bare = tmp_path / "bare.git"
    subprocess.run(("git", "clone", "-q", "--bare", repository.folder, bare), check=True)
    assert site.run("import", "git", str(bare), "privacy.md", "privacy").code == 0
    assert len(names(site)) == 3


def test_what_is_there_stays_unless_it_is_to_be_replaced(
    site: Site, repository: Repository
) -> None:
    assert imported(site, repository).code == 0
    before = {name: read(site, f"content/privacy/{name}.md") for name in names(site)}
    entries = read(site, "content/changelog.yaml")
    answer = imported(site, repository, "--since", "2019-05-01")
    assert answer.code == 2
    assert "has 3 versions already" in answer.err
    assert {name: read(site, f"content/privacy/{name}.md") for name in names(site)} == before
    assert imported(site, repository, "--replace", "--since", "2019-05-01").code == 0
    assert names(site) == ["2019-06-01", "2020-01-01"]
    assert "earlier: not-held" in read(site, "content/changelog.yaml")
    assert imported(site, repository, "--replace").code == 0
    assert read(site, "content/changelog.yaml") == entries
    assert site.run("build").code == 0


def test_own_versions_that_are_locked_are_never_replaced(
    tmp_path: Path, repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    site = Site(tmp_path / "own", capsys)
    site.put(FILES)
    assert site.run("lock").code == 0
    answer = imported(site, repository, "--replace")
    assert answer.code == 1
    assert "was written and locked here" in answer.err


def test_a_notice_that_the_site_lacks_is_added(site: Site, repository: Repository) -> None:
    repo = str(repository.folder)
    answer = site.run("import", "git", repo, "privacy.md", "partner-terms")
    assert answer.code == 0, answer.err
    assert "site.yaml has a notice more: partner-terms" in answer.err
    assert "title: Partner terms" in read(site, "site.yaml")
    bad = site.run("import", "git", repo, "privacy.md", "../x")
    assert bad.code == 2
    assert "cannot be the id of a notice" in bad.err


def test_a_history_that_was_rewritten_on_one_day_has_the_authors_dates(
    site: Site, tmp_path: Path
) -> None:
    repo = Repository(tmp_path / "rewritten")
    repo.commit("2022-01-01", TEXT, authored="2018-01-01")
    repo.commit("2022-01-01", TEXT.replace("six", "nine"), authored="2019-01-01")
    answer = imported(site, repo)
    assert "the authors' dates are taken" in answer.err
    assert names(site) == ["2018-01-01", "2019-01-01"]


def test_days_begin_in_the_sites_time_zone(site: Site, tmp_path: Path) -> None:
    repo = Repository(tmp_path / "late")
    repo.commit("2021-06-30T23:30:00Z", TEXT)
    imported(site, repo)
    assert names(site) == ["2021-07-01"]  # British Summer Time


@pytest.mark.parametrize(
    ("repo", "path", "words"),
    [
        ("nowhere", "privacy.md", "There is no folder"),
        (".", "privacy.md", "Git cannot read"),
        ("repo", "missing.md", "never had a file missing.md"),
        ("repo", "*.md", "never had a file *.md"),
    ],
)
def test_what_cannot_be_read_is_said(
    site: Site,
    repository: Repository,
    tmp_path: Path,
    repo: str,
    path: str,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert repository.folder == tmp_path / "repo"
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    answer = site.run("import", "git", str(tmp_path / repo), path, "privacy")
    assert (answer.code, words in answer.err) == (2, True), answer.err
    assert "Traceback" not in answer.err


def test_a_text_of_gigabytes_in_a_history_is_left_out_and_not_held(
    site: Site, tmp_path: Path
) -> None:
    """It packs into nothing, so a small repository can hold it."""
    repo = tmp_path / "repo"
    repo.mkdir()
    (repo / "privacy.md").write_text("# Privacy\n\nWe keep herons.\n")
    commit(repo)
    blobs = [git(repo, "rev-parse", "HEAD:privacy.md")] * 2
    with (repo / "large").open("wb") as file:
        file.truncate(1 << 27)
    blobs.insert(1, git(repo, "hash-object", "-w", "large"))
    found = list(contents(repo, blobs))
    assert [found[0], found[2]] == [b"# Privacy\n\nWe keep herons.\n"] * 2
    assert len(found[1]) == LARGEST + 1
    (repo / "privacy.md").write_text("We keep herons. " * 100_000)
    commit(repo)
    answer = site.run("import", "git", str(repo), "privacy.md", "terms")
    assert "larger than 1,000,000 bytes" in answer.err
    assert "Traceback" not in answer.err


# ---------------------------------------- a page


def test_a_page_becomes_a_version_that_builds(site: Site, tmp_path: Path) -> None:
    place = tmp_path / "page.html"
    place.write_text(PAGE)
    answer = site.run("import", "html", str(place), "privacy", "--effective", "2019-05-15")
    assert answer.code == 0, answer.err
    assert "Taken: <main>," in answer.err
    assert "## What we collect {#what-we-collect}" in read(site, "content/privacy/2019-05-15.md")
    assert "## How long we keep it {#retention}" in read(site, "content/privacy/2019-05-15.md")
    assert "privacy@2019-05-15" in read(site, "content/notices.lock")
    assert site.run("build").code == 0


def test_a_page_takes_the_ids_of_the_version_before_and_stands_in_order(
    site: Site, repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(site, repository)
    renamed = PAGE.replace("What we collect", "Data that we have").replace(
        "We collect your name.", "We collect your name and your address. Nothing else."
    )

    class Piped:
        buffer = io.BytesIO(renamed.encode())

    monkeypatch.setattr("sys.stdin", Piped())
    answer = site.run("import", "html", "-", "privacy", "--effective", "2019-05-15")
    assert answer.code == 0, answer.err
    text = read(site, "content/privacy/2019-05-15.md")
    assert "## Data that we have {#what-we-collect}" in text
    entries = read(site, "content/changelog.yaml")
    assert entries.index("2019-05-15") < entries.index("version: 2019-06-01")
    assert "how-long-we-keep-it: retention" in entries
    assert site.run("build").code == 0


def test_a_rewritten_version_gives_way_to_the_published_page(site: Site, tmp_path: Path) -> None:
    place = tmp_path / "page.html"
    place.write_text(PAGE)
    page = ("import", "html", str(place), "privacy", "--effective", "2019-05-15")
    assert site.run(*page).code == 0
    again = site.run(*page)
    assert again.code == 2
    assert "already" in again.err
    assert site.run(*page, "--replace").code == 0
    changed = read(site, "content/changelog.yaml").replace("imported", "rewritten")
    site.put({"content/changelog.yaml": changed})
    assert site.run(*page).code == 0
    assert "provenance: imported" in read(site, "content/changelog.yaml")


def test_a_file_of_gigabytes_is_neither_a_page_nor_a_text(site: Site, tmp_path: Path) -> None:
    with (tmp_path / "large").open("wb") as file:
        file.truncate(1 << 40)
    large, day = str(tmp_path / "large"), "2026-01-01"
    page = site.run("import", "html", large, "terms", "--effective", day)
    assert (page.code, "larger than 32 MB" in page.err) == (1, True)
    text = site.run("diff", large, str(site.folder / "site.yaml"))
    assert (text.code, "larger than 32 MB" in text.err) == (1, True)


def test_a_page_that_cannot_be_used_is_said(site: Site, tmp_path: Path) -> None:
    place = tmp_path / "page.html"
    place.write_text("<p></p>")
    page = ("import", "html", str(place), "privacy", "--effective", "2019-05-15")
    assert "There are no words" in site.run(*page).err
    assert "no CSS selector" in site.run(*page, "--selector", "a[").err
    assert site.run("import", "html", "gone.html", "privacy", "--effective", "2019-05-15").code == 3
    assert names(site) == []


@pytest.mark.parametrize(
    ("shown", "why"),
    [
        ("<p>x</p>" * 15_100, "The text has more than 30000 lines."),
        ("<ul>" + "<li>x</li>" * 30_100, "The text has more than 30000 lines."),
        (f"<p>{'x &amp; ' * 500_100}</p>", "The text is larger than one million bytes."),
    ],
)
def test_a_page_that_is_too_long_is_refused_before_it_is_written_as_markdown(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shown: str, why: str
) -> None:
    """Each of its blocks is parsed for that: a page of ten megabytes took minutes to be refused."""
    place = tmp_path / "page.html"
    place.write_text(f"<main><h1>Notice</h1>{shown}</main>")
    command = import_module("fairnotice.commands.import_html")
    monkeypatch.setattr(command, "markdown", lambda *_: pytest.fail("written"))
    if "bytes" in why:
        sanitiser = import_module("fairnotice.importers.page")
        monkeypatch.setattr(sanitiser, "sanitised", lambda *_: pytest.fail("sanitised"))
    answer = site.run("import", "html", str(place), "privacy", "--effective", "2019-05-15")
    assert answer.code == 1
    assert why in answer.err
    assert "Name a part of the page: --selector." in answer.err
