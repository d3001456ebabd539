"""Where a text stands in another is the same whether it is sought or looked up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairnotice.significance import standing
from fairnotice.significance.standing import Standing

_PIECES = st.sampled_from(["wekeep", "20005days", "20006days", "aaaaaaaaaaaaa", "we", "é", "x"])
_TEXTS = st.lists(_PIECES, max_size=60).map("".join)


def _found(text: str, sought: str) -> list[int]:
    return [at for at in range(len(text)) if sought and text.startswith(sought, at)]


@given(_TEXTS, _TEXTS, st.integers(0, 300), st.integers(23, 80))
def test_what_is_looked_up_is_what_is_sought(
    text: str, other: str, start: int, length: int
) -> None:
    sought = [each[start : start + length] for each in (text, other)]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(standing, "_FEW", 0)
        patched.setattr(standing, "_WORTH", 0)
        looked_up = Standing(text)
        assert [list(looked_up.places(each)) for each in sought if each] == [
            _found(text, each) for each in sought if each
        ]


class _Counted(str):
    """A text that counts how often another is sought in all of it."""

    __slots__ = ("times",)

    times: int

    def find(self, *args: object) -> int:
        """As str.find."""
        self.times += 1
        return str.find(self, *args)  # type: ignore[arg-type]  # str's own


@pytest.mark.parametrize("there", [False, True])
def test_of_thousands_that_are_nearly_alike_only_the_first_are_sought_in_all_of_the_text(
    there: bool,
) -> None:
    """Each cell of a table was sought in all of the other: four times as long per doubling."""

    def cells(first: int) -> list[str]:
        return [f"wekeep{n}dayswekeep{n}days" for n in range(first, first + 3_000)]

    text = _Counted("".join(cells(20_000)))
    text.times = 0
    other = Standing(text)
    found = [next(other.places(each), None) for each in cells(20_000 if there else 50_000)]
    assert all((place is not None) == there for place in found)
    assert text.times <= 250


def test_what_stands_nearly_everywhere_is_sought() -> None:
    other = Standing("a" * 10_000)
    assert all(next(other.places("a" * 30)) == 0 for _ in range(500))
