"""What a build found in, the answer in the wanted format and the exit code out."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from fairnotice.call import Call
from fairnotice.disk import SETTINGS
from fairnotice.exits import FINE, WRONG_CALL, WRONG_CONTENT
from fairnotice.model import Built, Problem
from fairnotice.reports.github import github
from fairnotice.reports.report import Report
from fairnotice.spoken import spoken


class Answer(NamedTuple):
    """What a build gives: what is written, and what is told."""

    built: Built
    report: Report


_FILES: Mapping[str, str] = {
    "json": "report.json",
    "markdown": "summary.md",
    "junit": "junit.xml",
    "sarif": "findings.sarif",
}
"""Formats that are also files of output/reports/, which hold the very same bytes."""


def told(call: Call, outcome: Answer, files: Mapping[str, bytes]) -> str | bytes:
    """The report in the format that was asked for."""
    if call.format == "text":
        return call.printed(spoken(outcome.report, call.voice, files))
    if call.format == "github":
        return github(outcome.report, from_here(call.folder))
    return outcome.built.reports[_FILES[call.format]]


def exit_code(report: Report, strict: bool) -> int:
    """0: all is well, 2: an error in site.yaml, 1: any other; when strict, warnings count."""
    grave = ("error", "warning") if strict else ("error",)
    stopping = [each.problem for each in report.problems if each.problem.level in grave]
    if any(_in_settings(problem) for problem in stopping):
        return WRONG_CALL
    return WRONG_CONTENT if stopping else FINE


def from_here(folder: Path) -> str:
    """The way from the working folder to the site; empty when it does not lie below it."""
    here, there = Path.cwd().resolve(), folder.resolve()
    return "" if there == here or here not in there.parents else str(there.relative_to(here))


def _in_settings(problem: Problem) -> bool:
    """Whether an error stands in site.yaml."""
    return problem.level == "error" and problem.place.path == SETTINGS
