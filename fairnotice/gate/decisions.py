"""Findings and an entry in; what was decided about each finding, and idle waivers, out."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from fairnotice.model import Assessment, Entry, Finding

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
    fingerprints = {finding.fingerprint for finding in assessment.findings}
    named = [
        sum(fingerprint.startswith(waiver.finding.lower()) for fingerprint in fingerprints)
        for waiver in entry.waivers
    ]
    return Decided(
        tuple(_judged(finding, assessment, entry) for finding in assessment.findings),
        tuple(number for number, times in enumerate(named) if times == 0),
        tuple(number for number, times in enumerate(named) if times > 1),
    )


def _judged(finding: Finding, assessment: Assessment, entry: Entry) -> Judged:
    waiver = entry.waiver_for(finding, assessment.findings)
    if waiver is None:
        return Judged(finding, "open", None)
    return Judged(finding, "tell" if waiver.tell else "do not tell", entry.waivers.index(waiver))


def short(fingerprint: str, findings: Sequence[Finding]) -> str:
    """As much of a fingerprint as tells it from those of all other findings."""
    others = {finding.fingerprint for finding in findings} - {fingerprint}
    lengths = range(SHORTEST, len(fingerprint))
    return next(
        (
            fingerprint[:length]
            for length in lengths
            if not any(other.startswith(fingerprint[:length]) for other in others)
        ),
        fingerprint,
    )
