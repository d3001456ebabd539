"""Fingerprints of thousands of findings are told apart in time that grows with their number."""

import datetime
import random
import time
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from fairnotice.gate.decisions import SHORTEST, decided, short
from fairnotice.model import Assessment, Entry, Finding, Waiver
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


def _waiver(begins: str, tell: bool = True) -> Waiver:
    return Waiver(begins, tell, "It is so.", "Ada", datetime.date(2020, 1, 1))


@given(
    st.lists(st.text("ab", min_size=2, max_size=4), max_size=6),
    st.lists(st.tuples(st.text("abB", max_size=4), st.booleans()), max_size=6),
)
def test_the_last_waiver_that_fits_one_finding_alone_decides(
    known: list[str], said: list[tuple[str, bool]]
) -> None:
    findings = _findings(known)
    entry = Entry("privacy", "2020-01-01", waivers=tuple(_waiver(*each) for each in said))
    fits = [[one for one in set(known) if one.startswith(begins.lower())] for begins, _ in said]
    for finding in findings:
        deciding = [
            tell for (_, tell), one in zip(said, fits, strict=True) if one == [finding.fingerprint]
        ]
        found = entry.waiver_for(finding, findings)
        assert (found.tell if found else None) == (deciding[-1] if deciding else None)
    found = decided(Assessment("significant", findings), entry)
    assert found.idle == tuple(n for n, one in enumerate(fits) if not one)
    assert found.unclear == tuple(n for n, one in enumerate(fits) if len(one) > 1)


def test_thousands_of_waivers_of_as_many_findings_are_looked_up_in_time() -> None:
    dice = random.Random(1)  # noqa: S311  # no secret hangs on it
    findings = _findings([f"{dice.getrandbits(256):064x}" for _ in range(6_000)])
    entry = Entry(
        "privacy", "2020-01-01", waivers=tuple(_waiver(each.fingerprint[:12]) for each in findings)
    )
    start = time.process_time()
    found = decided(Assessment("significant", findings), entry)
    assert time.process_time() - start < SECONDS
    assert [one.waiver for one in found.findings] == list(range(6_000))
