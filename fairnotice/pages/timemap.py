"""A view in; each notice's Memento TimeMap in link format (RFC 7089, section 5) out.

A memento is a version that is or was in force, at the moment at which its first day began.
"""

from collections.abc import Iterator
from functools import partial

from fairnotice import urls
from fairnotice.model import Notice, Version
from fairnotice.pages.instants import begins, http_date
from fairnotice.pages.page import File
from fairnotice.pages.view import View, published

FORMAT = "application/link-format"


def files(view: View) -> Iterator[File]:
    """A TimeMap a notice; none for a site without an address, since its links are full ones."""
    for notice in view.site.notices if view.site.settings.site_url else ():
        yield File(urls.timemap(notice.id), partial(_text, view, notice))


def _text(view: View, notice: Notice) -> str:
    return ",\n".join(_lines(view, notice)) + "\n"


def mementos(view: View, notice: Notice) -> tuple[Version, ...]:
    """The versions that have been in force, in the order in which they were."""
    found = [
        version
        for version in published(view, notice)
        if view.standing(version).state in ("in force", "superseded")
    ]
    return tuple(sorted(found, key=lambda version: (version.effective, version.order)))


def since(view: View, version: Version) -> str:
    """The moment from which a version applied, as Memento writes it."""
    return http_date(begins(version.effective, view.site.settings.timezone))


def _lines(view: View, notice: Notice) -> Iterator[str]:
    site_url = view.site.settings.site_url
    found = mementos(view, notice)
    yield f'<{urls.public(site_url, urls.notice(notice.id))}>; rel="original"'
    span = f'; from="{since(view, found[0])}"; until="{since(view, found[-1])}"' if found else ""
    own = urls.public(site_url, urls.timemap(notice.id))
    yield f'<{own}>; rel="self"; type="{FORMAT}"{span}'
    for index, version in enumerate(found):
        place = "first " * (index == 0) + "last " * (index == len(found) - 1)
        address = urls.public(site_url, urls.version(notice.id, version.name))
        when = since(view, version)
        yield f'<{address}>; rel="{place}memento"; datetime="{when}"{_title(version)}'


def _title(version: Version) -> str:
    """Says of words that were written later that they are no copy of those of that day."""
    rewritten = version.entry is not None and version.entry.provenance == "rewritten"
    return '; title="Words rewritten later, not the text of that day"' if rewritten else ""
