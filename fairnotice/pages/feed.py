"""A view in; each notice's JSON Feed (version 1.1) out: what was published, newest first."""

from collections.abc import Iterator
from functools import partial

from fairnotice import urls
from fairnotice.pages.feed_items import fed, feed
from fairnotice.pages.page import Page
from fairnotice.pages.view import View


def pages(view: View) -> Iterator[Page]:
    """A feed a notice."""
    for notice in fed(view):
        path = urls.json_feed(notice.id)
        yield Page(path, "feed.json", partial(feed, view, notice, path))
