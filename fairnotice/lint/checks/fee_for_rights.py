"""A charge for using a right.

Why: rights are free, but for requests that are manifestly unfounded or excessive (GDPR Art 12(5)).

Mend: say that it is free; name the exception if you like.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.law.days import GDPR
from fairnotice.lint.check import Tree
from fairnotice.lint.wording import passages
from fairnotice.model import Level, Problem, Site, Timeline

ID = "fee-for-rights"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ("GDPR12", "UKGDPR-12A")
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

Access to your data is free. We charge a fee only for excessive requests.

We charge a delivery fee. There is a fee of £2 for access to our recipes.
""",
    "content/privacy/2017-01-01.md": """\
# Privacy notice

We charge a fee of £10 for a copy of your data.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We charge a fee of £10 for a copy of your data. ◀

There is a fee of £10 for access. ◀

There is a £10 fee for a subject access request. ◀

Access requests cost £10. ◀

You can see what we hold about you; we charge £10 for each copy. ◀
""",
}

_COST = (
    r"(?:\bwe\s+(?:may\s+|will\s+|can\s+|also\s+)*charge\b|\b(?:pay|fee\s+of"
    r"|subject\s+to)\s+(?:an?\s+)?"
    r"(?:\w+\s+)?(?:fee|charge|[£€$])|\bfee\s+of\s+[£€$]"
    r"|[£€$]\s?[0-9.]+\s+(?:fee|charge)\b|\bcosts?\s+[£€$])"
)
_RIGHT = (
    r"\b(?:access(?:ing)?\s+(?:to\s+)?(?:your|the|personal)|cop(?:y|ies)\s+of\s+(?:your"
    r"|the|any)|(?:subject\s+)?access\s+requests?|your\s+requests?|(?:for|each"
    r"|every)\s+(?:access\b(?!\s+to\s+(?!your|the\s+data|personal))|copy))\b"
)
_PATTERN = re.compile(
    rf"{_COST}[^.\n]{{0,80}}{_RIGHT}|{_RIGHT}[^.\n]{{0,80}}{_COST}", re.IGNORECASE
)
_HINTS = ("fee", "charge", "cost")
_FREE = re.compile(
    r"\b(?:free|no|not|without|excessive\w*|unfounded|repetitive|repeated|further|additional|extra"
    r"|subscription|unless|cases?|circumstances|certain|vexatious|permitted|allowed|law"
    r"|unreasonable|exceptional)\b|n[’']t\b",
    re.IGNORECASE,
)


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """A fee near access, unless the sentence names the exception or denies it; from the GDPR on."""
    for passage in passages(site, _PATTERN, _HINTS, GDPR):
        if _FREE.search(passage.sentence):
            continue
        yield Problem(
            ID,
            LEVEL,
            passage.place,
            f"“{passage.match[0]}”: using a right costs nothing.",
            "Say that it is free; name the exception if you like.",
            version=passage.version.ref,
        )
