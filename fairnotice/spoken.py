"""A report and how loud the program speaks in; the lines that it says of the report out."""

from collections.abc import Mapping

from fairnotice.model import Level
from fairnotice.reports.report import LEVELS, Report
from fairnotice.reports.text import counts, excerpt, told
from fairnotice.voice import Voice


def levels(voice: Voice) -> tuple[Level, ...]:
    """The levels of problems that are shown one by one; the others are counted."""
    if voice.quiet:
        return ("error",)
    return LEVELS if voice.verbosity else ("error", "warning")


def tells_all(voice: Voice) -> bool:
    """Whether it shows even what is only to know of settled versions."""
    return "info" in levels(voice)


def spoken(report: Report, voice: Voice, files: Mapping[str, bytes]) -> str:
    """The report as this voice tells it; `files` hold the lines that problems stand on."""
    parts: list[str] = []
    last = ""
    shown = levels(voice)
    for each in report.problems:
        problem = each.problem
        if problem.level not in shown:
            continue
        if parts and problem.place.path != last:
            parts.append("")
        last = problem.place.path
        parts.append(told(problem, voice.paint))
        if voice.verbosity:
            source, caret = excerpt(files, problem.place)
            if source:
                parts.append(f"    | {voice.paint('source', source)}")
            if caret.strip() and problem.place.column > 1:  # the first column says nothing
                parts.append(f"    | {caret}")
    hidden = sum(number for level, number in report.counts.items() if level not in shown)
    more = " Add -v to see the notes." if hidden and not voice.quiet else ""
    if parts:
        parts.append("")
    if parts or not voice.quiet:
        parts.append(counts(report) + more)
    return "".join(f"{part}\n" for part in parts)
