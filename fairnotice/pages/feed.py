"""A view in; each notice's JSON Feed (version 1.1) out: what was published, newest first."""

from collections.abc import Iterator

from fairnotice import urls
from fairnotice.pages.feed_items import feeds
from fairnotice.pages.page import Page
from fairnotice.pages.view import View


def pages(view: View) -> Iterator[Page]:
    """A feed a notice."""
    for notice, feed in feeds(view, urls.json_feed):
        yield Page(urls.json_feed(notice.id), "feed.json", feed)
