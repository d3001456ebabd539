"""A report in, `summary.md` out: for a pull request's comment or a job's summary.

What stops publication first, then what each version means for customers, what is open first, with
the line that decides it; then what else is to know. Nothing that stands in a notice acts as
Markdown, HTML, a link or a mention, and the whole fits into a comment.
"""

from collections.abc import Iterable, Mapping, Sequence

from fairnotice.model import Finding, Gravity, Level, Verdict, Waiver
from fairnotice.reports.inert import cell, code
from fairnotice.reports.report import Assessed, Report, Reported
from fairnotice.reports.text import counts

LONGEST = 60_000
"""Characters of the whole; GitHub takes comments of up to 65,536."""

_WIDEST = 240
"""Characters of a notice's text in one cell."""

_MOST_LINES = 20
"""Lines for copying, of one version."""

_AT_A_GLANCE = 8
"""More findings that are decided than this are folded away."""

_OUTCOMES = {
    "fine": "The site can be published.",
    "gate": "The pages can be made, and must not be published yet.",
    "broken": "A page cannot be made; nothing is published.",
}
_NOTHING_NEW = "Nothing new stops publication."
_VERDICTS: Mapping[Verdict, str] = {
    "significant": "Customers must be told.",
    "review": "A person has to decide whether customers are told.",
    "minor": "Nobody has to be told.",
    "none": "Readers see no difference.",
}
_TOLD: Mapping[Gravity, str] = {"significant": "yes", "review": "**to decide**", "minor": "no"}
_GROUPS: Mapping[Level, str] = {
    "error": "What has to be put right",
    "warning": "What to look at",
    "info": "Good to know",
}
_SHARES: Mapping[str, int] = {"error": 20_000, "versions": 24_000, "warning": 10_000, "info": 4_000}
"""Characters that each part may take, so that none crowds the others out."""


def markdown(report: Report) -> bytes:
    """The report as Markdown, UTF-8, of at most `LONGEST` characters."""
    lines = ["# Notices", "", f"{_outcome(report)} {counts(report)}", *_against(report)]
    lines += _problems(report, "error")
    lines += _versions(report)
    lines += _problems(report, "warning")
    lines += _problems(report, "info")
    return ("\n".join(lines) + "\n").encode("utf-8", "backslashreplace")


def _outcome(report: Report) -> str:
    """What becomes of the site, in a sentence."""
    known = report.against is not None and report.outcome == "fine"
    return f"**{_NOTHING_NEW if known else _OUTCOMES[report.outcome]}**"


def _against(report: Report) -> list[str]:
    """What the report looks back to, where it tells only what is new."""
    past = report.against
    if past is None:
        return []
    known = f"{past.problems} {'problem' if past.problems == 1 else 'problems'}"
    said = f"Only what is new since {code(past.ref)} ({code(past.commit[:10])}) is told"
    return ["", f"{said}; {known} were there before." if past.problems else f"{said}."]


# ---------------------------------------- problems


def _problems(report: Report, level: Level) -> list[str]:
    """The problems of one level; notes are folded."""
    found = [each for each in report.open_problems if each.problem.level == level]
    if not found:
        return []
    rows = _table(
        ("Where", "What is wrong", "How to put it right"),
        (_row(each) for each in found),
        _SHARES[level],
        len(found),
    )
    if level == "info":
        return _folded(_GROUPS[level], rows)
    return ["", f"## {_GROUPS[level]}", *rows]


def _row(each: Reported) -> str:
    """A problem as a row."""
    problem = each.problem
    return (
        f"| {code(str(problem.place))} | {cell(problem.wrong, 600)} ({code(problem.check)}) "
        f"| {cell(problem.mend, 600)} |"
    )


def _table(heads: Sequence[str], rows: Iterable[str], room: int, number: int) -> list[str]:
    """A table of as many rows as there is room for, and how many are left."""
    lines = ["", f"| {' | '.join(heads)} |", "|" + "---|" * len(heads)]
    used = 0
    for done, row in enumerate(rows):
        used += len(row) + 1
        if used > room:
            return [*lines, "", f"… and {number - done} more; `report.json` has them all."]
        lines.append(row)
    return lines


# ---------------------------------------- versions


def _versions(report: Report) -> list[str]:
    """What each version means for customers; of what is settled, only how much there is."""
    open_ones = report.open_assessed
    notes = len(report.problems) - len(report.open_problems)
    settled = _settled(len(report.assessed) - len(open_ones), notes)
    lines: list[str] = []
    room = _SHARES["versions"]
    for number, one in enumerate(open_ones):
        part = _version(one, room)
        room -= sum(len(line) + 1 for line in part)
        if room < 0:
            left = len(open_ones) - number
            what = "version is" if left == 1 else "versions are"
            return [*lines, "", f"{left} more {what} in `report.json`.", *settled]
        lines += part
    return lines + settled


def _settled(versions: int, notes: int) -> list[str]:
    """How many versions and notes are not told of, since nothing is left to do about them."""
    found = [
        f"{number} {word}{'s' * (number != 1)}"
        for number, word in ((versions, "version"), (notes, "note"))
        if number
    ]
    said = f"Published and locked, so not shown: {' and '.join(found)}; `report.json` has them."
    return ["", said] if found else []


def _version(one: Assessed, room: int) -> list[str]:
    """The verdict on one version; what waits for a decision, with the lines that take it; the rest.

    Many findings to tell are folded away, so that what somebody has to do is seen.
    """
    findings = one.assessment.findings
    waiting = [each for each in findings if _waits(one, each)]
    grave = [each for each in findings if each.level != "minor" and not _waits(one, each)]
    small = [each for each in findings if each.level == "minor"]
    head = f"## {cell(one.notice)}: {one.old} → {one.new}"
    lines = ["", head, "", f"**{_verdict(one, len(waiting))}**"]
    if waiting:
        lines += [*_found(one, waiting, room // 4), *_decisions(one, waiting)]
    if grave:
        rows = _found(one, grave, room // 3)
        folded = len(grave) > _AT_A_GLANCE
        lines += (
            _folded(f"{len(grave)} findings and whether they are told", rows) if folded else rows
        )
    if small:
        what = "1 minor change" if len(small) == 1 else f"{len(small)} minor changes"
        lines += _folded(what, _found(one, small, room // 6))
    return lines


def _folded(summary: str, rows: Sequence[str]) -> list[str]:
    return ["", "<details>", f"<summary>{summary}</summary>", *rows, "", "</details>"]


def _waits(one: Assessed, finding: Finding) -> bool:
    """Whether only a person can judge a finding, and nobody has."""
    return finding.level == "review" and not _waiver(one, finding)


def _waiver(one: Assessed, finding: Finding) -> Waiver | None:
    return one.entry.waiver_for(finding, one.assessment.findings) if one.entry else None


def _verdict(one: Assessed, waiting: int) -> str:
    """What the version means for customers, in a sentence, with how many findings say so."""
    told = 0
    for finding in one.assessment.findings:
        waiver = _waiver(one, finding)
        told += waiver.tell if waiver else finding.level == "significant"
    findings = "1 finding" if told == 1 else f"{told} findings"
    if told and waiting:
        return f"Customers must be told of {findings}; a person has to decide about {waiting} more."
    if told:
        return f"Customers must be told of {findings}."
    if one.assessment.findings and not waiting:
        return _VERDICTS["minor"]
    return _VERDICTS[one.assessment.verdict if not waiting else "review"]


def _found(one: Assessed, findings: Sequence[Finding], room: int) -> list[str]:
    """Findings as a table: what, before and after, and whether customers are to be told."""
    heads = ("", "Section", "What", "Before", "After", "Tell?")
    return _table(heads, (_finding(one, each) for each in findings), room, len(findings))


def _finding(one: Assessed, finding: Finding) -> str:
    """A finding as a row."""
    old, new = (side.text if side else "" for side in (finding.old, finding.new))
    # Evidence that is nearly all of the text would only be read twice.
    short = 2 * len(finding.evidence) < max(len(old), len(new)) or " → " in finding.evidence
    evidence = f": {cell(finding.evidence, _WIDEST)}" if finding.evidence and short else ""
    return (
        f"| {finding.level} | {cell(finding.section_title, _WIDEST)} "
        f"| {cell(finding.title or finding.rule)}{evidence} ({code(finding.rule)}) "
        f"| {cell(old, _WIDEST)} | {cell(new, _WIDEST)} | {_told(one, finding)} |"
    )


def _told(one: Assessed, finding: Finding) -> str:
    """Whether customers are to be told of a finding, and who said so."""
    waiver = _waiver(one, finding)
    if not waiver:
        return _TOLD[finding.level]
    return f"{'yes' if waiver.tell else 'no'}: {cell(waiver.by, 60)}"


def _decisions(one: Assessed, waiting: Sequence[Finding]) -> list[str]:
    """The line that decides each finding."""
    lines = [
        f"fairnotice decide {one.ref} {one.names.get(finding.fingerprint, finding.fingerprint)} "
        '--tell --reason "…" --by "…"'
        for finding in waiting[:_MOST_LINES]
    ]
    more = len(waiting) - len(lines)
    rest = ["", f"… and {more} more; the review page names them."] if more else []
    number = "1 finding waits" if len(waiting) == 1 else f"{len(waiting)} findings wait"
    said = f"{number} for a decision. In this order, with `--no-tell` where customers are not told:"
    return ["", said, "", "```sh", *lines, "```", *rest]
