"""A cookie that stays longer than its purpose can need.

Why: no law names a number, but the ICO asks that a cookie's life be in proportion to its purpose,
and the CNIL allows 13 months for counting visits, and six for a choice about cookies. A browser
that is known for years is followed.

Mend: shorten the cookie's life to 13 months or less, and write what it really is.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.cookie_rows import CookieLine, cookie_lines, months
from fairnotice.lint.law import uk_only
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
| choice | Remembers your choice about cookies | 12 months |
""",
}
BAD: Tree = {
    "content/cookies/2025-01-01.md": """\
# Cookie notice

[[cookies]]

| Name | Purpose | Lifetime |
| --- | --- | --- |
| seen | Counts who comes back | 2 years |  ◀
| choice | Remembers your choice about cookies | 13 months | ◀
""",
    "content/cookies/cookies.yaml": """\
- name: follower ◀
  purpose: Shows you our adverts on other websites.
  category: marketing
  ground: consent
  lifetime: 10 years
""",
}
_LONG, _CHOICE_UK, _CHOICE_EU = 13, 12, 6
_SLACK = 0.2
"""Months; so that 400 days are not over 13 months, and 370 not over a year."""
_CHOICE = re.compile(
    r"\b(?:choices?|consent|preferences?)\b.{0,30}\bcookies?\b|\bcookies?\b.{0,15}\b(?:choices?"
    r"|consent"
    r"|preferences?)\b|cookie[-_ ]?consent|consent[-_ ]?cookie|cookieconsent",
    re.IGNORECASE,
)
"""The record of what somebody chose about cookies."""


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """A life of over 13 months; never an error, since no source of grade P or Q names a number.

    For the record of a choice about cookies over 12 months, and over six where EU law holds.
    """
    choice = _CHOICE_UK if uk_only(site) else _CHOICE_EU
    for line in cookie_lines(site):
        life = months(line.cell("lifetime"))
        most = choice if _CHOICE.search(f"{line.cell('name')} {line.cell('purpose')}") else _LONG
        if life is not None and life > most + _SLACK:
            yield _problem(line, most)


def _problem(line: CookieLine, most: int) -> Problem:
    return Problem(
        ID,
        LEVEL,
        line.place,
        f"{line.cell('name')} stays for {line.cell('lifetime')}, longer than {most} months.",
        "Shorten its life, and write what it really is.",
        version=line.version,
    )
