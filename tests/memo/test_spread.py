"""Work done ahead is found later, and is the same."""

from pathlib import Path

from fairnotice.memo.memo import Memo
from fairnotice.memo.spread import one_by_one, worked_ahead
from fairnotice.store import stored


def test_what_was_worked_ahead_is_found(tmp_path: Path) -> None:
    with stored(tmp_path, "tool") as store:
        memo, made = Memo(store), []

        def value(number: int) -> int:
            def make() -> int:
                made.append(number)
                return number * number

            return memo.kept(f"square {number}", int, make)

        works = [lambda number=number: value(number) for number in range(600)]
        worked_ahead(works, memo, one_by_one)
        assert made == list(range(600))
        fresh = Memo(store)
        assert [fresh.kept(f"square {n}", int, lambda: -1) for n in range(600)] == [
            number * number for number in range(600)
        ]
