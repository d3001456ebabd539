"""A report in, `report.json` out: for programs; `fairnotice schema report` describes it."""

from typing import Any

from fairnotice import __version__
from fairnotice.reports.finding_json import finding_object, source_object
from fairnotice.reports.report import Against, Assessed, Report, Reported
from fairnotice.reports.written_json import written_json


def report_json(report: Report) -> bytes:
    """The report as JSON, UTF-8, with a line feed at its end."""
    return written_json(_report(report))


def _report(report: Report) -> dict[str, Any]:
    """The report as plain data, its problems and assessments one after the other."""
    return {
        "tool": {"name": "fairnotice", "version": __version__},
        "today": report.today.isoformat() if report.today else None,
        "outcome": report.outcome,
        "counts": dict(report.counts),
        "against": _against(report.against),
        "problems": map(_problem, report.problems),
        "assessments": map(_assessed, report.assessed),
    }


def _against(against: Against | None) -> dict[str, Any] | None:
    """What the report looks back to, and how much it leaves out."""
    if against is None:
        return None
    return {
        "ref": against.ref,
        "commit": against.commit,
        "problems": against.problems,
        "findings": against.findings,
    }


def _problem(reported: Reported) -> dict[str, Any]:
    """One problem as plain data."""
    problem = reported.problem
    return {
        "check": problem.check,
        "level": problem.level,
        "broken": problem.broken,
        "settled": problem.settled,
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "version": problem.version,
        "wrong": problem.wrong,
        "mend": problem.mend,
        "source": source_object(problem.source),
        "fingerprint": reported.fingerprint,
    }


def _assessed(assessed: Assessed) -> dict[str, Any]:
    """One assessment as plain data."""
    return {
        "old": {"id": f"{assessed.notice}@{assessed.old}", "path": assessed.old_path},
        "new": {"id": f"{assessed.notice}@{assessed.new}", "path": assessed.new_path},
        "verdict": assessed.assessment.verdict,
        "settled": assessed.settled,
        "findings": [finding_object(finding) for finding in assessed.assessment.findings],
    }
