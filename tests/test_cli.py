"""The program as people and CI jobs run it: verbs, flags, exit codes, and never a traceback."""

import ast
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from fairnotice import __version__, cli, commands
from fairnotice.cli import main
from fairnotice.verbs import PARTS, VERBS, program
from tests.folder import CLOCK, Said, Site, valid_site
from tests.world import FILES, SITE_YAML, TEXT

LOCK = "content/notices.lock"
TEMPLATES = Path(__file__).parent.parent / "templates"
PROGRAM = [sys.executable, str(Path(__file__).parent.parent / "build.py")]
"""The program of this checkout, from any folder, installed or not."""


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Site:
    return valid_site(tmp_path / "site", capsys)


def said(capsys: pytest.CaptureFixture[str], *argv: str) -> Said:
    capsys.readouterr()
    code = main(argv)
    out, err = capsys.readouterr()
    return Said(code, out, err)


# ---------------------------------------- verbs and help


def test_the_table_of_verbs_is_the_folder_of_verbs() -> None:
    """A module is a verb, or a part of one, which its name begins with."""
    folder = Path(commands.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert set(VERBS) <= modules
    parts = {name for name in modules - set(VERBS) if name.partition("_")[0] in VERBS}
    assert modules == set(VERBS) | parts


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_with_an_example_that_it_understands(verb: str) -> None:
    result = CliRunner().invoke(program, [verb, "--help"])
    assert result.exit_code == 0
    example = result.output.partition("Example:")[2]
    assert f"fairnotice {verb}" in example
    assert "--help" in result.output


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb not in PARTS])
def test_every_verb_has_the_flags_that_all_have(verb: str) -> None:
    command = program.get_command(click.Context(program), verb)
    assert command is not None
    known = {name for parameter in command.params for name in parameter.opts}
    assert known >= {"-C", "--clock", "--format", "-o", "--strict", "--drafts", "-q", "-v", "-V"}


def test_the_help_of_the_program_lists_the_verbs_in_their_order() -> None:
    output = CliRunner().invoke(program, ["-h"]).output
    places = [re.search(rf"^  {verb} ", output, re.MULTILINE) for verb in VERBS]
    starts = [place.start() for place in places if place]
    assert len(starts) == len(VERBS)
    assert starts == sorted(starts)


@pytest.mark.parametrize("flag", ["-V", "--version"])
def test_the_version_is_said(flag: str) -> None:
    assert __version__ in CliRunner().invoke(program, [flag]).output


def loaded_by(*argv: str) -> set[str]:
    """The modules that a run of the program loads, beside those of Python itself."""
    code = (
        "import sys\nbefore = set(sys.modules)\nfrom fairnotice.cli import main\n"
        "main(sys.argv[1:])\nprint(*sorted(set(sys.modules) - before))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *argv], capture_output=True, text=True, check=True
    )
    names = run.stdout.splitlines()[-1].split()
    return {
        name
        for name in names
        if name.partition(".")[0] not in sys.stdlib_module_names
        and not name.startswith("_sysconfigdata")  # Python's own, named by the machine
    }


def packages(names: set[str]) -> set[str]:
    """The packages that modules belong to."""
    return {name.partition(".")[0] for name in names}


DOOR = {
    "fairnotice",
    "fairnotice.cli",
    "fairnotice.disk_error",
    "fairnotice.exits",
    "fairnotice.options",
    "fairnotice.own",
    "fairnotice.prepared",
    "fairnotice.reports",
    "fairnotice.reports.orders",
    "fairnotice.reports.printable",
    "fairnotice.unchanged",
    "fairnotice.verbs",
    "fairnotice.voice",
}
"""What is loaded before a verb is known: neither the nouns nor the disk."""


@pytest.mark.parametrize("flag", ["--help", "--version"])
def test_help_and_version_load_nothing_but_the_door_and_what_reads_arguments(flag: str) -> None:
    names = loaded_by(flag)
    assert {name for name in names if name.startswith("fairnotice")} == DOOR
    assert packages(names) == {"fairnotice", "click"}


CALL = DOOR | {
    "fairnotice.call",
    "fairnotice.clock",
    "fairnotice.commands",
    "fairnotice.devices",
    "fairnotice.disk",
    "fairnotice.durable",
    "fairnotice.laid",
    "fairnotice.memo",
    "fairnotice.memo.files",
    "fairnotice.memo.keys",
    "fairnotice.memo.memo",
    "fairnotice.memo.tables",
    "fairnotice.memo.trace",
    "fairnotice.model",
    "fairnotice.once",
    "fairnotice.store",
    "fairnotice.swap",
    "fairnotice.trees",
}
"""What every verb has: the nouns, the disk and the store."""


def test_status_loads_only_what_finds_its_last_answer(site: Site) -> None:
    assert site.run("build").code == 0
    argv = ("-C", str(site.folder), "--clock", CLOCK, "status")
    loaded_by(*argv)
    names = loaded_by(*argv)
    assert {name for name in names if name.startswith("fairnotice")} == CALL | {
        "fairnotice.calendar",
        "fairnotice.calendar.timeline",
        "fairnotice.commands.status",
        "fairnotice.memo.keys",
        "fairnotice.remembered",
        "fairnotice.tool",
    }
    assert packages(names) <= {
        "annotated_types", "click", "fairnotice", "msgspec", "typing_extensions", "tzdata"
    }  # fmt: skip


def test_status_makes_no_page_and_no_message_to_find_an_answer(site: Site) -> None:
    names = loaded_by("-C", str(site.folder), "--clock", CLOCK, "status")
    assert "fairnotice.judged" in names
    assert not {name for name in names if name.startswith("fairnotice.mail")}
    pages = {name for name in names if name.startswith("fairnotice.pages")}
    assert pages == {
        "fairnotice.pages",
        "fairnotice.pages.section_history",
        "fairnotice.pages.view",
    }
    assert "jinja2" not in names


def test_a_new_version_is_begun_without_loading_what_compares_and_judges(site: Site) -> None:
    argv = ("new", "version", "privacy", "--effective", "2028-01-01")
    names = loaded_by("-C", str(site.folder), "--clock", CLOCK, *argv)
    assert "fairnotice.loaded" in names
    rooms = {".".join(name.split(".")[:2]) for name in names}
    assert rooms.isdisjoint(
        f"fairnotice.{room}"
        for room in ("compare", "judged", "lint", "mail", "pages", "pipeline", "significance")
    )


@pytest.mark.parametrize("verb", ["status", "build", "check"])
def test_what_was_worked_out_before_is_said_without_loading_the_chain(
    site: Site, verb: str
) -> None:
    """Half a second, each time that somebody asks how things stand."""
    code = (
        "import sys\nfrom fairnotice.cli import main\nmain(sys.argv[1:])\n"
        "print(bool({'fairnotice.judged', 'fairnotice.pipeline'} & set(sys.modules)))"
    )
    assert site.run("build").code == 0
    argv = ["-C", str(site.folder), "--clock", CLOCK, verb, "--no-color"]
    said = []
    for _ in range(2):
        run = subprocess.run(
            [sys.executable, "-c", code, *argv], capture_output=True, text=True, check=True
        )
        said.append(run.stdout.splitlines())
    assert [lines.pop() for lines in said][1] == "False"
    assert said[0] == said[1]


def test_without_a_verb_the_site_is_built(site: Site) -> None:
    assert site.run().code == 0
    assert "index.html" in site.output("site")


def test_without_any_argument_the_site_here_is_built(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site.folder)
    monkeypatch.setattr(sys, "argv", ["build.py"])
    capsys.readouterr()
    assert main() == 0
    assert "No problems" in capsys.readouterr().out
    assert "index.html" in site.output("site")


def test_the_program_in_the_checkout_is_the_same(site: Site) -> None:
    door = Path(cli.__file__).parents[1] / "build.py"
    tree = ast.parse(door.read_text())
    assert len(tree.body) <= 4  # a doc string, two imports, the call
    run = subprocess.run(
        [sys.executable, str(door), "-C", str(site.folder), "--clock", "2026-03-01"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, "No problems" in run.stdout) == (0, True)


# ---------------------------------------- a wrong command line


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["buld"], "There is no verb 'buld'. Did you mean 'build'?"),
        (["frobnicate"], "There is no verb 'frobnicate'."),
        (["build", "--drfts"], "--drafts"),
        (["build", "--format", "xml"], "'xml' is not one of"),
        (["build", "extra"], "extra"),
        (["--clock", "yesterday", "build"], "'yesterday' is not a date and time in ISO 8601"),
        (["build", "--clock", "2026-02-30"], "is not a date and time in ISO 8601"),
        (["build", "--clock", "0001-01-01"], "the year 1 is not between"),
        (["build", "--clock", ""], "'' is not a date"),
        (["serve", "-a", "nowhere"], "'nowhere' is not HOST:PORT"),
        (["serve", "-a", "127.0.0.1:99999"], "is not HOST:PORT"),
        (["schema", "nothing"], "'nothing' is not one of"),
        (["new"], "Usage"),
    ],
)
def test_a_wrong_command_line_is_said_and_ends_with_2(
    capsys: pytest.CaptureFixture[str], argv: list[str], words: str
) -> None:
    code, out, err = said(capsys, *argv)
    assert code == 2
    assert words in err + out
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "argv",
    [
        ["build", "--no-\x1b[2J"],
        ["build", "--format", "\x1b[2J"],
        ["build", "--clock", "\x9b2J"],
        ["\x1b]0;x\x07"],
        ["explain", "\x1b[2J"],
        ["diff", "\x1b[2J", "\u202e"],
        ["-C", "\x1b[2J", "build"],
    ],
)
def test_arguments_cannot_act_on_a_terminal(
    capsys: pytest.CaptureFixture[str], argv: list[str]
) -> None:
    told = said(capsys, *argv)
    assert told.code == 2
    assert (told.out + told.err).replace("\n", "").isprintable()
    assert "\\x" in told.err


def test_a_wrong_epoch_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, site: Site
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    code, _, err = said(capsys, "-C", str(site.folder), "build")
    assert (code, "SOURCE_DATE_EPOCH is 'soon'" in err) == (2, True)


@pytest.mark.parametrize("verb", ["build", "check", "status", "lock", "serve"])
def test_a_folder_without_a_site_gets_no_output_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    code, _, err = said(capsys, "-C", str(tmp_path), verb)
    assert code == 2
    assert "There is no site.yaml" in err
    assert "-C" in err
    assert list(tmp_path.iterdir()) == []


# ---------------------------------------- the clock


@pytest.mark.parametrize(
    ("clock", "epoch", "in_force"),
    [
        ("2026-01-31", "", "2025-01-01"),
        ("2026-02-01", "", "2026-02-01"),
        ("2026-02-01T00:00:00", "", "2026-02-01"),
        ("2026-01-31T23:59:59Z", "", "2025-01-01"),
        ("2026-01-31T23:30:00-01:00", "", "2026-02-01"),
        ("2026-02-01", "1735776000", "2026-02-01"),  # the flag is over the environment
        ("", "1735776000", "2025-01-01"),  # 2025-01-02
        ("", "1769904000", "2026-02-01"),  # 2026-02-01
    ],
)
def test_the_clock_decides_what_is_in_force(
    site: Site, monkeypatch: pytest.MonkeyPatch, clock: str, epoch: str, in_force: str
) -> None:
    if epoch:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    told = json.loads(site.run("status", "--format", "json", clock=clock).out)
    assert told["notices"][0]["in_force"] == in_force


def test_a_day_is_meant_in_the_sites_time_zone(site: Site) -> None:
    for zone in ("Pacific/Kiritimati", "Pacific/Niue"):
        site.put({"site.yaml": SITE_YAML.replace("Europe/London", zone)})
        told = json.loads(site.run("status", "--format", "json", clock="2026-02-01").out)
        assert told["today"] == "2026-02-01"


def test_flags_stand_before_the_verb_or_after_it_and_those_after_it_win(site: Site) -> None:
    assert json.loads(site.run("--format", "json", "status").out)["today"] == "2026-03-01"
    both = site.run("status", "--format", "json", "--clock", "2026-01-05")
    assert json.loads(both.out)["today"] == "2026-01-05"


# ---------------------------------------- what is wrong in a site

CHANGELOG = FILES["content/changelog.yaml"]
FIRST = "content/privacy/2025-01-01.md"
SECOND = "content/privacy/2026-02-01.md"

WRONG: dict[str, tuple[dict[str, str | bytes], str, int]] = {
    "an unknown key": (
        {"site.yaml": SITE_YAML + "notice_dayz: {}\n"},
        "site.yaml:10:1: error unknown-key: `notice_dayz` is not a known key.",
        2,
    ),
    "a wrong type": (
        {"site.yaml": SITE_YAML + "notice_days: {significant: soon}\n"},
        "site.yaml:10:28: error bad-value:",
        2,
    ),
    "an unknown time zone": (
        {"site.yaml": SITE_YAML.replace("London", "Lundon")},
        "site.yaml:3:11: error bad-timezone:",
        2,
    ),
    "a path that leads out of the site": (
        {"site.yaml": SITE_YAML + "brand: {logo: ../../etc/passwd}\n"},
        "site.yaml:10:15: error path-out-of-site:",
        2,
    ),
    "a level for a rule that does not exist": (
        {"site.yaml": SITE_YAML + "significance:\n  rules: {retention-loner: minor}\n"},
        "site.yaml:11:28: error unknown-rule:",
        2,
    ),
    "a logo that is not there": (
        {"site.yaml": SITE_YAML + "brand:\n  logo: logo.svg\n"},
        "site.yaml:11:9: error missing-logo:",
        2,
    ),
    "settings that do not parse": (
        {"site.yaml": "site_name: [x\n"},
        "site.yaml:1:12: error yaml-syntax:",
        2,
    ),
    "a changelog that does not parse": (
        {"content/changelog.yaml": "- notice: [privacy\n"},
        "content/changelog.yaml:1:11: error yaml-syntax:",
        1,
    ),
    "a date that the calendar does not have": (
        {FIRST: "---\neffective: 2025-13-01\n---\n" + TEXT},
        f"{FIRST}:2:12: error bad-date:",
        1,
    ),
    "an id that is given twice": (
        {FIRST: TEXT + "\n## Again {#data}\n\nText.\n"},
        f"{FIRST}:13:1: error duplicate-id:",
        1,
    ),
    "a dead link": (
        {FIRST: TEXT + "\nSee [it](/nowhere/).\n"},
        f"{FIRST}:13:1: error dead-link:",
        1,
    ),
    "a dead anchor": (
        {FIRST: TEXT + "\nSee [it](#nowhere).\n"},
        f"{FIRST}:13:1: error dead-anchor:",
        1,
    ),
    "an entry without its version": (
        {"content/changelog.yaml": CHANGELOG + "- notice: privacy\n  version: 2024-01-01\n"},
        "content/changelog.yaml:17:12: error entry-without-version:",
        1,
    ),
    "a version without its entry": (
        {"content/privacy/2026-04-01.md": TEXT},
        "content/privacy/2026-04-01.md:1:1: error version-without-entry:",
        1,
    ),
    "text that is not UTF-8": (
        {FIRST: b"# P\n\nCaf\xe9\n"},
        f"{FIRST}:3:4: error not-utf-8:",
        1,
    ),
    "a template that is not UTF-8": (
        {"templates/notice.html": b"<p>\n\xe9</p>"},
        "templates/notice.html:2:1: error template-error:",
        1,
    ),
    "an undefined name in a template": (
        {"templates/notice.html": "<p>\n{{ nobody }}</p>"},
        "templates/notice.html:2:1: error template-error: The template uses “nobody”",
        1,
    ),
    "a template that does not parse": (
        {"templates/notice.html": "<p>\n\n{% if %}"},
        "templates/notice.html:3:1: error template-error:",
        1,
    ),
    "raw HTML": (
        {FIRST: TEXT + "\n<script>alert(1)</script>\n"},
        f"{FIRST}:13:1: error raw-html:",
        1,
    ),
    "a hostile link": (
        {FIRST: TEXT + "\n[x](javascript:alert(1))\n"},
        f"{FIRST}:13:5: error unsafe-link:",
        1,
    ),
}
"""What an editor can get wrong → the files with it, how its problem begins, the exit code."""


@pytest.mark.parametrize("name", WRONG)
def test_each_mistake_is_told_with_its_place_and_how_to_mend_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    files, begins, code = WRONG[name]
    site = Site(tmp_path, capsys)
    site.put({**FILES, **files})
    for verb in ("check", "build"):
        answer = site.run(verb)
        lines = answer.out.split("\n")
        at = next((i for i, line in enumerate(lines) if line.startswith(begins)), None)
        assert at is not None, answer.out
        assert lines[at + 1].startswith("    ")
        assert lines[at + 1].strip()
        assert answer.code == code
        assert "Traceback" not in answer.out + answer.err


def test_all_mistakes_are_shown_at_once_each_once_and_in_the_order_of_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = Site(tmp_path, capsys)
    site.put(FILES)
    site.put({FIRST: TEXT + "\n[a](#nowhere) <b onclick=x>b</b>\n\n[c](javascript:1)\n"})
    site.put({"content/changelog.yaml": CHANGELOG + "- {notice: privacy, version: 2024-01-01}\n"})
    site.put({"content/cookies/2025-01-01.md": b"# C\n\n\xff\n"})
    out = site.run("check").out
    found = re.findall(r"^(\S+?):(\d+):(\d+): (?:error|warning) (\S+):", out, re.MULTILINE)
    assert {"dead-anchor", "unsafe-link", "entry-without-version", "not-utf-8"} <= {
        check for *_, check in found
    }
    places = [(path, int(line), int(column)) for path, line, column, _ in found]
    assert places == sorted(places)
    lines = [line for line in out.split("\n") if ": error " in line]
    assert len(lines) == len(set(lines))


def test_what_files_say_cannot_act_on_a_terminal(site: Site) -> None:
    site.put({"site.yaml": SITE_YAML + '"\\x1b]0;owned\\x07\\u202e": 1\n'})
    answer = site.run("check", "-v", "--color")
    assert answer.code == 2
    printed = answer.out + answer.err
    for acting in ("\x1b]", "\x07", "\u202e"):
        assert acting not in printed
    assert "\\x1b" in printed


# ---------------------------------------- what is left in output/


def test_a_broken_site_replaces_nothing_but_the_reports(site: Site) -> None:
    site.run("build")
    before = site.output()
    site.put({FIRST: b"\xff"})
    answer = site.run("build")
    after = site.output()
    assert answer.code == 1
    changed = {path for path in before | after if before.get(path) != after.get(path)}
    assert changed
    assert all(path.startswith("reports/") for path in changed)


COOKIE_TEXT = "# Cookie notice\n\n## What we set {#what}\n\n[[cookies]]\n"
COOKIE = """\
- name: basket
  set_by: us
  purpose: Remembers what is in your basket
  category: strictly-necessary
  ground: strictly-necessary
  lifetime: session
"""


def test_a_slip_in_the_cookie_table_is_not_told_as_changed_words(site: Site) -> None:
    """Who mistypes one line is not told to restore words that nobody touched."""
    path = "content/cookies/cookies.yaml"
    (site.folder / LOCK).unlink()
    site.put({"content/cookies/2025-01-01.md": COOKIE_TEXT, path: COOKIE})
    assert site.run("lock").code == 0
    site.put({path: COOKIE.replace("lifetime: session", "lifetime: a while")})
    told = site.run("check").out
    assert "bad-lifetime" in told
    assert "lock-broken" not in told
    assert "cookie-table" not in told
    site.put({path: COOKIE.replace("your basket", "your large basket")})
    told = site.run("check").out
    assert "cookies@2025-01-01, or its rows in cookies.yaml, have changed" in told
    assert "A cookie that is new has `since: …`" in told


@pytest.mark.parametrize(
    ("path", "slip"),
    [
        (SECOND, TEXT.replace("# ", "---\nstatus: darft\n---\n\n# ", 1)),
        (SECOND, TEXT.encode("utf-16")),
        (SECOND.replace("2026-02-01", "2026-2-1"), TEXT),
    ],
)
def test_a_slip_in_a_version_is_not_told_as_a_line_to_take_out_of_the_lock(
    site: Site, path: str, slip: str | bytes
) -> None:
    site.run("lock")
    (site.folder / SECOND).unlink()
    assert "lock-without-version" in site.run("check").out
    site.put({path: slip})
    told = site.run("check")
    assert told.code == 1
    assert "lock-without-version" not in told.out


@pytest.mark.parametrize(
    ("heading", "mend"),
    [
        ("How long we keep it", "Write `{#retention}` behind this heading, as before."),
        ("How long we keep it {#data}", "Write `{#retention}` behind this heading, as before."),
        (
            "How long we keep it {#kept}",
            (
                "Write `{#retention}` behind this heading, as before, or "
                "`moved_ids: {retention: kept}` into the changelog entry."
            ),
        ),
    ],
)
def test_a_heading_that_lost_its_id_is_offered_that_and_no_other(
    site: Site, heading: str, mend: str
) -> None:
    text = TEXT.replace("How long we keep it {#retention}", heading)
    site.put({"content/privacy/2026-06-01.md": f"---\nstatus: draft\n---\n{text}"})
    lines = site.run("check").out.splitlines()
    at = f"content/privacy/2026-06-01.md:{text[: text.index(heading)].count(chr(10)) + 4}:1: "
    told = [(one, lines[i + 1].strip()) for i, one in enumerate(lines) if one.startswith(at)]
    assert [(one.split()[2], how) for one, how in told] == [("lost-section-id:", mend)]


@pytest.mark.parametrize("path", ["site.yaml", "content/changelog.yaml", LOCK])
def test_a_file_in_utf_16_and_an_unfinished_merge_are_told_as_that_alone(
    site: Site, path: str
) -> None:
    site.run("lock")
    text = (site.folder / path).read_text(encoding="utf-8")
    for encoding in ("utf-16", "utf-16-be"):
        mark = "" if encoding == "utf-16" else "\ufeff"
        site.put({path: (mark + text).encode(encoding)})
        assert checks(site) == ["not-utf-8"]
    first, *others = text.splitlines()
    merge = ["<<<<<<< HEAD", first, "=======", first, ">>>>>>> branch", *others]
    site.put({path: "\n".join(merge)})
    assert set(checks(site)) == {"merge-conflict"}


def checks(site: Site) -> list[str]:
    """The checks of all errors."""
    report = json.loads(site.run("check", "--format", "json").out)
    return [one["check"] for one in report["problems"] if one["level"] == "error"]


def test_a_closed_gate_keeps_the_site_and_renews_the_review(site: Site) -> None:
    site.run("build")
    before = site.output()
    site.put({FIRST: TEXT.replace("six months", "seven months")})  # words that are locked
    answer = site.run("build")
    after = site.output()
    assert answer.code == 1
    assert "error lock-broken" in answer.out
    assert site.output("site") == {
        path.removeprefix("site/"): before[path] for path in before if path.startswith("site/")
    }
    assert any(before[path] != after[path] for path in before if path.startswith("review/"))
    assert b"lock-broken" in after["reports/report.json"]


def test_strict_stops_at_a_warning(site: Site) -> None:
    site.put(
        {
            "site.yaml": SITE_YAML + "lint: {dead-link: warning}\n",
            "content/privacy/2026-06-01.md": "---\nstatus: draft\n---\n"
            + TEXT
            + "\n[a](/nowhere/)\n",
            "content/changelog.yaml": CHANGELOG + "- {notice: privacy, version: 2026-06-01}\n",
        }
    )
    assert site.run("build").code == 0
    published = site.output("site")
    site.put({"site.yaml": SITE_YAML.replace("Brindle Bakery\n", "Brindle\n")})
    assert site.run("build", "--strict").code == 1
    assert site.output("site") == published
    assert site.run("build").code == 0
    assert site.output("site") != published


def test_check_writes_the_reports_alone(site: Site) -> None:
    assert site.run("check").code == 0
    assert {path.partition("/")[0] for path in site.output()} == {"reports"}


def test_a_check_makes_no_page_of_templates_that_are_known_to_be_without_fault(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fairnotice.pages.site.rendered_page", lambda *_: pytest.fail("made"))
    assert site.run("check").code == 0
    checked = site.output("reports")
    monkeypatch.undo()
    assert site.run("build").code == 0
    assert site.output("reports") == checked


@pytest.mark.parametrize(
    "templates",
    [
        {"print.css": "{{ 1 / (0 if page.state == 'superseded' else 1) }}"},
        {"not_found.html": (TEMPLATES / "notice.html").read_text("utf-8")},
    ],
    ids=["on one page of many", "another one's text"],
)
def test_a_check_finds_what_stops_a_page_of_a_sites_own_template(
    site: Site, templates: dict[str, str]
) -> None:
    site.put({f"templates/{name}": text for name, text in templates.items()})
    answer = site.run("check")
    assert answer.code == 1
    assert all(f"templates/{name}" in answer.out for name in templates)
    assert "template-error" in answer.out
    assert site.run("build").out == answer.out


def test_drafts_are_public_with_their_flag_alone(site: Site) -> None:
    site.put(
        {
            "content/privacy/2026-06-01.md": "---\nstatus: draft\n---\n"
            + TEXT.replace("six months", "nine years"),
            "content/changelog.yaml": CHANGELOG + "- {notice: privacy, version: 2026-06-01}\n",
        }
    )
    assert site.run("build").code == 0
    assert not [path for path, page in site.output("site").items() if b"nine years" in page]
    assert [path for path, page in site.output("review").items() if b"nine years" in page]
    assert site.run("build", "--drafts").code == 0
    assert "privacy/2026-06-01/index.html" in site.output("site")


def test_two_builds_of_the_same_are_the_same_byte_for_byte(site: Site, tmp_path: Path) -> None:
    """In another folder, at another hour of the day, under another hash seed and time zone."""
    site.run("build")
    once = site.output()
    other = tmp_path / "elsewhere" / "deep"
    for path in sorted(FILES, reverse=True):
        (other / path).parent.mkdir(parents=True, exist_ok=True)
        (other / path).write_text(FILES[path])
    (other / LOCK).write_bytes((site.folder / LOCK).read_bytes())
    run = subprocess.run(
        [*PROGRAM, "--clock", "2026-03-01T17:00"],
        cwd=other,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        check=False,
        capture_output=True,
    )
    assert run.returncode == 0, run.stderr
    assert Site(other, site._capsys).output() == once


def test_sentences_that_are_equally_like_one_another_are_paired_alike_in_every_run(
    tmp_path: Path,
) -> None:
    """Of the many sentences that share words with one that went, which are looked at closely hung
    on the order of a set of words, and so on the hash seed of the process."""
    (tmp_path / "old.md").write_text(LIKE_OTHERS_OLD)
    (tmp_path / "new.md").write_text(LIKE_OTHERS_NEW)
    said = set()
    for seed in ("1", "6", "11"):
        run = subprocess.run(
            [*PROGRAM[:-1], "-m", "fairnotice", "diff", "old.md", "new.md", "--format", "json"],
            cwd=tmp_path,
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": str(Path(__file__).parent.parent),
            },
            check=False,
            capture_output=True,
        )
        assert run.returncode == 0, run.stderr
        said.add(run.stdout)
    assert len(said) == 1


LIKE_OTHERS_OLD = """\
# Notice

- A provider collect billing details without telling anybody else. Our partners store your name and
  e-mail address if you agreed to it, and delete statistics on visits too. Our partners collect call
  records within 10 days.
"""

LIKE_OTHERS_NEW = """\
# Notice

- You collect statistics on visits where your account manager law asks for it, and share training
  records too. You store payment information your account manager as the the support team runs.
  Your account manager send the support team call records as long as the contract runs. We store
  statistics on visits where your account manager law asks for it. A provider the support team
  call records for £19 a you store call account manager the support team correct of calls our
  partners send anybody else, and delete billing details too.

A provider collect the support team statistics on visits to find out who opened a provider correct
ticket, the support team and store the addresses of devices too. Our partners store recordings of
calls so that the service your account manager provider share support queries you share you share
licence billing within 14 days. a provider share keep documents that you upload so that the
service works.

Your account manager store payment information until 16 May 2031, and delete payment information
too. Your account manager correct documents that you upload within 18 days, and correct statistics
on visits too. You review the addresses of devices if you agreed to it, and collect statistics on
visits too. A provider correct documents that you upload so that the service works, and send the
addresses of devices too.
"""


# ---------------------------------------- the forms of the answer


def test_the_forms_are_the_files_of_the_reports(site: Site) -> None:
    site.put({FIRST: TEXT + "\n[a](#nowhere)\n"})
    files = {
        "json": "report.json",
        "markdown": "summary.md",
        "junit": "junit.xml",
        "sarif": "findings.sarif",
    }
    for form, name in files.items():
        answer = site.run("check", "--format", form)
        assert answer.out.encode() == site.output("reports")[name]
        assert answer.code == 1


def test_an_answer_goes_into_a_file(site: Site, tmp_path: Path) -> None:
    place = tmp_path / "answer.json"
    answer = site.run("check", "--format", "json", "-o", str(place))
    assert answer.out == ""
    assert json.loads(place.read_text())["outcome"] == "fine"
    assert site.run("check", "-o", str(tmp_path / "no" / "such")).code == 3


def test_annotations_name_the_file_from_where_one_stands(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.put({FIRST: TEXT + "\n[a](#nowhere)\n"})
    assert f"file={FIRST}," in site.run("check", "--format", "github").out
    monkeypatch.chdir(site.folder.parent)
    assert f"file=site/{FIRST}," in site.run("check", "--format", "github").out


def test_quiet_says_errors_alone_and_loud_says_where(site: Site) -> None:
    assert site.run("build", "-q") == (0, "", "")
    site.put({"content/privacy/2026-02-01.md": TEXT + "\nSee [a](#nowhere).\n"})
    quiet, loud = site.run("check", "-q"), site.run("check", "-v")
    assert "error" in quiet.out
    assert quiet.err == ""
    assert "    | See [a](#nowhere)." in loud.out
    assert len(loud.out) > len(quiet.out)


def test_colour_is_for_those_who_want_it(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.put({FIRST: TEXT + "\n[a](#nowhere)\n"})
    assert "\x1b[" not in site.run("check").out  # no terminal
    assert "\x1b[" in site.run("check", "--color").out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in site.run("check").out


# ---------------------------------------- what cannot be completed


def test_what_the_program_does_wrong_is_one_honest_line(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("a bug \x1b[31m")

    monkeypatch.setattr("fairnotice.pipeline.rebuilt", fails)
    answer = site.run("build")
    assert answer.code == 3
    assert "fairnotice itself failed (RuntimeError: a bug \\x1b[31m)" in answer.err
    assert "-vv" in answer.err
    assert "Traceback" not in answer.err
    assert "Traceback" in site.run("build", "-vv").err


def test_a_disk_that_cannot_be_written_is_said(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, _content: bytes) -> int:
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    monkeypatch.setattr("fairnotice.store._written", full)
    answer = site.run("build")
    assert (answer.code, "No space left on device" in answer.err) == (3, True)


@pytest.mark.parametrize("there", [False, True])
def test_a_check_tells_what_it_found_also_where_its_reports_cannot_be_written(
    site: Site, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    """A checkout that can only be read, with and without an output folder."""
    site.put({FIRST: TEXT.replace("six months", "seven months")})
    if there:
        site.run("check")
        site.put({FIRST: TEXT.replace("six months", "eight months")})

    def refused(self: Path, *_: object, **__: object) -> None:
        if "output" in str(self) and not self.is_dir():
            raise OSError(30, "Read-only file system", str(self))

    monkeypatch.setattr(Path, "mkdir", refused)
    answer = site.run("check")
    assert answer.code == 3
    assert "error lock-broken" in answer.out
    assert "Read-only file system" in answer.err


def test_ctrl_c_is_no_failure_of_the_program(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("fairnotice.pipeline.rebuilt", interrupted)
    answer = site.run("build")
    assert answer.code == 3
    assert "Stopped." in answer.err
    assert "Traceback" not in answer.err


def test_a_reader_who_goes_away_is_no_failure_either() -> None:
    line = f"{sys.executable} -m fairnotice schema site | head -c 1"
    run = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert (run.stdout, run.stderr) == ("{", "")


_HOLDER = """
import sys, time
from pathlib import Path
from fairnotice.disk import sole_writer
with sole_writer(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_two_builds_at_once_do_not_mix(site: Site) -> None:
    """The second one ends with 3 and says why; the first one's output is whole."""
    holder = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(site.folder)], stdout=subprocess.PIPE
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        answer = site.run("build")
        assert (answer.code, "Another build is writing" in answer.err) == (3, True)
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.communicate()
    assert site.run("build").code == 0


def test_a_kill_during_a_build_leaves_the_old_site_or_the_new_one(
    site: Site, tmp_path: Path
) -> None:
    renamed = {"site.yaml": SITE_YAML.replace("Brindle Bakery\n", "Brindle\n")}
    twin = Site(tmp_path / "twin", site._capsys)
    twin.put({path: (site.folder / path).read_bytes() for path in [*FILES, LOCK]} | renamed)
    twin.run("build")
    site.run("build")
    old, new = site.output("site"), twin.output("site")
    assert old != new
    site.put(renamed)
    for wait in (0.5, 0.8, 1.1):
        with subprocess.Popen([*PROGRAM, "--clock", CLOCK], cwd=site.folder) as build:
            time.sleep(wait)
            build.kill()
        assert site.output("site") in (old, new)
    assert site.run("build").code == 0
    assert site.output() == twin.output()
    names = {path.name for path in (site.folder / "output").iterdir()}
    assert names == {"site", "review", "reports"}


# ---------------------------------------- the end of the process


@pytest.mark.parametrize("code", [0, 1, 3])
def test_all_that_was_said_is_out_when_the_process_ends(code: int) -> None:
    words = "word " * 200_000
    program = f"from fairnotice.cli import leave\nprint({words!r})\nleave({code})"
    run = subprocess.run(
        [sys.executable, "-"], input=program, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout) == (code, f"{words}\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is full")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_came_closed_is_no_failure(site: Site, closed: str) -> None:
    for verb in ("check", "rules", "lock", "new site begun"):
        line = f'"$@" {verb} {closed}'
        run = subprocess.run(
            ["bash", "-c", line, "bash", *PROGRAM],
            cwd=site.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (run.returncode, "Traceback" in run.stderr) == (0, False), (verb, run.stderr)
        assert "itself failed" not in run.stderr


def test_what_cannot_be_said_at_the_end_is_no_success() -> None:
    program = "from fairnotice.cli import leave\nprint('a word')\nleave(0)"
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [sys.executable, "-c", program],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert run.returncode != 0
    assert "No space left" in run.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is full")
@pytest.mark.parametrize("buffered", [True, False])
@pytest.mark.parametrize("argv", [["-V"], ["status"], ["build"]])
def test_a_full_disk_behind_standard_output_is_no_failure_of_the_program(
    site: Site, argv: list[str], buffered: bool
) -> None:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    for _ in range(2):  # the second time it is perhaps said again
        time.sleep(0.02)
        with Path("/dev/full").open("w") as full:
            run = subprocess.run(
                [*PROGRAM, "--clock", CLOCK, *argv],
                cwd=site.folder,
                env=kept if buffered else {**kept, "PYTHONUNBUFFERED": "1"},
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert run.returncode == 3
        assert run.stderr.count("error: There is no room for what is said: ") == 1
        assert "Traceback" not in run.stderr
