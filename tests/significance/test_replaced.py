"""Where two rows of words differ, however long they are."""

from hypothesis import given
from hypothesis import strategies as st

from fairnotice.significance.replaced import codes, comparable, replaced
from tests.significance.judged import judged

ROWS = st.lists(
    st.sampled_from(["we", "keep", "your", "name", "for", "two", "years", "here"]), max_size=12
)


@given(ROWS, ROWS, st.integers(0, 2))
def test_both_rows_are_given_back(old: list[str], new: list[str], long: int) -> None:
    """Also where they are too long to be looked at word by word, and begin and end alike."""
    many = tuple(str(number) for number in range(6_000 * long))
    a, b = (*many, *old, *many), (*many, *new, *many)
    rows = codes(a, b)
    assert [word for _, i, j, _, _ in rows for word in a[i:j]] == list(a)
    assert [word for _, _, _, i, j in rows for word in b[i:j]] == list(b)
    assert all(a[i:j] == b[k:m] for tag, i, j, k, m in rows if tag == "equal")
    assert all(a[one.old_start :][: len(one.old)] == one.old for one in replaced(a, b))
    assert bool(replaced(a, b)) == (a != b)


def test_what_is_longer_than_any_sentence_is_left_to_a_person() -> None:
    words = [f"word{number % 3_000}" for number in range(20_000)]
    told = [*words[:100], "sell", *words[100:]]
    assert not comparable(words, told)
    old, new = (f"# N\n\n## Use {{#use}}\n\n{' '.join(row)}.\n" for row in (words, told[::-1]))
    found = judged(old, new)
    assert (found.verdict, {one.rule for one in found.findings}) == ("review", {"not-understood"})
