"""A view and a page's address in; what surrounds the page (head, masthead, menu, footer) out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from markupsafe import Markup

from fairnotice import urls
from fairnotice.document.language import direction
from fairnotice.model import Notice, Organisation, SiteLink, Version
from fairnotice.pages import language, policy
from fairnotice.pages.facts import NoticeLinks, notice_links
from fairnotice.pages.view import Key, View, in_force, published

STYLE = "site.css"
"""Name of the style sheet, in templates/assets/ and in the site."""

ICON = "icon.svg"
"""Name of the picture in a browser's tab, likewise."""

MOST_IN_MENU = 12
"""Notices up to which all of them stand in the menu: with more it is longer than the screen of a
phone, and pages that name each other grow as the square of their number."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A notice in the menu."""

    title: str
    href: str
    current: str
    """Value of `aria-current`: `page` on it, `true` on a page below it, else empty."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A link for machines: `rel` is a registered relation (RFC 5829, 6903, 7089, HTML)."""

    rel: str
    href: str
    type: str = ""
    """Media type of what it leads to; empty: a page."""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Shell:
    """What every page has around its own words."""

    lang: str
    """Language of the page's own words."""
    rtl: bool
    """True when those are written from right to left."""
    spoken: Markup
    """Attributes of an element that holds words of site.yaml: in which language they are, where
    that is another one."""
    site_name: str
    policy: str
    indexed: bool
    """False: `noindex, follow`."""
    canonical: str
    """Full address, or empty."""
    home: str
    at_home: bool
    style: str
    icon: str
    print_style: str
    """A second style sheet, for print alone; may be empty."""
    logo: str
    menu: tuple[MenuItem, ...]
    """All notices; of more than `MOST_IN_MENU` the one that the page belongs to, if any."""
    all_in_menu: bool
    """False: beside what stands there, the menu leads to the page of all notices."""
    notice: NoticeLinks | None
    """Pages of the notice that this page belongs to."""
    here: str
    """Which of those pages this one is: `notice`, `changes`, `versions`, `upcoming` or empty."""
    relations: tuple[Relation, ...]
    organisation: Organisation
    links: tuple[SiteLink, ...]
    version_address: str
    """Full address of the version whose text the page shows, or empty."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """Where a page belongs, and how machines are to treat it."""

    notice: Notice | None = None
    here: str = ""
    version: Version | None = None
    """The version whose text the page shows."""
    canonical: str = ""
    """Path of the page that stands for this one; empty: none."""
    indexed: bool = True
    print_style: str = ""
    """Path of the style sheet for its print; empty: the one of `version`, if any."""


def shell(view: View, page: str, belonging: Belonging) -> Shell:
    """What stands around the page at `page`."""
    settings = view.site.settings
    logo = settings.brand.logo
    version = belonging.version
    for_print = belonging.print_style or (print_style(version) if version else "")
    return Shell(
        lang=language.of_pages(view),
        rtl=direction(language.of_pages(view)) == "rtl",
        spoken=language.of_site(view),
        site_name=settings.site_name,
        policy=policy.PAGE,
        indexed=belonging.indexed,
        canonical=urls.public(settings.site_url, belonging.canonical)
        if belonging.canonical
        else "",
        home=urls.href(page, urls.HOME),
        at_home=page == urls.HOME,
        style=urls.href(page, urls.asset(STYLE)),
        icon=urls.href(page, urls.asset(ICON)),
        print_style=urls.href(page, for_print) if for_print else "",
        logo=urls.href(page, logo_path(logo)) if logo in view.pictures else "",
        menu=tuple(
            _menu_item(page, notice, belonging.notice) for notice in in_menu(view, belonging.notice)
        ),
        all_in_menu=len(view.site.notices) <= MOST_IN_MENU,
        notice=notice_links(view, page, belonging.notice) if belonging.notice else None,
        here=belonging.here,
        relations=(
            *(Relation(rel, urls.href(page, target)) for rel, target in relations(view, belonging)),
            *_machines(view, page, belonging),
        ),
        organisation=settings.organisation,
        links=tuple(_link(view, page, link) for link in settings.links),
        version_address=urls.public(settings.site_url, urls.version(version.notice, version.name))
        if version
        else "",
    )


def _link(view: View, page: str, link: SiteLink) -> SiteLink:
    """A link of the footer; one to a page of a notice, or to the first page, is led from here."""
    found = urls.destination("", link.url)
    if found is None or not found[0]:
        return link
    of_a_notice = found[0].partition("/")[0] in {notice.id for notice in view.site.notices}
    if not of_a_notice and found[0] != urls.HOME:
        return link
    return replace(link, url=urls.href(page, *found))


def logo_path(logo: str) -> str:
    """Where the logo stands in the site."""
    return urls.asset(logo.rpartition("/")[2])


def print_style(version: Version) -> str:
    """The style sheet that prints a version's name and address in the margins."""
    return f"{version.notice}/{version.name}/print.css"


def comparison_print_style(key: Key) -> str:
    """The style sheet that prints a comparison's name and address in the margins."""
    return urls.comparison(*key).removesuffix("index.html") + "print.css"


def base_path(view: View) -> str:
    """The path under which the site is published, without a slash at its end."""
    return urlsplit(view.site.settings.site_url).path.rstrip("/")


def relations(view: View, belonging: Belonging) -> tuple[tuple[str, str], ...]:
    """Relations of a page and the files they lead to (RFC 5829, RFC 6903)."""
    found = []
    notice, version = belonging.notice, belonging.version
    if notice and version:
        standing = view.standing(version)
        standings = view.timelines[notice.id].standings
        for rel, name in (
            ("predecessor-version", standing.predecessor),
            ("successor-version", standing.successor),
        ):
            if name and standings[name].public:
                found.append((rel, urls.version(notice.id, name)))
        if in_force(view, notice):
            found.append(("latest-version", urls.notice(notice.id)))
    if notice:
        found.append(("version-history", urls.versions(notice.id)))
    found.extend(_legal(view))
    return tuple(found)


def _machines(view: View, page: str, belonging: Belonging) -> Iterator[Relation]:
    """The notice's files for programs, and the words of the version in other forms."""
    notice, version = belonging.notice, belonging.version
    if notice is None or not published(view, notice):
        return
    forms: list[tuple[str, str, str, str]] = []
    if view.site.settings.site_url:
        forms += [
            ("alternate", urls.atom(notice.id), "application/atom+xml", f"{notice.title}: changes"),
            (
                "alternate",
                urls.json_feed(notice.id),
                "application/feed+json",
                f"{notice.title}: changes",
            ),
            ("timemap", urls.timemap(notice.id), "application/link-format", ""),
        ]
    if version and view.standing(version).public:
        forms += [
            ("alternate", urls.version_text(notice.id, version.name), "text/plain", ""),
            ("alternate", urls.version_markdown(notice.id, version.name), "text/markdown", ""),
        ]
    for rel, target, media, title in forms:
        yield Relation(rel, urls.href(page, target), media, title)


def _legal(view: View) -> list[tuple[str, str]]:
    """The site's privacy policy and terms (RFC 6903, sections 4 and 5), the first of each kind."""
    rels = {"privacy": "privacy-policy", "terms": "terms-of-service"}
    found: dict[str, str] = {}
    for notice in view.site.notices:
        if notice.kind in rels:
            found.setdefault(rels[notice.kind], urls.notice(notice.id))
    return list(found.items())


def in_menu(view: View, current: Notice | None) -> tuple[Notice, ...]:
    """The notices in the menu of a page that belongs to one of them, or to none."""
    notices = view.site.notices
    if len(notices) <= MOST_IN_MENU:
        return notices
    return (current,) if current else ()


def _menu_item(page: str, notice: Notice, current: Notice | None) -> MenuItem:
    target = urls.notice(notice.id)
    inside = current is not None and current.id == notice.id
    state = "page" if page == target else "true" if inside else ""
    return MenuItem(notice.title, urls.href(page, target), state)
