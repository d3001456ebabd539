"""A view in; every page that shows a notice's text out: in force, coming, each version for ever."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import overload

from markupsafe import Markup

from fairnotice import urls
from fairnotice.document.html import html
from fairnotice.document.ids import FOOTNOTES
from fairnotice.document.language import voices
from fairnotice.model import CookieCategory, Day, Notice, Section, Version
from fairnotice.pages.address import on_page
from fairnotice.pages.cookie_categories import CategoryFacts, category_facts
from fairnotice.pages.facts import (
    VersionFacts,
    VersionLink,
    comparison_href,
    replaced_by,
    section_title,
    version_facts,
    version_link,
)
from fairnotice.pages.language import by_program_among, of_program
from fairnotice.pages.linked_data import linked_data
from fairnotice.pages.old_anchors import OldAnchor, old_anchors
from fairnotice.pages.page import Page
from fairnotice.pages.rights import Rights, rights
from fairnotice.pages.section_history import LastChange, last_changes, told_sections
from fairnotice.pages.shell import Belonging, shell
from fairnotice.pages.view import View, coming, compared_with, in_force, shown


@dataclass(frozen=True, slots=True)
class MenuSection:
    """A section in the notice's menu, with those below it."""

    title: str
    aside: Markup
    """Attributes of an element with the title, where that is no heading of the text."""
    href: str
    sections: tuple["MenuSection", ...]


@dataclass(frozen=True, slots=True)
class ErratumFacts:
    """A note beside a version."""

    date: Day
    text: str
    by: str
    section_title: str
    href: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What stands below a section's heading: when it last changed."""

    id: str
    """Of the section."""
    title: str
    day: Day
    """Day on which the version that changed it took effect."""
    ahead: bool
    """True while that day has not come."""
    new: bool
    """True when the section was new then."""
    href: str
    """To that change in the comparison."""
    history: str
    """To the section through time; empty where that knows nothing of it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text, up to where the page has something to say."""

    html: Markup
    after: Changed | CategoryFacts | None
    """What stands after it: the history of the section whose heading ends it, or what the cookies
    are whose category ends it."""

    @property
    def changed(self) -> Changed | None:
        """The history that stands after it."""
        return self.after if isinstance(self.after, Changed) else None

    @property
    def category(self) -> CategoryFacts | None:
        """The category of cookies that stands after it."""
        return self.after if isinstance(self.after, CategoryFacts) else None


@dataclass(frozen=True, slots=True)
class NoticePage:
    """What a page with a notice's text is given."""

    version: VersionFacts
    pieces: tuple["Piece", ...]
    """The text, cut below the headings of its sections and of its categories of cookies."""
    menu: tuple[MenuSection, ...]
    in_force: VersionFacts | None
    """The version in force, where that is another one."""
    coming: tuple[VersionFacts, ...]
    """Scheduled versions after this one, while it is in force or scheduled itself."""
    others: tuple[VersionLink, ...]
    """The versions it can be compared with, newest first, each linked to that comparison."""
    elsewhere: Sequence[str]
    """Commands that compare it with those that have no page."""
    errata: tuple[ErratumFacts, ...]
    old_anchors: tuple[OldAnchor, ...]
    permanent: bool
    """True on a version's own page, False on one that changes hands (in force, coming)."""
    draft: bool
    rights: Rights | None
    """What readers can ask for."""
    linked_data: Markup
    """What the page is for search engines; empty for a draft."""


def pages(view: View) -> Iterator[Page]:
    """The texts of every notice: in force, the next to come, and each version."""
    for notice in view.site.notices:
        current = in_force(view, notice)
        if current:
            path = urls.notice(notice.id)
            standing = Belonging(notice, "notice", current, canonical=path)
            yield _page(view, path, current, standing)
        following = coming(view, notice)
        if following:
            own = urls.version(notice.id, following[0].name)
            standing = Belonging(notice, "upcoming", following[0], canonical=own)
            yield _page(view, urls.upcoming(notice.id), following[0], standing)
        for version in shown(view, notice):
            path = urls.version(notice.id, version.name)
            yield _page(view, path, version, _belonging(view, notice, version))


def _belonging(view: View, notice: Notice, version: Version) -> Belonging:
    """How machines are to treat a version's own page.

    While it is in force, the notice's page stands for it; a scheduled one stands for itself; all
    others are kept out of indexes, so that nobody finds old words first.
    """
    own = urls.version(notice.id, version.name)
    state = view.standing(version).state
    if state == "in force":
        return Belonging(notice, "", version, canonical=urls.notice(notice.id))
    if state == "scheduled":
        return Belonging(notice, "", version, canonical=own)
    return Belonging(notice, "", version, indexed=False)


def _page(view: View, path: str, version: Version, belonging: Belonging) -> Page:
    """The page at `path` with the text of `version`."""
    return Page(
        path,
        "notice.html",
        partial(_facts, view, path, version),
        partial(shell, view, path, belonging),
        version.ref,
    )


def _facts(view: View, path: str, version: Version) -> NoticePage:
    notice = view.notice_of(version)
    other = replaced_by(view, version)
    facts = version_facts(view, path, version, text_at=path)
    following = coming(view, notice) if facts.state in ("in force", "scheduled") else ()
    later = (v for v in following if v.order > version.order)
    return NoticePage(
        version=facts,
        pieces=_pieces(view, path, version),
        menu=_menu(view, version, path),
        in_force=version_facts(view, path, other) if other else None,
        coming=tuple(version_facts(view, path, v) for v in later),
        others=_others(view, path, version),
        elsewhere=_Commands(view, version),
        errata=tuple(_errata(version, path)),
        old_anchors=old_anchors(view, version, path),
        permanent=path == urls.version(notice.id, version.name),
        draft=facts.state == "draft",
        rights=rights(view, version, path),
        linked_data=linked_data(view, path, version, facts),
    )


def _others(view: View, path: str, version: Version) -> tuple[VersionLink, ...]:
    """Every other version with a comparison, linked to that."""
    found = []
    for other in compared_with(view, version):
        old, new = sorted((other, version), key=lambda each: each.order)
        href = comparison_href(view, path, old, new)
        found.append(replace(version_link(path, other), href=href))
    return tuple(found)


class _Commands(Sequence[str]):
    """What to type for each comparison that has no page, the oldest other version first.

    Each is written when it is asked for: a page shows one, and there may be thousands.
    """

    def __init__(self, view: View, version: Version) -> None:
        self._version = version
        self._shown = shown(view, view.notice_of(version))
        self._paged = {version.name, *(other.name for other in compared_with(view, version))}

    def __len__(self) -> int:
        return len(self._shown) - len(self._paged)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        if isinstance(at, slice):
            return tuple(self)[at]
        return next(islice(self, range(len(self))[at], None))

    def __iter__(self) -> Iterator[str]:
        for other in self._shown:
            if other.name not in self._paged:
                old, new = sorted((other, self._version), key=lambda each: each.order)
                yield f"fairnotice diff {old.ref} {new.ref}"


_CUT = "\0"
"""Where the text is cut; HTML cannot hold it (the parser of the text replaces it)."""


def _pieces(view: View, path: str, version: Version) -> tuple[Piece, ...]:
    """The text of a version, with what the page says of its sections and cookies in between."""
    known = last_changes(view, version)
    told = told_sections(view, view.notice_of(version))
    marked: list[Changed | CategoryFacts | None] = []

    def after_heading(section: Section) -> str:
        marked.append(_changed(view, path, section, known.get(section.id), told))
        return _CUT

    def about_category(category: CookieCategory) -> str:
        marked.append(category_facts(view, version, category))
        return _CUT

    address = on_page(path, version.notice)
    heard = voices(of_program(view.site.settings), version.lang)
    texts = html(version.document, address, after_heading, about_category, heard).split(_CUT)
    parts = zip(texts, (*marked, None), strict=True)
    return tuple(Piece(Markup(text), changed) for text, changed in parts)  # noqa: S704  the printer escapes the text


def _changed(
    view: View, path: str, section: Section, last: LastChange | None, told: frozenset[str]
) -> Changed | None:
    """When a section last changed; None for one that never did, or of the first version held."""
    if last is None:
        return None
    compared = comparison_href(view, path, last.before, last.version)
    anchor = f"#{urls.change_anchor(last.change)}" if last.change else ""
    return Changed(
        id=section.id,
        title=section.title,
        day=last.version.effective,
        ahead=not view.has_come(last.version.effective),
        new=last.new,
        href=compared + anchor,
        history=urls.href(path, urls.history(last.version.notice), section.id)
        if section.id in told
        else "",
    )


def _errata(version: Version, path: str) -> Iterator[ErratumFacts]:
    """The notes beside a version, newest first."""
    written = version.entry.errata if version.entry else ()
    for note in sorted(written, key=lambda note: note.date, reverse=True):
        title = section_title(version, note.section)
        href = urls.href(path, path, note.section) if title else ""
        yield ErratumFacts(note.date, note.text, note.by, title, href)


def _menu(view: View, version: Version, path: str) -> tuple[MenuSection, ...]:
    """Sections with a title, each holding those it encloses."""
    sections = version.document.sections
    aside = by_program_among(view, version)
    titled = {section.id for section in sections if section.title}
    below: dict[str, list[Section]] = {}
    for section in sections:
        if section.title:
            parent = section.parent if section.parent in titled else ""
            below.setdefault(parent, []).append(section)

    return _under("", below, path, aside)


def _under(
    parent: str, below: Mapping[str, Sequence[Section]], path: str, aside: Markup
) -> tuple[MenuSection, ...]:
    """The sections that one encloses; `below` holds them by its id."""
    return tuple(
        MenuSection(
            s.title,
            aside if s.id == FOOTNOTES else Markup(),
            urls.href(path, path, s.id),
            _under(s.id, below, path, aside),
        )
        for s in below.get(parent, ())
    )
