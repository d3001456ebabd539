"""What no rule understands at one place is one question, and none of it is hidden."""

from tests.significance.judged import judged

BEFORE = "# Notice\n\n## What we collect {#collect}\n\nWe collect your name.\n"
ODD = """

## Of herons {#herons}

The heron waits. The mill turns slowly.

The otter sleeps late.
"""


def test_a_new_section_that_no_rule_understands_is_one_question_with_all_its_words() -> None:
    found = judged(BEFORE, BEFORE + ODD)
    (finding,) = [f for f in found.findings if f.rule == "not-understood"]
    assert found.verdict == "review"
    assert "more sentences here" in finding.evidence
    assert finding.new is not None
    for sentence in ("The heron waits.", "The mill turns slowly.", "The otter sleeps late."):
        assert sentence in finding.new.text


def test_a_removed_section_that_no_rule_understands_is_one_question_too() -> None:
    found = judged(BEFORE + ODD, BEFORE)
    (finding,) = [f for f in found.findings if f.rule == "not-understood"]
    assert finding.new is None


def test_beside_a_significant_finding_of_the_same_new_section_there_is_no_question() -> None:
    found = judged(BEFORE, f"{BEFORE}{ODD}\nWe sell your address to third parties.\n")
    assert found.verdict == "significant"
    assert "not-understood" not in {f.rule for f in found.findings}
    assert any("more sentences to read here" in f.evidence for f in found.findings)


def test_a_finding_gets_another_fingerprint_when_a_sentence_folded_into_it_changes() -> None:
    one, other = (
        judged(BEFORE, f"{BEFORE}{odd}\nWe sell your address to third parties.\n").findings[0]
        for odd in (ODD, ODD.replace("late", "early"))
    )
    assert one.rule == other.rule
    assert one.fingerprint != other.fingerprint


def test_two_questions_at_different_places_stay_two() -> None:
    old = f"{BEFORE}\nThe heron waits.\n\n## Rights {{#rights}}\n\nThe otter sleeps.\n"
    new = old.replace("waits", "dances").replace("sleeps", "sings")
    found = judged(old, new)
    assert [f.rule for f in found.findings] == ["not-understood", "not-understood"]


def test_it_for_the_name_with_which_the_sentence_before_begins_is_wording() -> None:
    old = "# N\n\n## Use {#use}\n\nTallystick counts visits. It is free.\n"
    assert judged(old, old.replace("It is", "Tallystick is")).verdict == "minor"


def test_they_for_one_of_two_recipients_is_no_mere_wording() -> None:
    old = "# N\n\n## Use {#use}\n\nBanks and couriers see orders. They keep them.\n"
    assert judged(old, old.replace("They keep", "Banks keep")).verdict != "minor"


def test_one_that_was_left_of_two_is_it() -> None:
    old = "# N\n\n## Use {#use}\n\nBoth work on every page and turn the mill by themselves.\n"
    new = (
        old.replace("Both work", "It works")
        .replace("turn", "turns")
        .replace("themselves", "itself")
    )
    assert judged(old, new).verdict == "minor"
