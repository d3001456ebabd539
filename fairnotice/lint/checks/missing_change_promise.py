"""A privacy notice that does not say how people are told of a change.

Why: people have to hear of a new use before it starts (GDPR Art 13(3); ICO, Right to be
informed), and a promise tells them where to expect it.

Mend: say how and when you tell people of a change that matters to them.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.items import by_reason, lacking_now, missing
from fairnotice.model import Level, Problem, Site, Timeline

ID = "missing-change-promise"
LEVEL: Level = "info"
SOURCES: tuple[str, ...] = (
    "ICO-R2BI",
    "W29",
)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

Before we change this notice, we e-mail you.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice ◀

We use your address to deliver.
""",
}

_WORDS = re.compile(
    r"\b(?:chang(?:e|es|ed|ing)|updat(?:e|es|ed|ing)|amend\w*|revis(?:e|es|ed|ions?)"
    r"|new (?:purpose|version|use)s?|modif\w+)\b[^\n]{0,250}\b(?:tell|told|notify|notified"
    r"|notice|inform|informed|e-?mail|let you know|contact|announce|post|publish|write to)"
    r"|\b(?:tell|notify|inform|e-?mail|let you know|write to"
    r"|contact)\b[^\n]{0,120}\b(?:chang(?:e|es|ing)|updat(?:e|es|ing)|amend\w*"
    r"|new purposes?|something new|anything new|anything else)\b"
)
_IDS = frozenset({"changes", "notice-changes"})


def check(site: Site, timelines: Mapping[str, Timeline]) -> Iterator[Problem]:
    """Privacy notices that promise no message about changes."""
    for version in lacking_now(site, timelines, _WORDS, _IDS):
        yield missing(
            version,
            ID,
            LEVEL,
            "This notice does not say how people are told of a change.",
            "Say how and when you tell people of a change that matters to them. "
            f"{by_reason('A18')}",
        )
