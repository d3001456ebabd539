"""A version's file is cut behind its front matter, and lines are counted as an editor does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairnotice.model import Day, FrontMatter
from fairnotice.source.frontmatter import cut, front_matter
from fairnotice.source.plain_text import line_feeds, plain_text


@pytest.mark.parametrize(
    ("text", "front", "body", "line"),
    [
        ("# Title\n", "", "# Title\n", 1),
        ("---\nlang: en\n---\n# Title\n", "lang: en\n", "# Title\n", 4),
        ("---\nlang: en\n---\n\n\n# Title\n", "lang: en\n", "\n\n# Title\n", 4),
        ("---\n---\n# Title\n", "", "# Title\n", 3),
        ("--- \nlang: en\n---\t\n# Title", "lang: en\n", "# Title", 4),
        ("---\r\nlang: en\r\n---\r\n# Title\r\n", "lang: en\n", "# Title\n", 4),
        ("---\nlang: en\n---", "lang: en\n", "", 3),
        ("----\nlang: en\n----\n", "", "----\nlang: en\n----\n", 1),
        ("# Title\n\n---\n\nText\n", "", "# Title\n\n---\n\nText\n", 1),
    ],
)
def test_the_body_begins_behind_the_second_line_of_dashes(
    text: str, front: str, body: str, line: int
) -> None:
    assert cut(text, "f.md") == (front, body, line, ())


def test_a_rule_below_blank_lines_is_no_front_matter() -> None:
    assert cut("\n---\n\nText: with a colon\n\n---\n", "f.md").problems == ()


def test_what_front_matter_says_is_read_with_its_lines() -> None:
    found = front_matter("title: 1.10\neffective: 2018-05-15\n", "f.md")
    assert found.matter == FrontMatter(title="1.10", effective=Day(2018, 5, 15))
    assert str(found.places["effective"]) == "f.md:3:12"


@pytest.mark.parametrize("key", ["date", "layout", "permalink", "version", "summary", "draft"])
def test_a_key_of_another_system_is_told_what_to_do_with_it(key: str) -> None:
    problem = front_matter(f"{key}: x\n", "f.md").problems[0]
    assert problem.check == "unknown-key"
    assert not problem.mend.startswith(("Did you mean", "Known here"))


LINES = st.lists(st.sampled_from(["---", "--- ", "a: b", "# T", "", "\t", "...", "é", "---\r"]))


@settings(deadline=None)
@given(LINES.map("\n".join) | st.text())
def test_nothing_of_a_text_is_lost_and_its_lines_keep_their_numbers(text: str) -> None:
    parts = cut(text, "f.md")
    whole = line_feeds(text)
    front_matter(parts.front, "f.md")
    if not parts.problems:
        assert whole.endswith(parts.body)
        assert whole[: len(whole) - len(parts.body)].count("\n") in {
            parts.body_line - 1,
            # the last line of dashes may end the file without a line feed
            parts.body_line - 1 if parts.body else whole.count("\n"),
        }


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_a_text_or_a_problem_within_it(raw: bytes) -> None:
    text, problems = plain_text(raw, "f.md")
    lines = line_feeds(text).count("\n") + 1
    for problem in problems:
        assert 1 <= problem.place.line <= lines
    if raw[:3] != b"\xef\xbb\xbf" and not problems:
        assert text.encode() == raw


@given(st.text())
def test_the_first_byte_that_is_not_utf8_is_told_by_line_and_column(before: str) -> None:
    before = before.encode("utf-8", "replace").decode().removeprefix("\ufeff")
    problem = plain_text(before.encode() + b"\xff rest", "f.md").problems[0]
    lines = line_feeds(before).split("\n")
    assert (problem.place.line, problem.place.column) == (len(lines), len(lines[-1]) + 1)
