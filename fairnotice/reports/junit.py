"""A report in, `junit.xml` out: for build servers that show test results.

Each problem is a test case: an error fails, a warning or a note passes and says its words in
`system-out`. A report without problems has one case that passes, so that a server can tell "all
is well" from "nothing ran".
"""

import re
from collections.abc import Iterator
from html import escape

from fairnotice.model import Problem
from fairnotice.reports.printable import printable
from fairnotice.reports.report import Report, finding_place, finding_text
from fairnotice.reports.text import told

_TAKEN = re.compile(r"\[\[(?=[A-Za-z_-]+\|)")


def junit(report: Report) -> bytes:
    """The report as JUnit XML, UTF-8."""
    cases = list(_cases(report)) or [_passed("site", "no problems")]
    counts = f'tests="{len(cases)}" failures="{report.counts["error"]}" errors="0" skipped="0"'
    lines = (
        "<?xml version='1.0' encoding='utf-8'?>",
        f'<testsuites name="fairnotice" {counts}>',
        f'  <testsuite name="fairnotice" {counts}>',
        *cases,
        "  </testsuite>",
        "</testsuites>",
        "",
    )
    return "\n".join(lines).encode("utf-8", "xmlcharrefreplace")


def _cases(report: Report) -> Iterator[str]:
    for each in report.open_problems:
        problem = each.problem
        place = problem.place
        yield _case(place.path, f"{problem.check} {place.line}:{place.column}", _outcome(problem))
    for assessed in report.open_assessed:
        for finding in assessed.assessment.findings:
            place = finding_place(assessed, finding)
            said = f"{place}: {finding.level} {finding.rule}: {finding_text(finding)}"
            name = f"{finding.rule} {place.line}:{place.column}"
            yield _case(place.path, name, _said(printable(said)))


def _outcome(problem: Problem) -> str:
    """What became of the test case of one problem."""
    if problem.level != "error":
        return _said(told(problem))
    what = f'type="{_quoted(problem.check)}" message="{_quoted(problem.wrong)}"'
    return f"<failure {what}>{_text(told(problem))}</failure>"


def _said(words: str) -> str:
    return f"<system-out>{_text(words)}</system-out>"


def _text(words: str) -> str:
    """Words in an element. Servers take `[[ATTACHMENT|path]]` in them for a file to keep and show,
    `[[PROPERTY|name=value]]` for a fact about the run."""
    return escape(_TAKEN.sub(r"\\x5b[", words), quote=False)


def _case(path: str, name: str, outcome: str) -> str:
    """A test case of which something is told."""
    return f"    <testcase {_names(path, name)}>\n      {outcome}\n    </testcase>"


def _passed(path: str, name: str) -> str:
    """A test case that passes without a word."""
    return f"    <testcase {_names(path, name)} />"


def _names(path: str, name: str) -> str:
    return f'classname="{_quoted(path)}" name="{_quoted(name)}" time="0"'


def _quoted(words: str) -> str:
    """Words between the quotation marks of an attribute, on one line."""
    return escape(printable(words), quote=False).replace('"', "&quot;")
