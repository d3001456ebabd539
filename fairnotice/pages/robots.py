"""A view in; robots.txt (RFC 9309) out."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from fairnotice import urls
from fairnotice.pages.page import Page
from fairnotice.pages.view import View


@dataclass(frozen=True, slots=True)
class Robots:
    """What robots.txt is given."""

    sitemap: str
    """Full address, or empty."""


def pages(view: View) -> Iterator[Page]:
    """The one file. Nothing is forbidden: a crawler must read `noindex` to obey it."""
    yield Page(urls.ROBOTS, "robots.txt", partial(_facts, view))


def _facts(view: View) -> Robots:
    return Robots(urls.public(view.site.settings.site_url, urls.SITEMAP))
