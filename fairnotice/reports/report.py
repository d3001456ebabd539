"""Problems, assessments and files in, the one report that every format prints out."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import Literal

from fairnotice.model import Assessment, Day, Entry, Finding, Gravity, Level, Place, Problem

LEVELS: tuple[Level, ...] = ("error", "warning", "info")

LEVEL_OF: Mapping[Gravity, Level] = {"significant": "error", "review": "warning", "minor": "info"}
"""How grave a finding is where only error, warning and note are known."""

Outcome = Literal["fine", "gate", "broken"]


@dataclass(frozen=True, slots=True)
class Reported:
    """A problem with what tells it from others of its sort."""

    problem: Problem
    fingerprint: str
    """Stays the same when lines are added above it, or when messages are reworded."""


@dataclass(frozen=True, slots=True)
class Assessed:
    """An assessment with the two versions that it is about."""

    notice: str
    old: str
    new: str
    old_path: str
    new_path: str
    assessment: Assessment
    entry: Entry | None = None
    """What the changelog says of the new version, with what people decided."""
    settled: bool = False
    """True when readers have the new version and it is locked: there is nothing left to decide."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Fingerprint of a finding → as much of it as the verb `decide` needs; none when settled."""
    spots: Mapping[str, int] = field(default_factory=dict)
    """Fingerprint of a finding whose words are gone → line of the nearest heading that is there;
    none when settled."""

    @property
    def ref(self) -> str:
        """`notice@version` of the new version."""
        return f"{self.notice}@{self.new}"


@dataclass(frozen=True, slots=True)
class Against:
    """What a report looks back to, when it tells only what is new."""

    ref: str
    """As it was asked for: `origin/main`."""
    commit: str
    """What that meant: the full name of a commit."""
    problems: int
    """Number of problems left out, since they were there then."""
    findings: int
    """Number of findings left out, since they were there then."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build found, in the order in which it is shown."""

    problems: tuple[Reported, ...]
    assessed: tuple[Assessed, ...] = ()
    today: Day | None = None
    """The site's day; None when it is not known, because site.yaml cannot be read."""
    against: Against | None = None
    """Set when the report holds only what is new since then."""
    elsewhere: Mapping[Level, int] = field(default_factory=dict)
    """Number of problems, by level, that are counted here and held by another report."""

    @property
    def open_problems(self) -> tuple[Reported, ...]:
        """Those about which something is left to do."""
        return tuple([each for each in self.problems if not each.problem.settled])

    @property
    def open_assessed(self) -> tuple[Assessed, ...]:
        """The assessments of versions in which something is left to decide."""
        return tuple([one for one in self.assessed if not one.settled])

    @property
    def outcome(self) -> Outcome:
        """`broken` when a page cannot be made, `gate` when none may be published, else `fine`."""
        errors = [each.problem for each in self.problems if each.problem.level == "error"]
        if any(problem.broken for problem in errors):
            return "broken"
        return "gate" if errors else "fine"

    @property
    def counts(self) -> Mapping[Level, int]:
        """Number of problems of each level."""
        found = Counter(each.problem.level for each in self.problems)
        return {level: found[level] + self.elsewhere.get(level, 0) for level in LEVELS}

    @property
    def unsettled(self) -> "Report":
        """The same without what is only to know of settled versions, which is still counted."""
        kept = tuple([each for each in self.problems if not _is_past(each.problem)])
        return replace(
            self,
            problems=kept,
            assessed=self.open_assessed,
            elsewhere={"info": len(self.problems) - len(kept)},
        )


def _is_past(problem: Problem) -> bool:
    return problem.settled and problem.level == "info"


Kept = Callable[
    [str, tuple[Problem, ...], Callable[[], tuple[str, ...]]],
    tuple[str, ...],
]
"""A path, all problems in its file, and how to work out their fingerprints: the same, perhaps
remembered."""


def worked_out(
    _path: str, _problems: tuple[Problem, ...], work_out: Callable[[], tuple[str, ...]]
) -> tuple[str, ...]:
    """The fingerprints of one file's problems, remembered by nobody."""
    return work_out()


def report(
    problems: Iterable[Problem],
    files: Mapping[str, bytes],
    assessed: Iterable[Assessed] = (),
    today: Day | None = None,
    kept: Kept = worked_out,
) -> Report:
    """The report on `problems`, each once, by place, then by gravity."""
    reported: list[Reported] = []
    by_path: dict[str, list[Problem]] = {}
    for problem in problems:
        by_path.setdefault(problem.place.path, []).append(problem)
    for path in sorted(by_path):
        here = tuple(_in_order(by_path[path]))
        fingerprints = kept(path, here, partial(_fingerprints, here, files))
        reported += (Reported(*each) for each in zip(here, fingerprints, strict=True))
    return Report(tuple(reported), tuple(assessed), today)


def _fingerprints(problems: Iterable[Problem], files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Of each problem of one file: by its check, its version and the words of its line."""
    seen: Counter[str] = Counter()
    found = []
    for problem in problems:
        name = "\0".join((problem.check, problem.place.path, problem.version))
        name += "\0" + " ".join(line(files, problem.place).split())
        seen[name] += 1
        digest = hashlib.sha256(f"{name}\0{seen[name]}".encode("utf-8", "surrogatepass"))
        found.append(digest.hexdigest()[:32])
    return tuple(found)


def line(files: Mapping[str, bytes], place: Place) -> str:
    """The line of the file at `place`; empty when there is none."""
    lines = _lines(files.get(place.path, b""))
    return lines[place.line - 1].rstrip("\r") if 0 < place.line <= len(lines) else ""


@lru_cache(maxsize=8)
def _lines(content: bytes) -> list[str]:
    """The lines of a file, of which several are asked for in turn."""
    # Not splitlines: an editor counts line feeds alone.
    return content.decode("utf-8", "replace").split("\n")


def finding_place(assessed: Assessed, finding: Finding) -> Place:
    """Where a finding stands in what is there now.

    Its words in the new text, or, when they are gone, the heading nearest to where they stood.
    """
    if finding.new is not None:
        return Place(finding.new.path or assessed.new_path, max(1, finding.new.line))
    if finding.old is not None and finding.old.path:
        return Place(finding.old.path, max(1, finding.old.line))
    return Place(assessed.new_path, max(1, assessed.spots.get(finding.fingerprint, 1)))


def old_place(assessed: Assessed, finding: Finding) -> Place | None:
    """Where the words of a finding stood in the old text; None when they are new."""
    if finding.old is None:
        return None
    return Place(finding.old.path or assessed.old_path, max(1, finding.old.line))


def finding_text(finding: Finding) -> str:
    """A finding in one sentence: what it is, and what gave it away."""
    title = finding.title or finding.rule
    return f"{title}: {finding.evidence}" if finding.evidence else title


def _in_order(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Each problem of one file once, by place, then by gravity.

    There are many, and few alike: they are told apart by what they are sorted by, and only
    those that sort as equal are compared as a whole.
    """
    alike: dict[_Order, list[Problem]] = {}
    for problem in problems:
        same = alike.setdefault(_order(problem), [])
        if problem not in same:
            same.append(problem)
    for order in sorted(alike):
        yield from alike[order]


_Order = tuple[int, int, int, str, str, str, str, bool]


def _order(problem: Problem) -> _Order:
    place, level = problem.place, LEVELS.index(problem.level)
    told = (problem.check, problem.wrong, problem.mend, problem.version, problem.broken)
    return place.line, place.column, level, *told
