"""A privacy notice that does not say who receives personal data.

Why: a notice has to name the recipients, or the kinds of recipient, if there are any (GDPR Art
13(1)(e)).

Mend: say which companies get data and what for; if nobody does, say so.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.items import by_reason, lacking_now, missing
from fairnotice.model import Level, Problem, Site, Timeline

ID = "missing-recipients"
LEVEL: Level = "info"
SOURCES: tuple[str, ...] = (
    "GDPR13",
    "ICO-CHK",
)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We give your address to the courier.
""",
    "content/privacy/2025-02-01.md": """\
# Privacy notice

The courier gets your address, and nobody else does.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice ◀

We use your name for the label.
""",
}

_WORDS = re.compile(
    r"\brecipients?\b|\bthird[- ]part(?:y|ies)\b|\bprocessors?\b|\bservice providers?\b"
    r"|\bsub-?processors?\b"
    r"|\b(?:gets?|receives?|sees?|can see|ha(?:s|ve) access to) (?:your|the|this|that|these|it"
    r"|them)\b"
    r"|\b(?:nobody|no one|no-one|no company) else\b|\bonly (?:we|our)\b[^.\n]{0,40}\b(?:see"
    r"|access|read)\b"
    r"|\b(?:share|sharing|shares|shared|disclos\w+|pass|passes|passed|give|giving|gives|send"
    r"|sends|provide|sell|sold|supply|transfer)\b[^.\n]{0,80}\b(?:with|to)\b"
)
_IDS = frozenset({"sharing", "recipients", "who-we-share-with"})


def check(site: Site, timelines: Mapping[str, Timeline]) -> Iterator[Problem]:
    """Privacy notices without a word on recipients."""
    for version in lacking_now(site, timelines, _WORDS, _IDS):
        yield missing(
            version,
            ID,
            LEVEL,
            "This notice does not say who receives personal data.",
            f"Say which companies get data and what for, or that nobody does. {by_reason('A08')}",
        )
