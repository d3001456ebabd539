"""A cookie in a table without its purpose, its lifetime or its company.

Why: people have to be told of each cookie what it is for, how long it stays and which other
company reads it (ICO, guidance on storage and access technologies; CJEU Planet49).

Mend: fill the cell; the purpose in one sentence, the company by name.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.cookie_rows import CookieLine, cookie_lines
from fairnotice.lint.law import uk
from fairnotice.model import Level, Problem, Site, Timeline

ID = "cookie-row-incomplete"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = ("ICO-SAT-TELL", "P49")
GOOD: Tree = {
    "content/cookies/2025-01-01.md": """\
# Cookie notice

| Name | Set by | Purpose | Lifetime |
| --- | --- | --- | --- |
| basket | Us | Holds your basket | Session |
""",
}
BAD: Tree = {
    "content/cookies/2025-01-01.md": """\
# Cookie notice

[[cookies]]

| Name | Set by | Purpose | Lifetime |
| --- | --- | --- | --- |
| basket | Us | Holds your basket |  | ◀
| seen | Third party | Counts who comes back | 2 days | ◀
""",
    "content/cookies/cookies.yaml": """\
- name: follower ◀
  purpose: Analytics
  category: statistics
  ground: consent
  lifetime: 2 days
""",
}
_NO_NAME = re.compile(
    r"(?:a |our |various |other )?(?:third[ -]part(?:y|ies)|partners?|others?|various"
    r"|advertisers?|n/?a|tbc|-+)",
    re.IGNORECASE,
)


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Rows with an empty cell (an error in the UK), or with a word that tells "
    "nothing (a warning)."""
    for line in cookie_lines(site):
        empty = [name for name in ("purpose", "lifetime", "set by") if line.empty(name)]
        if empty:
            level: Level = LEVEL if uk(site) else "warning"
            what = f"{line.cell('name')} has no {' and no '.join(empty)}."
            yield _problem(line, level, what, "Fill the cell.")
        elif _NO_NAME.fullmatch(line.cell("set by")):
            what = f"“{line.cell('set by')}” does not say whose cookie {line.cell('name')} is."
            yield _problem(line, "warning", what, "Name the company.")
        elif line.has("purpose") and len(line.cell("purpose").split()) < 2:
            what = f"“{line.cell('purpose')}” does not say what {line.cell('name')} is for."
            yield _problem(line, "warning", what, "Write the purpose in one sentence.")


def _problem(line: CookieLine, level: Level, wrong: str, mend: str) -> Problem:
    return Problem(ID, level, line.place, wrong, mend, version=line.version)
