"""Declared against detected: what authors say, what the tool sees, what people decide."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from fairnotice.compare.compare import compare
from fairnotice.gate.declared import problems
from fairnotice.model import (
    Assessment,
    ChangeLine,
    Day,
    Finding,
    Gravity,
    Passage,
    Place,
    Problem,
    Verdict,
    Waiver,
)
from tests.world import entry, site, timelines, version

OLD = """# Privacy notice

Brindle Bakery tells you here what it does with your data.

## What we collect {#data}

We collect your name and your address.

### At the till {#till}

We collect the number of your loyalty card.

## How long we keep it {#retention}

We keep your orders for six months.

## Our newsletter {#news}

We write to you each spring.
"""
NEW = OLD.replace("six months", "two years").replace("{#retention}", "{#how-long}")
NAME = "2026-02-01"
REF = f"privacy@{NAME}"
LATER = "3f9a1c77aa" + "0" * 54
OTHER = "b0b0b0b0b0" + "1" * 54


def _finding(
    level: Gravity = "significant",
    fingerprint: str = LATER,
    section: str = "how-long",
    line: int = 15,
) -> Finding:
    return Finding(
        rule="retention-longer",
        level=level,
        topic="T08",
        evidence="6 months → two years",
        why="It is kept for longer.",
        source=None,
        fingerprint=fingerprint,
        section_id=section,
        section_title="How long we keep it",
        old=Passage(15, "six months"),
        new=Passage(line, "two years") if line else None,
    )


def _waiver(*, tell: bool, finding: str = LATER[:10], on: str = "2026-01-10") -> Waiver:
    return Waiver(finding, tell, "Nobody is affected.", "A. Miller", Day.fromisoformat(on))


def _line(section: str = "", kind: Any = "changed") -> ChangeLine:
    return ChangeLine(kind, "We keep orders for longer.", section=section)


TOLD = (_line("how-long"),)


def _found(*findings: Finding, old: str = OLD, new: str = NEW, **said: Any) -> list[Problem]:
    """What the gate says of a second version with these findings and this entry."""
    first = version("2025-01-01", old)
    second = version(NAME, new, entry=entry(NAME, **said))
    world = site(first, second)
    key = ("privacy", first.name, second.name)
    levels = [finding.level for finding in findings]
    order: tuple[Verdict, ...] = ("significant", "review", "minor")
    verdict: Verdict = next((level for level in order if level in levels), "none")
    comparisons = {key: compare(first.document, second.document)}
    return list(
        problems(world, timelines(world), {key: Assessment(verdict, findings)}, comparisons)
    )


def _checks(*findings: Finding, **said: Any) -> list[str]:
    return [problem.check for problem in _found(*findings, **said)]


def test_a_significant_change_that_is_declared_and_told_is_fine() -> None:
    assert _checks(_finding(), significance="significant", changes=TOLD) == []


def test_a_significant_change_under_a_minor_version_is_an_error() -> None:
    (found,) = _found(_finding(), significance="minor", changes=TOLD)
    assert (found.check, found.level) == ("declared-below-detected", "error")
    assert found.place == Place(f"content/privacy/{NAME}.md", 15)
    assert found.version == REF
    assert "“6 months → two years” in “How long we keep it”" in found.wrong
    assert "retention-longer, finding 3f9a1c77aa)" in found.wrong
    assert f"`fairnotice decide {REF} 3f9a1c77aa --no-tell " in found.mend


def test_a_named_person_may_decide_that_it_need_not_be_told() -> None:
    assert _checks(_finding(), significance="minor", waivers=(_waiver(tell=False),)) == []


def test_a_decision_to_tell_contradicts_a_minor_version() -> None:
    for level in ("significant", "review", "minor"):
        said = {"significance": "minor", "waivers": (_waiver(tell=True),), "changes": TOLD}
        assert _checks(_finding(level), **said) == ["told-but-declared-minor"]


@pytest.mark.parametrize("significance", ["significant", "minor"])
def test_what_only_a_person_can_judge_waits_for_a_decision_either_way(significance: str) -> None:
    (found,) = _found(_finding("review"), significance=significance, changes=TOLD)
    assert (found.check, found.level) == ("finding-undecided", "error")
    assert found.mend.endswith(' --tell --reason "…" --by "…"`, or with `--no-tell`.')
    assert "|" not in found.mend, "a shell would take it for a pipe"


def test_a_review_finding_is_settled_by_a_decision() -> None:
    no = {"waivers": (_waiver(tell=False),)}
    assert _checks(_finding("review"), significance="minor", **no) == []
    yes = {"waivers": (_waiver(tell=True),), "changes": TOLD}
    assert _checks(_finding("review"), significance="significant", **yes) == []


def test_what_a_person_decided_to_tell_has_to_be_told() -> None:
    said = {"significance": "significant", "waivers": (_waiver(tell=True),)}
    assert _checks(_finding("review"), **said) == ["finding-not-told"]


def test_the_last_decision_counts() -> None:
    both = (_waiver(tell=True), _waiver(tell=False, on="2026-01-12"))
    assert _checks(_finding("review"), significance="minor", waivers=both) == []
    assert _checks(_finding("review"), significance="minor", waivers=both[::-1]) == [
        "told-but-declared-minor"
    ]


def test_a_significant_version_in_which_the_tool_sees_nothing_is_a_warning() -> None:
    (found,) = _found(_finding("minor"), significance="significant")
    assert (found.check, found.level) == ("significance-not-seen", "warning")
    waived = _checks(_finding(), significance="significant", waivers=(_waiver(tell=False),))
    assert waived == ["significance-not-seen"]


def test_a_version_that_declares_nothing_is_an_error_that_says_what_the_tool_sees() -> None:
    (found,) = _found(_finding("minor"))
    assert (found.check, found.level) == ("significance-undeclared", "error")
    assert "`significance: minor`" in found.mend
    (found,) = _found(_finding(), changes=TOLD)
    assert "`significance: significant`" in found.mend


def test_a_decision_about_a_finding_that_is_gone_is_a_warning() -> None:
    said = {"significance": "minor", "waivers": (_waiver(tell=False, finding=OTHER[:8]),)}
    (found,) = _found(_finding("minor"), **said)
    assert (found.check, found.level) == ("waiver-without-finding", "warning")
    assert OTHER[:8] in found.wrong


def test_a_decision_that_fits_two_findings_decides_neither() -> None:
    alike = _finding("review", fingerprint=LATER[:8] + "f" * 56)
    said = {"significance": "minor", "waivers": (_waiver(tell=False, finding=LATER[:8]),)}
    found = _found(_finding("review"), alike, **said)
    assert [problem.check for problem in found] == [
        "finding-undecided",
        "finding-undecided",
        "waiver-unclear",
    ]
    assert "3f9a1c7700" not in found[0].wrong


def test_one_decision_settles_the_same_finding_at_two_places() -> None:
    twice = (_finding("review"), _finding("review", line=20))
    assert _checks(*twice, significance="minor", waivers=(_waiver(tell=False),)) == []


@pytest.mark.parametrize("section", ["how-long", "retention", ""])
def test_a_line_tells_of_its_section_by_either_id_or_of_the_whole_notice(section: str) -> None:
    assert _checks(_finding(), significance="significant", changes=(_line(section),)) == []


def test_a_line_tells_of_the_sections_below_its_own() -> None:
    new = OLD.replace("loyalty card", "bank card")
    till = _finding(section="till", line=13)
    said = {"significance": "significant", "old": OLD, "new": new}
    assert _checks(till, changes=(_line("data"),), **said) == []
    assert _checks(till, changes=(_line("till"),), **said) == []


def test_a_line_tells_of_the_footnotes_to_which_its_section_refers() -> None:
    old = OLD.replace("six months.", "a while.[^1]") + "\n[^1]: Six months.\n"
    new = old.replace("Six months", "Two years")
    note = replace(_finding(section="footnotes", line=24), change=1)
    said = {"significance": "significant", "old": old, "new": new}
    assert _checks(note, changes=(_line("retention"),), **said) == []
    assert _checks(note, changes=(_line("news"),), **said) == [
        "finding-not-told",
        "line-without-change",
    ]


def test_a_significant_change_that_no_line_tells_is_an_error() -> None:
    new = NEW.replace("your address", "your birthday")
    said = {"significance": "significant", "new": new}
    (found,) = _found(_finding(), changes=(_line("data"),), **said)
    assert (found.check, found.level) == ("finding-not-told", "error")
    assert "`section: how-long`" in found.mend
    assert "--no-tell" in found.mend


def test_a_line_for_a_section_below_does_not_tell_of_the_one_above() -> None:
    new = OLD.replace("your address", "your birthday").replace("loyalty card", "bank card")
    data = _finding(section="data", line=9)
    said = {"significance": "significant", "old": OLD, "new": new}
    assert _checks(data, changes=(_line("till"),), **said) == ["finding-not-told"]


def test_a_line_for_a_section_without_any_change_is_a_warning() -> None:
    said = {"significance": "significant", "changes": (*TOLD, _line("news"))}
    (found,) = _found(_finding(), **said)
    assert (found.check, found.level) == ("line-without-change", "warning")
    assert "section news" in found.wrong


def test_a_section_has_a_change_when_one_below_it_has() -> None:
    new = OLD.replace("loyalty card", "bank card")
    said = {"significance": "minor", "new": new}
    assert _checks(changes=(_line("data"), _line("till")), **said) == []
    assert _checks(changes=(_line("top"),), **said) == ["line-without-change"]


def test_a_new_or_a_removed_section_has_a_change() -> None:
    new = OLD.partition("## Our newsletter")[0] + "## Our app {#app}\n\nWe have an app.\n"
    lines = (_line("app", "added"), _line("news", "removed"))
    assert _checks(significance="minor", new=new, changes=lines) == []


def test_words_that_are_gone_are_pointed_at_where_they_stood() -> None:
    """The place is the nearest heading that is still there."""
    new = OLD.partition("## Our newsletter")[0]
    gone = _finding(section="news", line=0)
    (found,) = _found(gone, new=new, significance="minor")
    assert found.place == Place(f"content/privacy/{NAME}.md", 13)
    inside = OLD.replace("We collect the number of your loyalty card.\n", "")
    (found,) = _found(_finding(section="till", line=0), new=inside, significance="minor")
    assert found.place == Place(f"content/privacy/{NAME}.md", 9)


def test_nothing_is_asked_of_a_notices_first_version() -> None:
    first = version(NAME, entry=entry(NAME, waivers=(_waiver(tell=True),), changes=TOLD))
    world = site(first)
    assert list(problems(world, timelines(world), {}, {})) == []


def test_a_version_is_judged_against_its_predecessor_and_no_other() -> None:
    """The one between was withdrawn, so that only the older one counts."""
    first, between = version("2025-01-01", OLD), version("2025-06-01", OLD, status="withdrawn")
    second = version(NAME, NEW, entry=entry(NAME, significance="minor"))
    world = site(first, between, second)
    keys: Iterator[tuple[str, str, str]] = (
        ("privacy", older.name, second.name) for older in (first, between)
    )
    right, wrong = keys
    comparison = compare(first.document, second.document)
    both = {
        right: Assessment("significant", (_finding(),)),
        wrong: Assessment("significant", (_finding(fingerprint=OTHER),)),
    }
    found = list(problems(world, timelines(world), both, dict.fromkeys(both, comparison)))
    assert [LATER[:10] in problem.wrong for problem in found] == [True]
