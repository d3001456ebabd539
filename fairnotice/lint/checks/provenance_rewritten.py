"""A version whose words are not those that were published at the time.

Why: an archive that shows later words under an earlier date misleads whoever relies on it; the
pages say so, and this warning stays until the true text is there.

Mend: bring in the text as it was published (`fairnotice import html`), and the changelog entry
with it.
"""

from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree, place
from fairnotice.model import Level, Problem, Site, Timeline

ID = "provenance-rewritten"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ()
GOOD: Tree = {
    "content/privacy/2025-01-01.md": "# Privacy notice\n",
    "content/changelog.yaml": """\
- notice: privacy
  version: 2025-01-01
  provenance: original
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": "# Privacy notice\n",
    "content/changelog.yaml": """\
- notice: privacy
  version: 2025-01-01
  provenance: rewritten ◀
""",
}


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Versions that say `provenance: rewritten`."""
    for notice in site.notices:
        for version in notice.versions:
            if version.entry and version.entry.provenance == "rewritten":
                yield Problem(
                    ID,
                    LEVEL,
                    place(version, "provenance"),
                    f"The words of {version.ref} are not those that were published at the time.",
                    "Replace them by the published text (`fairnotice import html`) before this "
                    "site is public.",
                    version=version.ref,
                )
