"""A privacy notice that leaves out rights of the reader.

Why: a notice has to tell people that they can see, correct and delete their data, restrict its
use, object to it and take it elsewhere (GDPR Art 13(2)(b)); who does not know a right cannot use
it.

Mend: name each right and how to use it; taking data elsewhere need be named only where the basis
is consent or a contract.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from fairnotice.law.days import GDPR
from fairnotice.lint.check import Tree
from fairnotice.lint.items import missing
from fairnotice.lint.law import judged
from fairnotice.lint.reading import TEXTS, reading, said
from fairnotice.model import Level, Problem, Site, Timeline, Version

ID = "missing-rights"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = ("GDPR13", "ICO-CHK")
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

## What you can do {#rights}

You can get a copy of your data, have it corrected or deleted, and ask us to stop using it for a
while. You can object to what we do, and take your data to another baker.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice ◀

We bake bread for you.
""",
    "content/privacy/2025-02-01.md": """\
# Privacy notice ◀

You have the right to see your data and to object, and to have it corrected.
""",
}

_RIGHTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "see it",
        re.compile(
            r"\baccess|\bcop(?:y|ies)\b|\bsee\b|\bview\b|\bknow (?:what|which|whether)|\bdownload"
            r"|\bwhat (?:data|information|personal|we hold)"
        ),
    ),
    ("correct it", re.compile(r"\bcorrect|\brectif|\bupdate|\bamend|\bput (?:it )?right|\baccura")),
    ("delete it", re.compile(r"\bdelet|\beras|\bremov|\bforgotten\b|\bclos(?:e|ing) your account")),
    (
        "restrict its use",
        re.compile(
            r"\brestrict|\blimit|\bpaus|\bsuspend|\bstop\b|\bfreez|\bblock(?:ing)? (?:the|our|of)\b"
        ),
    ),
    ("object to its use", re.compile(r"\bobject(?:s|ing|ion)?\b|\boppos|\bopt[ -]out|\bsay no\b")),
    (
        "take it elsewhere",
        re.compile(
            r"\bportab|\btransfer\w*|\btake (?:it|them|your|the)\b|\bmachine[- ]readable|\bmove\b"
            r"|\bcommon(?:ly)?\b|\bexport|\banother (?:controller|company|provider|service)|\breus"
        ),
    ),
)
"""What a reader is told of each right, and the words that say it, in small letters."""
_ABOUT_RIGHTS = re.compile(
    r"\bright|\bchoice|\bcontrol|\baccess|\bdelet|\bcorrect|\bobject|\bportab|\byou can (?:ask|do)"
    r"|\bwhat you can"
)
_GRANTED = re.compile(r"\brights?\b|\byou (?:can|may|are entitled to)\b|\b(?:ask|request)\b")
_TAKEN = re.compile(r"\bconsent|\bcontract")


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Privacy notices without rights (an error), or with some and not others (a warning)."""
    for version in judged(site, "privacy", since=GDPR):
        told = {
            name
            for line in reading(version.document).lines
            if _about_rights(f"{line.section.id} {line.section.parent} {line.section.title}")
            or _grants(line.block.lead_in, line.small)
            for name in _told(line.small)
        }
        lost = [name for name, _ in _RIGHTS if name not in told]
        if lost == ["take it elsewhere"] and said(version.document, _TAKEN) is None:
            continue
        if lost:
            yield _problem(version, lost)


@lru_cache(maxsize=TEXTS)
def _about_rights(section: str) -> bool:
    """True for what a section is called, when it is about rights."""
    return bool(_ABOUT_RIGHTS.search(section.lower()))


@lru_cache(maxsize=TEXTS)
def _grants(lead_in: str, small: str) -> bool:
    """True for a block that may tell of a right by its words."""
    return bool(_GRANTED.search(f"{lead_in} {small}"))


@lru_cache(maxsize=TEXTS)
def _told(small: str) -> tuple[str, ...]:
    """The rights of which a block tells, if it tells of rights."""
    return tuple(name for name, words in _RIGHTS if words.search(small))


def _problem(version: Version, lost: list[str]) -> Problem:
    if len(lost) >= len(_RIGHTS) - 1:
        wrong = "This notice does not tell people their rights over their data."
        return missing(version, ID, LEVEL, wrong, "Name each right and how to use it.")
    wrong = f"This notice does not tell people that they can: {', '.join(lost)}."
    mend = (
        "Name the right and how to use it, or say why it is left out: `not_applicable: {A11: …}`."
    )
    return missing(version, ID, "warning", wrong, mend)
