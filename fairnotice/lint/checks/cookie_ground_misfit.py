"""A cookie that is set without consent on a ground that does not carry it.

Why: none of the exceptions from consent covers advertising: they are for what is strictly
necessary, for counting visits, for looks, for sending messages and for emergencies (PECR
Schedule A1). Those for counting visits, for looks and for emergencies are in UK law since
5 February 2026, and are not in that of the EU.

Mend: write `ground: consent`, and ask for it; or correct the category.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.law.days import EXCEPTIONS
from fairnotice.lint.check import Tree
from fairnotice.lint.cookie_rows import CookieLine, cookie_lines
from fairnotice.lint.law import uk, uk_only
from fairnotice.model import Level, Problem, Site, Timeline

ID = "cookie-ground-misfit"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = ("PECR-A1", "PECR-6", "DUAA-SI82")
GOOD: Tree = {
    "content/cookies/2026-02-05.md": """\
# Cookie notice

| Cookie | Purpose | Basis | Lifetime |
| --- | --- | --- | --- |
| seen | Counts who comes back | Statistics | 6 months |
""",
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
    "content/cookies/2026-02-04.md": """\
# Cookie notice

| Cookie | Purpose | Basis | Lifetime |
| --- | --- | --- | --- |
| seen | Counts who comes back | Statistics | 6 months | ◀
""",
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


_YOUNG = re.compile(r"\b(?:statistics?|appearance|emergency)\b", re.IGNORECASE)
"""Exceptions that UK law has since that day."""


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Marketing without consent; an exception before its day (UK), or for readers in the EU.

    An error in the UK, as far as its law goes; else a warning.
    """
    effective = {version.ref: version.effective for n in site.notices for version in n.versions}
    for line in cookie_lines(site):
        ground, name = line.cell("basis").lower(), line.cell("name")
        if not ground or ground == "consent":
            continue
        level: Level = LEVEL if uk(site) else "warning"
        if line.cell("category").lower() == "marketing":
            wrong = f"{name} is for marketing, and {ground} is no ground for that."
            mend = "Ask for consent and write `ground: consent`, or correct the category."
            yield _problem(line, level, wrong, mend)
        elif _YOUNG.search(ground) and uk(site) and effective[line.version] < EXCEPTIONS:
            wrong = (
                f"{name} rests on {ground}, an exception of UK law since 5 February 2026, "
                "after this version applies from."
            )
            yield _problem(line, level, wrong, "Ask for consent and write `ground: consent`.")
        elif _YOUNG.search(ground) and not uk_only(site):
            wrong = f"{name} rests on {ground}, and the law of the EU has no such exception."
            mend = "Ask readers in the EU for consent and write `ground: consent`."
            yield _problem(line, "warning", wrong, mend)


def _problem(line: CookieLine, level: Level, wrong: str, mend: str) -> Problem:
    return Problem(ID, level, line.place, wrong, mend, version=line.version)
