"""Findings and waivers in; what was decided about each finding, and idle waivers, out."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from fairnotice.model import Finding, Waiver

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


def decided(findings: Sequence[Finding], waivers: Sequence[Waiver]) -> Decided:
    """Each finding with its decision: that of the last waiver that names it, else open.

    A waiver names a finding by its fingerprint or the beginning of it. One that fits several
    findings with different fingerprints decides nothing.
    """
    deciding: dict[str, int] = {}
    idle, unclear = [], []
    for number, waiver in enumerate(waivers):
        named = {
            finding.fingerprint
            for finding in findings
            if finding.fingerprint.startswith(waiver.finding.lower())
        }
        if not named:
            idle.append(number)
        elif len(named) > 1:
            unclear.append(number)
        else:
            deciding[named.pop()] = number
    judged = (_judged(finding, deciding.get(finding.fingerprint), waivers) for finding in findings)
    return Decided(tuple(judged), tuple(idle), tuple(unclear))


def _judged(finding: Finding, number: int | None, waivers: Sequence[Waiver]) -> Judged:
    if number is None:
        return Judged(finding, "open", None)
    return Judged(finding, "tell" if waivers[number].tell else "do not tell", number)


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
