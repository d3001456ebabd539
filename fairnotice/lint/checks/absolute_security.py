"""A promise of perfect security.

Why: no system is free of risk, so the promise is untrue on the day it is made, and it is broken
with the first incident; regulators have acted on such claims (FTC: Wyndham, Zoom).

Mend: say what you do to protect data, and that no system is free of risk.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.wording import denied, passages
from fairnotice.model import Level, Problem, Site, Timeline

ID = "absolute-security"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ("FTC-SEC",)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

No system is completely secure, and we cannot guarantee the security of e-mail.

No method of sending data is 100% secure.

We guarantee that we answer within a month. Our servers stand in a locked room.

It is in our interest to guarantee the security of the service.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

Your data is 100% secure with us. ◀

We guarantee the security of your details, ◀
and they are kept with bank-grade encryption.

Our servers cannot be hacked. ◀

What you tell us will never be lost or stolen. ◀
""",
}

_PATTERN = re.compile(
    r"(?:\b100\s?%|\b(?:completely|totally|absolutely|perfectly|fully))\s+(?:safe|secure"
    r"|protected)\b"
    r"|(?<!\bto\s)\bguarantee(?:s|d)?\s+(?:that\s+)?(?:the\s+|your\s+)?[^.!?;]{0,25}?\b(?:secur"
    r"|safe)\w*"
    r"|\b(?:bank|military)[- ]grade\b"
    r"|\b(?:hack-?proof|unhackable|impenetrable|unbreakable)\b"
    r"|\b(?:can(?:not|[’']t|\s+never)|will\s+never|can\s+not)\s+be\s+(?:hacked|stolen|lost"
    r"|breached)\b",
    re.IGNORECASE,
)

_HINTS = (
    "safe",
    "secur",
    "protected",
    "grade",
    "proof",
    "hack",
    "able",
    "stolen",
    "lost",
    "breach",
)


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Words that promise security without limit, unless the sentence denies them; one a block."""
    seen = set()
    for passage in passages(site, _PATTERN, _HINTS):
        if denied(passage) or passage.place in seen:
            continue
        seen.add(passage.place)
        yield Problem(
            ID,
            LEVEL,
            passage.place,
            f"“{passage.match[0]}” promises a security that nobody can keep.",
            "Say what you do to protect data, and that no system is free of risk.",
            version=passage.version.ref,
        )
