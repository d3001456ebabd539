"""A cookie that is said to last for the session and for a number of days at once.

Why: a session cookie goes when the browser is closed; one with a number stays. Readers have to
know which it is (ICO, guidance on storage and access technologies: how long).

Mend: write "session" alone, or the number alone.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.cookie_rows import cookie_lines
from fairnotice.model import Level, Problem, Site, Timeline

ID = "cookie-session-lifetime"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ("ICO-SAT-TELL",)
GOOD: Tree = {
    "content/cookies/2025-01-01.md": """\
# Cookie notice

| Name | Purpose | Lifetime |
| --- | --- | --- |
| basket | Holds your basket | Session |
| seen | Counts who comes back | 6 months |
""",
}
BAD: Tree = {
    "content/cookies/2025-01-01.md": """\
# Cookie notice

| Name | Purpose | Lifetime |
| --- | --- | --- |
| basket | Holds your basket | Session (30 days) | ◀
""",
}
_SESSION = re.compile(r"\bsession\b", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]+\s*(?:d|h|w|y|min|month|sec)", re.IGNORECASE)


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Lifetimes with the word and a number."""
    for line in cookie_lines(site):
        lifetime = line.cell("lifetime")
        if _SESSION.search(lifetime) and _NUMBER.search(lifetime):
            yield Problem(
                ID,
                LEVEL,
                line.place,
                f"“{lifetime}” says both that the cookie goes with the session and that it stays.",
                "Write “session” alone, or the number alone.",
                version=line.version,
            )
