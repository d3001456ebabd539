from hypothesis import given
from hypothesis import strategies as st

from fairnotice.model import CompareSettings
from fairnotice.pages.view import pairs
from tests.world import TODAY, site, timelines, version

STATES = st.sampled_from(["", "draft", "postponed", "withdrawn"])
NAMES = st.lists(
    st.tuples(st.integers(2015, 2030), STATES),
    min_size=1,
    max_size=9,
    unique_by=lambda each: each[0],
)


def _site(written: list[tuple[int, str]], cap: int):
    versions = [version(f"{year}-01-01", status=state) for year, state in written]
    return site(*versions, compare=CompareSettings(cap))


def test_three_versions_give_three_comparisons() -> None:
    bakery = site(version("2020-01-01"), version("2021-01-01"), version("2022-01-01"))
    assert pairs(bakery, timelines(bakery)) == (
        ("privacy", "2020-01-01", "2021-01-01"),
        ("privacy", "2020-01-01", "2022-01-01"),
        ("privacy", "2021-01-01", "2022-01-01"),
    )


def test_beyond_the_cap_are_neighbours_and_each_with_the_one_in_force() -> None:
    years = ["2020-01-01", "2021-01-01", "2022-01-01", "2023-01-01"]
    bakery = site(*(version(name) for name in years), compare=CompareSettings(3))
    assert [key[1:] for key in pairs(bakery, timelines(bakery))] == [
        ("2020-01-01", "2021-01-01"),
        ("2020-01-01", "2023-01-01"),
        ("2021-01-01", "2022-01-01"),
        ("2021-01-01", "2023-01-01"),
        ("2022-01-01", "2023-01-01"),
    ]


def test_a_draft_is_compared_with_its_predecessor_alone() -> None:
    bakery = site(
        version("2020-01-01"), version("2021-01-01"), version("2027-01-01", status="draft")
    )
    assert [key[1:] for key in pairs(bakery, timelines(bakery)) if "2027-01-01" in key] == [
        ("2021-01-01", "2027-01-01")
    ]


@given(NAMES, st.integers(0, 9))
def test_each_comparison_comes_once_old_before_new_and_neighbours_never_lack(
    written: list[tuple[int, str]], cap: int
) -> None:
    bakery = _site(written, cap)
    stands = timelines(bakery, TODAY)
    found = pairs(bakery, stands)
    assert len(set(found)) == len(found)
    assert all(old < new for _, old, new in found)
    neighbours = {
        ("privacy", standing.predecessor, name)
        for name, standing in stands["privacy"].standings.items()
        if standing.predecessor
    }
    assert neighbours <= set(found)
