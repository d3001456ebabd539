"""`fairnotice schema`: every schema is one, and describes what the program reads and writes."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from fairnotice.commands.schema import NAMES
from tests.folder import Site, valid_site
from tests.world import FILES


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Site:
    return valid_site(tmp_path / "site", capsys)


@pytest.mark.parametrize("name", NAMES)
def test_every_schema_is_a_schema(site: Site, name: str) -> None:
    answer = site.run("schema", name)
    assert answer.code == 0
    Draft202012Validator.check_schema(json.loads(answer.out))


def test_the_files_of_a_valid_site_are_as_their_schemas_say(site: Site) -> None:
    for name, path in (("site", "site.yaml"), ("changelog", "content/changelog.yaml")):
        schema = json.loads(site.run("schema", name).out)
        told = yaml.load(FILES[path], yaml.BaseLoader)  # noqa: S506  # texts, as they stand
        Draft202012Validator(schema).validate(told)


def test_the_reports_are_as_their_schema_says(site: Site) -> None:
    """Of a build, of a diff, and of many pairs, one of which cannot be read."""
    schema = Draft202012Validator(json.loads(site.run("schema", "report").out))
    schema.validate(json.loads(site.run("check", "--format", "json").out))
    diff = site.run("diff", "privacy@2025-01-01", "privacy@2026-02-01", "--format", "json")
    schema.validate(json.loads(diff.out))
    one = "content/privacy/2025-01-01.md"
    pairs = [{"id": "a", "old": one, "new": one}, {"id": "b", "old": one, "new": "none.md"}]
    site.put({"pairs.jsonl": "".join(json.dumps(pair) + "\n" for pair in pairs)})
    answer = site.run("diff", "--pairs", str(site.folder / "pairs.jsonl"))
    lines = [json.loads(line) for line in answer.out.splitlines()]
    assert [("error" in line) for line in lines] == [False, True]
    for line in lines:
        schema.validate(line)
