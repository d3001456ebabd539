"""A privacy notice without a plain link to the site's cookie notice.

Why: people have to find what is said of cookies under a clear and common name (ICO, guidance on
storage and access technologies); a notice that nothing leads to tells nobody.

Mend: write `[cookie notice](/cookies/)` where the privacy notice speaks of cookies.
"""

from collections.abc import Iterator, Mapping

from fairnotice import urls
from fairnotice.document.links import links
from fairnotice.lint.check import Tree
from fairnotice.lint.items import missing
from fairnotice.lint.law import judged, uk
from fairnotice.model import Level, Notice, Problem, Site, Timeline, Version

ID = "cookie-notice-not-linked"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = ("ICO-SAT-TELL", "W11")
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

Our [cookie notice](/cookies/) lists our cookies.
""",
    "content/privacy/2024-12-01.md": """\
# Privacy notice

There was no cookie notice yet.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice ◀

We use cookies, which we explain elsewhere.
""",
    "content/privacy/2025-02-01.md": """\
# Privacy notice ◀

We explain our small files [here](/cookies/).
""",
}


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Privacy notices from the cookie notice's first day on that do not link to it by its name."""
    cookies = [notice for notice in site.notices if notice.kind == "cookies" and notice.versions]
    if not cookies:
        return
    begun = min(version.effective for notice in cookies for version in notice.versions)
    level: Level = LEVEL if uk(site) else "warning"
    for version in judged(site, "privacy", since=begun):
        if not _linked(version, cookies):
            yield missing(
                version,
                ID,
                level,
                "No link in this notice leads to the cookie notice under the word “cookie”.",
                f"Write `[cookie notice]({urls.address(urls.notice(cookies[0].id))})`.",
            )


def _linked(version: Version, cookies: list[Notice]) -> bool:
    """True when a link says "cookie", or has the title of a cookie notice."""
    names = ("cookie", *(notice.title.lower() for notice in cookies))
    return any(name in link.text.lower() for link in links(version.document) for name in names)
