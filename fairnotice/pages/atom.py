"""A view in; each notice's Atom feed (RFC 4287) out: what was published, newest first."""

from collections.abc import Iterator

from fairnotice import urls
from fairnotice.pages.feed_items import feeds
from fairnotice.pages.page import Page
from fairnotice.pages.view import View


def pages(view: View) -> Iterator[Page]:
    """A feed a notice."""
    for notice, feed in feeds(view, urls.atom):
        yield Page(urls.atom(notice.id), "atom.xml", feed)
