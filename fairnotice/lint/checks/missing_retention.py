"""A privacy notice that does not say how long personal data is kept.

Why: a notice has to give the period, or what decides it (GDPR Art 13(2)(a); ICO, audit toolkit).

Mend: give a period for each kind of record, or the event that ends it.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.items import lacking, missing
from fairnotice.model import Level, Problem, Site, Timeline

ID = "missing-retention"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = (
    "GDPR13",
    "ICO-CHK",
    "ICO-AUD",
)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We delete your orders after six years.
""",
    "content/privacy/2025-02-01.md": """\
# Privacy notice

Bills stay with us for seven years.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice ◀

We keep your orders in a locked room.
""",
}

_WORDS = re.compile(
    r"\bretain|\bretention\b|\bhow long\b|\bas long as\b|\b(?:keep|kept|store|stored|hold|held"
    r"|saved?|delete|deleted|erase|erased|destroy\w*|wiped?|shred\w*|stays? with us"
    r"|throw\w* away|remov\w+|anonymi\w+)\b[^.\n]{0,120}"
    r"\b(?:years?|months?|weeks?|days?|hours?|until|once|when|after|period|longer|no more"
    r"|necessary)\b"
    r"|\b(?:after|for|within) (?:\w+ ){1,3}(?:years?|months?|weeks?"
    r"|days?)\b[^.\n]{0,60}\b(?:delet|eras|destroy|remov|anonymi)"
)
_IDS = frozenset({"retention", "how-long"})


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Privacy notices without a word on how long data is kept."""
    for version in lacking(site, _WORDS, _IDS):
        yield missing(
            version,
            ID,
            LEVEL,
            "This notice does not say how long personal data is kept.",
            "Give a period for each kind of record, or the event that ends it.",
        )
