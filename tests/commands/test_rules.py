"""`fairnotice rules` and `fairnotice explain`: the rule book, as the command line prints it."""

import json

import pytest

from fairnotice.cli import main
from fairnotice.lint.table import CHECKS
from fairnotice.significance.rulebook import rulebook


def test_every_rule_and_check_is_listed_and_can_be_explained(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["rules"]) == 0
    listed = capsys.readouterr().out
    ids = [rule.id for rule in rulebook()] + [check.ID for check in CHECKS]
    for name in ids:
        assert f"  {name} " in listed
        assert main(["explain", name]) == 0
        assert name in capsys.readouterr().out


def test_programs_get_the_list_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert len(told["rules"]) == len(rulebook())
    assert {each["id"] for each in told["checks"]} == {check.ID for check in CHECKS}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("retention-longr", "Did you mean retention-longer?"),
        ("dead-lnk", "Did you mean dead-link?"),
        ("zzz", "`fairnotice rules` lists"),
    ],
)
def test_a_name_that_is_not_there_is_said(
    capsys: pytest.CaptureFixture[str], name: str, words: str
) -> None:
    assert main(["explain", name]) == 2
    assert words in capsys.readouterr().err
