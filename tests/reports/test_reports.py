"""One report in every form: valid by the form's rules, hostile to nobody, always the same."""

import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import junitparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator
from markdown_it import MarkdownIt

from fairnotice.model import (
    Assessment,
    Day,
    Entry,
    Finding,
    Level,
    Passage,
    Place,
    Problem,
    Source,
    Waiver,
)
from fairnotice.reports.github import MOST, github
from fairnotice.reports.json import report_json
from fairnotice.reports.junit import junit
from fairnotice.reports.markdown import LONGEST, markdown
from fairnotice.reports.printable import printable
from fairnotice.reports.report import LEVELS, Against, Assessed, Report, report
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
    source=st.none(),
    settled=st.just(False),
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
        "settled": False,
        "path": "content/privacy/2025-01-01.md",
        "line": 3,
        "column": 5,
        "version": "privacy@2025-01-01",
        "wrong": "The link to #nowhere leads to no section.",
        "mend": "Correct the link.",
        "source": None,
        "fingerprint": FULL.problems[2].fingerprint,
    }
    finding = told["assessments"][0]["findings"][0]
    assert finding["source"] == {
        "cite": "WP260 rev.01 ¶30",
        "url": "https://law.example/wp260",
        "grade": "Q",
    }
    assert told["assessments"][0]["findings"][1]["old"]["path"] == "content/privacy/cookies.yaml"


def test_every_form_says_on_whose_authority_a_check_looks() -> None:
    made = report([WARNING._replace(source=SOURCE)], {})
    (told,) = json.loads(report_json(made))["problems"]
    assert told["source"]["cite"] == SOURCE.cite
    named = f"{SOURCE.cite} (grade Q, checked 2026-01-01)"
    assert f"\n    Source: {named}.\n" in text(made)
    (rule,) = json.loads(sarif(made))["runs"][0]["tool"]["driver"]["rules"]
    assert rule["help"]["text"] == f"Source: {named}."


def closed(schema: Any) -> Any:
    """The schema, with no key allowed but those it describes."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    shut = {key: closed(value) for key, value in schema.items()}
    return {**shut, "additionalProperties": False} if schema.get("type") == "object" else shut


def test_every_key_of_a_report_is_described() -> None:
    for made in (FULL, EMPTY, replace(FULL, against=Against("main", "3f9a", 1, 2))):
        Draft202012Validator(closed(REPORT)).validate(json.loads(report_json(made)))


def test_a_report_that_lacks_something_is_not_as_its_schema_says() -> None:
    told = json.loads(report_json(FULL))
    del told["problems"][0]["mend"]
    assert not Draft202012Validator(REPORT).is_valid(told)


# ---------------------------------------- SARIF


SARIF = Draft4Validator(
    json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))
)


@given(reports)
def test_sarif_is_sarif(made: Report) -> None:
    log = json.loads(sarif(made))
    SARIF.validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["partialFingerprints"]
    assert len({rule["id"] for rule in rules}) == len(rules)


def test_a_key_that_sarif_does_not_have_would_be_noticed() -> None:
    log = json.loads(sarif(FULL))
    log["runs"][0]["results"][0]["locations"][0]["phsyicalLocation"] = {}
    assert not SARIF.is_valid(log)


def test_a_rule_in_sarif_says_why_and_on_whose_authority() -> None:
    (run,) = json.loads(sarif(FULL))["runs"]
    rule = next(r for r in run["tool"]["driver"]["rules"] if r["id"] == FINDING.rule)
    assert rule["fullDescription"]["text"] == FINDING.why
    assert rule["helpUri"] == SOURCE.url
    assert SOURCE.cite in rule["help"]["text"]
    assert f"grade {SOURCE.grade}, checked {SOURCE.checked}" in rule["help"]["text"]


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


def test_sarif_shows_where_the_words_stand_and_where_they_stood() -> None:
    run = json.loads(sarif(FULL))["runs"][0]
    result = next(each for each in run["results"] if each["ruleId"] == "retention-longer")
    (old,) = result["relatedLocations"]
    place = old["physicalLocation"]
    assert place["artifactLocation"]["uri"] == ASSESSED.old_path
    assert place["region"]["startLine"] == 41
    assert old["message"]["text"] == "As it stood in privacy@2024-01-01."
    for each in run["results"]:
        prints = each["partialFingerprints"]
        assert prints["primaryLocationLineHash"] == f"{prints['fairnotice/v1']}:1"


EMBEDDED = re.compile(r"(?<!\\)(?:\\\\)*\[(?:[^\\\[\]]|\\[\\\[\]])*\]\([^)]*\)")
"""A link in a message, as SARIF 2.1.0 section 3.11.6 has it."""


@pytest.mark.parametrize(
    "said",
    [
        "[click](https://evil.example/)",
        "as it [stood](1) before",
        r"\[x](1)",
        r"\\[x](1)",
        r"[a\]](1)",
        "[[a](1)](2)",
        "[a\n](1)",
    ],
)
def test_a_sarif_message_shows_the_words_and_links_nowhere(said: str) -> None:
    (run,) = json.loads(sarif(report([DEAD._replace(wrong=said, mend="")], {})))["runs"]
    told = run["results"][0]["message"]["text"]
    assert not EMBEDDED.search(told)
    assert re.sub(r"\\([\\\[\]])", r"\1", told) == printable(said)


def test_brackets_that_link_nowhere_stay_as_they_are_in_sarif() -> None:
    said = r"It says [YOUR NAME] (once) in C:\x."
    (run,) = json.loads(sarif(report([DEAD._replace(wrong=said, mend="")], {})))["runs"]
    assert run["results"][0]["message"]["text"] == said


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


@pytest.mark.parametrize("level", ["error", "info"])
def test_junit_has_no_server_keep_a_file_or_note_a_fact(level: Level) -> None:
    """Jenkins and GitLab take what stands in two brackets of an outcome for such an order."""
    said = "[[ATTACHMENT|/etc/passwd]] [[PROPERTY|a=b]] [[cookies]]"
    suites = ET.fromstring(junit(report([DEAD._replace(level=level, wrong=said)], {})))  # noqa: S314
    (case,) = suites[0]
    assert "[[ATTACHMENT" not in "".join(case.itertext())
    assert r"\x5b[ATTACHMENT|/etc/passwd]] \x5b[PROPERTY|a=b]] [[cookies]]" in (case[0].text or "")


# ---------------------------------------- Markdown and annotations


HOSTILE = Problem(
    "x",
    "error",
    Place("a`|b.md"),
    "<script>alert(1)</script> | [click](javascript:1) @somebody #1 ![](//evil.example/x)\n# Head",
    "`code` **bold** ::error::x %0A",
)


def test_markdown_of_hostile_words_is_those_words() -> None:
    page = markdown(report([HOSTILE], {})).decode()
    html = MarkdownIt("gfm-like", {"linkify": False}).render(page)
    assert "<script" not in html
    assert "<a " not in html
    assert "<img" not in html
    assert html.count("<h1>") == 1
    assert html.count("<td>") == 3
    assert "a'|b.md:1:1" in html
    assert "[click](javascript:1)" in html
    assert "@somebody" not in html  # parted by a word joiner, so that it calls nobody


def test_markdown_says_the_outcome_the_problems_and_the_findings() -> None:
    page = markdown(FULL).decode()
    assert "must not be published yet" in page
    assert "## What has to be put right" in page
    assert "| `content/privacy/2025-01-01.md:3:5` |" in page
    head = "## privacy: 2024-01-01 → 2025-01-01\n\n**Customers must be told of 1 finding.**"
    assert head in page
    assert "We keep data for longer: 6 months → 2 years" in page
    assert "| Before | After | Tell? |" in page, "nobody has been told yet"
    assert "| 6 months | 2 years | yes |" in page
    assert "<summary>1 minor change</summary>" in page
    assert "##" not in markdown(EMPTY).decode()


def assessed(*findings: Finding, **facts: Any) -> Assessed:
    """The assessment of one version with these findings, the gravest first."""
    verdict = findings[0].level if findings else "none"
    return replace(ASSESSED, assessment=Assessment(verdict, findings), **facts)


UNCLEAR = replace(FINDING, rule="not-understood", level="review", fingerprint="ab" * 30)


def test_markdown_gives_the_line_that_decides_what_is_open() -> None:
    one = assessed(UNCLEAR, names={UNCLEAR.fingerprint: "ababababab"})
    page = markdown(report((), {}, (one,))).decode()
    assert "**A person has to decide whether customers are told.**" in page
    line = "fairnotice decide privacy@2025-01-01 ababababab --tell"
    assert f'```sh\n{line} --reason "…" --by "…"\n```' in page
    waiver = Waiver("ababab", False, "A reason.", "A. Baker", Day(2026, 1, 1))
    said = Entry("privacy", "2025-01-01", waivers=(waiver,))
    page = markdown(report((), {}, (replace(one, entry=said),))).decode()
    assert "fairnotice decide" not in page
    assert "| no: A. Baker |" in page


def test_markdown_says_what_is_open_before_what_is_told_and_folds_what_is_much() -> None:
    told = tuple(replace(FINDING, fingerprint=f"{n:060}") for n in range(9))
    page = markdown(report((), {}, (assessed(*told, UNCLEAR),))).decode()
    assert "**Customers must be told of 9 findings; a person has to decide about 1 more.**" in page
    fold = page.index("<summary>9 findings and whether they are told</summary>")
    assert page.index("fairnotice decide") < fold < page.index("| yes |")
    page = markdown(report((), {}, (assessed(*told[:8]),))).decode()
    assert "**Customers must be told of 8 findings.**" in page
    assert "<details>" not in page


def test_markdown_counts_what_a_person_decided_as_decided() -> None:
    waiver = Waiver(FINDING.fingerprint, False, "A reason.", "A. Baker", Day(2026, 1, 1))
    said = Entry("privacy", "2025-01-01", waivers=(waiver,))
    page = markdown(report((), {}, (assessed(FINDING, entry=said),))).decode()
    assert "**Nobody has to be told.**" in page
    assert "| no: A. Baker |" in page


def test_markdown_of_a_published_version_tells_only_that_it_is_there() -> None:
    past = NOTE._replace(wrong="Long ago.", settled=True)
    page = markdown(report((NOTE, past), FILES, (assessed(FINDING, settled=True),))).decode()
    assert "Published and locked, so not shown: 1 version and 1 note; `report.json`" in page
    assert "retention" not in page
    assert "Long ago." not in page
    assert NOTE.wrong in page


def test_markdown_says_what_it_looks_back_to() -> None:
    past = Against("origin/main", "3f9a1c2b4d5e", 12, 0)
    page = markdown(replace(EMPTY, against=past)).decode()
    assert "**Nothing new stops publication.**" in page
    assert "since `origin/main` (`3f9a1c2b4d`) is told; 12 problems were there before." in page


def test_markdown_fits_into_a_comment_whatever_was_found() -> None:
    long = "|<&" * 400
    many = [
        Problem("x", level, Place(f"content/{number}.md", number), long, long)
        for number in range(1, 400)
        for level in LEVELS
    ]
    wide = replace(UNCLEAR, old=Passage(1, long * 9), new=Passage(1, long), section_title=long)
    versions = [
        assessed(*(replace(wide, fingerprint=f"{number:060}") for number in range(300)))
        for _ in range(30)
    ]
    page = markdown(report(many, {}, versions)).decode()
    assert 30_000 < len(page) <= LONGEST
    assert "more; `report.json` has them all" in page
    for heading in ("What has to be put right", "privacy: 2024", "What to look at", "Good to"):
        assert heading in page


CALLING = (
    "@somebody  #1  !2  GH-3  https://evil.com/x  HTTP://evil.com  ftp://evil.com  www.evil.com",
    "<b>  <!--  -->  </details>  &amp;  |  [a](b)  ![](//evil.com)  `  \\  ~~  _a_  $x$",
    "a@evil.com   \n",
)


@settings(deadline=None)
@given(st.lists(st.sampled_from("  ".join(CALLING).split("  ")), max_size=12).map("".join))
def test_no_words_of_a_notice_act_in_a_comment(words: str) -> None:
    """Rendered as GitHub does it, with bare addresses made links: nothing of it acts."""
    told = replace(
        UNCLEAR, title=words, section_title=words, old=Passage(1, words), new=Passage(2, words)
    )
    problem = Problem("x", "error", Place("a.md"), words, words)
    page = markdown(report((problem,), {}, (assessed(told),))).decode()
    github_like = MarkdownIt("gfm-like")
    assert github_like.linkify
    github_like.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    html = github_like.render(page)
    for tag in ("<a ", "<img", "<b>", "<s>", "<em>", "<!--"):
        assert tag not in html
    assert html.count("<td") == 3 + 6
    outside = re.sub(r"<code.*?</code>", "", html, flags=re.DOTALL)
    assert not re.search(r"[@#]\w|GH-\d|://|www\.", outside)


@given(reports)
def test_an_annotation_is_one_line_that_cannot_become_another_command(made: Report) -> None:
    lines = github(made, "sub").decode("utf-8").split("\n")
    assert lines.pop() == ""
    findings = sum(len(each.assessment.findings) for each in made.assessed)
    assert len(lines) == len(made.problems) + findings
    form = r"::(error|warning|notice) file=[^,:]*,line=\d+,col=\d+,title=[^,:]*::[^\r\n]*"
    for each in lines:
        assert re.fullmatch(form, each)


def test_annotations_stand_at_their_lines_the_gravest_first() -> None:
    lines = github(FULL).decode().splitlines()
    assert lines[0] == (
        "::error file=content/privacy/2025-01-01.md,line=3,col=5,title=dead-anchor::"
        "The link to #nowhere leads to no section. Correct the link."
    )
    assert lines[1].startswith("::error file=content/privacy/2025-01-01.md,line=44,col=1,")
    assert lines[2].startswith("::warning file=content/changelog.yaml,line=2,")
    assert lines[4].startswith("::notice file=content/privacy/cookies.yaml,line=7,")


def test_words_that_are_gone_are_annotated_at_the_nearest_heading() -> None:
    gone = replace(FINDING, new=None)
    one = assessed(gone, spots={gone.fingerprint: 12})
    (line,) = github(report((), {}, (one,))).decode().splitlines()
    assert line.startswith("::error file=content/privacy/2025-01-01.md,line=12,col=1,")


def test_no_more_annotations_of_a_kind_than_are_shown_and_the_rest_is_told() -> None:
    many = [Problem("x", "error", Place("a.md", n), "w", "m") for n in range(1, 31)]
    lines = github(report([*many, WARNING], {})).decode().splitlines()
    assert sum(line.startswith("::error ") for line in lines) == MOST
    assert lines[-2].startswith("::warning ")
    assert lines[-1] == "20 more: see the summary, or output/reports/summary.md."


@pytest.mark.parametrize("form", [github, junit, sarif])
def test_what_is_published_and_locked_is_left_to_the_report_for_programs(
    form: Callable[[Report], bytes],
) -> None:
    past = NOTE._replace(wrong="Long ago.", settled=True)
    settled = assessed(FINDING, settled=True)
    assert form(report((NOTE, past), FILES, (settled,))) == form(report((NOTE,), FILES))
    assert form(report((past,), FILES, (settled,))) == form(EMPTY)
    assert b"Long ago." in report_json(report((past,), FILES))


def runner(line: str) -> tuple[str, dict[str, str], str]:
    """A command as GitHub's runner reads it (actions/runner, ActionCommand.cs)."""
    head, _, data = line.removeprefix("::").partition("::")
    name, _, rest = head.partition(" ")
    found = {}
    for each in filter(None, rest.split(",")):
        key, _, value = each.partition("=")
        for code, letter in (
            ("%3A", ":"),
            ("%2C", ","),
            ("%0D", "\r"),
            ("%0A", "\n"),
            ("%25", "%"),
        ):
            value = value.replace(code, letter)
        found[key] = value
    for code, letter in (("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        data = data.replace(code, letter)
    return name, found, data


@given(reports)
def test_the_runner_reads_what_was_meant(made: Report) -> None:
    read = [runner(line) for line in github(made).decode().splitlines()]
    meant = {
        (printable(p.place.path), printable(f"{p.wrong} {p.mend}".strip()))
        for p in (each.problem for each in made.problems)
    }
    seen = {(facts["file"], words) for _, facts, words in read}
    assert meant <= seen


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
