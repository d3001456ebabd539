"""A view in; every page of the site and of the review, as bytes, and template problems out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from fairnotice import urls
from fairnotice.model import Problem
from fairnotice.pages import (
    archive,
    atom,
    brand,
    changes,
    comparison,
    cookies_data,
    feed,
    front,
    headers,
    history,
    not_found,
    notice,
    print_style,
    review,
    review_index,
    review_rules,
    robots,
    side_by_side,
    sitemap,
    timemap,
    upcoming,
    version_text,
    versions_data,
)
from fairnotice.pages.address import picture
from fairnotice.pages.environment import environment, rendered_page, template_problems
from fairnotice.pages.page import File, Page
from fairnotice.pages.shell import STYLE, logo_path
from fairnotice.pages.view import View

PageMaker = Callable[[View], Iterator[Page]]

SITE: tuple[PageMaker, ...] = (
    front.pages,
    notice.pages,
    upcoming.pages,
    archive.pages,
    changes.pages,
    history.pages,
    comparison.pages,
    side_by_side.pages,
    print_style.pages,
    not_found.pages,
    atom.pages,
    feed.pages,
    sitemap.pages,
    robots.pages,
    headers.pages,
)
"""What makes the pages of the site, in the order in which mistakes in templates are told."""

FILES: tuple[Callable[[View], Iterator[File]], ...] = (
    versions_data.files,
    timemap.files,
    cookies_data.files,
    version_text.files,
)
"""What makes the site's files for machines, without a template."""

REVIEW: tuple[PageMaker, ...] = (review_index.pages, review.pages, review_rules.pages)
"""What makes the review pages."""

_PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")


class Rendered(NamedTuple):
    """Every file of the site and of the review."""

    site: Mapping[str, bytes]
    """Path below output/site/ → content."""
    review: Mapping[str, bytes]
    """Path below output/review/ → content."""
    problems: tuple[Problem, ...]
    """Mistakes in templates, each once; a page that has one is left out."""


def rendered(view: View) -> Rendered:
    """All pages and what they load. Templates that cannot be read stop nothing but themselves."""
    jinja = environment(view.templates)
    found = {problem.place: problem for problem in template_problems(jinja, view.templates)}
    site: dict[str, bytes] = {}
    review_pages: dict[str, bytes] = {}
    for pages, files in ((_all(SITE, view), site), (_all(REVIEW, view), review_pages)):
        for page in pages:
            made = rendered_page(jinja, page)
            if isinstance(made, Problem):
                found.setdefault(made.place, made)
            else:
                files[page.path] = made.encode()
    site.update((file.path, file.text().encode()) for make in FILES for file in make(view))
    site.update(_assets(view))
    site.update(_pictures(view))
    review_pages.update(_assets(view))
    return Rendered(
        dict(sorted(site.items())),
        dict(sorted(review_pages.items())),
        tuple(found[place] for place in sorted(found)),
    )


def _all(makers: Iterable[PageMaker], view: View) -> Iterator[Page]:
    return chain.from_iterable(maker(view) for maker in makers)


def _assets(view: View) -> dict[str, bytes]:
    """Assets of the templates; the style sheet begins with the brand's colours."""
    files = {urls.asset(name): content for name, content in view.assets.items()}
    colours = brand.style(view.site.settings.brand.colour).encode()
    style = urls.asset(STYLE)
    files[style] = colours + files.get(style, b"")
    return files


def _pictures(view: View) -> dict[str, bytes]:
    """The logo, and the pictures beside the notices' texts."""
    files = {}
    logo = view.site.settings.brand.logo
    if logo in view.pictures:
        files[logo_path(logo)] = view.pictures[logo]
    for entry in view.site.notices:
        folder = f"content/{entry.id}/"
        for path, content in view.pictures.items():
            if path.startswith(folder) and path.lower().endswith(_PICTURES):
                files[picture(entry.id, path.removeprefix(folder))] = content
    return files
