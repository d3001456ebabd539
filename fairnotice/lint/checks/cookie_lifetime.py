"""A cookie that stays longer than its purpose can need.

Why: no law names a number, but the ICO asks that a cookie's life be in proportion to its purpose,
and the CNIL allows 13 months for counting visits. A browser that is known for years is followed.

Mend: shorten the cookie's life to 13 months or less, and write what it really is.
"""

from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.cookie_rows import CookieLine, cookie_lines, months
from fairnotice.model import Level, Problem, Site, Timeline

ID = "cookie-lifetime"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ("ICO-SAT", "CNIL-AM")
GOOD: Tree = {
    "content/cookies/2025-01-01.md": """\
# Cookie notice

| Name | Purpose | Lifetime |
| --- | --- | --- |
| basket | Holds your basket | Session |
| seen | Counts who comes back | 13 months |
""",
}
BAD: Tree = {
    "content/cookies/2025-01-01.md": """\
# Cookie notice

[[cookies]]

| Name | Purpose | Lifetime |
| --- | --- | --- |
| seen | Counts who comes back | 2 years |  ◀
""",
    "content/cookies/cookies.yaml": """\
- name: follower ◀
  purpose: Shows you our adverts on other websites.
  category: marketing
  ground: consent
  lifetime: 10 years
""",
}
_LONG = 13.1
"""Months; a little more than 13, so that 400 days are not over it."""


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """A life of over 13 months; never an error, since no source of grade P or Q names a number."""
    for line in cookie_lines(site):
        life = months(line.cell("lifetime"))
        if life is not None and life > _LONG:
            yield _problem(line)


def _problem(line: CookieLine) -> Problem:
    return Problem(
        ID,
        LEVEL,
        line.place,
        f"{line.cell('name')} stays for {line.cell('lifetime')}, longer than 13 months.",
        "Shorten its life, and write what it really is.",
        version=line.version,
    )
