"""A site in; the links of its texts that stay in the site, and the pages there are, out."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from fairnotice import urls
from fairnotice.document.links import Link, anchors, links
from fairnotice.memo.same import kept_each
from fairnotice.model import Document, Notice, Place, Site, Timeline, Version


class Destination(NamedTuple):
    """Where a link in a version's text leads inside the site."""

    version: Version
    """The version whose text has the link."""
    written: str
    """The address as it is written."""
    path: str
    """The file below output/site/; empty for a link within the page."""
    fragment: str
    place: Place


def destinations(site: Site) -> Iterator[Destination]:
    """Every link that stays in the site, in reading order."""
    for notice in site.notices:
        for version in notice.versions:
            for link in all_links(version.document):
                found = urls.destination(notice.id, _local(link.address, site.settings.site_url))
                if found is not None:
                    place = Place(version.path, link.line)
                    yield Destination(version, link.address, *found, place)


@kept_each("links", tuple[Link, ...])
def all_links(document: Document) -> tuple[Link, ...]:
    """Its links, remembered, since several checks follow them in all versions."""
    return tuple(links(document))


@kept_each("anchors", frozenset[str])
def all_anchors(document: Document) -> frozenset[str]:
    """Every id in it that a link can lead to, remembered like its links."""
    return anchors(document)


def _local(address: str, site_url: str) -> str:
    """An address of the site itself, as it would be written without its host."""
    home = site_url.rstrip("/")
    if home and (address == home or address.startswith((f"{home}/", f"{home}#"))):
        return "/" + address.removeprefix(home).removeprefix("/")
    return address


def versions(site: Site) -> dict[str, Version]:
    """Every version by the path of its page, drafts too."""
    return {
        urls.version(version.notice, version.name): version
        for notice in site.notices
        for version in notice.versions
    }


def pages(site: Site, timelines: Mapping[str, Timeline]) -> frozenset[str]:
    """The path of every page that the site has once all its versions are published."""
    fixed = {urls.HOME, urls.NOT_FOUND, urls.SITEMAP, urls.ROBOTS}
    of_notices = {
        page(notice.id)
        for notice in site.notices
        for page in (urls.notice, urls.versions, urls.changes, urls.history, urls.upcoming)
    }
    compared = {
        page(notice.id, old, new)
        for notice in site.notices
        for old, new in _compared(notice, timelines[notice.id], site)
        for page in (urls.comparison, urls.side_by_side)
    }
    return frozenset(fixed | of_notices | compared | versions(site).keys())


def _compared(notice: Notice, timeline: Timeline, site: Site) -> Iterator[tuple[str, str]]:
    """The pairs that have a redline: all of few, else neighbours and each with the one in force."""
    names = [version.name for version in notice.versions if version.status != "draft"]
    if len(names) <= site.settings.compare.all_pairs_up_to:
        yield from combinations(names, 2)
    for place, name in enumerate(names):
        if timeline.standings[name].predecessor:
            yield timeline.standings[name].predecessor, name
        if name == timeline.in_force:
            yield from ((old, name) for old in names[:place])
            yield from ((name, new) for new in names[place + 1 :])


def ids(notice: Notice, timeline: Timeline) -> dict[str, frozenset[str]]:
    """For each version, by name, every id that a link to its page may name.

    Its own, and those of its predecessors: an id that a later version dropped leads on to the
    section it became, or to a note that it is gone.
    """
    found: dict[str, frozenset[str]] = {}
    for version in sorted(notice.versions, key=_order):
        before = found.get(timeline.standings[version.name].predecessor, frozenset())
        own = all_anchors(version.document)
        found[version.name] = before if own <= before else before | own
    return found


def _order(version: Version) -> tuple[str, int]:
    return version.order
