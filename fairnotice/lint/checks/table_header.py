"""A table whose columns have no names.

Why: people who listen to a table hear the column's name with each cell; without it they hear
numbers and words that belong to nothing.

Mend: write a name for each column in the first row.
"""

from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.model import Block, Level, Place, Problem, Site, Timeline

ID = "table-header"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ()
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

|  | How long |
| --- | --- |
| Orders | 6 years |
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

| Record |  | ◀
| --- | --- |
| Orders | 6 years |
""",
}


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Tables in which a column but the first is without a name; once a table."""
    for notice in site.notices:
        for version in notice.versions:
            blocks = [b for section in version.document.sections for b in section.blocks]
            for line in _unnamed(blocks):
                yield Problem(
                    ID,
                    LEVEL,
                    Place(version.path, line),
                    "A column of this table has no name.",
                    "Write a name for each column in the first row.",
                    version=version.ref,
                )


def _unnamed(blocks: list[Block]) -> Iterator[int]:
    """The line of each table that has such a column, or no header at all."""
    seen = set()
    for block in blocks:
        if block.kind != "row" or block.path:
            continue
        table = next((c.key for c in reversed(block.containers) if c.kind == "table"), 0)
        names = block.text.split("\t") if block.is_header else list(block.header)
        if table not in seen and (not names or not all(name.strip() for name in names[1:])):
            yield block.line
        seen.add(table)
