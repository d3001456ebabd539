"""Decisions by software, without how they work, what they mean or how to reach a person.

Why: where software alone decides something serious about people, the notice has to explain the
logic and the consequences (GDPR Art 13(2)(f)), and people can ask for a human and contest it.

Mend: say what the software looks at, what follows from it, and how to ask for a person.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.law import GDPR, judged
from fairnotice.lint.reading import hits, said
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
}

_PATTERN = re.compile(
    r"\bwe (?:also |may |will |sometimes |do ){0,2}(?:use|make|makes|carry out"
    r"|rely on|take|undertake)\b"
    r"[^.\n]{0,60}\b(?:automated (?:individual )?(?:decision|processing)|profiling)"
    r"|\bdecisions? (?:about you )?(?:is|are|will be|may be) (?:made |taken )?"
    r"(?:automatically|by (?:a |our )?(?:computer|software|algorithm|machine|program))",
    re.IGNORECASE,
)
_HINTS = ("automat", "profiling", "decision")
_DENIED = re.compile(r"\b(?:not|never|no|without)\b|n[’']t\b", re.IGNORECASE)
_PERSON = re.compile(
    r"\bhuman\b|\b(?:person|someone|somebody|one of us|member of)\b[^.\n]{0,60}"
    r"\b(?:look|review|check|decid|consider|explain)|\bcontest|\bchalleng|\bappeal|\breconsider"
)


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Automated decisions that are said to happen where no human route stands; once a version."""
    for version in judged(site, "privacy", since=GDPR):
        if said(version.document, _PERSON):
            continue
        for hit in hits(version.document, _PATTERN, _HINTS):
            if _DENIED.search(hit.block.text[hit.start : hit.end]):
                continue
            yield Problem(
                ID,
                LEVEL,
                Place(hit.block.path or version.path, hit.block.line),
                "This notice says that software decides, and not how a person can be asked.",
                "Say what it looks at, what follows, and how to ask for a person.",
                version=version.ref,
            )
            break
