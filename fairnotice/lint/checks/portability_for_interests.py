"""Taking data elsewhere, promised where only legitimate interests are the basis.

Why: the right to portability is for data that people gave under a contract or by consent (ICO,
legitimate interests); a notice that promises more disappoints.

Mend: leave it out, or say for which data it holds.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.law.days import GDPR
from fairnotice.lint.check import Tree
from fairnotice.lint.law import judged
from fairnotice.lint.reading import said
from fairnotice.model import Level, Place, Problem, Site, Timeline

ID = "portability-for-interests"
LEVEL: Level = "info"
SOURCES: tuple[str, ...] = ("ICO-LI",)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We rely on legitimate interests and on your contract. You have a right to data portability.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We rely on legitimate interests.

You have a right to data portability. ◀
""",
}

_PHRASE = re.compile(r"\b(?:data )?portability\b")
_FINE = re.compile(r"\bcontract|\bconsent|\bterms of (?:use|service|sale)\b|\bagree")
_INTERESTS = re.compile(r"\blegitimate (?:\w+ )?interests?\b")


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Notices that name interests, portability, and neither contract nor consent."""
    for version in judged(site, "privacy", since=GDPR):
        if said(version.document, _INTERESTS) is None:
            continue
        first = said(version.document, _PHRASE)
        if first is None or said(version.document, _FINE):
            continue
        yield Problem(
            ID,
            LEVEL,
            Place(version.path, first.block.line),
            "This notice promises portability, which holds only for data under a "
            "contract or by consent.",
            "Leave it out, or say for which data it holds.",
            version=version.ref,
        )
