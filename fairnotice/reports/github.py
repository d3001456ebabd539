"""A report in, GitHub workflow commands out: annotations on the lines of a pull request.

Form and escapes: GitHub's documentation "Workflow commands for GitHub Actions", and the toolkit's
`command.ts`, which escapes more in properties than in the message. GitHub shows ten annotations of
each kind for a step and drops the others without a word, so the gravest come first, and a line at
the end, which is no command, says what is left.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from fairnotice.model import Level, Place
from fairnotice.reports.printable import printable
from fairnotice.reports.report import LEVEL_OF, LEVELS, Report, finding_place, finding_text

MOST = 10
"""Annotations of each kind that GitHub shows for one step."""

LONGEST = 4_000
"""Characters of a message; GitHub cuts at 64 KB, readers long before."""

_COMMANDS: Mapping[Level, str] = {"error": "error", "warning": "warning", "info": "notice"}


class _Annotation(NamedTuple):
    level: Level
    place: Place
    title: str
    message: str


def github(report: Report, folder: str = "") -> bytes:
    """At most ten lines of each kind, and what is left; `folder` leads from the repository to the
    site."""
    found = list(_annotations(report))
    lines, left = [], 0
    for level in LEVELS:
        these = [each for each in found if each.level == level]
        lines += [_command(each, folder) for each in these[:MOST]]
        left += max(0, len(these) - MOST)
    if left:
        lines.append(f"{left} more: see the summary, or output/reports/summary.md.")
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def _annotations(report: Report) -> Iterator[_Annotation]:
    """The problems, then the findings; those on settled versions are left to the other reports."""
    for each in report.open_problems:
        problem = each.problem
        said = f"{problem.wrong} {problem.mend}".strip()
        yield _Annotation(problem.level, problem.place, problem.check, said)
    for assessed in report.open_assessed:
        for finding in assessed.assessment.findings:
            said = f"{finding_text(finding).rstrip('.')}. {finding.why}".strip()
            place = finding_place(assessed, finding)
            yield _Annotation(LEVEL_OF[finding.level], place, finding.rule, said)


def _command(each: _Annotation, folder: str) -> str:
    """One annotation."""
    place = each.place
    path = f"{folder.rstrip('/')}/{place.path}" if folder else place.path
    properties = (
        f"file={_property(path)},line={place.line},col={place.column},title={_property(each.title)}"
    )
    message = each.message
    cut = message if len(message) <= LONGEST else message[: LONGEST - 1] + "…"
    return f"::{_COMMANDS[each.level]} {properties}::{_data(cut)}"


def _data(words: str) -> str:
    """Words in the message of a command."""
    return printable(words).replace("%", "%25")


def _property(words: str) -> str:
    """Words in a property of a command."""
    return _data(words).replace(":", "%3A").replace(",", "%2C")
