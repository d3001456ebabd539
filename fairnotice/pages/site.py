"""A view in; every page of the site and of the review, as bytes, and template problems out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from jinja2 import Environment

from fairnotice import urls
from fairnotice.memo.files import KeptFiles
from fairnotice.memo.keys import key
from fairnotice.memo.memo import Memo
from fairnotice.memo.spread import Spread, one_by_one
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
from fairnotice.pages.kept import kept
from fairnotice.pages.making import Making
from fairnotice.pages.page import File, Page
from fairnotice.pages.shell import STYLE, logo_path
from fairnotice.pages.view import View
from fairnotice.templating import KnownTemplates

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


class Listed(NamedTuple):
    """Every file of the site and of the review, not yet made."""

    site: tuple[Making, ...]
    """In the order in which mistakes in templates are told."""
    review: tuple[Making, ...]
    loose: Mapping[str, bytes]
    """Path below output/site/ → content of what needs no making: style sheets, pictures."""
    review_loose: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    """Templates that cannot be read, and names in them that nothing gives."""


class Rendered(NamedTuple):
    """Every file of the site and of the review."""

    site: Mapping[str, bytes]
    """Path below output/site/ → content."""
    review: Mapping[str, bytes]
    """Path below output/review/ → content."""
    problems: tuple[Problem, ...]
    """Mistakes in templates, each once; a page that has one is left out."""


class PageError(Exception):
    """A page that is made when it is asked for cannot be made: `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.wrong)
        self.problem = problem


class LatePages(Mapping[str, bytes]):
    """Files that are made when they are asked for, and then remembered."""

    def __init__(self, makings: Iterable[Making], loose: Mapping[str, bytes]) -> None:
        self._made: dict[str, bytes] = dict(loose)
        self._makings = {making.path: making.make for making in makings}

    def __getitem__(self, path: str) -> bytes:
        """The content; PageError when a mistake in a template is in the way."""
        if path not in self._made:
            made = self._makings[path]()
            if isinstance(made, Problem):
                raise PageError(made)
            self._made[path] = made
        return self._made[path]

    def __contains__(self, path: object) -> bool:
        return path in self._made or path in self._makings

    def __iter__(self) -> Iterator[str]:
        return iter(sorted({*self._made, *self._makings}))

    def __len__(self) -> int:
        return len({*self._made, *self._makings})


def listed(view: View) -> Listed:
    """All pages and what they load. Templates that cannot be read stop nothing but themselves."""
    jinja = _jinja(view)
    assets = _assets(view)
    return Listed(
        site=(
            *(_page(jinja, page) for page in _all(SITE, view)),
            *(_file(file) for make in FILES for file in make(view)),
        ),
        review=tuple(_page(jinja, page) for page in _all(REVIEW, view)),
        loose={**assets, **_pictures(view)},
        review_loose=assets,
        problems=_template_problems(view, jinja),
    )


def rendered(view: View) -> Rendered:
    """The same, made."""
    known = listed(view)
    found = {problem.place: problem for problem in known.problems}
    trees: list[dict[str, bytes]] = []
    for makings, loose in ((known.site, known.loose), (known.review, known.review_loose)):
        files: dict[str, bytes] = {}
        for path, make, _ in makings:
            made = make()
            if isinstance(made, Problem):
                found.setdefault(made.place, made)
            else:
                files[path] = made
        files.update(loose)
        trees.append(dict(sorted(files.items())))
    return Rendered(trees[0], trees[1], tuple(found[place] for place in sorted(found)))


def rebuilt(view: View, memo: Memo, spread: Spread = one_by_one) -> Rendered:
    """The same, with everything that `memo` knows to be as it was taken from its store.

    The bytes are in the store, and are read when they are asked for. `spread` calls a function
    for each file that has to be made, on as many cores as are worth it.
    """
    store = memo.store
    assert store is not None  # noqa: S101  # the caller's promise
    known = listed(view)
    found = {problem.place: problem for problem in known.problems}
    made, problems = kept(view, {"site": known.site, "review": known.review}, memo, spread)
    for name, loose in (("site", known.loose), ("review", known.review_loose)):
        made[name].update((path, store.keep(content)) for path, content in loose.items())
    for problem in problems:
        found.setdefault(problem.place, problem)
    site, review = KeptFiles(made["site"], store), KeptFiles(made["review"], store)
    return Rendered(site, review, tuple(found[place] for place in sorted(found)))


def faultless(view: View) -> bool:
    """Whether no template can stop a page: all are those that come with the program."""
    known = view.memo.compiled if view.memo else None
    return isinstance(known, KnownTemplates) and all(
        known.is_without_fault(name, text) for name, text in view.templates.items()
    )


def _template_problems(view: View, jinja: Environment) -> tuple[Problem, ...]:
    def look() -> tuple[Problem, ...]:
        return tuple(template_problems(jinja, view.templates))

    if view.memo is None:
        return look()
    return view.memo.kept(key("templates", view.templates), tuple[Problem, ...], look)


def previewed(view: View) -> Rendered:
    """The same, made when it is asked for.

    `problems` are those of reading the templates, and what stops one page of each template. What
    only stops other pages is raised when they are asked for.
    """
    known = listed(view)
    found = {problem.place: problem for problem in known.problems}
    for problem in () if found else _template_trials(view):
        found.setdefault(problem.place, problem)
    return Rendered(
        LatePages(known.site, known.loose),
        LatePages(known.review, known.review_loose),
        tuple(found[place] for place in sorted(found)),
    )


def _template_trials(view: View) -> tuple[Problem, ...]:
    """What stops the first page of each template: it breaks those pages alone, not the preview."""

    def tried() -> tuple[Problem, ...]:
        jinja, made, first = _jinja(view), [], set[str]()
        for page in (*_all(SITE, view), *_all(REVIEW, view)):
            if page.template not in first:
                first.add(page.template)
                made.append(rendered_page(jinja, page))
        return tuple(each._replace(broken=False) for each in made if isinstance(each, Problem))

    if view.memo is None:
        return tried()
    return view.memo.kept(key("template trials", view.templates), tuple[Problem, ...], tried)


def _jinja(view: View) -> Environment:
    return environment(view.templates, view.memo.compiled if view.memo else None)


def _page(jinja: Environment, page: Page) -> Making:
    def make() -> bytes | Problem:
        made = rendered_page(jinja, page)
        return made if isinstance(made, Problem) else made.encode()

    return Making(page.path, make, page.beside)


def _file(file: File) -> Making:
    return Making(file.path, lambda: file.text().encode(), file.beside)


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
