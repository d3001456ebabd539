"""Taking continued use for agreement.

Why: somebody who goes on using a website has not agreed to anything; consent needs a clear,
free act of its own (EDPB Guidelines 05/2020), and a notice informs, it is not accepted.

Mend: leave the sentence out; where consent is the ground, ask for it where it is needed.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.law.days import GDPR
from fairnotice.lint.check import Tree
from fairnotice.lint.wording import Passage, denied, passages, quoted
from fairnotice.model import Level, Problem, Site, Timeline

ID = "continued-use"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = ("EDPB-5/20",)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

If you agree, we continue to use your photograph.

You can continue to use the shop without an account, and you need not agree to cookies.

It does not mean that you agree if you continue to use this site.

By using our shop you agree to our terms of sale. By using the website form you can agree on a
date with us.

To continue to use the trial you have to agree with your landlord on a date.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

If you continue to use our website, you agree to these changes. ◀

Your continued use of our services after a change means that you accept it. ◀

By continuing to browse this site you consent to cookies. ◀

By using our website after a change, you agree to it. ◀

Continuing to use the app means that you accept the new notice. ◀
""",
}

_PATTERN = re.compile(
    r"(?:\bif\s+you\s+continue\s+(?:to\s+(?:use|access|browse|visit)|using|accessing|browsing)"
    r"|\b(?:your|any|such|the)\s+continued\s+(?:use|access|browsing)"
    r"|\b(?:by\s+)?continuing\s+(?:to\s+(?:use|access|browse|visit)|using|accessing|browsing)"
    r")\b(?P<between>[^.!?;]{0,100}?)"
    r"\b(?:accept(?:ed|s|ance|ing)?|agree(?:d|s|ment|ing)?|consent(?:ed|s|ing)?)\b"
    r"|\bby\s+(?:using|accessing|visiting|browsing)\s+(?:this|our|the)\s+(?:\w+\s+)?"
    r"(?:site|website|services?|apps?|platform|pages?|shop)\b(?P<use>[^.!?;]{0,80}?)"
    r"\byou\s+(?:also\s+|hereby\s+)?(?:accept|agree|consent)\b(?![^.!?;]{0,40}\bterms\b)",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|without|no)\b|n[’']t\b", re.IGNORECASE)

_HINTS = ("continu", "by using", "by accessing", "by visiting", "by browsing")


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Sentences in which using something further counts as agreement."""
    for passage in passages(site, _PATTERN, _HINTS, GDPR):
        between = passage.match["between"] or passage.match["use"] or ""
        if denied(passage) or _NOT.search(between) or _contract(site, passage):
            continue
        yield Problem(
            ID,
            LEVEL,
            passage.place,
            f"“{quoted(passage)}” takes continued use for agreement, and it is none.",
            "Leave the sentence out; ask for consent where you need it.",
            version=passage.version.ref,
        )


def _contract(site: Site, passage: Passage) -> bool:
    """True in terms of use: they are a contract, which can be agreed to by what somebody does."""
    return site.notice(passage.version.notice).kind == "terms"
