"""A view in; what the feeds of each notice hold, newest first, out: its published versions."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from markupsafe import Markup

from fairnotice import urls
from fairnotice.model import Notice, State, Version
from fairnotice.pages.facts import LineFacts, version_facts
from fairnotice.pages.instants import begins, last_news
from fairnotice.pages.view import View, published

_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold (section 2.2). Those that it can hold would take Python ten
times as long to compile."""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """A version as a feed tells of it."""

    id: str
    """A tag URI (RFC 4151) of the host and the day in the version's name: it never changes."""
    title: str
    url: str
    comparison: str
    """Full address of its comparison with its predecessor, or empty."""
    lang: str
    spoken: Markup
    """Attributes of an element with the version's words."""
    aside: Markup
    """Attributes of an element with the feed's own words; both are empty where all is in one
    language."""
    state: State
    published: datetime.datetime
    updated: datetime.datetime
    effective: datetime.datetime
    summary: str
    if_nothing: str
    lines: tuple[LineFacts, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed is given; addresses are full ones."""

    title: str
    lang: str
    author: str
    url: str
    """Of the page that tells the same to people."""
    self_url: str
    """Of the feed, and what tells it from others."""
    items: tuple[FeedItem, ...]


def fed(view: View) -> Iterator[Notice]:
    """The notices that have a feed.

    None for a site without an address, since readers of feeds need full ones, and none before
    anything is published.
    """
    for notice in view.site.notices if view.site.settings.site_url else ():
        if published(view, notice):
            yield notice


def feed(view: View, notice: Notice, path: str) -> Feed:
    """The feed of a notice, which stands at `path`."""
    settings = view.site.settings
    return Feed(
        title=clean(f"{notice.title} – {settings.site_name}"),
        lang=settings.lang,
        author=clean(settings.organisation.legal_name),
        url=urls.public(settings.site_url, urls.changes(notice.id)),
        self_url=urls.public(settings.site_url, path),
        items=_items(view, notice),
    )


def _items(view: View, notice: Notice) -> tuple[FeedItem, ...]:
    """As many of the newest published versions as `feeds.entries` asks for; no draft."""
    newest = published(view, notice)[::-1]
    return tuple(_item(view, version) for version in newest[: view.site.settings.feeds.entries])


def _item(view: View, version: Version) -> FeedItem:
    settings = view.site.settings
    zone = settings.timezone
    own = urls.version(version.notice, version.name)
    facts = version_facts(view, own, version)
    before = view.standing(version).predecessor
    key = (version.notice, before, version.name)
    compared = urls.public(settings.site_url, urls.comparison(*key))
    return FeedItem(
        id=tag(settings.site_url, version),
        title=clean(version.title),
        url=urls.public(settings.site_url, own),
        comparison=compared if key in view.index.keys else "",
        lang=version.lang,
        spoken=facts.spoken,
        aside=facts.aside,
        state=facts.state,
        published=begins(version.published, zone),
        updated=begins(last_news(version, view.has_come), zone),
        effective=begins(version.effective, zone),
        summary=clean(facts.summary),
        if_nothing=clean(facts.if_nothing),
        lines=tuple(_clean_line(line) for line in facts.lines),
    )


def _clean_line(line: LineFacts) -> LineFacts:
    summary, means, action = clean(line.summary), clean(line.means), clean(line.action)
    return replace(line, summary=summary, means=means, action=action)


def tag(site_url: str, version: Version) -> str:
    """What tells a version from everything else, for ever (RFC 4151)."""
    host = urlsplit(site_url).hostname or ""
    path = urls.public(site_url, urls.version(version.notice, version.name))
    return f"tag:{host},{version.name[:10]}:{urlsplit(path).path}"


def clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
