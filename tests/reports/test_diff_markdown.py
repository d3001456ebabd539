"""A comment made of two hostile texts shows their words, and acts on nothing."""

import pytest
from markdown_it import MarkdownIt

from fairnotice.compare.compare import compare
from fairnotice.reports.diff_json import Side
from fairnotice.reports.diff_markdown import diff_markdown
from tests.world import version

OLD = Side("old.md", "old.md", "a" * 64)
NEW = Side("new.md", "new.md", "b" * 64)


@pytest.mark.parametrize("called", ["@octocat", "#12", "!12", "GH-1"])
def test_words_that_came_call_nobody(called: str) -> None:
    """Hosts look for names and numbers once the Markdown is HTML: a backslash is not enough."""
    before, after = (
        version(text=f"# P\n\n## A {{#a}}\n\nWe tell {who} of it.\n").document
        for who in ("nobody", called)
    )
    page = diff_markdown(compare(before, after), None, OLD, NEW)
    html = MarkdownIt("gfm-like", {"linkify": False}).render(page)
    assert called not in html
    assert called in html.replace("\u2060", "")
