"""A view in; each notice's archive out: every version, and any two to compare."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from fairnotice import urls
from fairnotice.model import Notice, Version
from fairnotice.pages.facts import (
    VersionFacts,
    VersionLink,
    comparison_href,
    version_facts,
    version_link,
)
from fairnotice.pages.page import Page
from fairnotice.pages.shell import Belonging, shell
from fairnotice.pages.view import View, compared_with, in_force, shown


@dataclass(frozen=True, slots=True)
class ComparableVersion:
    """A version with the comparisons that are rendered for it."""

    version: VersionLink
    others: tuple[VersionLink, ...]
    """The other version, linked to the comparison, newest first."""


@dataclass(frozen=True, slots=True)
class Archive:
    """What an archive page is given."""

    versions: tuple[VersionFacts, ...]
    """Newest first."""
    in_force: VersionFacts | None
    comparable: tuple[ComparableVersion, ...]
    """Newest first, those with something to compare."""
    all_pairs: bool
    """True when any two can be compared on a page."""


def pages(view: View) -> Iterator[Page]:
    """The archive of every notice."""
    for notice in view.site.notices:
        path = urls.versions(notice.id)
        yield Page(
            path,
            "archive.html",
            partial(_facts, view, path, notice),
            partial(shell, view, path, Belonging(notice, "versions", canonical=path)),
        )


def _facts(view: View, path: str, notice: Notice) -> Archive:
    current = in_force(view, notice)
    versions = shown(view, notice)[::-1]
    return Archive(
        versions=tuple(version_facts(view, path, v) for v in versions),
        in_force=version_facts(view, path, current) if current else None,
        comparable=_comparable(view, path, versions),
        all_pairs=len(versions) <= view.site.settings.compare.all_pairs_up_to,
    )


def _comparable(
    view: View, path: str, versions: tuple[Version, ...]
) -> tuple[ComparableVersion, ...]:
    """Each version with the others it can be compared with."""
    found = []
    for version in versions:
        others = tuple(
            VersionLink(link.day, link.number, link.effective, href)
            for other in compared_with(view, version)
            if (href := _either(view, path, version, other)) and (link := version_link(path, other))
        )
        if others:
            found.append(ComparableVersion(version_link(path, version), others))
    return tuple(found)


def _either(view: View, path: str, one: Version, other: Version) -> str:
    """Link to the comparison of two versions, the older one first."""
    old, new = sorted((one, other), key=lambda version: version.order)
    return comparison_href(view, path, old, new)
