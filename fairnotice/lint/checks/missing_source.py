"""A privacy notice that does not say where data comes from that people did not give themselves.

Why: the source has to be told, and whether it is public, where data comes from others (ICO,
checklists).

Mend: name the sources; if all data comes from the person, say so.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.items import by_reason, lacking_now, missing
from fairnotice.model import Level, Problem, Site, Timeline

ID = "missing-source"
LEVEL: Level = "info"
SOURCES: tuple[str, ...] = ("ICO-CHK",)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We also get your address from the person who sends you a gift.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice ◀

We hold your name.
""",
}

_WORDS = re.compile(
    r"\bsources?\b|\b(?:get|got|receive|received|obtain|obtained|collect|collected|comes?"
    r"|learn|hear|tells?|gives?|bought)\b[^.\n]{0,90}\bfrom\b|\b(?:others|third parties"
    r"|somebody else|someone else)\b[^.\n]{0,20}\b(?:tell|give|provide)\b"
    r"|\bpublicly available\b|\bpublic (?:registers?|records?)\b|\b(?:agenc(?:y|ies)|bureaus?"
    r"|employers?|others) tells? us\b|\bfrom you\b|\byou (?:give|provide|tell|send)\b"
)
_IDS = frozenset({"sources", "data-from-others", "from-others"})


def check(site: Site, timelines: Mapping[str, Timeline]) -> Iterator[Problem]:
    """Privacy notices without a word on sources."""
    for version in lacking_now(site, timelines, _WORDS, _IDS):
        yield missing(
            version,
            ID,
            LEVEL,
            "This notice does not say where personal data comes from.",
            f"Name the sources, or say that all of it comes from the person. {by_reason('A17')}",
        )
