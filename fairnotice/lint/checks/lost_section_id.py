"""A section id of the version before that has gone without a word.

Why: people have kept and passed on links to that section; when its id vanishes they lead nowhere,
and the section cannot be paired with what it became.

Mend: give the heading its old id back; or say in the changelog entry what became of it:
`moved_ids: {old-id: new-id}`, or a line of `changes` with that section and `kind: removed`.
"""

from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree, place
from fairnotice.model import Level, Place, Problem, Section, Site, Timeline, Version

ID = "lost-section-id"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = ()
_OLD = """\
# Privacy notice

## How long we keep it {#retention}

Six months.

## Our forum {#forum}

You can post there.
"""
_NEW = """\
# Privacy notice

## For how long we have your data {#how-long}

Six months.
"""
GOOD: Tree = {
    "content/privacy/2025-01-01.md": _OLD,
    "content/privacy/2026-02-01.md": _NEW,
    "content/changelog.yaml": """\
- notice: privacy
  version: 2026-02-01
  significance: significant
  changes:
    - {section: forum, kind: removed, summary: The forum is closed.}
  moved_ids: {retention: how-long}
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": _OLD,
    "content/privacy/2026-02-01.md": _NEW,
    "content/changelog.yaml": """\
- notice: privacy
  version: 2026-02-01
  significance: significant
  moved_ids: {retention: how-long} ◀
""",
}


def check(site: Site, timelines: Mapping[str, Timeline]) -> Iterator[Problem]:
    """Ids of the predecessor's sections that the changelog does not account for."""
    for notice in site.notices:
        by_name = {version.name: version for version in notice.versions}
        for version in notice.versions:
            name = timelines[notice.id].standings[version.name].predecessor
            if name in by_name:
                yield from _lost(version, by_name[name])


def _lost(version: Version, old: Version) -> Iterator[Problem]:
    """Sections of `old` that are missing from `version` and stand in no line."""
    here = {section.id for section in version.document.sections} | {"top"}
    moved = version.entry.moved_ids if version.entry else {}
    lines = version.entry.changes if version.entry else ()
    heirs = _heirs(version, old)
    gone = {line.section for line in lines if line.kind == "removed" and line.section}
    for section in old.document.sections:
        if section.parent in gone:
            gone.add(section.id)
        if section.id in here or section.id in moved or section.id in gone:
            continue
        heir = heirs.get(section.title)
        yield Problem(
            ID,
            LEVEL,
            Place(version.path, heir.line) if heir else place(version, "moved_ids"),
            f"The section “{section.title}” of {old.ref} has the id {section.id}, which "
            f"{version.ref} no longer has.",
            _mend(section.id, heir),
            version=version.ref,
        )


def _heirs(version: Version, old: Version) -> dict[str, Section]:
    """The sections, by their titles, that have an id which no section of `old` has."""
    before = {section.id for section in old.document.sections}
    return {
        section.title: section
        for section in reversed(version.document.sections)
        if section.id not in before
    }


def _mend(lost: str, heir: Section | None) -> str:
    """How an id comes back; `heir` is a section under the same heading."""
    if heir is None:
        return (
            f"Give a heading the id `{{#{lost}}}` again, or write "
            f"`moved_ids: {{{lost}: new-id}}`, or a line with `section: {lost}` and "
            "`kind: removed`."
        )
    again = f"Write `{{#{lost}}}` behind this heading, as before"
    if not heir.named:
        return f"{again}."
    return f"{again}, or `moved_ids: {{{lost}: {heir.id}}}` into the changelog entry."
