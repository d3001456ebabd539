"""A marketing cookie that is set without consent.

Why: none of the exceptions from consent covers advertising: they are for what is strictly
necessary, for counting visits, for looks, for sending messages and for emergencies (PECR
Schedule A1).

Mend: write `ground: consent`, and ask for it; or correct the category.
"""

from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.cookie_rows import cookie_lines
from fairnotice.lint.law import uk
from fairnotice.model import Level, Problem, Site, Timeline

ID = "cookie-ground-misfit"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = ("PECR-A1", "PECR-6")
GOOD: Tree = {
    "content/cookies/2025-01-01.md": """\
# Cookie notice

[[cookies]]
""",
    "content/cookies/cookies.yaml": """\
- name: follower
  purpose: Shows you our adverts on other websites.
  category: marketing
  ground: consent
  lifetime: 2 days
""",
}
BAD: Tree = {
    "content/cookies/2025-01-01.md": """\
# Cookie notice

[[cookies]]
""",
    "content/cookies/cookies.yaml": """\
- name: follower ◀
  purpose: Shows you our adverts on other websites.
  category: marketing
  ground: statistics
  lifetime: 2 days
""",
}


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Rows of cookies.yaml of the category marketing with another ground than consent."""
    for line in cookie_lines(site):
        marketing = line.cell("category").lower() == "marketing"
        if marketing and line.has("basis") and line.cell("basis").lower() != "consent":
            yield Problem(
                ID,
                LEVEL if uk(site) else "warning",
                line.place,
                f"{line.cell('name')} is for marketing, and {line.cell('basis').lower()} is no "
                "ground for that.",
                "Ask for consent and write `ground: consent`, or correct the category.",
                version=line.version,
            )
