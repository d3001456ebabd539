"""A view in; the home page out: the notices, what is in force, what is coming."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from fairnotice import urls
from fairnotice.model import Notice
from fairnotice.pages.facts import NoticeLinks, VersionFacts, notice_links, version_facts
from fairnotice.pages.page import Page
from fairnotice.pages.shell import Belonging, shell
from fairnotice.pages.view import View, coming, in_force, shown


@dataclass(frozen=True, slots=True)
class NoticeCard:
    """A notice on the home page."""

    links: NoticeLinks
    in_force: VersionFacts | None
    coming: tuple[VersionFacts, ...]
    versions: int
    """How many versions readers can see."""


@dataclass(frozen=True, slots=True)
class Front:
    """What the home page is given."""

    cards: tuple[NoticeCard, ...]


def pages(view: View) -> Iterator[Page]:
    """The home page."""
    around = partial(shell, view, urls.HOME, Belonging(canonical=urls.HOME))
    yield Page(urls.HOME, "front.html", partial(_facts, view), around)


def _facts(view: View) -> Front:
    return Front(tuple(_card(view, notice) for notice in view.site.notices))


def _card(view: View, notice: Notice) -> NoticeCard:
    current = in_force(view, notice)
    return NoticeCard(
        links=notice_links(view, urls.HOME, notice),
        in_force=version_facts(view, urls.HOME, current) if current else None,
        coming=tuple(version_facts(view, urls.HOME, v) for v in coming(view, notice)),
        versions=len(shown(view, notice)),
    )
