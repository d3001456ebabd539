"""What authors declared and what the tool detected in; where the two disagree out.

Between a version and its predecessor every significant finding must be told to readers, or a
named person must have decided that it need not be; findings that only a person can judge must
have been judged; and what is declared, decided and listed must have something behind it. A
notice's first version has nothing to be compared with, so none of this is asked of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from fairnotice.gate import sections
from fairnotice.gate.decisions import Decided, Decision, decided, short
from fairnotice.model import (
    Assessment,
    Comparison,
    Entry,
    Finding,
    Level,
    Place,
    Problem,
    Site,
    Timeline,
    Verdict,
    Version,
)

Key: TypeAlias = tuple[str, str, str]
"""Notice id, old version's name, new version's name."""


_SEEN: Mapping[Verdict, tuple[str, str]] = {
    "significant": ("changes that customers must be told of", "significant"),
    "review": ("changes that a person has to judge", "significant"),
    "minor": ("nothing that customers must be told", "minor"),
    "none": ("nothing that readers would notice", "minor"),
}
"""What a verdict means in a sentence, and the declaration that goes with it."""


@dataclass(frozen=True, slots=True)
class _Case:
    """One version, judged against its predecessor."""

    version: Version
    entry: Entry
    assessment: Assessment
    comparison: Comparison
    decided: Decided
    told: frozenset[str]
    """The sections that the entry's lines tell of; empty for the whole notice."""


def problems(
    site: Site,
    timelines: Mapping[str, Timeline],
    assessments: Mapping[Key, Assessment],
    comparisons: Mapping[Key, Comparison],
) -> Iterator[Problem]:
    """Where declarations, decisions and lines disagree with what is detected.

    `assessments` and `comparisons` hold each version against its predecessor; a version that is
    not among them, or has no changelog entry, is passed over.
    """
    for notice in site.notices:
        for version in notice.versions:
            predecessor = timelines[notice.id].standings[version.name].predecessor
            key = (notice.id, predecessor, version.name)
            if version.entry and predecessor and key in assessments and key in comparisons:
                yield from _problems(version, version.entry, assessments[key], comparisons[key])


def _problems(
    version: Version, entry: Entry, assessment: Assessment, comparison: Comparison
) -> Iterator[Problem]:
    """All that is to be said of one version."""
    words = decided(assessment, entry)
    told = frozenset(line.section for line in entry.changes)
    case = _Case(version, entry, assessment, comparison, words, told)
    yield from _declaration(case)
    for finding, decision, waiver in words.findings:
        if decision == "open" and finding.level == "review":
            yield _undecided(case, finding)
        elif decision == "open" and finding.level == "significant" and _minor(case):
            yield _declared_below(case, finding)
        elif decision == "tell" and waiver is not None and _minor(case):
            yield _told_and_minor(case, finding, waiver)
        elif _to_tell(finding, decision) and not _covered(case, finding):
            yield _not_told(case, finding)
    yield from _waivers(case)
    yield from _idle_lines(case)


def _minor(case: _Case) -> bool:
    return case.entry.significance == "minor"


def _to_tell(finding: Finding, decision: Decision) -> bool:
    """True when readers have to be told of the finding."""
    return decision == "tell" or (finding.level == "significant" and decision == "open")


def _covered(case: _Case, finding: Finding) -> bool:
    """True when a line tells of the finding's section, one above it, or the whole notice."""
    return "" in case.told or not case.told.isdisjoint(
        sections.covering(case.comparison, finding.section_id, finding.change)
    )


def _declaration(case: _Case) -> Iterator[Problem]:
    """A declaration that is missing, or that nothing bears out."""
    if not case.entry.significance:
        seen, advised = _SEEN[case.assessment.verdict]
        yield _problem(
            case,
            "significance-undeclared",
            _entry_place(case.version, "significance"),
            f"The changelog does not say whether {case.version.ref} is significant or minor; "
            f"the tool sees {seen}.",
            f"Write `significance: {advised}` into its entry, if you agree.",
        )
    elif case.entry.significance == "significant" and not any(
        _to_tell(finding, decision) or (decision == "open" and finding.level == "review")
        for finding, decision, _ in case.decided.findings
    ):
        yield _problem(
            case,
            "significance-not-seen",
            _entry_place(case.version, "significance"),
            f"{case.version.ref} is declared significant, but the tool sees nothing in it that "
            "readers must be told.",
            "Leave it if you know better than the tool; otherwise write `significance: minor`.",
            level="warning",
        )


def _undecided(case: _Case, finding: Finding) -> Problem:
    """A finding that only a person can judge, and nobody has."""
    return _of_finding(
        case,
        "finding-undecided",
        finding,
        f"A person has to decide whether readers are told of {_named(case, finding)}.",
        f"Decide it: {_decide(case, finding, '--tell')}, or with `--no-tell`.",
    )


def _declared_below(case: _Case, finding: Finding) -> Problem:
    """A significant finding in a version that is declared minor."""
    return _of_finding(
        case,
        "declared-below-detected",
        finding,
        f"{case.version.ref} is declared minor, but a change in it is significant: "
        f"{_named(case, finding)}.",
        "Write `significance: significant` and tell readers in a line of `changes`, or have a "
        f"named person decide against it: {_decide(case, finding, '--no-tell')}.",
    )


def _told_and_minor(case: _Case, finding: Finding, number: int) -> Problem:
    """A decision to tell in a version that is declared minor."""
    waiver = case.entry.waivers[number]
    return _problem(
        case,
        "told-but-declared-minor",
        _entry_place(case.version, f"waivers/{number}/tell", f"waivers/{number}"),
        f"{waiver.by} decided on {waiver.date} to tell readers of {_named(case, finding)}, but "
        f"{case.version.ref} is declared minor.",
        "Write `significance: significant` and tell readers in a line of `changes`.",
    )


def _not_told(case: _Case, finding: Finding) -> Problem:
    """A finding that readers must be told and no line tells them."""
    where = f"`section: {finding.section_id}`" if finding.section_id else "no `section`"
    return _of_finding(
        case,
        "finding-not-told",
        finding,
        f"No line of `changes` tells readers of {_named(case, finding)}.",
        f"Add a line with {where} to the entry of {case.version.ref}, or have a named person "
        f"decide against it: {_decide(case, finding, '--no-tell')}.",
    )


def _waivers(case: _Case) -> Iterator[Problem]:
    """Waivers that decide nothing."""
    for number in case.decided.idle:
        waiver = case.entry.waivers[number]
        yield _problem(
            case,
            "waiver-without-finding",
            _entry_place(case.version, f"waivers/{number}/finding", f"waivers/{number}"),
            f"{waiver.by} decided on {waiver.date} about finding {waiver.finding}, which the tool "
            "no longer finds.",
            "The words it was about have changed: take the decision out, and look whether the "
            "new words need one.",
            level="warning",
        )
    for number in case.decided.unclear:
        waiver = case.entry.waivers[number]
        yield _problem(
            case,
            "waiver-unclear",
            _entry_place(case.version, f"waivers/{number}/finding", f"waivers/{number}"),
            f"Several findings begin with {waiver.finding}, so this decision counts for none.",
            "Write more characters of the finding that is meant.",
        )


def _idle_lines(case: _Case) -> Iterator[Problem]:
    """Lines that name a section in which nothing changed."""
    changed, known = sections.changed(case.comparison), sections.known(case.comparison)
    for number, line in enumerate(case.entry.changes):
        if line.section in known and line.section not in changed:
            yield _problem(
                case,
                "line-without-change",
                _entry_place(case.version, f"changes/{number}/section", f"changes/{number}"),
                f"This line tells readers of a change in section {line.section}, but nothing in it "
                "differs from the version before.",
                "Name the section that changed, or take the line out.",
                level="warning",
            )


def _named(case: _Case, finding: Finding) -> str:
    """A finding in a sentence: what, where, its rule and the start of its fingerprint."""
    title = finding.section_title or finding.section_id
    where = f" in “{title}”" if title else ""
    name = short(finding.fingerprint, case.assessment.findings)
    return f"“{finding.evidence}”{where} ({finding.rule}, finding {name})"


def _decide(case: _Case, finding: Finding, options: str) -> str:
    """The exact line that writes the decision."""
    name = short(finding.fingerprint, case.assessment.findings)
    return f'`fairnotice decide {case.version.ref} {name} {options} --reason "…" --by "…"`'


def _entry_place(version: Version, *keys: str) -> Place:
    """Where the first of `keys` stands that is written; else the entry, else the version."""
    written = (version.places[key] for key in keys if key in version.places)
    return next(written, version.entry_place or Place(version.path))


def _text_place(case: _Case, finding: Finding) -> Place:
    """Where the finding stands in the new text; for words that are gone, the nearest heading."""
    if finding.new is not None:
        return Place(finding.new.path or case.version.path, finding.new.line)
    line = sections.nearest_line(case.comparison, finding.section_id)
    return Place(case.version.path, line or case.version.body_line)


def _of_finding(case: _Case, check: str, finding: Finding, wrong: str, mend: str) -> Problem:
    """An error that points at the words of the finding."""
    return Problem(
        check, "error", _text_place(case, finding), wrong, mend, version=case.version.ref
    )


def _problem(
    case: _Case, check: str, place: Place, wrong: str, mend: str, level: Level = "error"
) -> Problem:
    return Problem(check, level, place, wrong, mend, version=case.version.ref)
