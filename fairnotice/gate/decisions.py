"""Findings and an entry in; what was decided about each finding, and idle waivers, out."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import Prefix

from fairnotice.memo.same import Same
from fairnotice.model import Assessment, Entry, Finding, Waiver, fitting

SHORTEST = 10
"""Characters of a fingerprint that a message shows at least."""

Decision = Literal["tell", "do not tell", "open"]


class Judged(NamedTuple):
    """A finding and what a person decided about it."""

    finding: Finding
    decision: Decision
    waiver: int | None
    """Number of the waiver that decided; None while it is open."""


class Decided(NamedTuple):
    """What a person decided about the findings of one version."""

    findings: tuple[Judged, ...]
    idle: tuple[int, ...]
    """Numbers of the waivers whose finding is not there."""
    unclear: tuple[int, ...]
    """Numbers of the waivers that begin the fingerprints of several findings."""


def decided(assessment: Assessment, entry: Entry) -> Decided:
    """Each finding with its decision, and the waivers that decide nothing."""
    named = [len(fits) for _, fits in fitting(entry.waivers, assessment.findings)]
    numbers: dict[Waiver, int] = {}
    for number, waiver in enumerate(entry.waivers):
        numbers.setdefault(waiver, number)
    return Decided(
        tuple(_judged(finding, assessment, entry, numbers) for finding in assessment.findings),
        tuple(number for number, times in enumerate(named) if times == 0),
        tuple(number for number, times in enumerate(named) if times > 1),
    )


def _judged(
    finding: Finding, assessment: Assessment, entry: Entry, numbers: Mapping[Waiver, int]
) -> Judged:
    waiver = entry.waiver_for(finding, assessment.findings)
    if waiver is None:
        return Judged(finding, "open", None)
    return Judged(finding, "tell" if waiver.tell else "do not tell", numbers[waiver])


def short(fingerprint: str, findings: Sequence[Finding]) -> str:
    """As much of a fingerprint as tells it from those of all other findings."""
    known = _sorted(Same(findings))
    at = bisect_left(known, fingerprint)
    beside = [each for each in known[max(0, at - 1) : at + 2] if each != fingerprint]
    # What begins as it does stands next to it, and what begins most like it nearest.
    shared = max((Prefix.similarity(each, fingerprint) for each in beside), default=0)
    return fingerprint[: max(SHORTEST, shared + 1)]


@lru_cache(maxsize=1)
def _sorted(findings: Same[Sequence[Finding]]) -> list[str]:
    """Their fingerprints, each once: asked for by each of thousands of findings."""
    return sorted({finding.fingerprint for finding in findings.it})
