"""A view in; the pages that say that nothing is coming, or nothing in force yet, out.

The addresses `/<notice>/upcoming/` and `/<notice>/` are never dead: where there is a version to
show, the page of that version stands there instead.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from fairnotice import urls
from fairnotice.model import Notice
from fairnotice.pages.facts import NoticeLinks, VersionFacts, notice_links, version_facts
from fairnotice.pages.page import Page
from fairnotice.pages.shell import Belonging, shell
from fairnotice.pages.view import View, coming, in_force


@dataclass(frozen=True, slots=True)
class Upcoming:
    """What a page without a text is given."""

    links: NoticeLinks
    in_force: VersionFacts | None
    coming: tuple[VersionFacts, ...]


def pages(view: View) -> Iterator[Page]:
    """For each notice: "nothing is coming" and "nothing in force yet", where that is so."""
    for notice in view.site.notices:
        current, following = in_force(view, notice), coming(view, notice)
        missing = []
        if not following:
            missing.append((urls.upcoming(notice.id), "upcoming.html", "upcoming"))
        if not current:
            missing.append((urls.notice(notice.id), "not_yet.html", "notice"))
        for path, template, here in missing:
            belonging = Belonging(notice, here, canonical=path, indexed=here == "notice")
            yield Page(
                path,
                template,
                partial(_facts, view, path, notice),
                partial(shell, view, path, belonging),
            )


def _facts(view: View, path: str, notice: Notice) -> Upcoming:
    current = in_force(view, notice)
    return Upcoming(
        links=notice_links(view, path, notice),
        in_force=version_facts(view, path, current) if current else None,
        coming=tuple(version_facts(view, path, v) for v in coming(view, notice)),
    )
