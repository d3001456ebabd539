"""A link to a version that readers cannot see.

Why: a draft has no page, and a version that is to be shown later has none until its published
day; the link would tell readers of it and lead them to an error page.

Mend: link to the notice itself (`/cookies/`), which always shows the version in force, or publish
the other version first.
"""

from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.destinations import destinations, versions
from fairnotice.model import Level, Problem, Site, Timeline

ID = "link-to-unpublished"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = ()
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

See [our cookie notice](/cookies/2025-01-01/).
""",
    "content/cookies/2026-05-01.md": """\
---
status: draft
---

# Cookie notice

A draft may name [itself](2026-05-01.md) and [what will be with it](../privacy/2025-01-01.md).
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

See [our next cookie notice](/cookies/2026-05-01/). ◀

See [the one after that](../cookies/2026-06-01.md). ◀
""",
    "content/cookies/2026-05-01.md": """\
---
status: draft
---

# Cookie notice
""",
    "content/cookies/2026-06-01.md": """\
---
published: 2026-05-20
---

# Cookie notice
""",
}


def check(site: Site, timelines: Mapping[str, Timeline]) -> Iterator[Problem]:
    """Links to a draft, or to a version that is published later than the one with the link."""
    by_path = versions(site)
    for version, written, path, _, place in destinations(site):
        target = by_path.get(path)
        if target is None or target == version:
            continue
        if target.status == "draft":
            why = f"{target.ref} is a draft and has no page"
        elif target.published > max(version.published, timelines[target.notice].today):
            why = f"{target.ref} has no page before {target.published}"
        else:
            continue
        yield Problem(
            ID,
            LEVEL,
            place,
            f"The link to {written} leads nowhere: {why}.",
            f"Link to `/{target.notice}/`, which shows the version in force.",
            version=version.ref,
        )
