"""A cookie that stays longer than its purpose can need.

Why: no law names a number, but the ICO asks that a cookie's life be in proportion to its purpose,
and the CNIL allows 13 months for counting visits. A browser that is known for years is followed.

Mend: shorten the cookie's life to 13 months or less, and write what it really is.
"""

from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.cookie_rows import CookieLine, cookie_lines, months
from fairnotice.lint.law import uk
from fairnotice.model import Level, Problem, Site, Timeline

ID = "cookie-lifetime"
LEVEL: Level = "error"
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
_LONG, _TOO_LONG = 13.1, 24.3
"""Months; a little more than the number, so that 400 days and 730 days are not over it."""


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Over 13 months a warning, over 24 months an error where the ICO's guidance holds."""
    for line in cookie_lines(site):
        life = months(line.cell("lifetime"))
        if life is not None and life > _LONG:
            too_long = life > _TOO_LONG and uk(site)
            yield _problem(line, LEVEL if too_long else "warning")


def _problem(line: CookieLine, level: Level) -> Problem:
    return Problem(
        ID,
        level,
        line.place,
        f"{line.cell('name')} stays for {line.cell('lifetime')}, longer than 13 months.",
        "Shorten its life, and write what it really is.",
        version=line.version,
    )
