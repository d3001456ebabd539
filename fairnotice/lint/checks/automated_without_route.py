"""Decisions by software, without how they work, what they mean or how to reach a person.

Why: where software alone decides something serious about people, the notice has to explain the
logic and the consequences (GDPR Art 13(2)(f)), and people can ask for a human and contest it.

Mend: say what the software looks at, what follows from it, and how to ask for a person.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.law.days import GDPR
from fairnotice.lint.check import Tree
from fairnotice.lint.law import judged
from fairnotice.lint.reading import hits, reading, said
from fairnotice.model import Level, Place, Problem, Site, Timeline

ID = "automated-without-route"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ("GDPR13",)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We use automated decision-making for orders on account: a program looks at your last bills, and
refuses an order when three are open. You can ask for a person to look at it.
""",
    "content/privacy/2025-02-01.md": """\
# Privacy notice

We do not make automated decisions about you.

You have the right not to be subject to automated decisions.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We use automated decision-making to approve orders on account. ◀
""",
    "content/privacy/2025-02-01.md": """\
# Privacy notice

Decisions about your account are made automatically. You can ask for a person to look at them. ◀
""",
}

_PATTERN = re.compile(
    r"\bwe (?:also |may |will |sometimes |do ){0,2}(?:use|make|makes|carry out"
    r"|rely on|take|undertake)\b"
    r"[^.\n]{0,60}\b(?:automated (?:individual )?(?:decision|processing)|profiling)"
    r"|\bdecisions? (?:(?:about|on|for) [\w’' -]{1,30} )?(?:is|are|will be|may be) (?:made "
    r"|taken )?"
    r"(?:automatically|by (?:a |our )?(?:computer|software|algorithm|machine|program))",
    re.IGNORECASE,
)
_HINTS = ("automat", "profiling", "decision")
_DENIED = re.compile(r"\b(?:not|never|no|without)\b|n[’']t\b", re.IGNORECASE)
_PERSON = re.compile(
    r"\bhuman\b|\b(?:person|someone|somebody|one of us|member of)\b[^.\n]{0,60}"
    r"\b(?:look|review|check|decid|consider|explain)|\bcontest|\bchalleng|\bappeal|\breconsider"
)


_LOGIC = re.compile(
    r"\blooks (?:at|for)\b|\b(?:based|depend\w*|relies|rely|rests?) (?:up)?on\b"
    r"|\btak\w+ into account"
    r"|\b(?:consider|compar|calculat|weigh|scor|examin|us)(?:es|e|ing|s)? (?:your|the|how|what"
    r"|whether|data"
    r"|information|details|facts)|\bfactors?\b|\bcriteri|\blogic\b|\bbecause\b|\bby (?:look"
    r"|compar|check)"
    r"|\bhow (?:it|this|we|the \w+) (?:decides?|works?)\b"
)
"""How it decides."""


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Automated decisions said to happen, without their logic or a human route; once a version."""
    for version in judged(site, "privacy", since=GDPR):
        for hit in hits(version.document, _PATTERN, _HINTS):
            if _DENIED.search(hit.block.text[hit.start : hit.end]):
                continue
            lacking = [] if said(version.document, _PERSON) else ["how a person can be asked"]
            lines = reading(version.document).lines
            here = (line.small for line in lines if line.section is hit.section)
            if not any(_LOGIC.search(text) for text in here):
                lacking.insert(0, "what it looks at")
            if lacking:
                yield Problem(
                    ID,
                    LEVEL,
                    Place(hit.block.path or version.path, hit.block.line),
                    f"This notice says that software decides, and not {' or '.join(lacking)}.",
                    "Say what it looks at, what follows, and how to ask for a person.",
                    version=version.ref,
                )
            break
