"""Legitimate interests that a notice relies on and never names.

Why: a notice has to say which interests they are (GDPR Art 13(1)(d)); the ICO asks companies to
tell people actively. Without it nobody can weigh them or object with reason.

Mend: write what the interest is: "our legitimate interest in preventing fraud".
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from fairnotice.law.days import GDPR
from fairnotice.lint.check import Tree
from fairnotice.lint.law import judged
from fairnotice.lint.reading import Line, reading, said
from fairnotice.model import Document, Level, Place, Problem, Site, Timeline

ID = "unnamed-interests"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = ("GDPR13", "ICO-LI")
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We rely on legitimate interests.

| Purpose | Basis |
| --- | --- |
| Locking the shop | Legitimate interests: our interest in keeping thieves out |
""",
    "content/privacy/2025-02-01.md": """\
# Privacy notice

It is in our legitimate interests to keep thieves out.
""",
    "content/privacy/2025-03-01.md": """\
# Privacy notice

We rely on our legitimate interests:

- for example, to keep thieves out.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We use your data because it is in our legitimate interests to do so. ◀

We rely on our legitimate interests where the law allows.
""",
}

_PHRASE = re.compile(r"(?<!recognised )(?<!recognized )\blegitimate (?:\w+ ){0,2}?interests?\b")
_NAMED = re.compile(
    r"\blegitimate (?:\w+ ){0,2}?interests?\b[^.\n]{0,60}?(?:"
    r"\bin (?!accordance|line|this|any|your|some|certain|order|these|those|such|which"
    r"|a way|the event)"
    r"|\bto (?!the\b|you\b|your\b|us\b|do so\b|process\b|use\b|a\b|an\b|this\b|that\b)\w"
    r"|\b(?:namely|such as|includ\w+|for example|like|of \w+ing|as an? \w+|are|being"
    r"|when we|by|e\.g)\b"
    r"|\bfor (?!processing|the processing|using|this|that|these|which)\w|[:(–—])"
    r"|\blegitimate (?:\w+ ){0,2}?interests?\b[^\n]{0,40}[.:\n] ?[^\n]{0,40}\b(?:for "
    r"example|such as|namely"
    r"|these (?:interests )?(?:are|include)|this (?:includes|means)|including)\b"
    r"|\binterests? in \w+ing\b|\bour interests? (?:in|is|are)\b|\binterests (?:are|include)\b"
)


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Privacy notices that speak of legitimate interests and name none; once, where first said."""
    for version in judged(site, "privacy", since=GDPR):
        first = said(version.document, _PHRASE)
        if first is None or _named(version.document) or _in_a_table(version.document):
            continue
        yield Problem(
            ID,
            LEVEL,
            Place(version.path, first.block.line),
            "This notice relies on legitimate interests and does not say which they are.",
            "Name each: “our legitimate interest in preventing fraud”.",
            version=version.ref,
        )


def _named(document: Document) -> bool:
    """True when one is named, in the same block or at the beginning of the next, such as a list."""
    texts = [line.small for line in reading(document).lines]
    return any(
        "interest" in text and _NAMED.search(f"{text}\n{following}")
        for text, following in pairwise((*texts, ""))
    )


def _in_a_table(document: Document) -> bool:
    """True when they lead a list, or stand in a row or under a heading that says more."""
    return any(_says_more(line) for line in reading(document).lines)


def _says_more(line: Line) -> bool:
    lead_in = line.block.lead_in.lower()
    headed = line.block.kind != "heading" and "legitimate" in line.section.title.lower()
    return (
        "legitimate" in " ".join(line.block.header).lower()
        or headed
        or (line.block.kind == "item" and bool(_PHRASE.search(lead_in)))
    )
