"""What was taken out of a text is told, whatever its tags are made of, and in time."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairnotice.document.ids import slug
from fairnotice.document.limits import too_deep_html
from fairnotice.document.parse import parsed
from fairnotice.document.sanitise import _tags, removed
from fairnotice.importers.active import inert

SECONDS = 10.0
"""Of processor time; each takes well under two on a slow machine, and took many minutes."""
_TAG = re.compile(
    r"""<([a-zA-Z][^\s/>]*+)([^>"']*+(?:"[^"]*+"[^>"']*+|'[^']*+'[^>"']*+)*)>""",
)
_PIECES = st.sampled_from(["<a", "<b ", "<", '"', "'", ">", " ", "/", "x", "=", "<br/>", "\n"])


@given(st.lists(_PIECES, max_size=24).map("".join))
def test_tags_are_those_that_one_pattern_finds(html: str) -> None:
    assert list(_tags(html)) == _TAG.findall(html)


HOSTILE = {
    "tags that never end": "<a" * 200_000,
    "tags with attributes that never end": "<a " * 200_000,
    "a quote that is never closed": '<a "' * 199_999,
    "quotes in quotes": "<a \"'\"' " * 100_000,
    "one name": "<" + "a" * 400_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_never_closed_is_gone_through_once(name: str) -> None:
    html = HOSTILE[name]
    start = time.process_time()
    assert list(removed(html, "")) == []
    assert too_deep_html(html) == ""
    assert time.process_time() - start < SECONDS


def test_a_heading_of_numbers_has_its_id_in_time() -> None:
    start = time.process_time()
    assert slug("1." * 300_000)
    assert time.process_time() - start < SECONDS


def test_deeds_are_taken_out_in_time() -> None:
    start = time.process_time()
    for body in ("<script>" * 50_000, f"<b{' ' * 300_000}x>", f"<b href={' ' * 300_000}>"):
        inert(body, parsed("", path="x.md").document, parsed, "x.md")
    assert time.process_time() - start < SECONDS
