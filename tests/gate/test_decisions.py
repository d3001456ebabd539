"""Fingerprints of thousands of findings are told apart in time that grows with their number."""

import random
import time
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from fairnotice.gate.decisions import SHORTEST, decided, short
from fairnotice.model import Assessment, Entry, Finding
from tests.mail import world

SECONDS = 10.0
"""Of processor time; it takes less than one, and took a minute."""


def _findings(fingerprints: list[str]) -> tuple[Finding, ...]:
    return tuple(replace(world.FINDING, fingerprint=each) for each in fingerprints)


@given(st.lists(st.text("ab", min_size=12, max_size=16), min_size=1, max_size=12))
def test_the_name_of_a_finding_is_the_shortest_that_no_other_begins_with(known: list[str]) -> None:
    findings = _findings(known)
    for own in known:
        others = set(known) - {own}
        lengths = range(SHORTEST, len(own))
        fits = (n for n in lengths if not any(each.startswith(own[:n]) for each in others))
        assert short(own, findings) == own[: next(fits, len(own))]


def test_thousands_of_findings_are_decided_on_in_time() -> None:
    dice = random.Random(1)  # noqa: S311  # no secret hangs on it
    findings = _findings([f"{dice.getrandbits(256):064x}" for _ in range(6_000)])
    start = time.process_time()
    found = decided(Assessment("significant", findings), Entry("privacy", "2020-01-01"))
    names = {short(each.fingerprint, findings) for each in findings}
    assert time.process_time() - start < SECONDS
    assert {each.decision for each in found.findings} == {"open"}
    assert len(names) == len(findings)
