"""A view in; the style sheets that name a page in the margins of its print, out.

One beside each version's page and one beside each comparison's: on paper, every sheet says what it
is and where it was found.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from fairnotice import urls
from fairnotice.pages.facts import VersionFacts, version_facts
from fairnotice.pages.page import Page
from fairnotice.pages.shell import comparison_print_style, print_style
from fairnotice.pages.view import Key, View, comparisons_shown, shown


@dataclass(frozen=True, slots=True)
class ComparisonInMargins:
    """What the margins of a printed comparison say."""

    old: VersionFacts
    new: VersionFacts
    public_address: str
    """Full address of the comparison, or the address within the site."""


def pages(view: View) -> Iterator[Page]:
    """A `print.css` beside each version's page and each comparison's."""
    for notice in view.site.notices:
        for version in shown(view, notice):
            own = urls.version(notice.id, version.name)
            facts = partial(version_facts, view, own, version)
            yield Page(print_style(version), "print.css", facts)
        for key in comparisons_shown(view, notice):
            margins = partial(_margins, view, key)
            yield Page(comparison_print_style(key), "print_comparison.css", margins)


def _margins(view: View, key: Key) -> ComparisonInMargins:
    path = urls.comparison(*key)
    return ComparisonInMargins(
        old=version_facts(view, path, view.version(key[0], key[1])),
        new=version_facts(view, path, view.version(key[0], key[2])),
        public_address=urls.public(view.site.settings.site_url, path) or urls.address(path),
    )
