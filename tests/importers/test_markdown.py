"""A page that shows a document, brought in, is that document: word by word."""

import pytest
from hypothesis import given, settings

from fairnotice.document.html import html
from fairnotice.document.parse import parsed
from fairnotice.importers.markdown import all_words, markdown
from fairnotice.importers.page import page
from tests.document.strategies import notices
from tests.document.shown import shown


def brought_in(source: str) -> str:
    """The Markdown that a page with this HTML becomes."""
    return markdown(page(f"<main>{source}</main>".encode()).document, parsed)


@settings(max_examples=150, deadline=None)
@given(notices())
def test_the_words_of_a_shown_notice_come_back(text: str) -> None:
    document = parsed(text, path="").document
    if not document.words:
        return
    shown_as = f"<main><h1>Privacy notice</h1>{html(document, str)}</main>"
    read = page(shown_as.encode()).document
    again = parsed(markdown(read, parsed), path="").document
    assert all_words(again) == all_words(read)
    assert again.title == read.title
