"""A view in; each notice's page of changes out: what changed and when, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from fairnotice import urls
from fairnotice.model import Notice
from fairnotice.pages.facts import VersionFacts, version_facts
from fairnotice.pages.page import Page
from fairnotice.pages.shell import Belonging, shell
from fairnotice.pages.view import View, shown


@dataclass(frozen=True, slots=True)
class Changes:
    """What a page of changes is given."""

    versions: tuple[VersionFacts, ...]
    """Newest first."""


def anchor(name: str) -> str:
    """Id of a version's part of the page."""
    return f"version-{name}"


def pages(view: View) -> Iterator[Page]:
    """The changes of every notice."""
    for notice in view.site.notices:
        path = urls.changes(notice.id)
        yield Page(
            path,
            "changes.html",
            partial(_facts, view, path, notice),
            partial(shell, view, path, Belonging(notice, "changes", canonical=path)),
        )


def _facts(view: View, path: str, notice: Notice) -> Changes:
    newest_first = shown(view, notice)[::-1]
    return Changes(tuple(version_facts(view, path, v) for v in newest_first))
