"""A view in; the page for addresses that do not exist out, with links from the root.

A server shows it at any depth, so its links cannot be relative.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from fairnotice import urls
from fairnotice.pages.facts import NoticeLinks
from fairnotice.pages.language import in_sentence
from fairnotice.pages.page import Page
from fairnotice.pages.shell import (
    ICON,
    STYLE,
    Belonging,
    MenuItem,
    Relation,
    Shell,
    base_path,
    in_menu,
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
    yield Page(urls.NOT_FOUND, "not_found.html", partial(_facts, view), partial(_around, view))


def _facts(view: View) -> NotFound:
    return NotFound(
        tuple(
            NoticeLinks(
                title=notice.title,
                in_sentence=in_sentence(view.site.settings, notice.title),
                in_force=_at(view, urls.notice(notice.id)),
                changes=_at(view, urls.changes(notice.id)),
                versions=_at(view, urls.versions(notice.id)),
                upcoming=_at(view, urls.upcoming(notice.id)),
                history=_at(view, urls.history(notice.id)),
                coming=len(coming(view, notice)),
            )
            for notice in view.site.notices
        )
    )


def _around(view: View) -> Shell:
    belonging = Belonging(indexed=False)
    around = shell(view, urls.NOT_FOUND, belonging)
    return replace(
        around,
        home=_at(view, urls.HOME),
        style=_at(view, urls.asset(STYLE)),
        icon=_at(view, urls.asset(ICON)),
        logo=_at(view, logo_path(view.site.settings.brand.logo)) if around.logo else "",
        menu=tuple(
            MenuItem(n.title, _at(view, urls.notice(n.id)), "") for n in in_menu(view, None)
        ),
        relations=tuple(Relation(rel, _at(view, to)) for rel, to in relations(view, belonging)),
    )


def _at(view: View, target: str) -> str:
    """Where something stands, from the root of the host."""
    return base_path(view) + urls.address(target)
