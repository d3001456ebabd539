"""A changelog entry that names a section which does not exist.

Why: readers go from each line of what changed to its section, and the tool counts a change as
told only when the line names its section.

Mend: write the id that stands behind the heading (`{#retention}`); a section that was removed has
its id in the version before.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from fairnotice.lint.check import Tree, place
from fairnotice.model import Level, Problem, Site, Timeline, Version

ID = "unknown-section"
LEVEL: Level = "error"
_TEXT = """\
# Privacy notice

## How long we keep it {#retention}

Six months.
"""
GOOD: Tree = {
    "content/privacy/2025-01-01.md": _TEXT,
    "content/changelog.yaml": """\
- notice: privacy
  version: 2025-01-01
  changes:
    - section: retention
      kind: added
      summary: We say how long we keep your data.
    - kind: changed
      summary: The whole notice is easier to read.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": _TEXT,
    "content/changelog.yaml": """\
- notice: privacy
  version: 2025-01-01
  changes:
    - section: retentoin ◀
      kind: added
      summary: We say how long we keep your data.
  questions:
    - section: security ◀
      ask: Where are your servers?
""",
}


def check(site: Site, timelines: Mapping[str, Timeline]) -> Iterator[Problem]:
    """Sections of lines, questions and errata that neither this version nor the last has."""
    for notice in site.notices:
        ids = {
            version.name: {section.id for section in version.document.sections} | {"top"}
            for version in notice.versions
        }
        for version in notice.versions:
            before = timelines[notice.id].standings[version.name].predecessor
            known = ids[version.name] | ids.get(before, set())
            for key, section in _named(version):
                if section and section not in known:
                    yield _problem(version, key, section, known)


def _named(version: Version) -> Iterator[tuple[str, str]]:
    """The sections that the entry names, each with the path of its key."""
    if version.entry is None:
        return
    entry = version.entry
    yield from ((f"changes/{n}", line.section) for n, line in enumerate(entry.changes))
    yield from ((f"questions/{n}", asked.section) for n, asked in enumerate(entry.questions))
    yield from ((f"errata/{n}", erratum.section) for n, erratum in enumerate(entry.errata))


def _problem(version: Version, key: str, section: str, known: set[str]) -> Problem:
    near = get_close_matches(section, sorted(known), n=1)
    return Problem(
        ID,
        LEVEL,
        place(version, f"{key}/section", key),
        f"{version.ref} has no section with the id {section}, nor had the version before.",
        f"Did you mean {near[0]}?" if near else "Write the id that stands behind its heading.",
        version=version.ref,
    )
