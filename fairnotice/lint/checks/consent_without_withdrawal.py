"""Consent that a notice relies on, without a word that it can be withdrawn, or by letter only.

Why: people can withdraw consent at any time, and a notice that relies on it has to say so (GDPR
Art 13(2)(c)). To withdraw must be as easy as to give (GDPR Art 7(3)).

Mend: say beside it how to withdraw: a link, a setting, an e-mail.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.law.days import GDPR
from fairnotice.lint.check import Tree
from fairnotice.lint.law import judged
from fairnotice.lint.reading import said, saying
from fairnotice.model import Level, Place, Problem, Site, Timeline

ID = "consent-without-withdrawal"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = ("GDPR13", "ICO-CHK", "GDPR7")
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We send the newsletter with your consent. You can take your consent back at any time.
""",
    "content/privacy/2025-02-01.md": """\
# Privacy notice

We share nothing without your consent.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We send the newsletter with your consent. ◀
""",
    "content/privacy/2025-02-01.md": """\
# Privacy notice

The newsletter rests on your consent. You can withdraw your consent by writing a letter to us. ◀

Where we rely on consent, you can withdraw it by writing to us by post. ◀
""",
}

_CONSENT = re.compile(
    r"(?<!without )(?<!without your )\b(?:with|on|have|given?|gave|obtain|obtained|is|get"
    r"|under|basis|bases|rely on|based on|rests? on|explicit|if you|where you|unless you)[:,]? "
    r"(?:\w+ ){0,2}?consent(?:ed)?\b|\tconsent\b"
)
_WITHDRAWN = re.compile(
    r"\bwithdr[ae]w|\btak(?:e|ing)\b[^.\n]{0,30}\bback\b|\brevok|\bchang(?:e|ing) your mind\b"
    r"|\bunsubscribe|\bopt(?:ing)?[ -]out|\bstop (?:us|this|it|at any time)\b|\bcancel"
    r"|\bwith?held\b|\bturn (?:it|them|this) off"
)
_BY_LETTER = re.compile(
    r"\bwithdraw\b(?:[^.\n]{0,60}\bconsent\b| it\b| this\b)[^.\n]{0,60}\b(?:by post|a letter"
    r"|in writing only|letter to)\b"
)
_ELSE = re.compile(
    r"@|\be-?mail|\bonline\b|\bsettings?\b|\blink\b|\bcall\b|\bphone|\btelephone|\bform\b"
)


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Consent without withdrawal is an error; withdrawal by letter alone is a warning."""
    for version in judged(site, "privacy", since=GDPR):
        consent = said(version.document, _CONSENT)
        if consent is not None and said(version.document, _WITHDRAWN) is None:
            yield Problem(
                ID,
                LEVEL,
                Place(version.path, consent.block.line),
                "This notice relies on consent and does not say that people can withdraw it.",
                "Say how to withdraw: a link, a setting, an e-mail.",
                version=version.ref,
            )
        for line in saying(version.document, _BY_LETTER):
            if _ELSE.search(line.small) is None:
                yield Problem(
                    ID,
                    "warning",
                    Place(version.path, line.block.line),
                    "Consent can be withdrawn by letter only, which is harder than giving it.",
                    "Offer a way that is as easy as giving it.",
                    version=version.ref,
                )
