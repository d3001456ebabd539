"""A view in; for each version the style sheet that names it in the margins of a print, out."""

from collections.abc import Iterator
from functools import partial

from fairnotice import urls
from fairnotice.pages.facts import version_facts
from fairnotice.pages.page import Page
from fairnotice.pages.shell import print_style
from fairnotice.pages.view import View, shown


def pages(view: View) -> Iterator[Page]:
    """A `print.css` beside each version's page."""
    for notice in view.site.notices:
        for version in shown(view, notice):
            own = urls.version(notice.id, version.name)
            facts = partial(version_facts, view, own, version)
            yield Page(print_style(version), "print.css", facts)
