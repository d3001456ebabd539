"""One report in every form: valid by the form's rules, hostile to nobody, always the same."""

import io
import json
import re
import xml.etree.ElementTree as ET
from typing import Any

import junitparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel
from sarif_pydantic import Sarif

from fairnotice.model import Assessment, Day, Finding, Level, Passage, Place, Problem, Source
from fairnotice.reports.github import github
from fairnotice.reports.json import report_json
from fairnotice.reports.junit import junit
from fairnotice.reports.markdown import markdown
from fairnotice.reports.printable import printable
from fairnotice.reports.report import Assessed, Report, report
from fairnotice.reports.sarif import sarif
from fairnotice.reports.schema import REPORT
from fairnotice.reports.table import REPORTS
from fairnotice.reports.text import excerpt, text

FILES = {"content/privacy/2025-01-01.md": b"# P\n\nSee [it](#nowhere), and [that](#gone).\n"}
DEAD = Problem(
    "dead-anchor",
    "error",
    Place("content/privacy/2025-01-01.md", 3, 5),
    "The link to #nowhere leads to no section.",
    "Correct the link.",
    version="privacy@2025-01-01",
)
WARNING = Problem("provenance", "warning", Place("content/changelog.yaml", 2), "Rewritten.", "")
NOTE = Problem("old-rule", "info", Place("content/changelog.yaml", 1), "Known.", "Nothing.")
SOURCE = Source("wp260", "WP260 rev.01 ¶30", "https://law.example/wp260", "Q", Day(2026, 1, 1), ())
FINDING = Finding(
    rule="retention-longer",
    level="significant",
    topic="T08",
    evidence="6 months → 2 years",
    why="People expect to be forgotten when you said so.",
    source=SOURCE,
    fingerprint="3f9a1c" * 10,
    section_id="retention",
    section_title="How long",
    old=Passage(41, "6 months"),
    new=Passage(44, "2 years"),
    title="We keep data for longer",
)
GONE = Finding(
    rule="line-gone",
    level="minor",
    topic="T00",
    evidence="",
    why="Nobody needs it.",
    source=None,
    fingerprint="aa" * 30,
    section_id="x",
    section_title="X",
    old=Passage(7, "gone", "content/privacy/cookies.yaml"),
    new=None,
)
ASSESSED = Assessed(
    "privacy",
    "2024-01-01",
    "2025-01-01",
    "content/privacy/2024-01-01.md",
    "content/privacy/2025-01-01.md",
    Assessment("significant", (FINDING, GONE)),
)
FULL = report((NOTE, DEAD, WARNING, DEAD), FILES, (ASSESSED,), Day(2026, 3, 1))
EMPTY = report((), {}, (), None)

words = st.text(max_size=30)
problems = st.builds(
    Problem,
    check=st.sampled_from(["dead-link", "bad-date"]),
    level=st.sampled_from(["error", "warning", "info"]),
    place=st.builds(
        Place,
        path=st.text(min_size=1, max_size=20),
        line=st.integers(1, 9),
        column=st.integers(1, 9),
    ),
    wrong=words,
    mend=words,
    broken=st.booleans(),
    version=st.sampled_from(["", "privacy@2025-01-01"]),
)
reports = st.lists(problems, max_size=6).map(lambda found: report(found, FILES, (ASSESSED,)))


# ---------------------------------------- the report


def test_problems_are_sorted_by_place_and_each_is_there_once() -> None:
    assert [each.problem for each in FULL.problems] == [NOTE, WARNING, DEAD]


@given(st.lists(problems, max_size=8), st.randoms())
def test_the_order_in_which_problems_are_found_changes_nothing(
    found: list[Problem], chance: Any
) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert report(found, FILES) == report(shuffled, FILES)


@pytest.mark.parametrize(
    ("found", "outcome"),
    [
        ((), "fine"),
        ((WARNING, NOTE), "fine"),
        ((DEAD,), "gate"),
        ((DEAD, Problem("x", "error", Place("a"), "", "", broken=True)), "broken"),
        ((Problem("x", "warning", Place("a"), "", "", broken=True),), "fine"),
    ],
)
def test_the_outcome_is_that_of_the_gravest_problem(
    found: tuple[Problem, ...], outcome: str
) -> None:
    assert report(found, {}).outcome == outcome


def test_a_fingerprint_stays_when_lines_move_or_messages_are_reworded() -> None:
    def fingerprints(found: list[Problem], content: bytes) -> list[str]:
        made = report(found, {"a.md": content})
        return [each.fingerprint for each in made.problems]

    def dead(line: int, wrong: str = "Dead.", check: str = "dead-link") -> Problem:
        return Problem(check, "error", Place("a.md", line), wrong, "")

    before = fingerprints([dead(1)], b"See [it](x).\n")
    assert before == fingerprints([dead(3)], b"\n\n  See [it](x).\n")
    assert before == fingerprints([dead(1, "This leads nowhere.")], b"See [it](x).\n")
    assert before != fingerprints([dead(1)], b"See [that](y).\n")
    assert before != fingerprints([dead(1, check="dead-anchor")], b"See [it](x).\n")
    twice = fingerprints([dead(1), dead(2)], b"Same.\nSame.\n")
    assert len(set(twice)) == 2


# ---------------------------------------- text


def test_text_is_grouped_by_file_and_says_how_to_mend() -> None:
    assert text(FULL) == (
        "content/changelog.yaml:1:1: info old-rule: Known.\n"
        "    Nothing.\n"
        "content/changelog.yaml:2:1: warning provenance: Rewritten.\n"
        "\n"
        "content/privacy/2025-01-01.md:3:5: error dead-anchor: "
        "The link to #nowhere leads to no section.\n"
        "    Correct the link.\n"
        "\n"
        "1 error, 1 warning, 1 note.\n"
    )
    assert text(EMPTY) == "No problems.\n"
    assert text(FULL, ["error"]).count("\n") == 4


def test_an_excerpt_shows_the_line_with_a_caret_below_the_place() -> None:
    source, caret = excerpt(FILES, DEAD.place)
    assert source == "See [it](#nowhere), and [that](#gone)."
    assert source[caret.index("^") :].startswith("[it]")
    long = {"a": b"x" * 500 + b"HERE" + b"y" * 500}
    source, caret = excerpt(long, Place("a", 1, 501))
    assert source[caret.index("^") :].startswith("HERE")
    assert len(source) < 110
    assert excerpt(FILES, Place("none")) == ("", "")
    assert excerpt(FILES, Place("content/privacy/2025-01-01.md", 99)) == ("", "")
    assert excerpt({"a": "é\x1b[31m x".encode()}, Place("a", 1, 6)) == (
        "é\\x1b[31m x",
        " " * 8 + "^",
    )


@given(st.text())
def test_nothing_that_acts_on_a_terminal_is_printable(anything: str) -> None:
    shown = printable(anything)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    assert printable(shown) == shown
    shown.encode()


def test_what_people_write_stays_as_it_is() -> None:
    for written in ("naïve – “quotes” …", "日本語", "a\u00a0b", "नि\u200dष", "so\u00adft"):
        assert printable(written) == written


# ---------------------------------------- JSON


@given(reports)
def test_json_is_as_its_schema_says(made: Report) -> None:
    Draft202012Validator.check_schema(REPORT)
    Draft202012Validator(REPORT).validate(json.loads(report_json(made)))


def test_json_has_everything() -> None:
    told = json.loads(report_json(FULL))
    assert told["outcome"] == "gate"
    assert told["today"] == "2026-03-01"
    assert told["counts"] == {"error": 1, "warning": 1, "info": 1}
    assert told["problems"][2] == {
        "check": "dead-anchor",
        "level": "error",
        "broken": False,
        "path": "content/privacy/2025-01-01.md",
        "line": 3,
        "column": 5,
        "version": "privacy@2025-01-01",
        "wrong": "The link to #nowhere leads to no section.",
        "mend": "Correct the link.",
        "fingerprint": FULL.problems[2].fingerprint,
    }
    finding = told["assessments"][0]["findings"][0]
    assert finding["source"] == {
        "cite": "WP260 rev.01 ¶30",
        "url": "https://law.example/wp260",
        "grade": "Q",
    }
    assert told["assessments"][0]["findings"][1]["old"]["path"] == "content/privacy/cookies.yaml"


def test_a_report_that_lacks_something_is_not_as_its_schema_says() -> None:
    told = json.loads(report_json(FULL))
    del told["problems"][0]["mend"]
    assert not Draft202012Validator(REPORT).is_valid(told)


# ---------------------------------------- SARIF


def unknown_keys(model: BaseModel, where: str = "log") -> list[str]:
    """Keys that SARIF does not have, anywhere in a log."""
    found = [f"{where}.{key}" for key in model.model_extra or {}]
    for name in type(model).model_fields:
        value = getattr(model, name)
        for number, each in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(each, BaseModel):
                found += unknown_keys(each, f"{where}.{name}[{number}]")
    return found


@given(reports)
def test_sarif_is_sarif(made: Report) -> None:
    log = Sarif.model_validate_json(sarif(made))
    assert unknown_keys(log) == ["log.runs[0].columnKind"]  # SARIF 2.1.0, 3.14.17
    (run,) = log.runs
    rules = run.tool.driver.rules or []
    for result in run.results or []:
        assert result.rule_index is not None
        assert rules[result.rule_index].id == result.rule_id
        assert result.message.text is not None
        assert result.partial_fingerprints
    assert len({rule.id for rule in rules}) == len(rules)


def test_a_key_that_sarif_does_not_have_would_be_noticed() -> None:
    log = json.loads(sarif(FULL))
    log["runs"][0]["results"][0]["locations"][0]["phsyicalLocation"] = {}
    assert len(unknown_keys(Sarif.model_validate(log))) == 2


def test_sarif_levels_follow_the_gravity_of_findings() -> None:
    run = json.loads(sarif(FULL))["runs"][0]
    levels = {result["ruleId"]: result["level"] for result in run["results"]}
    assert levels == {
        "dead-anchor": "error",
        "provenance": "warning",
        "old-rule": "note",
        "retention-longer": "error",
        "line-gone": "note",
    }
    places = {
        result["ruleId"]: result["locations"][0]["physicalLocation"] for result in run["results"]
    }
    assert places["retention-longer"]["artifactLocation"]["uri"] == ASSESSED.new_path
    assert places["retention-longer"]["region"]["startLine"] == 44
    assert places["line-gone"]["artifactLocation"]["uri"] == "content/privacy/cookies.yaml"


def test_sarif_addresses_are_written_as_addresses() -> None:
    odd = report([Problem("x", "error", Place("content/a b/ü%.md"), "w", "m")], {})
    run = json.loads(sarif(odd))["runs"][0]
    location = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "content/a%20b/%C3%BC%25.md"


# ---------------------------------------- JUnit


@given(reports)
def test_junit_is_read_by_others(made: Report) -> None:
    suites = junitparser.JUnitXml.fromfile(io.BytesIO(junit(made)))
    (suite,) = suites
    cases = list(suite)
    assert suite.tests == len(cases) > 0
    failed = [
        case for case in cases if any(isinstance(r, junitparser.Failure) for r in case.result)
    ]
    assert suite.failures == len(failed) == made.counts["error"]


def test_junit_of_a_fine_site_has_a_test_that_passed() -> None:
    (suite,) = ET.fromstring(junit(EMPTY))  # noqa: S314  # our own output
    (case,) = suite
    assert (case.get("name"), len(case)) == ("no problems", 0)


# ---------------------------------------- Markdown and annotations


HOSTILE = Problem(
    "x",
    "error",
    Place("a`|b.md"),
    "<script>alert(1)</script> | [click](javascript:1) @somebody #1 ![](//evil.example/x)\n# Head",
    "`code` **bold** ::error::x %0A",
)


def test_markdown_of_hostile_words_is_those_words() -> None:
    from markdown_it import MarkdownIt

    page = markdown(report([HOSTILE], {})).decode()
    html = MarkdownIt("gfm-like", {"linkify": False}).render(page)
    assert "<script" not in html
    assert "<a " not in html
    assert "<img" not in html
    assert html.count("<h1>") == 1
    assert html.count("<td>") == 4
    assert "[click](javascript:1)" in html
    assert "@somebody" not in html  # parted by a word joiner, so that it calls nobody


def test_markdown_says_the_outcome_the_problems_and_the_findings() -> None:
    page = markdown(FULL).decode()
    assert "must not be published yet" in page
    assert "| error | `content/privacy/2025-01-01.md:3:5` |" in page
    assert "Verdict: **significant**." in page
    assert "6 months → 2 years" in page
    assert "## Problems" not in markdown(EMPTY).decode()


@given(reports)
def test_an_annotation_is_one_line_that_cannot_become_another_command(made: Report) -> None:
    lines = github(made, "sub").decode("utf-8").split("\n")
    assert lines.pop() == ""
    findings = sum(len(each.assessment.findings) for each in made.assessed)
    assert len(lines) == len(made.problems) + findings
    form = r"::(error|warning|notice) file=[^,:]*,line=\d+,col=\d+,title=[^,:]*::[^\r\n]*"
    for each in lines:
        assert re.fullmatch(form, each)


def test_annotations_stand_at_their_lines() -> None:
    lines = github(FULL).decode().splitlines()
    assert lines[2] == (
        "::error file=content/privacy/2025-01-01.md,line=3,col=5,title=dead-anchor::"
        "The link to #nowhere leads to no section. Correct the link."
    )
    assert lines[3].startswith("::error file=content/privacy/2025-01-01.md,line=44,col=1,")
    assert lines[4].startswith("::notice file=content/privacy/cookies.yaml,line=7,")


# ---------------------------------------- all forms


@pytest.mark.parametrize("name", REPORTS)
@given(made=reports)
def test_every_form_is_utf_8_ends_with_a_line_feed_and_is_always_the_same(
    name: str, made: Report
) -> None:
    content = REPORTS[name](made)
    assert content == REPORTS[name](made)
    assert content.endswith(b"\n")
    content.decode("utf-8")
    assert b"\x1b" not in content


def test_levels_are_all_named() -> None:
    levels: list[Level] = ["error", "warning", "info"]
    for level in levels:
        made = report([Problem("x", level, Place("a"), "w", "m")], {})
        assert level in text(made)
