"""A link to a section that is not there.

Why: the reader lands at the top of a long page and has to search for what the link promised.

Mend: write the id that stands behind the section's heading (`{#retention}`), or give the heading
the id that the link names.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from fairnotice import urls
from fairnotice.lint.check import Tree
from fairnotice.lint.destinations import Destination, destinations, ids, versions
from fairnotice.model import Level, Problem, Site, Timeline, Version

ID = "dead-anchor"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = ()
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

See [how long we keep it](#retention) and [which cookies we set](/cookies/#what).[^1]

[^1]: And [the start of this page](#top).

## How long we keep it {#retention}

Six months.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

See [how long we keep it](#how-long). ◀

See [which cookies we set](/cookies/#list). ◀

## How long we keep it {#retention}

Six months.
""",
}


_MOST = 12
"""Sections that are named: those of a notice, and not those of a book."""


def check(site: Site, timelines: Mapping[str, Timeline]) -> Iterator[Problem]:
    """Links to an id that neither the target's text nor an older one of that notice has."""
    shown = _shown(site, timelines)
    known = {notice.id: ids(notice, timelines[notice.id]) for notice in site.notices}
    fixed = _fixed(site, timelines)
    for destination in destinations(site):
        target = shown.get(destination.path) if destination.path else destination.version
        if target is None or destination.fragment in {"", "top"}:
            continue
        there = known[target.notice][target.name]
        if destination.fragment not in there:
            yield _problem(destination, target, there, target.ref in fixed)


def _shown(site: Site, timelines: Mapping[str, Timeline]) -> dict[str, Version]:
    """The version whose text stands on each page: its own, and the notice's when in force."""
    found = versions(site)
    for notice in site.notices:
        in_force = timelines[notice.id].in_force
        if in_force:
            found[urls.notice(notice.id)] = found[urls.version(notice.id, in_force)]
    return found


def _fixed(site: Site, timelines: Mapping[str, Timeline]) -> frozenset[str]:
    """The versions, `notice@version`, that readers have been shown: their text stays as it is."""
    days = [timeline.today for timeline in timelines.values()]
    return frozenset(line.ref for line in site.lock if days and line.published <= max(days))


def _problem(
    destination: Destination, target: Version, there: frozenset[str], fixed: bool
) -> Problem:
    near = get_close_matches(destination.fragment, sorted(there), n=1)
    if near:
        mend = f"Did you mean #{near[0]}?"
    elif fixed:
        headings = ", ".join(f"#{name}" for name, _ in target.document.headings[:_MOST])
        mend = f"Correct the link: sections there are {headings}."
    else:
        mend = (
            f"Write `{{#{destination.fragment}}}` behind the heading that is meant, or correct "
            "the link."
        )
    return Problem(
        ID,
        LEVEL,
        destination.place,
        f"The link to {destination.written} leads to no section: "
        f"“{destination.fragment}” is no id in {target.ref}.",
        mend,
        version=destination.version.ref,
    )
