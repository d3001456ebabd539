"""A longer time for answering a request than the law gives.

Why: people have to have an answer without undue delay and within one month; only a complex request
may take longer, and then they are told so within the month (GDPR Art 12(3)).

Mend: write "within one month", and name the exception if you need it.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.law.days import GDPR
from fairnotice.lint.check import Tree
from fairnotice.lint.wording import Passage, passages
from fairnotice.model import Level, Problem, Site, Timeline

ID = "slow-answer"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ("GDPR12", "UKGDPR-12A")
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We answer your request within one month, or three months if it is complex.

We answer complaints about bread within 60 days. We keep your request for up to two years.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We respond to your request for access within 60 days. ◀

We answer access requests within two months. ◀

We will reply to access requests in 40 days. ◀

Requests are answered within 40 working days. ◀
""",
}

_NUMBER = (
    r"(?P<number>[0-9]+|two|three|four|five|six|thirty|forty|forty-five|sixty|ninety)"
    r"(?:\s+\([0-9]+\))?"
)
_PATTERN = re.compile(
    rf"\b(?:within|in)\s+(?:a\s+maximum\s+of\s+|at\s+most\s+"
    rf"|up\s+to\s+)?{_NUMBER}[\s-]+(?P<kind>calendar\s+|working\s+|business\s+)?"
    r"(?P<unit>day|week|month)s?\b",
    re.IGNORECASE,
)
_HINTS = ("within", "in ")
_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "thirty": 30, "forty": 40,
    "forty-five": 45, "sixty": 60, "ninety": 90,
}  # fmt: skip
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.5}
_LONGEST = 31
_ABOUT = re.compile(
    r"\b(?:respond(?:s|ed)?|response|answer(?:s|ed)?|repl(?:y|ies|ied)|fulfil\w*|comply)\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(r"\b(?:requests?|rights?|access)\b", re.IGNORECASE)
_AMERICAN = re.compile(r"\b(?:California|CCPA|consumers?|verifiable|State)\b|\b45\b|\bforty-five\b")
"""The laws of US states give 45 days."""
_LONGER = re.compile(
    r"\b(?:complex\w*|exten\w+|further|additional|longer|delet\w+|complain\w*|acknowledg\w*|unless"
    r"|backup\w*|remov\w+|take\s+up)\b",
    re.IGNORECASE,
)


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """More than a month, in a sentence on answering requests and not on extending that month."""
    for passage in passages(site, _PATTERN, _HINTS, GDPR):
        if _days(passage) <= _LONGEST:
            continue
        about = _ABOUT.search(passage.sentence) and _REQUEST.search(passage.sentence)
        if not about or _LONGER.search(passage.sentence) or _AMERICAN.search(passage.match.string):
            continue
        yield Problem(
            ID,
            LEVEL,
            passage.place,
            f"“{passage.match[0]}” is longer than the month that the law gives for an answer.",
            "Write “within one month”, and name the exception if you need it.",
            version=passage.version.ref,
        )


def _days(passage: Passage) -> float:
    """The period in calendar days."""
    number = passage.match["number"].lower()
    days = (_WORDS.get(number) or float(number)) * _DAYS[passage.match["unit"].lower()]
    worked = (passage.match["kind"] or "").lower().strip() in {"working", "business"}
    return days * 7 / 5 if worked else days
