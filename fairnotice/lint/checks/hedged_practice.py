"""Saying that we may do something with data, where readers need to know whether we do.

Why: "may", "might" and "could" leave open what happens to a person's data; the authorities ask
for definite words, and for a reason where a notice has to hedge (WP260 rev.01 ¶13).

Mend: say what you do, and in which case: "When you order, we pass your address to the courier".
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.law.days import GDPR
from fairnotice.lint.check import Tree
from fairnotice.lint.wording import Passage, passages, quoted
from fairnotice.model import Level, Problem, Site, Timeline

ID = "hedged-practice"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ("W13",)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

When you order, we pass your address to the courier.

You may ask us for a copy. We may not share it with anybody. In May we collect orders.

We may only use your number to call you about an order.

We may keep your bills as required by law.

We may share your address with the police if a court orders us to.

In the event of a recall, we may use your number to warn you. With your prior consent, we may use
your photo on our wall. We may share your recipe at your request.

We may provide links to the websites of millers. We might provide you with extra services.

Depending on your choices, we may send you our list of breads. With your authorisation, we may ask
your bank. We may share a recipe with millers in the following cases:

- 1 May 2020: We wrote that bakers may use your street.

It is our way to respect your privacy in any information we may collect.

We keep what the order needs (e.g. a street), and nothing that we might use later. For example, we
might use your door code to leave the bread inside.

The legal bases that we may use are two. You find below:

- how we may use your street

## What we may collect {#what}
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We may share your address with other companies. ◀

Our partners might also combine it with other data. ◀

We sometimes record calls. ◀

Our partners often combine your details with what they know. ◀

We may provide your address to other bakers. ◀

Our service providers may store your data abroad (i.e. in two countries). ◀

As you walk through the shop, we may collect pictures of you. ◀
""",
}

_PRACTICE = (
    r"(?:collect|use|share|disclose|transfer|process|store|keep|retain|combine|send|sell|provide|"
    r"pass|obtain|receive|record|monitor|track|analy[sz]e|profile|market)"
)
_NO_DATA = (
    r"(?:(?:a|an|any|other|extra|additional|certain|such|free|new|the)\s+)*(?:hyper)?"
    r"(?:links?|services?|access|features?|offers?|discounts?|support|content|tools?)\b"
    r"(?!\s+(?:to|with|data|logs?|information)\s+(?:your|personal)|\s+data|\s+logs?)"
)
"""What is given to readers, or is theirs no more than anybody's."""
_PATTERN = re.compile(
    r"\b(?:we|our\s+(?:partners|suppliers|service\s+providers|affiliates|advertisers)"
    r"|third\s+parties)"
    r"\s+(?:(?:may|might|could)(?:\s+(?:also|sometimes|occasionally|from\s+time\s+to\s+time|then"
    r"|possibly|therefore))*|sometimes|often|occasionally|possibly)\s+"
    rf"{_PRACTICE}\b(?!\s+(?:(?:to\s+)?you\s+with\s+)?{_NO_DATA})",
    re.IGNORECASE,
)
_IN_A_CASE = re.compile(
    r"\b(?:if|when|where|unless|in\s+(?:that|this|such|which)\s+case|in\s+(?:the\s+)?(?:event|case)"
    r"|in\s+response\s+to|good\s+faith|with\s+your\s+(?:\w+\s+){0,2}(?:consent|permission)"
    r"|(?:at|upon|on)\s+your\s+(?:direction|request|instructions?)|as\s+you\s+(?:ask|direct"
    r"|request)"
    r"|for\s+(?:example|instance)|nothing|nobody|authori[sz](?:e|ation)|depending\s+on"
    r"|(?:based\s+on|according\s+to)\s+your\s+(?:\w+\s+)?(?:choices?|settings?|preferences?)"
    r"|following\s+(?:cases|circumstances|situations)|(?:as|where"
    r"|to\s+the\s+extent)\s+(?:is\s+)?(?:necessary|required|needed)\s+(?:by"
    r"|for)\s+(?:\w+\s+)?(?:law|legal)\w*|aggregated?|anonymi[sz]ed|de-?identified"
    r"|once|after|whenever)\b",
    re.IGNORECASE,
)

_LOGGED = re.compile(
    r"^\W*(?:\d{4}-\d\d-\d\d|\d{1,2}\s+[A-Z][a-z]+\s+\d{4}|[A-Z][a-z]+\s+\d{1,2},\s+\d{4})\W*:"
)
"""A line of a list of changes: it tells what was written, not what is done."""
_WHATEVER = re.compile(
    r"\b(?:what|how|why|whether|when|which|whom|who|bas[ie]s(?:\s+that|\s+which)?"
    r"|grounds(?:\s+that|\s+which)?)\s+$|\b(?:any|all|the|whatever)\s+(?:\w+\s+)?(?:data"
    r"|information)\s+(?:that\s+|which\s+)?$"
)
"""Before "we may collect", words that take in all data, whatever it is, or ask a question."""

_HINTS = ("may", "might", "could", "sometimes", "often", "occasion", "possibl")


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Hedged verbs of handling data, unless the sentence names the case; one a sentence."""
    seen = set()
    for passage in passages(site, _PATTERN, _HINTS, GDPR):
        key = (passage.place, passage.sentence)
        if passage.heading or key in seen or _no_practice(passage):
            continue
        seen.add(key)
        yield Problem(
            ID,
            LEVEL,
            passage.place,
            f"“{quoted(passage)}” does not say whether it happens.",
            "Say what you do, and in which case.",
            version=passage.version.ref,
        )


def _no_practice(passage: Passage) -> bool:
    """True when the sentence names the case, or speaks of something else than a practice."""
    return bool(
        _IN_A_CASE.search(passage.sentence)
        or _LOGGED.search(passage.sentence)
        or _WHATEVER.search(passage.before)
    )
