"""A view in; each notice's Atom feed (RFC 4287) out: what was published, newest first."""

from collections.abc import Iterator
from functools import partial

from fairnotice import urls
from fairnotice.pages.feed_items import fed, feed
from fairnotice.pages.page import Page
from fairnotice.pages.view import View


def pages(view: View) -> Iterator[Page]:
    """A feed a notice."""
    for notice in fed(view):
        path = urls.atom(notice.id)
        yield Page(path, "atom.xml", partial(feed, view, notice, path))
