"""A link whose words do not say where it leads: "click here", "this page".

Why: people who listen to a page often go from link to link and hear nothing else.

Mend: make the words of the link the name of what it leads to: "our cookie notice".
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.document.links import links
from fairnotice.lint.check import Tree
from fairnotice.lint.law import english
from fairnotice.model import Level, Place, Problem, Site, Timeline

ID = "link-text"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ()
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

Read our [cookie notice](/cookies/), or ask for [help here](/cookies/).
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

For cookies [click here](/cookies/). ◀

You find more on [this page](/cookies/). ◀
""",
}

_EMPTY = re.compile(
    r"\W*(?:(?:please )?(?:click|tap|press|see|look|go|read)?\s*(?:on )?(?:here|this"
    r"|this (?:page|link|one"
    r"|site|website|document|article))|(?:read|learn|find out|see|show|get)? ?more(?: information"
    r"| details)?|(?:the )?(?:following )?(?:link|page|website|details|info(?:rmation)?))\W*",
    re.IGNORECASE,
)


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Links of which nothing is left but such words."""
    for notice in site.notices:
        for version in filter(english, notice.versions):
            for link in links(version.document):
                if not link.picture and link.text.strip() and _EMPTY.fullmatch(link.text):
                    yield Problem(
                        ID,
                        LEVEL,
                        Place(version.path, link.line),
                        f"The words “{link.text.strip()}” do not say where the link leads.",
                        "Make its words the name of what it leads to.",
                        version=version.ref,
                    )
