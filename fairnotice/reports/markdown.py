"""A report in, `summary.md` out: for a pull request's comment or a job's summary."""

import re

from fairnotice.reports.printable import printable
from fairnotice.reports.report import Assessed, Report, finding_place, finding_text
from fairnotice.reports.text import counts

_OUTCOMES = {
    "fine": "The site can be published.",
    "gate": "The pages can be made, and must not be published yet.",
    "broken": "A page cannot be made; nothing is published.",
}


def markdown(report: Report) -> bytes:
    """The report as Markdown, UTF-8."""
    parts = ["# Notices", "", f"{_OUTCOMES[report.outcome]} {counts(report)}"]
    if report.problems:
        parts += ["", "## Problems", "", "| | Where | What is wrong | How to put it right |"]
        parts += ["|---|---|---|---|"]
        parts += [
            f"| {each.problem.level} | {_code(str(each.problem.place))} "
            f"| {_cell(each.problem.wrong)} (`{each.problem.check}`) | {_cell(each.problem.mend)} |"
            for each in report.problems
        ]
    for assessed in report.assessed:
        parts += ["", *_findings(assessed)]
    return ("\n".join(parts) + "\n").encode("utf-8", "backslashreplace")


def _findings(assessed: Assessed) -> list[str]:
    """The findings on one version against its predecessor."""
    title = f"## {assessed.notice}: {assessed.old} to {assessed.new}"
    head = [_cell(title), "", f"Verdict: **{assessed.assessment.verdict}**."]
    if not assessed.assessment.findings:
        return head
    return [
        *head,
        "",
        "| | Where | What | Why |",
        "|---|---|---|---|",
        *(
            f"| {finding.level} | {_code(str(finding_place(assessed, finding)))} "
            f"| {_cell(finding_text(finding))} | {_cell(finding.why)} |"
            for finding in assessed.assessment.findings
        ),
    ]


def _cell(words: str) -> str:
    """Words as they stand, in a table: nothing in them is Markdown or HTML."""
    escaped = re.sub(r"([\\`*_\[\]|~])", r"\\\1", printable(words).strip())
    # An @name would call a stranger, and a #1 would link to somebody's issue.
    escaped = re.sub(r"([@#])(?=\w)", "\\1\u2060", escaped)
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _code(words: str) -> str:
    """Words in code type, in a table."""
    return f"`{printable(words).replace('`', chr(39)).replace('|', chr(92) + '|')}`"
