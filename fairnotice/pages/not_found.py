"""A view in; the page for addresses that do not exist out, with links from the root.

A server shows it at any depth, so its links cannot be relative.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from fairnotice import urls
from fairnotice.pages.facts import NoticeLinks
from fairnotice.pages.page import Page
from fairnotice.pages.shell import (
    ICON,
    STYLE,
    Belonging,
    MenuItem,
    Relation,
    base_path,
    logo_path,
    relations,
    shell,
)
from fairnotice.pages.view import View, coming


@dataclass(frozen=True, slots=True)
class NotFound:
    """What the page is given."""

    notices: tuple[NoticeLinks, ...]


def pages(view: View) -> Iterator[Page]:
    """The one page."""
    root = base_path(view)

    def at(target: str) -> str:
        return root + urls.address(target)

    belonging = Belonging(indexed=False)
    notices = view.site.notices
    around = shell(view, urls.NOT_FOUND, belonging)
    facts = NotFound(
        tuple(
            NoticeLinks(
                title=notice.title,
                in_force=at(urls.notice(notice.id)),
                changes=at(urls.changes(notice.id)),
                versions=at(urls.versions(notice.id)),
                upcoming=at(urls.upcoming(notice.id)),
                history=at(urls.history(notice.id)),
                coming=len(coming(view, notice)),
            )
            for notice in notices
        )
    )
    yield Page(
        urls.NOT_FOUND,
        "not_found.html",
        facts,
        replace(
            around,
            home=at(urls.HOME),
            style=at(urls.asset(STYLE)),
            icon=at(urls.asset(ICON)),
            logo=at(logo_path(view.site.settings.brand.logo)) if around.logo else "",
            menu=tuple(MenuItem(n.title, at(urls.notice(n.id)), "") for n in notices),
            relations=tuple(Relation(rel, at(to)) for rel, to in relations(view, belonging)),
        ),
    )
