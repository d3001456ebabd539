"""The rule book proves itself: each rule's examples are its tests."""

import re
from collections import defaultdict
from pathlib import Path
from textwrap import fill

import pytest
import yaml

import fairnotice.significance as package
from fairnotice.law.sources import sources
from fairnotice.model import Rule, RuleExample
from fairnotice.significance import rulebook as book
from fairnotice.significance.lexicon import lexicon
from fairnotice.significance.rulebook import explain, rule, rulebook
from fairnotice.significance.topics import topic_names
from fairnotice.significance.verbs import VERBS
from fairnotice.significance.words import norms
from tests.significance.judged import judged

FOLDER = Path(package.__file__).parent
FIELDS = ["id", "topic", "level", "title", "why", "source", "in", "when", "unless", "examples"]
EXAMPLES = [
    pytest.param(each, example, id=f"{each.id}-{number}")
    for each in rulebook()
    for number, example in enumerate(each.examples)
]


def test_the_ordered_table_equals_the_folder() -> None:
    listed = [*book.PROOFS, *book.STRONG, *book.FACTS, *book.LAST]
    assert len(listed) == len(set(listed))
    assert sorted(listed) == sorted(path.stem for path in (FOLDER / "rules").glob("*.yaml"))


def test_the_table_of_verbs_equals_the_folder() -> None:
    files = {path.stem for path in (FOLDER / "verbs").glob("*.py")} - {"__init__"}
    assert set(VERBS) == files
    assert {each.verb for each in rulebook()} | {
        each.unless for each in rulebook() if each.unless
    } == files


@pytest.mark.parametrize("path", sorted((FOLDER / "rules").glob("*.yaml")), ids=lambda p: p.stem)
def test_a_rule_file_is_named_by_its_id_and_keeps_the_order_of_fields(path: Path) -> None:
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text only
    assert data["id"] == path.stem
    assert list(data) == [field for field in FIELDS if field in data]
    assert len(data["when"]) == 1
    assert len(data.get("unless", {"one": {}})) == 1
    assert data["topic"] == "host" or data["topic"] in topic_names()
    assert set(data.get("in", [])) <= set(topic_names())
    assert data["level"] in {"significant", "review", "minor"}
    assert data["title"]
    assert data["why"].strip().endswith((".", "?"))


@pytest.mark.parametrize(("asked", "example"), EXAMPLES)
def test_an_example_fires_or_stays_silent_as_it_says(asked: Rule, example: RuleExample) -> None:
    found = [f for f in judged(example.before, example.after).findings if f.rule == asked.id]
    assert bool(found) is example.fires
    if example.fires:
        assert found[0].evidence == example.evidence
        assert found[0].why == asked.why


@pytest.mark.parametrize(("asked", "example"), EXAMPLES)
def test_a_text_against_itself_never_fires(asked: Rule, example: RuleExample) -> None:
    for text in (example.before, example.after):
        assert judged(text, text).verdict == "none", asked.id


@pytest.mark.parametrize(("asked", "example"), [each for each in EXAMPLES if each.values[1].fires])
def test_rewrapping_never_changes_an_answer(asked: Rule, example: RuleExample) -> None:
    wrapped = judged(_wrapped(example.before), _wrapped(example.after))
    assert asked.id in {finding.rule for finding in wrapped.findings}


def _wrapped(text: str) -> str:
    """Each plain paragraph in lines of at most thirty characters."""
    parts = re.split(r"(\n\n+)", text)
    plain = re.compile(r"^[A-Z_a-z]")
    return "".join(
        fill(p, 30, break_on_hyphens=False, break_long_words=False) if plain.match(p) else p
        for p in parts
    )


def test_every_rule_has_an_example_that_fires_and_a_near_miss() -> None:
    for each in rulebook():
        assert {example.fires for example in each.examples} == {True, False}, each.id


def test_each_topic_has_a_rule_in_both_directions() -> None:
    turns = defaultdict(set)
    for each in rulebook():
        if each.verb in {"practice_added", "practice_removed"}:
            turns[each.topic].add(each.verb)
    assert set(turns) == set(topic_names()) - {"T00"}
    assert all(len(each) == 2 for each in turns.values())


def test_every_source_has_a_cite_an_address_a_grade_and_a_day() -> None:
    for each in sources().values():
        assert each.cite
        assert each.url.startswith(("https://", "http://"))
        assert each.grade in {"P", "Q", "S", "M"}
        assert each.jurisdictions
    for asked in rulebook():
        assert asked.sources, asked.id


def test_every_kind_of_change_has_a_rule_or_a_reason_why_not() -> None:
    rows = yaml.safe_load((FOLDER / "rows.yaml").read_text(encoding="utf-8"))
    reasons = yaml.safe_load((FOLDER / "uncovered.yaml").read_text(encoding="utf-8"))
    wanted = (
        {f"S{n:02}" for n in range(1, 30)}
        | {f"J{n:02}" for n in range(1, 17)}
        | {f"N{n:02}" for n in range(1, 19)}
    )
    assert set(rows) | set(reasons) == wanted
    assert not set(rows) & set(reasons)
    known = {each.id for each in rulebook()}
    for row, data in rows.items():
        assert data["rules"], row
        assert set(data["rules"]) <= known, row
    assert all(reason.strip() for reason in reasons.values())


def test_every_word_list_names_its_source() -> None:
    for path in (FOLDER / "lexicon").glob("*.yaml"):
        assert lexicon(path.stem)["source"], path.name


def test_every_small_word_is_written_as_words_are_compared() -> None:
    """`Exercise` is compared as `exercize`: a list that has it otherwise never finds it."""
    listed = lexicon("small_words")
    single = [
        word
        for name, words in listed.items()
        if name != "source"
        for group in (words.values() if isinstance(words, dict) else (words,))
        for word in group
    ]
    assert [word for word in single if word != "up_to" and norms(word) != (word,)] == []


def test_explain_says_what_why_on_whose_authority_and_gives_examples() -> None:
    text = explain("retention-longer")
    for part in ("We keep data for longer", "Level: significant", "WP260", "6 months", "before:"):
        assert part in text


def test_explain_of_an_unknown_rule_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        rule("no-such-rule")
