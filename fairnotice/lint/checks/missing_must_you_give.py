"""A privacy notice that does not say whether people have to give their data.

Why: where a law or a contract requires data, the notice has to say so, and what happens without
it (GDPR Art 13(2)(e)).

Mend: say which data is needed for what, and what does not work without it.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.items import by_reason, lacking_now, missing
from fairnotice.model import Level, Problem, Site, Timeline

ID = "missing-must-you-give"
LEVEL: Level = "info"
SOURCES: tuple[str, ...] = (
    "GDPR13",
    "ICO-CHK",
)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

Without an address we cannot deliver.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice ◀

We use your address to deliver.
""",
}

_WORDS = re.compile(
    r"\b(?:do not|don't|did not|need not|not have to|choose not to|prefer not to"
    r"|would rather not|decline to|refuse to|fail to|have to|required to|need to|obliged to"
    r"|must|asked to|not want to) (?:give|provide|supply|tell|share|submit|disclose)"
    r"|\b(?:is|are) (?:needed|required|necessary)[^.\n]{0,30}\b(?:otherwise|or we|or you)\b"
    r"|\b(?:optional|voluntary|mandatory|compulsory)\b|\bwithout (?:it|them|this|that|these"
    r"|your|an?|the)\b[^.\n]{0,60}\b(?:cannot|can't|not|unable)\b|\b(?:cannot|can't"
    r"|unable to)\b[^.\n]{0,80}\bwithout\b|\bnot (?:giv|provid|supply|tell)ing\b"
)
_IDS = frozenset({"must-you-give", "not-giving-data"})


def check(site: Site, timelines: Mapping[str, Timeline]) -> Iterator[Problem]:
    """Privacy notices without a word on whether data must be given."""
    for version in lacking_now(site, timelines, _WORDS, _IDS):
        yield missing(
            version,
            ID,
            LEVEL,
            "This notice does not say whether people have to give their data, or what happens"
            " if they do not.",
            "Say which data is needed for what, and what does not work without it. "
            f"{by_reason('A15')}",
        )
