"""Whether two sentences say the same, whatever words they take for it."""

from pathlib import Path

import pytest
import yaml

from fairnotice.significance.meaning import same_texts
from tests.significance.judged import judged

SAYINGS = yaml.safe_load((Path(__file__).parent / "sayings.yaml").read_text("utf-8"))


def _notice(heading: str, said: str) -> str:
    return f"# Notice\n\n## {heading}\n\nThis part says more.\n\n{said}\n"


@pytest.mark.parametrize(("heading", "before", "after"), SAYINGS["same"])
def test_the_same_in_other_words_is_minor(heading: str, before: str, after: str) -> None:
    assert judged(_notice(heading, before), _notice(heading, after)).verdict == "minor"
    assert judged(_notice(heading, after), _notice(heading, before)).verdict == "minor"


@pytest.mark.parametrize(("heading", "before", "after"), SAYINGS["other"])
def test_something_else_in_nearly_the_same_words_is_never_minor(
    heading: str, before: str, after: str
) -> None:
    assert judged(_notice(heading, before), _notice(heading, after)).verdict != "minor"


@pytest.mark.parametrize("pair", [*SAYINGS["same"], *SAYINGS["other"]], ids=lambda pair: pair[1])
def test_it_does_not_matter_which_of_the_two_is_older(pair: tuple[str, str, str]) -> None:
    _, before, after = pair
    assert same_texts(before, after) == same_texts(after, before)
