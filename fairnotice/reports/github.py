"""A report in, GitHub workflow commands out: annotations on the lines of a pull request.

Form and escapes: GitHub's documentation "Workflow commands for GitHub Actions", and the toolkit's
`command.ts`, which escapes more in properties than in the message.
"""

from collections.abc import Mapping

from fairnotice.model import Level, Place
from fairnotice.reports.printable import printable
from fairnotice.reports.report import LEVEL_OF, Report, finding_place, finding_text

_COMMANDS: Mapping[Level, str] = {"error": "error", "warning": "warning", "info": "notice"}


def github(report: Report, folder: str = "") -> bytes:
    """One line a problem and a finding; `folder` leads from the repository to the site."""
    lines = [
        _command(
            each.problem.level,
            each.problem.place,
            each.problem.check,
            f"{each.problem.wrong} {each.problem.mend}".strip(),
            folder,
        )
        for each in report.problems
    ]
    lines += [
        _command(
            LEVEL_OF[finding.level],
            finding_place(assessed, finding),
            finding.rule,
            f"{finding_text(finding)}. {finding.why}".strip(),
            folder,
        )
        for assessed in report.assessed
        for finding in assessed.assessment.findings
    ]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def _command(level: Level, place: Place, title: str, message: str, folder: str) -> str:
    """One annotation."""
    path = f"{folder.rstrip('/')}/{place.path}" if folder else place.path
    properties = (
        f"file={_property(path)},line={place.line},col={place.column},title={_property(title)}"
    )
    return f"::{_COMMANDS[level]} {properties}::{_data(message)}"


def _data(words: str) -> str:
    """Words in the message of a command."""
    return printable(words).replace("%", "%25")


def _property(words: str) -> str:
    """Words in a property of a command."""
    return _data(words).replace(":", "%3A").replace(",", "%2C")
