"""A report in, `findings.sarif` out: SARIF 2.1.0, for code scanning.

Levels: significant is error, review warning, minor note. The fingerprints keep an alert the same
one while lines move or messages are reworded.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import Any
from urllib.parse import quote

from fairnotice import __version__
from fairnotice.model import Finding, Level, Place, Source
from fairnotice.reports.printable import printable
from fairnotice.reports.report import (
    LEVEL_OF,
    Report,
    finding_place,
    finding_text,
    old_place,
)
from fairnotice.reports.written_json import written_json

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_BRACKET = re.compile(r"[\\\[\]]")
_LEVELS: Mapping[Level, str] = {"error": "error", "warning": "warning", "info": "note"}


def sarif(report: Report) -> bytes:
    """The report as SARIF, UTF-8."""
    findings = [f for one in report.open_assessed for f in one.assessment.findings]
    problems = report.open_problems
    ids = sorted({*(each.problem.check for each in problems), *(f.rule for f in findings)})
    numbers = {each: number for number, each in enumerate(ids)}
    known = {finding.rule: finding for finding in findings}
    checks = {each.problem.check: each.problem.source for each in problems}
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "fairnotice",
                        "version": __version__,
                        "rules": [
                            _rule(each, known[each])
                            if each in known
                            else _check(each, checks.get(each))
                            for each in ids
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    {**result, "ruleIndex": numbers[result["ruleId"]]}
                    for result in chain(_problems(report), _findings(report))
                ],
            }
        ],
    }
    return written_json(log)


def _problems(report: Report) -> Iterator[dict[str, Any]]:
    """The results of the problems."""
    for each in report.open_problems:
        yield _result(
            each.problem.check,
            each.problem.level,
            f"{each.problem.wrong} {each.problem.mend}".strip(),
            each.problem.place,
            each.fingerprint,
        )


def _findings(report: Report) -> Iterator[dict[str, Any]]:
    """The results of the findings."""
    for assessed in report.open_assessed:
        for finding in assessed.assessment.findings:
            yield _result(
                finding.rule,
                LEVEL_OF[finding.level],
                f"{finding_text(finding).rstrip('.')}. {finding.why}".strip(),
                finding_place(assessed, finding),
                finding.fingerprint,
                old_place(assessed, finding),
                f"{assessed.notice}@{assessed.old}",
            )


def _result(
    rule: str,
    level: Level,
    message: str,
    place: Place,
    fingerprint: str,
    old: Place | None = None,
    old_version: str = "",
) -> dict[str, Any]:
    """One result; `old` is where the words stood in the version before."""
    result: dict[str, Any] = {
        "ruleId": rule,
        "level": _LEVELS[level],
        "message": _words(message),
        "locations": [{"physicalLocation": _location(place)}],
        # GitHub looks at the first alone; what it holds is up to the tool.
        "partialFingerprints": {
            "primaryLocationLineHash": f"{fingerprint}:1",
            "fairnotice/v1": fingerprint,
        },
    }
    if old is not None:
        where = {"message": _words(f"As it stood in {old_version}.")}
        result["relatedLocations"] = [{"id": 1, "physicalLocation": _location(old), **where}]
    return result


def _words(said: str) -> dict[str, str]:
    r"""A message that shows exactly these words.

    In a message `[words](place)` is a link (SARIF 2.1.0, section 3.11.6). What could be one is
    written `\[words\](place)`, as the next edition of SARIF has it: the first tells of no way.
    """
    shown = printable(said)
    if "](" in shown[shown.find("[") :]:
        shown = _BRACKET.sub(r"\\\g<0>", shown)
    return {"text": shown}


def _location(place: Place) -> dict[str, Any]:
    """A place in a file of the site."""
    return {
        "artifactLocation": {"uri": _address(place.path), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": place.line, "startColumn": place.column},
    }


@lru_cache(maxsize=8)
def _address(path: str) -> str:
    """A path as an address; several places of a file come in turn."""
    return quote(path)


def _check(check: str, source: Source | None) -> dict[str, Any]:
    """What a check is called, and on whose authority it looks."""
    words = check.replace("-", " ").capitalize()
    told: dict[str, Any] = {"id": check, "shortDescription": _words(words)}
    return {**told, **_help("", source)}


def _rule(rule: str, finding: Finding) -> dict[str, Any]:
    """What a rule is called, why it matters, and on whose authority."""
    words = finding.title or rule.replace("-", " ").capitalize()
    return {
        "id": rule,
        "shortDescription": _words(words),
        "fullDescription": _words(finding.why or words),
        "defaultConfiguration": {"level": _LEVELS[LEVEL_OF[finding.level]]},
        **_help(finding.why, finding.source),
    }


def _help(why: str, source: Source | None) -> dict[str, Any]:
    """Who says so, for whoever asks."""
    if source is None:
        return {}
    text = f"{why} Source: {source.authority}.".strip()
    return {"help": _words(text), "helpUri": source.url}
