"""Views to render: the bakery of `tests.world`, and the example site as it stands in example/."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from fairnotice.archive.ledger import waiting
from fairnotice.calendar.timeline import timeline
from fairnotice.compare.compare import compare
from fairnotice.dossiers import dossiers
from fairnotice.model import Day, Site, Version
from fairnotice.pages.shell import MOST_IN_MENU
from fairnotice.pages.site import Rendered, rendered
from fairnotice.pages.view import View, pairs
from fairnotice.significance.assess import assess
from fairnotice.significance.rulebook import rulebook
from fairnotice.significance.topics import topic_names
from fairnotice.source.site import read
from tests.world import TODAY, site, version

ROOT = Path(__file__).parents[2]

EXAMPLE_DAY = Day(2026, 11, 23)
"""A day on which the example site has versions in every state."""


@cache
def templates() -> dict[str, str]:
    """The supplied templates, without their assets."""
    folder = ROOT / "templates"
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "assets" not in path.parts
    }


@cache
def assets() -> dict[str, bytes]:
    """The supplied assets."""
    folder = ROOT / "templates" / "assets"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def view_of(site: Site, today: Day = TODAY, *, drafts: bool = False, **more: Any) -> View:
    """Everything that pages are made from, for a site as it stands on `today`."""
    stands = {notice.id: timeline(notice, today) for notice in site.notices}
    documents = {v.ref: v.document for notice in site.notices for v in notice.versions}
    compared = {
        key: compare(documents[f"{key[0]}@{key[1]}"], documents[f"{key[0]}@{key[2]}"])
        for key in pairs(site, stands)
    }
    dials = site.settings.significance
    law = site.settings.organisation.jurisdiction
    judged = {
        key: assess(comparison, dials, law, site.notice(key[0]).kind)
        for key, comparison in compared.items()
    }
    given = {
        "templates": templates(),
        "assets": assets(),
        "problems": (),
        "dossiers": dossiers(site, stands, compared, judged, more.get("templates", templates())),
        "waiting": waiting(site, stands, judged),
        "rules": rulebook(),
        "topics": topic_names(),
        **more,
    }
    return View(
        site=site,
        timelines=stands,
        comparisons=compared,
        assessments=judged,
        clock_day=today,
        drafts=drafts,
        **given,
    )


def view(*versions: Version, today: Day = TODAY, drafts: bool = False, **settings: Any) -> View:
    """A view of the bakery with these versions."""
    return view_of(site(*versions, **settings), today, drafts=drafts)


def shops(number: int) -> View:
    """A view of a company with so many notices, one a shop: `notice-1` and on."""
    ids = [f"notice-{each}" for each in range(1, number + 1)]
    versions = [version("2024-01-01", notice=each) for each in ids]
    later = [version("2026-06-01", notice=each, published="2026-02-01") for each in ids[:1]]
    bakery = site(*versions, *later)
    notices = tuple(
        replace(each, title=f"Privacy notice of shop {each.id.removeprefix('notice-')}")
        for each in bakery.notices
        if each.id != "privacy"
    )
    return view_of(replace(bakery, notices=notices))


@cache
def many() -> Rendered:
    """The pages of a company with more notices than stand in a menu."""
    return rendered(shops(MOST_IN_MENU + 1))


@cache
def example_files() -> dict[str, bytes]:
    """The files of the example site."""
    folder = ROOT / "example"
    paths = [folder / "site.yaml", *sorted((folder / "content").rglob("*"))]
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in paths if p.is_file()}


@cache
def example_view(*, drafts: bool = False) -> View:
    """The example site on a day with every state."""
    found = read(example_files())
    assert found.site is not None
    return view_of(found.site, EXAMPLE_DAY, drafts=drafts)


@cache
def example() -> Rendered:
    """The example site's pages."""
    return rendered(example_view())


@cache
def example_undecided() -> Rendered:
    """The example site's pages as they were before anybody had decided anything."""
    found = read(example_files())
    assert found.site is not None
    notices = tuple(
        replace(
            notice,
            versions=tuple(
                replace(v, entry=v.entry and replace(v.entry, waivers=())) for v in notice.versions
            ),
        )
        for notice in found.site.notices
    )
    return rendered(view_of(replace(found.site, notices=notices), EXAMPLE_DAY, drafts=False))


@cache
def example_with_drafts() -> Rendered:
    """The example site's pages with drafts."""
    return rendered(example_view(drafts=True))
