"""A heading that skips a level.

Why: people who listen to a page find their way by its headings; after a heading of level 2, one
of level 4 sounds as if something were missing.

Mend: give the heading one more level than the one above it at most.
"""

from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.model import Level, Place, Problem, Site, Timeline

ID = "heading-order"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ()
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

## What we collect {#data}

### From you {#from-you}

## How long we keep it {#retention}
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

## What we collect {#data}

#### From you {#from-you} ◀

#### From others {#from-others}
""",
}


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Each heading that is more than one level below the one before it."""
    for notice in site.notices:
        for version in notice.versions:
            before = 1
            for section in version.document.sections:
                if section.depth > before + 1:
                    yield Problem(
                        ID,
                        LEVEL,
                        Place(version.path, section.line),
                        f"“{section.title}” is a heading of level {section.depth} after one of "
                        f"level {before}.",
                        f"Write it with {'#' * (before + 1)}.",
                        version=version.ref,
                    )
                before = section.depth
