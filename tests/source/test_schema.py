"""Editors complete and check by the schemas: good documents pass, mistakes are underlined."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given

from fairnotice import model
from fairnotice.source.located import located
from fairnotice.source.schema import NAMES, schema
from fairnotice.source.typed import fields, typed
from fairnotice.source.written import lines
from tests.source.test_typed import INSTANCES, QUICK, as_written

ROOT = Path(__file__).parents[2]


class Core(yaml.SafeLoader):
    """YAML as editors read it: version 1.2, which knows no days."""


Core.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def faults(name: str, text: str) -> list[str]:
    """The places that an editor underlines."""
    document = yaml.load(text, Loader=Core)  # noqa: S506 - a safe loader
    validator = jsonschema.Draft202012Validator(schema(name))
    found = {
        "/".join(str(part) for part in e.absolute_path) for e in validator.iter_errors(document)
    }
    return sorted(found)


SITE = """\
site_name: Brindle Bakery
timezone: Europe/London
organisation: {legal_name: Brindle Bakery Ltd, company_number: 01234567, phone:}
notices:
  - {id: privacy, title: Privacy notice, kind: privacy}
"""
MOVED = "  rescheduled: [{from: 2025-01-01, to: 2025-02-01, date: 2024-12-01, reason: x}]\n"
WAIVER = "  waivers: [{finding: abcdef, tell: true, reason: x, by: y, date: 2025-01-01}]\n"
QUESTION = "  questions: [{ask: x, date: 2025-01-01}]\n"
ENTRY = "- notice: privacy\n  version: 2025-01-01\n"
ROW = """\
- name: basket
  purpose: Remembers what you have ordered.
  category: strictly-necessary
  ground: strictly-necessary
  lifetime: 13 months
"""

GOOD = [
    ("site", SITE),
    ("site", SITE + "brand:\nlint: {dead-link: error}\nheaders: {X-A: 1}\nrights:\n"),
    ("changelog", ENTRY),
    ("changelog", ENTRY + "  significance:\n  summary:\n  changes:\n"),
    (
        "changelog",
        ENTRY
        + "  rescheduled: [{from: 2025-01-01, to: 2025-02-01, date: 2024-12-01, reason: x}]\n",
    ),
    ("changelog", ENTRY.replace("2025-01-01", "2025-01-01-2")),
    ("changelog", ""),
    ("version", "status: draft\npublished: 2025-01-01\neffective:\nnot_applicable: {A01: No.}\n"),
    ("cookies", ROW),
    ("cookies", ROW.replace("13 months", "session") + "  since: 2025-01-01\n  until:\n"),
]


@pytest.mark.parametrize(("name", "text"), GOOD)
def test_a_good_document_passes(name: str, text: str) -> None:
    assert faults(name, text) == []


BAD = [
    ("a key with a slip", "site", "notices:", "noticez: {}\nnotices:", ""),
    ("a key that is wanting", "site", "timezone", "time", ""),
    ("an id that is no address", "site", "id: privacy", "id: Privacy notice", "notices/0/id"),
    ("a kind that is none", "site", "kind: privacy", "kind: private", "notices/0/kind"),
    ("a colour in words", "site", "notices:", "brand: {colour: teal}\nnotices:", "brand/colour"),
    (
        "a number in words",
        "site",
        "notices:",
        "notice_days: {minor: none}\nnotices:",
        "notice_days/minor",
    ),
    ("no name", "site", "Brindle Bakery\n", "\n", "site_name"),
    (
        "a day in the British way",
        "changelog",
        "ask: x, date: 2025-01-01",
        "ask: x, date: 1/5/25",
        "0/questions/0/date",
    ),
    ("a name that is no version's", "changelog", "n: 2025-01-01", "n: May 2025", "0/version"),
    ("yes for true", "changelog", "tell: true", "tell: 'yes'", "0/waivers/0/tell"),
    ("from_ for from", "changelog", "from:", "from_:", "0/rescheduled/0"),
    ("a status that is worked out", "version", "draft", "in force", "status"),
    ("a lifetime that is none", "cookies", "13 months", "a year", "0/lifetime"),
]
WHOLE = {
    "site": SITE,
    "changelog": ENTRY + MOVED + WAIVER + QUESTION,
    "version": "status: draft\n",
    "cookies": ROW,
}


@pytest.mark.parametrize(
    ("name", "good", "bad", "place"), [b[1:] for b in BAD], ids=[b[0] for b in BAD]
)
def test_a_mistake_is_underlined_where_it_is(name: str, good: str, bad: str, place: str) -> None:
    text = WHOLE[name]
    assert faults(name, text) == []
    assert text.count(good) == 1
    assert faults(name, text.replace(good, bad)) == [place]


def test_a_mapping_where_a_list_belongs_is_underlined_as_a_whole() -> None:
    assert faults("changelog", "notice: privacy\n") == [""]


@pytest.mark.parametrize("name", NAMES)
def test_each_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))


def described(part: Any, at: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key that a schema describes."""
    for key, field in part.get("properties", {}).items():
        yield f"{at}.{key}", field
    for name, definition in part.get("$defs", {}).items():
        yield from described(definition, name)


@pytest.mark.parametrize("name", NAMES)
def test_each_key_says_what_it_means(name: str) -> None:
    """What an editor shows beside a key are the words under the field in the model."""
    whole = schema(name)
    keys = dict(described(whole, name))
    assert len(keys) > 5
    for at, field in keys.items():
        named = field.get("$ref") or next(
            (c["$ref"] for c in field.get("anyOf", ()) if "$ref" in c), ""
        )
        behind = whole.get("$defs", {}).get(named.rpartition("/")[2], {})
        assert field.get("description") or behind.get("description"), at


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("site.yaml", "site"),
        ("content/changelog.yaml", "changelog"),
        ("example/site.yaml", "site"),
        ("example/content/changelog.yaml", "changelog"),
        ("example/content/cookies/cookies.yaml", "cookies"),
    ],
)
def test_the_files_of_this_repository_pass(path: str, name: str) -> None:
    assert faults(name, (ROOT / path).read_text("utf-8")) == []


KINDS = {
    model.Settings: "site",
    model.Entry: "changelog",
    model.FrontMatter: "version",
    model.CookieRow: "cookies",
}
LISTS = {model.Entry, model.CookieRow}


def without_patterns(part: Any) -> Any:
    """The schema, in which every text will do."""
    if isinstance(part, dict):
        return {key: without_patterns(v) for key, v in part.items() if key != "pattern"}
    return [without_patterns(item) for item in part] if isinstance(part, list) else part


WITHOUT_PATTERNS = {
    kind: jsonschema.Draft202012Validator(without_patterns(schema(name)))
    for kind, name in KINDS.items()
}


@QUICK
@given(INSTANCES)
def test_what_the_checker_takes_an_editor_does_not_underline(pair: tuple[type[Any], Any]) -> None:
    """But for the patterns, which the checker applies later."""
    kind, instance = pair
    text = "\n".join(lines(as_written(instance)))
    if typed(located(text, "f").root, kind, "f").value is None:
        return
    document = yaml.load(text, Loader=Core)  # noqa: S506 - a safe loader
    found = WITHOUT_PATTERNS[kind].iter_errors([document] if kind in LISTS else document)
    assert [error.message for error in found] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_has_exactly_the_keys_of_the_model(kind: type[Any]) -> None:
    whole = schema(KINDS[kind])
    part = whole["$defs"][kind.__name__] if kind in LISTS else whole
    assert list(part["properties"]) == [field.key for field in fields(kind)]
    assert part.get("required", []) == [field.key for field in fields(kind) if field.required]
    assert part["additionalProperties"] is False
    assert len(part["properties"]) == len(dataclasses.fields(kind))
