"""A view in; sitemap.xml (sitemaps.org) out: what is to be found, with the day it last changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from fairnotice import urls
from fairnotice.model import Day, Notice
from fairnotice.pages.page import Page
from fairnotice.pages.view import View, coming, in_force, shown


@dataclass(frozen=True, slots=True)
class Place:
    """A page in the sitemap."""

    address: str
    changed: Day | None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What the sitemap is given."""

    places: tuple[Place, ...]


def pages(view: View) -> Iterator[Page]:
    """The sitemap; none for a site without an address, since its links must be full ones."""
    if view.site.settings.site_url:
        yield Page(urls.SITEMAP, "sitemap.xml", partial(_facts, view))


def _facts(view: View) -> Sitemap:
    places = [_place(view, urls.HOME, _latest(view, *view.site.notices))]
    for notice in view.site.notices:
        places.extend(_places(view, notice))
    return Sitemap(tuple(places))


def _places(view: View, notice: Notice) -> Iterator[Place]:
    """The pages of a notice that are to be found: no superseded text, no comparison."""
    current = in_force(view, notice)
    yield _place(view, urls.notice(notice.id), current.effective if current else None)
    for version in coming(view, notice):
        yield _place(view, urls.version(notice.id, version.name), version.published)
    yield _place(view, urls.changes(notice.id), _latest(view, notice))
    yield _place(view, urls.versions(notice.id), _latest(view, notice))
    yield _place(view, urls.history(notice.id), _latest(view, notice))


def _place(view: View, path: str, changed: Day | None) -> Place:
    return Place(urls.public(view.site.settings.site_url, path), changed)


def _latest(view: View, *notices: Notice) -> Day | None:
    """The last day, up to today, on which a version appeared or took effect."""
    days = [
        day
        for notice in notices
        for version in shown(view, notice)
        for day in (version.published, version.effective)
        if view.has_come(day)
    ]
    return max(days, default=None)
