"""Telling people that they must complain to the company before they go to the regulator.

Why: the regulator can be reached at any time; the ICO will usually ask people to try the company
first, but nobody may be told that they have to (ICO, handling complaints).

Mend: write "you can go to the ICO at any time; it will usually ask you to complain to us first".
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.law.days import GDPR
from fairnotice.lint.check import Tree
from fairnotice.lint.wording import passages
from fairnotice.model import Level, Problem, Site, Timeline

ID = "must-come-first"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ("ICO-CMP",)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

You can go to the ICO at any time. It will usually ask you to complain to us first.

You do not have to come to us before you go to the ICO.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

You must complain to us first before you go to the ICO. ◀

You can only complain to the regulator after you have complained to us. ◀

You may go to the ICO only after we have answered your complaint. ◀
""",
}

_REGULATOR = (
    r"(?:ICO|Information\s+Commission(?:er)?|regulator|supervisory\s+authority"
    r"|data\s+protection\s+authority)"
)
_PATTERN = re.compile(
    r"\b(?:must|have\s+to|need\s+to|are\s+required\s+to|may\s+only|can\s+only)\b[^.\n]{0,100}"
    rf"\b(?:before|first|once|until|after)\b[^.\n]{{0,80}}\b{_REGULATOR}\b"
    rf"|\b(?:only|until|unless)\b[^.\n]{{0,60}}\b{_REGULATOR}\b[^.\n]{{0,30}}"
    r"\b(?:after|once|until|when|if)\s+you\s+have\b"
    rf"|\b{_REGULATOR}\b[^.\n]{{0,30}}\bonly\s+(?:after|once|when|if)\s+(?:you|we)\s+have\b",
    re.IGNORECASE,
)
_HINTS = ("ico", "information commission", "regulator", "authority")
_ABOUT = re.compile(r"\b(?:complain\w*|concerns?|contact\s+us|come\s+to\s+us)\b", re.IGNORECASE)
_FREE = re.compile(r"\b(?:not|usually|at\s+any\s+time)\b|n[’']t\b", re.IGNORECASE)


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Duties to come to the company before the regulator, unless the sentence denies them."""
    for passage in passages(site, _PATTERN, _HINTS, GDPR):
        if _FREE.search(passage.sentence) or not _ABOUT.search(passage.sentence):
            continue
        yield Problem(
            ID,
            LEVEL,
            passage.place,
            "People can go to the regulator at any time, and this says that they must wait.",
            "Write “you can go to it at any time; it will usually ask you to "
            "complain to us first”.",
            version=passage.version.ref,
        )
