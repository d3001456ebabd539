"""Recipients that are only praised: trusted partners, selected third parties.

Why: people are to know who gets their data, or at least which kind of company; a compliment does
not tell them (ICO, guidance on storage and access technologies: no ambiguous "partners").

Mend: name the companies, or say what kind they are and what they do: "the couriers who bring
your order".
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.law.days import GDPR
from fairnotice.lint.check import Tree
from fairnotice.lint.law import uk
from fairnotice.lint.wording import denied, passages
from fairnotice.model import Level, Problem, Site, Timeline

ID = "vague-recipients"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ("ICO-SAT-TELL",)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We give your address to the couriers who bring your order.

Our trusted partners (Mottle Ltd and Pike Ltd) read the first cookie.

Our partners who host the website are named below. You selected the parties to your contract.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We share your details with our trusted partners. ◀

Carefully selected third parties help us. ◀
""",
    "content/cookies/2025-01-01.md": """\
# Cookie notice

Some cookies are read by our trusted partners. ◀
""",
}

_PATTERN = re.compile(
    r"\b(?:trusted|selected|chosen|valued|reputable)\s+(?:business\s+)?"
    r"(?:partners|third[- ]part(?:y|ies)|companies|others|providers|affiliates)\b",
    re.IGNORECASE,
)

_NAMED = re.compile(
    r"\s*(?:[:(]|,?\s*(?:such\s+as|namely|like|including|named|listed|(?:that|which"
    r"|who)\s+are\s+(?:named|listed))\b)",
    re.IGNORECASE,
)
"""What stands behind the phrase when the names follow."""
_HINTS = ("trusted", "selected", "chosen", "valued", "reputable")


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Praise in place of a name or a kind of company; an error in a UK cookie notice.

    There the ICO rules it out in so many words, and the phrase itself is what it names.
    """
    for passage in passages(site, _PATTERN, _HINTS, GDPR):
        if denied(passage) or _NAMED.match(passage.match.string[passage.match.end() :]):
            continue
        cookies = site.notice(passage.version.notice).kind == "cookies"
        yield Problem(
            ID,
            "error" if cookies and uk(site) else LEVEL,
            passage.place,
            f"“{passage.match[0]}” does not tell readers who gets their data.",
            "Name them, or say what kind of company they are and what they do.",
            version=passage.version.ref,
        )
