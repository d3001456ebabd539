"""A law or a scheme that no longer existed when the version took effect.

Why: a reader who looks up the law that is to protect them finds that there is none. Each version
is judged by the law of the day from which it applies, so an old one may name what held then.

Mend: name the law that replaced it, or leave the reference out.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from fairnotice.law.days import GDPR
from fairnotice.lint.check import Tree
from fairnotice.lint.wording import passages
from fairnotice.model import Day, Level, Problem, Site, Timeline


class _Law(NamedTuple):
    pattern: re.Pattern[str]
    gone: Day
    """First day on which it no longer held."""
    why: str
    instead: str


ID = "dead-law"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ("DPF",)
GOOD: Tree = {
    "content/privacy/2017-01-01.md": """\
# Privacy notice

We follow the Data Protection Act 1998, and our host in the United States is part of the
EU-US Privacy Shield.
""",
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We follow the UK GDPR and the Data Protection Act 2018, which replaced the Data Protection Act 1998.

Guidelines adopted by the Article 29 Working Party explain this.

The Privacy Shield was declared invalid in 2020, and we no longer rely on it.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We follow the Data Protection Act 1998. ◀

Our host in the United States is part of the Privacy Shield. ◀

The Privacy Shield protects your data.

Questions about this can be put to the Article 29 Working Party. ◀
""",
}
_LAWS = (
    _Law(
        re.compile(r"\b(?:Data\s+Protection\s+Act,?\s+1998|DPA\s+1998)\b", re.IGNORECASE),
        GDPR,
        "was replaced on 25 May 2018",
        "the UK GDPR and the Data Protection Act 2018",
    ),
    _Law(
        re.compile(r"\bDirective\s+(?:\(EC\)\s+)?(?:No\.?\s+)?95/46(?:/EC)?", re.IGNORECASE),
        GDPR,
        "was replaced on 25 May 2018",
        "the GDPR",
    ),
    _Law(
        re.compile(r"\bSafe\s+Harbou?r\b(?!\s+(?:[Pp]rovision|[Rr]ule))"),
        Day(2015, 10, 6),
        "was declared invalid on 6 October 2015",
        "the safeguard that you rely on now",
    ),
    _Law(
        re.compile(
            r"\b(?:Article|Art\.?)\s+29\s+(?:Data\s+Protection\s+)?Working\s+(?:Party|Group)\b",
            re.IGNORECASE,
        ),
        GDPR,
        "gave way to the European Data Protection Board on 25 May 2018",
        "the European Data Protection Board, or for the UK the ICO",
    ),
    _Law(
        re.compile(r"\bPrivacy\s+Shield\b", re.IGNORECASE),
        Day(2020, 7, 16),
        "was declared invalid on 16 July 2020",
        "the safeguard that you rely on now",
    ),
)
_AS_HISTORY = re.compile(
    r"\b(?:replac\w+|repeal\w*|former\w*|invalid\w*|supersed\w+|previous\w*|old|no\s+longer"
    r"|adopted|endorsed|guidelines?\s+of|ended|until|used\s+to|despite|history)\b",
    re.IGNORECASE,
)

_HINTS = ("29", "1998", "95/46", "harbo", "shield")


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Names of laws that were gone on the version's effective day, unless told as history.

    Each law once a version, where it is first named.
    """
    for law in _LAWS:
        named = set()
        for passage in passages(site, law.pattern, _HINTS):
            if passage.version.effective < law.gone or _AS_HISTORY.search(passage.sentence):
                continue
            if passage.version.ref in named:
                continue
            named.add(passage.version.ref)
            yield Problem(
                ID,
                LEVEL,
                passage.place,
                f"“{passage.match[0]}” {law.why}, before this version applies "
                f"({passage.version.effective}).",
                f"Name {law.instead}, or leave the reference out.",
                version=passage.version.ref,
            )
