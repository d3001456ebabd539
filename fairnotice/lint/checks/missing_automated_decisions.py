"""A privacy notice that says nothing of automated decisions or profiling.

Why: where software alone decides something serious about people, the notice has to say so and how
it works (GDPR Art 13(2)(f)).

Mend: describe the decisions, or say that there are none.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.items import by_reason, lacking_now, missing
from fairnotice.model import Level, Problem, Site, Timeline

ID = "missing-automated-decisions"
LEVEL: Level = "info"
SOURCES: tuple[str, ...] = (
    "GDPR13",
    "ICO-CHK",
)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

No decision about you is made by software alone.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice ◀

We use your address to deliver.
""",
}

_WORDS = re.compile(
    r"\bautomat(?:ed|ic)\w*\b[^.\n]{0,40}\b(?:decision|processing|decid|profil)|\bprofil(?:e"
    r"|es|ing)\b|\bdecisions?\b[^.\n]{0,60}\b(?:software|computers?|machines?|algorithms?"
    r"|automatically)\b|\b(?:machine|software|computer|algorithm)s? (?:alone )?(?:decid|make)"
)
_IDS = frozenset({"automated-decisions"})


def check(site: Site, timelines: Mapping[str, Timeline]) -> Iterator[Problem]:
    """Privacy notices without a word on automated decisions."""
    for version in lacking_now(site, timelines, _WORDS, _IDS):
        yield missing(
            version,
            ID,
            LEVEL,
            "This notice says nothing of automated decisions or profiling.",
            f"Describe them, or say that there are none. {by_reason('A16')}",
        )
