"""A report in, lines for a person at a terminal out."""

from collections.abc import Callable, Iterable, Mapping

from fairnotice.model import Level, Place, Problem
from fairnotice.reports.printable import printable
from fairnotice.reports.report import LEVELS, Report, line

Paint = Callable[[str, str], str]
"""Role of a piece of text (a level, `place`, `check`, `mend`, `source`) and the text → the text as
it is printed, for instance in colour."""


def plain(_role: str, text: str) -> str:
    """Paints nothing."""
    return text


def text(report: Report, levels: Iterable[Level] = LEVELS, paint: Paint = plain) -> str:
    """The problems of these levels, grouped by file, then the counts of all."""
    wanted = set(levels)
    parts: list[str] = []
    last = ""
    for each in report.problems:
        if each.problem.level not in wanted:
            continue
        if parts and each.problem.place.path != last:
            parts.append("")
        last = each.problem.place.path
        parts.append(told(each.problem, paint))
    if parts:
        parts.append("")
    return "\n".join([*parts, counts(report)]) + "\n"


def told(problem: Problem, paint: Paint = plain) -> str:
    """One problem: `path:line:col: level check: wrong`; below it how to mend it, who says so."""
    first = (
        f"{paint('place', printable(str(problem.place)))}: {paint(problem.level, problem.level)} "
        f"{paint('check', printable(problem.check))}: {printable(problem.wrong)}"
    )
    lines = [first]
    if problem.mend:
        lines.append(f"    {paint('mend', printable(problem.mend))}")
    if problem.source:
        lines.append(f"    {paint('source', printable(f'Source: {problem.source.authority}.'))}")
    return "\n".join(lines)


def excerpt(files: Mapping[str, bytes], place: Place, width: int = 100) -> tuple[str, str]:
    """The line at `place`, cut to `width` around it, and a line with a caret below it.

    Two empty texts when there is no such line.
    """
    whole = line(files, place)
    if not whole.strip():
        return "", ""
    at = min(place.column - 1, len(whole))
    start = max(0, at - width // 2)
    shown = printable(whole[start : start + width])
    before = printable(whole[start:at])
    ellipsis = "… " if start else ""
    return ellipsis + shown, " " * (len(ellipsis) + len(before)) + "^"


def counts(report: Report) -> str:
    """How many problems there are: `2 errors, 1 warning.`"""
    numbers = report.counts
    said = [
        f"{numbers[level]} {_WORDS[level][numbers[level] != 1]}"
        for level in LEVELS
        if numbers[level]
    ]
    return (", ".join(said) or "No problems") + "."


_WORDS: Mapping[Level, tuple[str, str]] = {
    "error": ("error", "errors"),
    "warning": ("warning", "warnings"),
    "info": ("note", "notes"),
}
