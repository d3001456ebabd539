"""What was printed before is not printed again: pages are as they are without that."""

from collections.abc import Callable

import pytest
from hypothesis import given

from fairnotice.compare.compare import compare
from fairnotice.document import redline, redline_html, side_by_side, tags
from fairnotice.document.html import html
from fairnotice.document.parse import parsed
from fairnotice.document.redline import leaves, read_row, read_spans
from fairnotice.model import Block, Comparison, Pair, Section
from tests.document.strategies import edits
from tests.document.test_parse import SLOW


def here(address: str) -> str:
    """Addresses on a page that stands beside the notice."""
    return f"..{address}index.html" if address.startswith("/") else address


def elsewhere(address: str) -> str:
    """Addresses on a page far below."""
    return f"../../../..{address}index.html" if address.startswith("/") else address


def shown(comparison: Comparison) -> tuple[object, ...]:
    """All that pages show of a comparison, on two pages, in words and in short."""
    pages = [
        (
            redline_html.redline_html(comparison, address),
            side_by_side.side_by_side(comparison, address),
            html(comparison.new, address),
        )
        for address in (here, elsewhere)
    ]
    changes = comparison.changes
    return *pages, list(map(read_spans, changes)), list(map(read_row, changes))


def plainly(show: Callable[[], tuple[object, ...]]) -> tuple[object, ...]:
    """The same with nothing remembered, and what stayed printed as what changed is."""

    def as_changed(self: redline_html._Redline, pair: Pair, block: Block, section: Section) -> None:
        (part,) = leaves(pair)
        assert part.block is block
        self._leaf(pair, part, section, first=True, extra="")

    with pytest.MonkeyPatch.context() as patch:
        for module in (tags, redline_html, side_by_side):
            patch.setattr(module, "_known", lambda *_, **__: None)
        patch.setattr(redline_html, "_known_line", lambda *_, **__: None)
        for module, name in (
            (redline, "cut_up"),
            (redline_html, "cut_up"),
            (redline, "_read_spans"),
        ):
            patch.setattr(module, name, getattr(module, name).__wrapped__)
        patch.setattr(redline_html._Redline, "_stayed", as_changed)
        return show()


@SLOW
@given(edits())
def test_pages_are_as_they_are_when_nothing_is_remembered(edit: tuple[str, str]) -> None:
    # Of the links some lead to another page of the site, where each page has a link of its own.
    texts = [text.replace("https://example.org/a?b=1&c=2", "/cookies/") for text in edit]
    old, new = (parsed(text, path="x.md").document for text in texts)
    comparison = compare(old, new)
    expected = plainly(lambda: shown(comparison))
    assert shown(comparison) == expected
    assert shown(comparison) == expected
