"""Telling readers to keep checking the page for changes.

Why: people do not come back to read a notice again, so a change that is only put on the page
reaches nobody; the European data protection authorities call the request insufficient and unfair
(WP260 rev.01 ¶29).

Mend: say how you will tell people of a change that matters, such as by e-mail before it applies.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.law.days import GDPR
from fairnotice.lint.check import Tree
from fairnotice.lint.wording import passages, quoted
from fairnotice.model import Level, Problem, Site, Timeline

ID = "check-back"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = ("W29",)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We review this notice regularly, and we e-mail you before a change that matters to you applies.

You can check your details in your account at any time.

Please check the notices of the other websites that we link to.

You do not have to check this page for changes.

Please read this page for a list of the countries to which we regularly send data.
""",
    "content/privacy/2018-05-24.md": """\
# Privacy notice

Before the GDPR applied: please check this page from time to time.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

Please check this page from time to time. ◀

We encourage you to review this Privacy Policy periodically to stay informed. ◀

You should check back frequently to see any updates. ◀

It is a good idea to come back to this page now and then. ◀

You are responsible for reviewing this policy periodically. ◀

Please read this page often. We will e-mail you before a change that matters applies. ◀
""",
}

_ASKED = (
    r"(?:\bplease\s+|\byou\s+(?:should|may\s+(?:wish|want)\s+to|must|are\s+advised\s+to|ought\s+to"
    r"|need\s+to|agree\s+to)\s+(?:also\s+)?|\b(?:encourage|advise|invite|ask|urge|remind)\s+"
    r"(?:you|users|visitors|customers|everyone)\s+to\s+|\b(?:suggest|recommend)\s+(?:that\s+)?"
    r"(?:you|users|visitors|customers)\s+|\byour\s+(?:own\s+)?responsibility\s+to\s+"
    r"|\byou\s+are\s+responsible\s+for\s+"
    r"|\bgood\s+idea\s+to\s+"
    r"|(?:^|[.!?]\s+))"
)
_OFTEN = (
    r"(?:regular(?:ly)?|periodic(?:ally)?|frequent(?:ly)?|often|(?:from\s+)?time\s+to\s+time"
    r"|occasionally|(?:every\s+)?now\s+and\s+(?:then|again)|for\s+(?:any\s+"
    r"|the\s+latest\s+)?(?:updates|changes)"
    r"|(?:to\s+see|whether|if)\s+(?:there\s+(?:are|have\s+been)\s+)?any\s+(?:updates|changes)"
    r"|to\s+(?:stay|keep|be)\s+(?:informed|up\s+to\s+date|aware))"
)
_PATTERN = re.compile(
    _ASKED + r"(?:re-?)?(?:(?:check|visit|review|read|consult)(?:ing)?|look\s+at|(?:return"
    r"|come\s+back)\s+to"
    r"|refer\s+(?:back\s+)?to)\s+"
    r"(?:back(?:\s+(?:here|at))?|(?:this|our|the)\s+(?:(?:privacy|cookies?|data\s+protection)\s+)?"
    r"(?:page|notice|policy|statement|document)s?)\b"
    rf"(?:(?!\b(?:which|that|how|where|list)\b)[^.!?]){{0,60}}?\b{_OFTEN}",
    re.IGNORECASE,
)

_TOLD = re.compile(
    r"\b(?:will|shall|always)\s+(?:also\s+)?(?:notify|inform|tell|e-?mail|contact|write\s+to"
    r"|alert)\s+you"
    r"|\bwe\s+(?:notify|inform|tell|e-?mail|write\s+to)\s+you\b"
    r"|\b(?:will|shall)\s+(?:also\s+)?(?:provide|give"
    r"|send)\s+(?:you\s+)?(?:with\s+)?(?:\w+\s+){0,3}notice\b",
    re.IGNORECASE,
)
"""Beside such a promise the request is not the way to learn of changes, only the wrong advice."""
_HINTS = (
    "regular",
    "period",
    "frequent",
    "often",
    "time",
    "occasion",
    "every",
    "now and",
    "updates",
    "changes",
    "informed",
    "aware",
    "up to date",
)


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Requests to look at the page again and again; a warning beside a promise to tell."""
    for passage in passages(site, _PATTERN, _HINTS, GDPR):
        told = _TOLD.search(passage.match.string)
        yield Problem(
            ID,
            "warning" if told else LEVEL,
            passage.place,
            f"“{quoted(passage)}” leaves it to readers to find out what has changed.",
            "Say instead how you tell them: by e-mail, before a change that matters applies.",
            version=passage.version.ref,
        )
