"""A view in; `_headers` (the format of Netlify and Cloudflare Pages) out.

Security headers for all pages, `noindex` for old texts, and the relations of each notice's pages
(RFC 8288 Link headers with the relations of RFC 5829, RFC 6903 and, for Memento, RFC 7089).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from fairnotice import urls
from fairnotice.model import Notice
from fairnotice.pages import policy, timemap
from fairnotice.pages.page import Page
from fairnotice.pages.shell import Belonging, base_path, relations
from fairnotice.pages.view import View, in_force, shown

SECURITY = {
    "Content-Security-Policy": policy.SERVER,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Set for every page; `headers` in site.yaml overrides them by name and adds to them."""


@dataclass(frozen=True, slots=True)
class HeaderRule:
    """The headers of the pages that a pattern matches."""

    pattern: str
    headers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Headers:
    """What `_headers` is given."""

    rules: tuple[HeaderRule, ...]


def pages(view: View) -> Iterator[Page]:
    """The one file."""
    yield Page(urls.HEADERS, "headers.txt", partial(_facts, view))


def _facts(view: View) -> Headers:
    rules = [HeaderRule("/*", _everywhere(view))]
    for notice in view.site.notices:
        rules.extend(_rules(view, notice))
    return Headers(tuple(rules))


def _everywhere(view: View) -> tuple[tuple[str, str], ...]:
    """Headers of every page: ours, those of the settings over them."""
    given = {_line(name): _line(value) for name, value in view.site.settings.headers.items()}
    taken = {name.lower() for name in given}
    kept = {name: value for name, value in SECURITY.items() if name.lower() not in taken}
    return tuple(sorted({**kept, **given}.items()))


def _rules(view: View, notice: Notice) -> Iterator[HeaderRule]:
    """Headers of a notice's pages."""
    current = in_force(view, notice)
    if current:
        here = Belonging(notice, version=current)
        yield HeaderRule(urls.address(urls.notice(notice.id)), (_link(view, here),))
    times = {version.name for version in timemap.mementos(view, notice)}
    for version in shown(view, notice):
        headers = [_link(view, Belonging(notice, version=version))]
        if view.standing(version).state not in ("in force", "scheduled"):
            headers.append(("X-Robots-Tag", "noindex, follow"))
        if version.name in times:
            headers.append(("Memento-Datetime", timemap.since(view, version)))
        own = urls.version(notice.id, version.name)
        for form in (urls.version_text, urls.version_markdown):
            path = urls.address(form(notice.id, version.name))
            yield HeaderRule(path, (("X-Robots-Tag", "noindex, follow"),))
        yield HeaderRule(urls.address(own), tuple(headers))
    for path, media in (
        (urls.atom(notice.id), "application/atom+xml; charset=utf-8"),
        (urls.json_feed(notice.id), "application/feed+json; charset=utf-8"),
        (urls.timemap(notice.id), timemap.FORMAT),
    ):
        yield HeaderRule(urls.address(path), (("Content-Type", media),))
    noindex = (("X-Robots-Tag", "noindex, follow"),)
    yield HeaderRule(f"/{notice.id}/compare/*", noindex)


def _link(view: View, belonging: Belonging) -> tuple[str, str]:
    """The Link header of a page."""
    root = base_path(view)
    targets = list(relations(view, belonging))
    notice = belonging.notice
    if notice and view.site.settings.site_url:
        targets += [("timemap", urls.timemap(notice.id)), ("original", urls.notice(notice.id))]
    return "Link", ", ".join(f'<{root}{urls.address(path)}>; rel="{rel}"' for rel, path in targets)


def _line(text: str) -> str:
    """On one line, whatever the settings hold: a line feed would begin another header."""
    return " ".join(text.split())
