"""Keeping data for as long as necessary, without a word on what decides it.

Why: a notice has to give the period, or the criteria for it (GDPR Art 13(2)(a); ICO, audit
toolkit); "as long as necessary" repeats the law and tells readers nothing.

Mend: give the period, or the event that ends it: "for six years after the order, for our
accounts".
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.law.days import GDPR
from fairnotice.lint.check import Tree
from fairnotice.lint.law import judged
from fairnotice.lint.reading import Hit, hits, reading, sentences
from fairnotice.model import Level, Place, Problem, Site, Timeline, Version

ID = "vague-retention"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = ("GDPR13", "ICO-AUD")
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We keep data only as long as necessary. Orders are deleted after six years.

We keep it for as long as you have an account.

We keep your address as long as we need it to deliver your orders, and delete it when you leave.
""",
    "content/privacy/2025-02-01.md": """\
# Privacy notice

## How long we keep it {#retention}

We keep data for as long as necessary.

| Record | Time |
| --- | --- |
| Orders | 6 years |
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We keep your data for as long as necessary. We take good care of it. ◀

We keep your number as long as necessary to prevent misuse. ◀

We retain it as long as is reasonably needed for the purposes for which it was collected. ◀

| Record | Time | Why |
| --- | --- | --- |
| Membership | For as long as necessary | To run the club | ◀
""",
}

_PATTERN = re.compile(
    r"\b(?:as|so) long as (?:(?:it|this|that|they) )?(?:(?:is|are|be) )?(?:\w+ly )?"
    r"(?:necessary|needed|required|we need (?:it|them|to|your \w+))"
    r"|\b(?:(?:no )?longer than|(?:for )?(?:the|a) (?:time|period)(?: of time)?) (?:that )?"
    r"(?:(?:it|this) )?(?:(?:is|are) )?(?:\w+ly )?(?:necessary|needed|required)",
    re.IGNORECASE,
)
_HINTS = ("long as", "longer than", "necessary", "needed", "required")
_NO_PERSON = re.compile(r"\b(?:anonymi\w+|aggregated?|de-?identified|statistical)\b", re.IGNORECASE)
_KEPT = re.compile(
    r"\b(?:keep|kept|keeps|retain\w*|retention|stor(?:e|ed|es|ing)|hold|held|sav(?:e|ed)|delet\w+"
    r"|preserv\w+)\b",
    re.IGNORECASE,
)
_TABLE = re.compile(
    r"\b(?:long|time|keep|kept|period|retention|retain\w*|stor\w+)\b", re.IGNORECASE
)
_DECIDED = re.compile(
    r"[0-9]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|thirteen|eighteen"
    r"|twenty-four|thirty|ninety) (?:calendar |working |business )?(?:days?|weeks?"
    r"|months?|years?)\b"
    r"|\b(?:until|unless|after|once|when|upon|end of|ends?|expir\w+|terminat\w+|clos(?:e|ed|ure)"
    r"|laws?|legal(?:ly)?|legislat\w+|tax|claims?|statut\w+|regulat\w+|criteri\w+"
    r"|depend\w*|based on|factors?"
    r"|determin\w+|table|schedule|below|following|account|subscri\w+|contract|relationship|active"
    r"|disputes?|maintain your|withdraw|request)\b",
    re.IGNORECASE,
)
"""A number, or a word for an event or a criterion."""


_FOR_A_PURPOSE = re.compile(
    r"\s+(?:in\s+order\s+)?to\s+(?!(?:fulfil|fulfill|achieve|accomplish|satisfy|meet|serve"
    r"|complete)\b)\w+",
    re.IGNORECASE,
)


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """The phrase, about keeping, with no number, event or criterion within two sentences.

    A warning where a purpose stands behind it: readers can tell from some when they are over.
    """
    for version in judged(site, "privacy", "cookies", since=GDPR):
        seen = set()
        for hit in hits(version.document, _PATTERN, _HINTS):
            place = Place(hit.block.path or version.path, hit.block.line)
            if place in seen or not _about_keeping(hit) or _decided(version, hit):
                continue
            seen.add(place)
            purpose = _FOR_A_PURPOSE.match(hit.match.string, hit.match.end())
            yield Problem(
                ID,
                "warning" if purpose else LEVEL,
                place,
                f"“{hit.match[0]}” does not tell readers how long their data is kept.",
                "Give the period, or the event that ends it.",
                version=version.ref,
            )


def _about_keeping(hit: Hit) -> bool:
    """True when the sentence is about keeping personal data, or the row's table is."""
    if hit.block.kind == "heading":
        return False
    if hit.block.kind == "row":
        return bool(_TABLE.search(f"{hit.section.title} {' '.join(hit.block.header)}"))
    sentence = hit.block.text[hit.start : hit.end]
    return bool(_KEPT.search(sentence)) and not _NO_PERSON.search(sentence)


def _decided(version: Version, hit: Hit) -> bool:
    """True when the sentence, two before it or two after it say what decides, or a table does."""
    if hit.block.kind == "row":
        return bool(_DECIDED.search(hit.match.string.replace(hit.match[0], " ")))
    before = sentences(hit.block.text[: hit.start])[-2:]
    here = hit.block.text[hit.start : hit.end].replace(hit.match[0], " ")
    after = sentences(hit.block.text[hit.end :])[:2]
    return any(_DECIDED.search(text) for text in (*before, here, *after, *_next(version, hit)))


def _next(version: Version, hit: Hit) -> list[str]:
    """The first sentences of the block below, and every row or item of the same section."""
    lines = [line.block for line in reading(version.document).lines if line.section is hit.section]
    at = next((n for n, block in enumerate(lines) if block is hit.block), 0)
    listed = [block.text for block in lines[at + 1 :] if block.kind in {"row", "item"}]
    return [
        *listed,
        *(text for block in lines[at + 1 : at + 2] for text in sentences(block.text)[:2]),
    ]
