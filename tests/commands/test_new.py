"""`fairnotice new`: what it asks, what it writes, and that what it wrote is right."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from fairnotice.cli import main
from tests.folder import Site, valid_site


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Site:
    return valid_site(tmp_path / "site", capsys)


def test_a_new_site_builds_and_is_told_every_gap_that_is_to_be_filled_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new" / "site"
    given = ("--name", "Brindle Ltd", "--email", "hello@brindle.example")
    code = main(["--clock", "2026-03-01", "new", "site", str(folder), *given])
    said = capsys.readouterr().err
    assert code == 0
    assert "Time zone in which days begin: Europe/London" in said  # taken, and said
    assert "The company's name:" not in said  # was given
    site = Site(folder, capsys)
    answer = site.run("check", "-v")
    assert answer.code == 0
    # What a first draft cannot know is told as a note: a representative, a data protection officer.
    told = re.findall(r"^\S+:\d+:\d+: (\w+) ([\w-]+)", answer.out, re.MULTILINE)
    assert {level for level, _ in told} <= {"info", "warning"}, answer.out
    assert {check for level, check in told if level == "warning"} == {"placeholder"}
    # A gap is quoted whole, with the marks of a table in it.
    assert "put the line [[cookies]] here; or say that no cookies are set.]” was" in answer.out
    texts = [path.read_text() for path in (folder / "content").rglob("*.md")]
    gaps = sum(text.count("[To fill in") for text in texts)
    assert sum(check == "placeholder" for _, check in told) == gaps > 0
    assert site.run("build").code == 0
    manual = (folder / "README.md").read_text()
    assert "`fairnotice status`" in manual
    assert "`output/review/index.html` is for those who decide" in manual
    assert (folder / "site.yaml").read_text().startswith("# yaml-language-server: $schema=")
    assert (folder / ".fairnotice" / "site.schema.json").is_file()


def test_a_first_version_with_gaps_cannot_be_locked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "site"
    given = ("--name", "Brindle Ltd", "--email", "hello@brindle.example")
    assert main(["--clock", "2026-03-01", "new", "site", str(folder), *given]) == 0
    page = folder / "content" / "privacy" / "2026-03-01.md"
    page.write_text(page.read_text().replace("status: draft\n", ""))
    capsys.readouterr()
    answer = Site(folder, capsys).run("lock")
    assert answer.code == 1
    assert "“[To fill in: how people ask.]” was to be filled in." in answer.out
    assert not (folder / "content" / "notices.lock").exists()


def test_a_new_site_is_not_put_over_something(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".git").mkdir()
    assert main(["-C", str(tmp_path), "new", "site", "."]) == 0
    assert main(["-C", str(tmp_path), "new", "site", "."]) == 3
    assert "is not empty" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (["--timezone", "Europe/Lundon"], "Europe/Lundon"),
        (["--notices", "Not An Address"], "Not An Address"),
        (["--jurisdiction", "mars"], "mars"),
    ],
)
def test_a_wrong_answer_is_said_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], flags: list[str], words: str
) -> None:
    assert main(["new", "site", str(tmp_path / "x"), *flags]) == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / "x").exists()


def test_a_new_version_is_a_draft_with_dates_that_meet_the_notice_period(site: Site) -> None:
    answer = site.run("new", "version", "privacy")
    assert answer.code == 0
    assert "privacy@2026-03-31 is a draft, a copy of privacy@2026-02-01." in answer.err
    text = (site.folder / "content/privacy/2026-03-31.md").read_text()
    assert "status: draft" in text
    assert "published: 2026-03-01" in text
    assert "We keep your orders for a year." in text
    changelog = (site.folder / "content/changelog.yaml").read_text()
    assert "version: 2026-03-31" in changelog
    assert changelog.startswith("- notice: privacy\n  version: 2025-01-01\n")
    assert "error" not in site.run("check").out.replace("No problems", "")


def test_a_new_version_may_name_its_day(site: Site) -> None:
    assert site.run("new", "version", "privacy", "--effective", "2027-06-01").code == 0
    assert (site.folder / "content/privacy/2027-06-01.md").is_file()


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["privcy"], "Did you mean `privacy`?"),
        (["privacy", "--effective", "soon"], "is not a day"),
        (["privacy", "--effective", "2020-01-01"], "2020-01-01"),
        (["privacy", "--published", "2020-01-01"], "is past"),
    ],
)
def test_a_version_that_cannot_be_is_refused(site: Site, argv: list[str], words: str) -> None:
    before = sorted(site.folder.rglob("*"))
    answer = site.run("new", "version", *argv)
    assert (answer.code, words in answer.err) == (2, True)
    assert sorted(site.folder.rglob("*")) == before


def test_no_version_is_begun_over_a_changelog_that_cannot_be_read(site: Site) -> None:
    site.put({"content/changelog.yaml": "- notice: [x\n"})
    answer = site.run("new", "version", "privacy")
    assert answer.code == 1
    assert "content/changelog.yaml:1:" in answer.err


def typed(argv: list[str], answers: str, code: int = 0) -> str:
    """What is on a terminal after these answers were typed into the program."""
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "fairnotice", *argv],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**os.environ, "TERM": "dumb"},
    ) as run:
        os.close(follower)
        os.write(leader, answers.encode())
        seen = b""
        while True:
            try:
                part = os.read(leader, 4096)
            except OSError:  # Linux's word for the end of a terminal
                break
            if not part:
                break
            seen += part
        assert run.wait(20) == code, seen
    os.close(leader)
    return seen.decode()


def test_a_terminal_is_asked_and_enter_takes_what_is_offered(tmp_path: Path) -> None:
    folder = tmp_path / "asked"
    seen = typed(["new", "site", str(folder)], "Brindle Ltd\n\nprivacy\n\nhello@b.example\n\n")
    assert "The company's name" in seen
    settings = (folder / "site.yaml").read_text()
    assert "Brindle Ltd" in settings
    assert "hello@b.example" in settings
    assert "cookies" not in settings
    seen = typed(
        ["-C", str(folder), "--clock", "2026-03-01", "new", "version", "privacy"], "2027-01-01\n"
    )
    assert "The day from which it applies [2026-03-31]" in seen
    assert (folder / "content" / "privacy" / "2027-01-01.md").is_file()


def test_a_wrong_answer_is_asked_again_and_those_before_it_are_kept(tmp_path: Path) -> None:
    folder = tmp_path / "asked"
    answers = (
        "Müller & Söhne KG",
        *("de", "eu"),
        *("privacy, Cookies", "privacy, cookies"),
        *("Berlin", "Europe/Berlin"),
        *("hello", "hallo@mueller.example"),
        *("www.mueller.example", "https://www.mueller.example/"),
    )
    seen = typed(["new", "site", str(folder)], "".join(f"{each}\n" for each in answers))
    assert "eu stands for every country of the European Union" in seen
    assert "Did you mean `Europe/Berlin`?" in seen
    assert "Time zone in which days begin [Europe/Brussels]" in seen
    settings = (folder / "site.yaml").read_text()
    for kept in ("Müller & Söhne KG", "jurisdiction: eu", "timezone: Europe/Berlin", "id: cookies"):
        assert kept in settings
    told = ["-C", str(folder), "--clock", "2026-03-01", "new", "version", "privacy"]
    seen = typed(told, "1.2.2027\n2026-02-01\n2027-02-01\n")
    assert "is not written as year-month-day. Write 2027-02-01?" in seen
    assert "cannot apply from 2026-02-01" in seen
    assert (folder / "content" / "privacy" / "2027-02-01.md").is_file()


def test_nobody_is_asked_about_a_site_that_has_no_room(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    seen = typed(["new", "site", str(tmp_path)], "", code=3)
    assert "is not empty" in seen
    assert "company" not in seen
