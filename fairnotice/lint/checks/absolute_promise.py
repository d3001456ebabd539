"""A promise to share nothing with anybody.

Why: hardly any company can keep it: the host, the payment company and the courier all receive
data, and so do the police with a court's order. A broken promise misleads (FTC on quiet changes
of policy treats it as deception).

Mend: say with whom you do share, and what you never do, such as selling data.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.wording import passages, quoted
from fairnotice.model import Level, Problem, Site, Timeline

ID = "absolute-promise"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ("FTC-24",)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We never sell your data, and we share it with nobody but the courier.

We do not share your data with anyone except the police, when a court orders it.

We do not share your e-mail address with advertisers.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We will never share your data. ◀

We do not share your personal information with anyone. ◀

We do not pass your details to any third party. ◀

No third parties have access to your data. ◀
""",
}

_DATA = (
    r"(?:any\s+of\s+)?(?:your|any|this|the|that)\s+(?:personal\s+|private\s+)?"
    r"(?:data|information|details|it)"
)
_HAND = r"(?:share|disclose|pass(?:\s+on)?|give\s+out|give|hand\s+over|reveal|release)"
_PATTERN = re.compile(
    rf"\bwe\s+(?:will\s+|would\s+|shall\s+)?never\s+(?:sell\s+or\s+|sell,\s+"
    rf"|rent\s+or\s+)?{_HAND}\s+"
    rf"(?:{_DATA}|it)\b(?:\s+(?:with|to)\s+(?:any\s+)?(?:anyone|anybody|others"
    rf"|(?:other\s+)?third\s+part(?:y|ies)))?"
    r"(?=\s*(?:[.;!]|$|without\b))"
    rf"|\bwe\s+(?:do|will|shall|would)\s+not\s+(?:sell\s+or\s+|sell,\s+)?{_HAND}\s+(?:{_DATA}"
    rf"|it)\s+(?:on\s+)?(?:with|to)\s+"
    r"(?:anyone|anybody|any\s+(?:other\s+)?(?:third\s+part(?:y|ies)|one|company|person)"
    r"|third\s+parties|others)"
    r"(?=\s*(?:[.;!]|$))"
    rf"|\bno\s+(?:third\s+part(?:y|ies)|other\s+compan(?:y|ies)|outsiders?)\s+(?:ever\s+)?"
    rf"(?:has|have|gets?|receives?|sees?)\s+(?:any\s+)?(?:access\s+to\s+)?{_DATA}(?=\s*(?:[.;!]"
    rf"|$))",
    re.IGNORECASE,
)
_HINTS = (
    "third part",
    "other compan",
    "outsider",
    "share",
    "disclose",
    "pass",
    "give",
    "hand over",
    "reveal",
    "release",
)
_EXCEPTION = re.compile(
    r"\b(?:except|unless|without|other\s+than|only|apart\s+from|outside|but|if|as\s+(?:described"
    r"|set"
    r"|stated|explained|outlined)|for\s+(?:their|marketing|advertising)|until|where|when)\b",
    re.IGNORECASE,
)


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Promises to share with nobody that name no exception in the sentence; one a block."""
    seen = set()
    for passage in passages(site, _PATTERN, _HINTS):
        if passage.place in seen or _EXCEPTION.search(passage.sentence):
            continue
        seen.add(passage.place)
        yield Problem(
            ID,
            LEVEL,
            passage.place,
            f"“{quoted(passage)}” is a promise that hardly any company can keep.",
            "Say with whom you do share, and what you never do.",
            version=passage.version.ref,
        )
