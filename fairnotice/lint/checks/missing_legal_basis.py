"""A privacy notice that names no legal basis.

Why: data may be used only on one of the grounds in the law, and a notice has to say on which
(GDPR Art 13(1)(c)); which rights people have depends on it.

Mend: name the basis of each purpose: contract, legal obligation, consent, legitimate interests,
vital interests or public task.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.items import lacking, missing
from fairnotice.model import Level, Problem, Site, Timeline

ID = "missing-legal-basis"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = (
    "GDPR13",
    "ICO-CHK",
    "ICO-LB",
)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We use your address because we have a contract with you.
""",
    "content/privacy/2025-02-01.md": """\
# Privacy notice

We have to keep your bills by law.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice ◀

We use your address to deliver your bread.
""",
}

_WORDS = re.compile(
    r"\b(?:legal|lawful) (?:basis|bases|grounds?|reasons?|justifications?)\b|\bbas(?:is"
    r"|es) (?:in law|for (?:processing|using|the))\b|\bgrounds? for\b"
    r"|\blegitimate (?:\w+ )?interests?\b|\bcontract(?:ual(?:ly)?)?\b[^.\n]{0,30}\byou\b"
    r"|\b(?:perform|fulfil)\w* (?:of )?(?:a|the|our|your|this) (?:\w+ )?contract"
    r"|\blegal obligations?\b|\barticle 6\b|\bart\.? 6\b|\bpublic task\b|\bvital interests\b"
    r"|\b(?:rely|based|relies) on (?:your )?consent|\bbecause you (?:have )?(?:agree|consent)"
    r"|\bcontract is\b|\bgrounds? (?:is|are)\b|\b(?:must|have to|required"
    r"|obliged)\b[^.\n]{0,40}\bby law\b"
    r"|\bthe law (?:requires|obliges|lets|allows|makes)\b"
)
_IDS = frozenset({"legal-basis", "lawful-basis", "legal-bases", "grounds"})


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Privacy notices without a word on legal bases."""
    for version in lacking(site, _WORDS, _IDS):
        yield missing(
            version,
            ID,
            LEVEL,
            "This notice does not say which legal basis allows the use of personal data.",
            "Name the basis of each purpose: contract, legal obligation, consent, legitimate "
            "interests, vital interests or public task.",
        )
