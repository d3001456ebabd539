"""A link to a page that this site does not have.

Why: a reader who follows it meets an error page instead of the notice that was promised.

Mend: write the address of a page of this site, such as `/cookies/` or `/privacy/2018-05-15/`; a
version's file name (`2018-05-15.md`) works too.
"""

from collections.abc import Iterator, Mapping

from fairnotice import urls
from fairnotice.lint.check import Tree
from fairnotice.lint.destinations import destinations, pages
from fairnotice.model import Level, Place, Problem, Site, Timeline

ID = "dead-link"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = ()
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

See our [cookie notice](/cookies/), [the same](../cookies/2025-01-01.md), [what changed](changes/),
[all versions](/privacy/versions/), [this page](#top), [the regulator](https://ico.org.uk/) and
[this letter](letter.pdf), or [write](mailto:hello@brindle.example).
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

See our [cookie notice](/cookie/). ◀

We had [an older notice](2019-01-01.md). ◀

Our notices are at [this address](https://notices.brindle.example/notices/). ◀
""",
}


def check(site: Site, timelines: Mapping[str, Timeline]) -> Iterator[Problem]:
    """Links into the site whose page is not there; files such as pictures are not looked at."""
    there = pages(site, timelines)
    for version, written, path, _, place in destinations(site):
        if path.endswith(".html") and path not in there:
            yield Problem(
                ID,
                LEVEL,
                place,
                f"The link to {written} leads nowhere: this site has no such page.",
                "Correct the address, or take the link out.",
                version=version.ref,
            )
    home = site.settings.notices[0].id
    for index, link in enumerate(site.settings.links):
        found = urls.destination(home, link.url) if link.url.startswith("/") else None
        if found and found[0].endswith(".html") and found[0] not in there:
            yield Problem(
                ID,
                LEVEL,
                site.places.get(f"links/{index}/url", Place("site.yaml")),
                f"The footer's link to {link.url} leads nowhere: this site has no such page.",
                "Correct the address, or take the link out.",
            )
