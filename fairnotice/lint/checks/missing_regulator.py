"""A privacy notice that does not tell people that they can complain to the regulator.

Why: a notice has to state the right to complain to the supervisory authority, in the UK the
Information Commission, known as the ICO (GDPR Art 13(2)(d); ICO, checklists).

Mend: name the regulator and link to its page for complaints, such as ico.org.uk/make-a-complaint.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.items import lacking, missing
from fairnotice.model import Level, Problem, Site, Timeline

ID = "missing-regulator"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = (
    "GDPR13",
    "ICO-CHK",
)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

You can complain to the ICO at any time.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice ◀

You can complain to us. Our regulator for bread is the council.
""",
}

_WORDS = re.compile(
    r"\bico\b|\bico\.org\.uk\b|\binformation commission|\bsupervisory authorit"
    r"|\bdata protection (?:authorit|commission|agenc|regulator|supervis)"
    r"|\bprivacy (?:authorit|regulator)"
    r"|\bcomplain[^\n]{0,200}\b(?:authorit(?:y|ies)|(?:the|your|any|a|local|applicable|relevant"
    r"|competent) regulator|commissioner|ombudsman"
    r"|dpa)\b|\b(?:authorit(?:y|ies)|the regulator|commissioner)\b[^\n]{0,100}\bcomplain"
)
_IDS = frozenset({"complain-to-regulator"})


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Privacy notices that name no data protection authority."""
    for version in lacking(site, _WORDS, _IDS):
        yield missing(
            version,
            ID,
            LEVEL,
            "This notice does not say that people can complain to the regulator.",
            "Name the regulator and link to its page for complaints, such as "
            "ico.org.uk/make-a-complaint.",
        )
