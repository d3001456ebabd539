"""No file can hold up reading: what is told of one file has an end."""

import pytest

from fairnotice.source.changelog import read_changelog
from fairnotice.source.located import located
from fairnotice.source.lockfile import read_lock
from fairnotice.source.plain_text import plain_text
from fairnotice.source.trouble import MAX_PROBLEMS

MANY = 20_000


@pytest.mark.parametrize(
    "text",
    [
        "a: b\n" * MANY,
        "- *a\n" * MANY,
        "- &a b\n" * MANY,
        "- 'x\n" * MANY,
        "a:\n" + "\t\n" * MANY,
        "\0" * MANY,
        "\0\n" * MANY,
        "a\u2028" * MANY,
        "- [[[[[a]]]]]\n" * MANY,
        "? a\n" * MANY,
    ],
)
def test_a_file_full_of_mistakes_is_told_in_part(text: str) -> None:
    assert len(located(text, "f").problems) <= MAX_PROBLEMS


def test_a_changelog_full_of_mistakes_is_told_in_part() -> None:
    assert len(read_changelog(b"- x: y\n" * MANY).problems) <= MAX_PROBLEMS + 3
    keys = "".join(f"  k{number}mary: v\n" for number in range(MANY))
    assert len(read_changelog(f"- notice: a\n{keys}".encode()).problems) <= MAX_PROBLEMS + 1


def test_a_file_full_of_merges_is_told_in_part() -> None:
    assert len(plain_text(b"<<<<<<< a\n" * MANY, "f").problems) == 20


def test_a_lock_may_be_long() -> None:
    line = f"privacy@2025-01-01-{{}} {'0' * 64} 2025-01-01 2025-01-01\n"
    lock = "".join(line.format(number) for number in range(2, 9999)).encode()
    assert len(read_lock(lock).lines) == 9997


def test_a_lock_of_hundreds_of_thousands_of_lines_is_not_read_to_its_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each bad line is told: 30 MB of them took 1.7 GB and a quarter of a minute."""
    monkeypatch.setattr("fairnotice.source.lockfile._MOST", 20)
    (*_, last) = found = read_lock(b"x\n" * 30).problems
    assert len(found) == 21
    assert (last.place.line, "more than 20 lines" in last.wrong) == (21, True)
