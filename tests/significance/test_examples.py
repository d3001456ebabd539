"""Invented passages in the voices of different companies get the level that the annotation
guideline gives them; those that do not yet are listed with the reason, and fail here once they do.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.significance.judged import judged

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("examples_*.yaml"))
EXAMPLES: list[dict[str, Any]] = [
    example for path in FILES for example in yaml.safe_load(path.read_text(encoding="utf-8"))
]

MEANINGS = {"significant": {"significant"}, "not": {"minor", "none"}}
"""What `expect` asks of the verdict; `review` is never right, because the guideline decides."""


def notice(example: dict[str, Any], side: str) -> str:
    """The passage as a whole notice, under its heading when it has one."""
    heading = f"## {example['heading']} {{#part}}\n\n" if "heading" in example else ""
    return f"# Notice\n\n{heading}{example[side]}\n"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e['row']} {e['after'][:50]}")
def test_a_passage_gets_the_level_of_the_guideline(example: dict[str, Any]) -> None:
    verdict = judged(notice(example, "before"), notice(example, "after")).verdict
    right = verdict in MEANINGS[example["expect"]]
    assert right == ("known_limit" not in example), verdict


@pytest.mark.parametrize(("letter", "count"), [("S", 29), ("J", 16), ("N", 18)])
def test_each_kind_of_change_has_two_examples(letter: str, count: int) -> None:
    rows = [example["row"] for example in EXAMPLES]
    assert [n for n in range(1, count + 1) if rows.count(f"{letter}{n:02}") < 2] == []
