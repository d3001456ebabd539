"""JSON is written as Python writes it, whatever the data."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from fairnotice.reports.orders import in_json
from fairnotice.reports.written_json import written_json

DATA = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**15), 10**15), st.text(st.characters())),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=20,
)


@given(DATA)
def test_the_bytes_are_those_of_pythons_own_json(data: object) -> None:
    written = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    assert written_json(data) == in_json(written).encode("utf-8", "backslashreplace")


@given(st.lists(DATA), DATA)
def test_what_comes_one_after_the_other_is_written_as_a_list(
    entries: list[object], rest: object
) -> None:
    for data, late in (
        (entries, iter(entries)),
        ({"rest": rest, "entries": entries}, {"rest": rest, "entries": iter(entries)}),
    ):
        assert written_json(late) == written_json(data)


def test_half_a_character_is_shown() -> None:
    assert written_json({"path": "a\udcff"}) == b'{\n "path": "a\\udcff"\n}\n'


@given(st.text(alphabet="#[vsoteamcity\x9b\u202e\u200d:"))
def test_what_is_printed_means_the_same_and_orders_nothing(words: str) -> None:
    written = written_json({"x": words}).decode()
    assert json.loads(written) == {"x": words}
    bare = re.sub("[\u00ad\u200c\u200d\u2060]", "", written).lower()
    assert not re.search(r"##(?:vso|teamcity)?\[|[\x80-\x9f\u202e]", bare)
