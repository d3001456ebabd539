"""The dataclasses of the model say what is allowed; what is not is told at its place."""

import dataclasses
import datetime
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from fairnotice import model
from fairnotice.model import Entry, FrontMatter, Settings, Waiver
from fairnotice.source.located import located
from fairnotice.source.typed import Typed, typed
from fairnotice.source.written import lines


def read(text: str, kind: type[Any]) -> Typed[Any]:
    """The text as an instance of `kind`; it has to be good YAML."""
    tree = located(text, "f.yaml")
    assert tree.problems == ()
    return typed(tree.root, kind, "f.yaml")


def told(text: str, kind: type[Any]) -> list[str]:
    """Each problem as `line:column what is wrong | how to mend it`."""
    found = read(text, kind)
    return [f"{p.place.line}:{p.place.column} {p.wrong} | {p.mend}" for p in found.problems]


ENTRY = "notice: privacy\nversion: 2018-05-15\n"
WAIVER = "finding: 3f9a1c\ntell: false\nreason: Names only.\nby: Ann\ndate: 2018-05-10\n"

MISTAKES = [
    (
        "a key with a slip",
        Entry,
        ENTRY + "sumary: x\n",
        "3:1 `sumary` is not a known key. | Did you mean `summary`?",
    ),
    (
        "a key in capitals",
        FrontMatter,
        "Title: x\n",
        "1:1 `Title` is not a known key. | Did you mean `title`?",
    ),
    (
        "a key with a hyphen",
        Entry,
        ENTRY + "moved-ids: {}\n",
        "3:1 `moved-ids` is not a known key. | Did you mean `moved_ids`?",
    ),
    (
        "a key that belongs one level down",
        Settings,
        (
            "site_name: a\ntimezone: Europe/London\norganisation: {legal_name: b}\n"
            "notices: [{id: a, title: b}]\nlegal_name: c\n"
        ),
        "5:1 `legal_name` is not a known key. | Move it below `organisation`, indented.",
    ),
    (
        "a key that nobody knows",
        FrontMatter,
        "wxyz: 1\n",
        (
            "1:1 `wxyz` is not a known key. | "
            "Known here: title, published, effective, status, lang, not_applicable."
        ),
    ),
    (
        "an unknown key deep in a list",
        Entry,
        ENTRY + "changes:\n  - kind: added\n    summary: x\n    sectoin: y\n",
        "6:5 `sectoin` is not a known key in item 1 of `changes`. | Did you mean `section`?",
    ),
    (
        "a key that is wanting",
        Waiver,
        WAIVER.replace("reason: Names only.\n", ""),
        "1:1 The file has no `reason`. | Add a line `reason: …` here.",
    ),
    (
        "a key that is wanting in an item",
        Entry,
        ENTRY + "changes:\n  - summary: x\n",
        "4:5 Item 1 of `changes` has no `kind`. | Add a line `kind: …` here.",
    ),
    (
        "a word that is not one of those allowed",
        FrontMatter,
        "status: drafft\n",
        (
            "1:9 `status` cannot be `drafft`; it can be `draft`, `postponed` or `withdrawn`. | "
            "Did you mean `draft`?"
        ),
    ),
    (
        "a word far from those allowed",
        FrontMatter,
        "status: live\n",
        (
            "1:9 `status` cannot be `live`; it can be `draft`, `postponed` or `withdrawn`. | "
            "Write `draft`, `postponed` or `withdrawn`, or take the line out."
        ),
    ),
    (
        "yes for true",
        Waiver,
        WAIVER.replace("false", "yes"),
        (
            "2:7 `tell` is `yes`; only `true` or `false` is understood. | "
            "Write true or false, in small letters."
        ),
    ),
    (
        "False in Python's way",
        Waiver,
        WAIVER.replace("false", "False"),
        (
            "2:7 `tell` is `False`; only `true` or `false` is understood. | "
            "Write true or false, in small letters."
        ),
    ),
    (
        "a day in the British way",
        FrontMatter,
        "effective: 15/05/2018\n",
        "1:12 `effective`: `15/05/2018` is not written as year-month-day. | Write 2018-05-15?",
    ),
    (
        "a day without zeros",
        FrontMatter,
        "effective: 2018-5-15\n",
        "1:12 `effective`: `2018-5-15` is not written as year-month-day. | Write 2018-05-15?",
    ),
    (
        "a day that the calendar does not have",
        FrontMatter,
        "effective: 2018-02-30\n",
        (
            "1:12 `effective`: The calendar has no day `2018-02-30`. | "
            "Write a day that exists, as 2018-05-15."
        ),
    ),
    (
        "a day in words",
        FrontMatter,
        "effective: 15 May 2018\n",
        "1:12 `effective`: `15 May 2018` is not a date. | Write year-month-day, as 2018-05-15.",
    ),
    (
        "a day as seconds since 1970",
        FrontMatter,
        "effective: 1526342400\n",
        "1:12 `effective`: `1526342400` is not a date. | Write year-month-day, as 2018-05-15.",
    ),
    (
        "a day with a time",
        FrontMatter,
        "effective: 2018-05-15T00:00:00\n",
        (
            "1:12 `effective`: `2018-05-15T00:00:00` is not a date. | "
            "Write year-month-day, as 2018-05-15."
        ),
    ),
    (
        "a number in words",
        model.NoticeDays,
        "significant: thirty\n",
        "1:14 `significant` is `thirty`; a whole number is expected. | Write digits only, as 30.",
    ),
    (
        "a number below zero",
        model.NoticeDays,
        "significant: -1\n",
        "1:14 `significant` is `-1`; a whole number is expected. | Write digits only, as 30.",
    ),
    (
        "a number that is too small",
        model.FeedSettings,
        "entries: 0\n",
        "1:10 `entries` is 0; it must be 1 or more. | Write 1 or a larger number.",
    ),
    (
        "a number with more digits than any computer likes",
        model.NoticeDays,
        f"minor: {'9' * 5000}\n",
        f"1:8 `minor` is `{'9' * 39}…`; a whole number is expected. | Write digits only, as 30.",
    ),
    (
        "a text that is wanting",
        Waiver,
        WAIVER.replace("Names only.", '""'),
        "3:9 `reason` is empty. | Write it here.",
    ),
    (
        "a text that begins with a number sign",
        Waiver,
        WAIVER.replace("Names only.", "#1 is no matter"),
        (
            "3:8 `reason` is empty: what stands behind `#` is a comment. | Write the value before "
            "the `#`, or put a text that begins with `#` in double quotes."
        ),
    ),
    (
        "half a fingerprint",
        Waiver,
        WAIVER.replace("3f9a1c", "3f9"),
        "1:10 `finding` has 3 characters; it needs at least 6. | Copy the whole of it.",
    ),
    (
        "a text where a list belongs",
        Entry,
        ENTRY + "changes: none\n",
        (
            "3:10 `changes` is a text; a list is expected. | "
            "Begin each item with `- ` on a line of its own."
        ),
    ),
    (
        "an item without its dash",
        Entry,
        ENTRY + "changes:\n  kind: added\n  summary: x\n",
        (
            "4:3 `changes` is a mapping; a list is expected. | "
            "Begin each item with `- ` on a line of its own."
        ),
    ),
    (
        "a list where a text belongs",
        Entry,
        ENTRY + "summary:\n  - x\n",
        (
            "4:3 `summary` is a list; a text is expected. | "
            "Write the text behind the colon, on the same line."
        ),
    ),
    (
        "a bracket at the beginning of a text",
        Entry,
        ENTRY + "summary: [New] rights\n".replace(" rights", ""),
        (
            "3:10 `summary` is a list; a text is expected. | "
            "Write the text behind the colon; put it in double quotes if it begins with `[` or `{`."
        ),
    ),
    (
        "no blank after a colon below a key",
        Settings,
        (
            "site_name: a\ntimezone: Europe/London\nnotices: [{id: a, title: b}]\n"
            "organisation:\n  legal_name:Acme\n"
        ),
        (
            "5:3 `organisation` is a text; lines of `key: value` are expected. | "
            "Put a blank after the colon of `legal_name`."
        ),
    ),
    (
        "dashes where keys belong",
        Settings,
        (
            "site_name: a\ntimezone: Europe/London\nnotices: [{id: a, title: b}]\n"
            "organisation:\n  - legal_name: Acme\n"
        ),
        (
            "5:3 `organisation` is a list; lines of `key: value` are expected. | "
            "Write a line `key: value` for each value, without a dash."
        ),
    ),
]


@pytest.mark.parametrize(
    ("kind", "text", "expected"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES]
)
def test_a_mistake_is_told_at_its_place_with_how_to_mend_it(
    kind: type[Any], text: str, expected: str
) -> None:
    assert told(text, kind) == [expected]


def test_all_mistakes_are_told_together() -> None:
    text = "verson: 1\nnotice: [a]\nchanges:\n  - kind: new\n    until: soon\n"
    checks = [problem.check for problem in read(text, Entry).problems]
    assert checks == [
        "unknown-key",
        "wrong-type",
        "bad-value",
        "bad-date",
        "missing-key",  # the summary; `version` is offered for `verson`
    ]


def test_no_key_is_called_missing_when_keys_may_have_been_lost() -> None:
    tree = located("finding: 3f9a1c\ntell: a: b\n", "f")
    assert typed(tree.root, Waiver, "f", whole=tree.whole).problems[0].check == "bad-value"
    assert "missing-key" not in {
        p.check for p in typed(tree.root, Waiver, "f", whole=tree.whole).problems
    }


def test_a_key_of_another_system_is_told_where_its_matter_belongs() -> None:
    tree = located("layout: page\n", "f")
    found = typed(tree.root, FrontMatter, "f", foreign={"layout": "Delete it."})
    assert [problem.mend for problem in found.problems] == ["Delete it."]


def test_a_python_keyword_is_written_without_its_underscore() -> None:
    text = "from: 2018-05-15\nto: 2018-06-01\ndate: 2018-05-01\nreason: x\n"
    assert read(text, model.Rescheduling).value == model.Rescheduling(
        datetime.date(2018, 5, 15), datetime.date(2018, 6, 1), datetime.date(2018, 5, 1), "x"
    )
    assert read(text.replace("from", "from_"), model.Rescheduling).problems


def test_what_may_be_left_out_may_stand_there_empty() -> None:
    text = ENTRY + "significance:\nsummary:\nchanges:\nmoved_ids:\nquestions: []\n"
    assert read(text, Entry).value == Entry("privacy", "2018-05-15")


def test_blanks_and_line_feeds_around_a_text_are_not_part_of_it() -> None:
    value = read(ENTRY + 'summary: |\n  One.\n  Two.\nif_nothing: " x "\n', Entry).value
    assert (value.summary, value.if_nothing) == ("One.\nTwo.", "x")


def test_places_lead_to_each_value() -> None:
    text = ENTRY + "changes:\n  - kind: added\n    summary: x\n    section:\nmoved_ids: {a: b}\n"
    places = {at: (place.line, place.column) for at, place in read(text, Entry).places.items()}
    assert places == {
        "notice": (1, 9),
        "version": (2, 10),
        "changes": (3, 1),
        "changes/0": (4, 5),
        "changes/0/kind": (4, 11),
        "changes/0/summary": (5, 14),
        "changes/0/section": (6, 5),
        "moved_ids": (7, 1),
        "moved_ids/a": (7, 16),
    }


# ---------------------------------------- against pydantic

QUICK = settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.generate])
"""Building an instance takes most of the time, and making a failing one smaller takes minutes."""

KINDS: tuple[type[Any], ...] = (Settings, Entry, FrontMatter, model.CookieRow)


def as_written(value: Any) -> Any:
    """An instance as an editor would write it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name.rstrip("_"): as_written(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if getattr(value, field.name) is not None
        }
    if isinstance(value, tuple):
        return [as_written(item) for item in value]
    if isinstance(value, Mapping):
        return {key: as_written(item) for key, item in value.items()}
    return value


ADAPTERS = {kind: TypeAdapter(kind) for kind in KINDS}
TEXT = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=12).map(str.strip)
DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(8999, 12, 31))
for simple, strategy in ((str, TEXT), (datetime.date, DAYS)):
    st.register_type_strategy(simple, strategy)
INSTANCES = st.sampled_from(KINDS).flatmap(
    lambda kind: st.tuples(st.just(kind), st.from_type(kind))
)


@QUICK
@given(INSTANCES)
def test_an_instance_that_is_written_down_is_read_back_equal(
    pair: tuple[type[Any], Any],
) -> None:
    kind, instance = pair
    problems = read("\n".join(lines(as_written(instance))), kind)
    wanting = {p.check for p in problems.problems} - {"bad-value", "empty-value", "duplicate-key"}
    assert not wanting
    if not problems.problems:
        assert problems.value == instance


@QUICK
@given(INSTANCES)
def test_what_is_read_without_a_problem_is_valid_to_pydantic(pair: tuple[type[Any], Any]) -> None:
    """One set of classes: the checker here and pydantic's agree on what they allow."""
    kind, instance = pair
    found = read("\n".join(lines(as_written(instance))), kind)
    if found.value is not None:
        plain = dataclasses.asdict(found.value)
        assert ADAPTERS[kind].validate_python(plain) == found.value
