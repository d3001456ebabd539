"""A privacy notice that says nothing of a data protection officer.

Why: where there is one, the notice has to say how to reach that person (GDPR Art 13(1)(b)).

Mend: give the contact details; if there is none, say so in the notice or under `not_applicable:
{A03: …}`.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.items import by_reason, lacking_now, missing
from fairnotice.model import Level, Problem, Site, Timeline

ID = "missing-dpo"
LEVEL: Level = "info"
SOURCES: tuple[str, ...] = (
    "GDPR13",
    "ICO-CHK",
)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We have no data protection officer.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice ◀

Write to us about your data.
""",
}

_WORDS = re.compile(
    r"\bdata protection (?:officer|lead|manager|team|contact)\b|\bdpo\b|\bprivacy officer\b"
    r"|\bdpo@"
)


def check(site: Site, timelines: Mapping[str, Timeline]) -> Iterator[Problem]:
    """Privacy notices that speak of no data protection officer."""
    for version in lacking_now(site, timelines, _WORDS):
        yield missing(
            version,
            ID,
            LEVEL,
            "This notice says nothing of a data protection officer.",
            f"If you have one, give the contact details. {by_reason('A03')}",
        )
