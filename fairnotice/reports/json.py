"""A report in, `report.json` out: for programs; `fairnotice schema report` describes it."""

import json
from typing import Any

from fairnotice import __version__
from fairnotice.model import Finding, Passage
from fairnotice.reports.report import Against, Assessed, Report, Reported


def report_json(report: Report) -> bytes:
    """The report as JSON, UTF-8, with a line feed at its end."""
    return (json.dumps(_report(report), ensure_ascii=False, indent=1) + "\n").encode(
        "utf-8", "backslashreplace"
    )


def _report(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    return {
        "tool": {"name": "fairnotice", "version": __version__},
        "today": report.today.isoformat() if report.today else None,
        "outcome": report.outcome,
        "counts": dict(report.counts),
        "against": _against(report.against),
        "problems": [_problem(each) for each in report.problems],
        "assessments": [_assessed(each) for each in report.assessed],
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
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "version": problem.version,
        "wrong": problem.wrong,
        "mend": problem.mend,
        "fingerprint": reported.fingerprint,
    }


def _assessed(assessed: Assessed) -> dict[str, Any]:
    """One assessment as plain data."""
    return {
        "old": {"id": f"{assessed.notice}@{assessed.old}", "path": assessed.old_path},
        "new": {"id": f"{assessed.notice}@{assessed.new}", "path": assessed.new_path},
        "verdict": assessed.assessment.verdict,
        "settled": assessed.settled,
        "findings": [_finding(finding) for finding in assessed.assessment.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    """One finding, in the shape that it has in a diff report."""
    source = finding.source
    return {
        "rule": finding.rule,
        "level": finding.level,
        "topic": finding.topic,
        "evidence": finding.evidence,
        "why": finding.why,
        "source": source and {"cite": source.cite, "url": source.url, "grade": source.grade},
        "fingerprint": finding.fingerprint,
        "section": {"id": finding.section_id, "title": finding.section_title},
        "old": _passage(finding.old),
        "new": _passage(finding.new),
    }


def _passage(passage: Passage | None) -> dict[str, Any] | None:
    """One side of a finding; its path only where that is not the version's."""
    if passage is None:
        return None
    side: dict[str, Any] = {"line": passage.line, "text": passage.text}
    return {"path": passage.path, **side} if passage.path else side
