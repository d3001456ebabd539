"""A privacy notice that does not say what personal data is used for.

Why: people can judge a use of their data only when they know its purpose, which a notice has to
give (GDPR Art 13(1)(c); ICO, checklists).

Mend: say what you use the data for, each purpose in its own words.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.items import lacking, missing
from fairnotice.model import Level, Problem, Site, Timeline

ID = "missing-purposes"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = (
    "GDPR13",
    "ICO-CHK",
)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We use your address to deliver your bread.
""",
    "content/privacy/2025-02-01.md": """\
# Privacy notice

Your address lets us deliver your bread, and that is all we do with it.
""",
    "content/privacy/2018-05-01.md": """\
# Privacy notice

Before the GDPR applied: we have your name.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice ◀

We have your name and your address.
""",
}

_WORDS = re.compile(
    r"\bpurposes?\b|\b(?:we|how|why|what)\b[^.\n]{0,40}\b(?:use|uses|using|process|need"
    r"|collect|handle)\b"
    r"|\b(?:is|are) (?:used|processed|collected|needed) (?:to|for|by|in order)\b"
    r"|\bto \w+ your orders?\b|\b(?:lets?|helps?|allows?|enables?) us\b|\b(?:all|what"
    r"|things?) we do with\b"
)
_IDS = frozenset({"purposes", "use", "purpose", "how-we-use"})


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Privacy notices without a word on purposes."""
    for version in lacking(site, _WORDS, _IDS):
        yield missing(
            version,
            ID,
            LEVEL,
            "This notice does not say what personal data is used for.",
            "Say what you use the data for, each purpose in its own words.",
        )
