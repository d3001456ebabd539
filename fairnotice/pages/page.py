"""The nouns that page modules give: a page that only lacks its rendering, and a finished file."""

from collections.abc import Callable
from typing import NamedTuple

from fairnotice.pages.shell import Shell


class Page(NamedTuple):
    """A file to be made: where it goes, which template makes it, and from what."""

    path: str
    """Below output/site/ or output/review/."""
    template: str
    """Name below templates/."""
    facts: Callable[[], object]
    """Makes what the template calls `page`: a frozen dataclass of the page's module. That a page
    is there is known from names, states and dates alone; its texts are read when this is called."""
    shell: Callable[[], Shell] | None = None
    """Makes what surrounds a page of the site; None for files that have no such thing."""
    beside: str = ""
    """`notice@version` of the version whose text it is made from: all that need one text are made
    together. Empty for those made from none, or from all."""


class File(NamedTuple):
    """A file for machines, finished: no template has a say in it."""

    path: str
    """Below output/site/."""
    text: Callable[[], str]
    beside: str = ""
    """As that of a page."""
