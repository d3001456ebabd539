"""The reports on a site as it is and as it was in, a report on what is new out."""

from collections.abc import Mapping
from dataclasses import replace

from fairnotice.model import Problem
from fairnotice.reports.report import LEVELS, Against, Assessed, Report, Reported, line

_Identity = tuple[str, str, str, str, str]


def fresh(
    now: tuple[Report, Mapping[str, bytes]],
    before: tuple[Report, Mapping[str, bytes]],
    ref: str,
    commit: str,
) -> Report:
    """The problems and findings of `now` that `before` does not have; each is given with its files.

    A problem is known when the same check said the same of the same words before, as gravely as
    now; where it stands makes no difference. A finding is known by its fingerprint and the two
    versions it lies between. A version of which every finding is known, and the verdict too, is
    left out. `ref` is what the report was asked to look back to, `commit` what that meant.
    """
    report, files = now
    known: dict[_Identity, list[int]] = {}
    for each in before[0].problems:
        known.setdefault(_identity(each.problem, before[1]), []).append(_rank(each))
    new = set()
    for each in sorted(report.problems, key=_rank):  # the gravest first: they need a grave match
        ranks = known.get(_identity(each.problem, files), [])
        if ranks and min(ranks) <= _rank(each):
            ranks.remove(min(ranks))
        else:
            new.add(each)
    assessed, findings = _assessed(report, before[0])
    return replace(
        report,
        problems=tuple(each for each in report.problems if each in new),
        assessed=assessed,
        against=Against(ref, commit, len(report.problems) - len(new), findings),
    )


def _identity(problem: Problem, files: Mapping[str, bytes]) -> _Identity:
    """What makes two problems the same one: check, file, version, the line's words, what is said.

    Unlike the fingerprints of reports it may hold the message, since the same program speaks on
    both sides; so that two findings about one line are two.
    """
    words = " ".join(line(files, problem.place).split())
    return problem.check, problem.place.path, problem.version, words, problem.wrong


def _rank(each: Reported) -> int:
    """0 for the gravest; what breaks pages is no level of its own, since it is always an error."""
    return LEVELS.index(each.problem.level)


def _assessed(now: Report, before: Report) -> tuple[tuple[Assessed, ...], int]:
    """The assessments with their new findings alone, and how many findings are left out."""
    old = {(one.notice, one.old, one.new): one.assessment for one in before.assessed}
    shown, same = [], 0
    for one in now.assessed:
        then = old.get((one.notice, one.old, one.new))
        known = {(f.fingerprint, f.level) for f in then.findings} if then else set()
        findings = tuple(
            f for f in one.assessment.findings if (f.fingerprint, f.level) not in known
        )
        same += len(one.assessment.findings) - len(findings)
        if findings or then is None or then.verdict != one.assessment.verdict:
            shown.append(replace(one, assessment=replace(one.assessment, findings=findings)))
    return tuple(shown), same
