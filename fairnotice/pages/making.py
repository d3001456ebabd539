"""The noun for a file that is known and not yet made."""

from collections.abc import Callable
from typing import NamedTuple

from fairnotice.model import Problem


class Making(NamedTuple):
    """A file that is known to belong to the site, or to the review, and how to make it."""

    path: str
    """Below output/site/ or output/review/."""
    make: Callable[[], bytes | Problem]
    """Its content, or the mistake in its template because of which there is none."""
    beside: str = ""
    """`notice@version`: files of one version are made one after the other, from the same texts and
    comparisons. Empty for a file that is made from none, or from all."""
