"""A picture without words for those who do not see it.

Why: a screen reader has nothing to say, and the printed text and the e-mail have a gap.

Mend: write what the picture shows between the brackets: `![Our shop in Dorset](shop.png)`.
"""

from collections.abc import Iterator, Mapping

from fairnotice.document.links import Link, links
from fairnotice.lint.check import Tree
from fairnotice.model import Level, Place, Problem, Site, Timeline, Version

ID = "image-alternative"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ()
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

![Our shop in Dorset](shop.png)
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

![](shop.png) ◀
""",
}


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Pictures whose alternative text is empty."""
    for notice in site.notices:
        for version in notice.versions:
            for link in links(version.document):
                if link.picture and not link.text.strip():
                    yield Problem(
                        ID,
                        LEVEL,
                        Place(version.path, _line(version, link)),
                        f"The picture {link.address} has no words for those who do not see it.",
                        "Write what it shows: `![Our shop in Dorset](shop.png)`.",
                        version=version.ref,
                    )


def _line(version: Version, picture: Link) -> int:
    """The line on which its address stands; a picture without words has no place of its own."""
    lines = version.body.split("\n")[picture.line - version.body_line :]
    found = (n for n, line in enumerate(lines, picture.line) if picture.address in line)
    return next(found, picture.line)
