"""A UK privacy notice that does not tell people of their right to complain to the company.

Why: since 19 June 2026 the company has to offer a way to complain about its use of data and to
acknowledge a complaint within 30 days, and the notice has to state the right (UK GDPR
Art 13(2)(ca); DPA 2018 s.164A). A version that applied before that day is not held to it.

Mend: say that people have the right to complain to you, and by which form or address; the
regulator's route stands beside it and does not replace it.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.law.days import COMPLAINT_TO_US
from fairnotice.lint.check import Tree
from fairnotice.lint.items import lacking, missing
from fairnotice.lint.law import uk
from fairnotice.model import Level, Problem, Site, Timeline

ID = "missing-complaint-to-us"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = ("UKGDPR-13-2ca", "DUAA-103", "ICO-CMP")
GOOD: Tree = {
    "content/privacy/2026-06-18.md": """\
# Privacy notice

You can complain to the ICO.
""",
    "content/privacy/2026-07-01.md": """\
# Privacy notice

You have the right to complain to us: e-mail hello@brindle.example. You can also go to the ICO.
""",
}
BAD: Tree = {
    "content/privacy/2026-06-19.md": """\
# Privacy notice ◀

You can complain to the ICO.
""",
}

_WORDS = re.compile(
    r"\bcomplain(?:s|t|ts|ing)?\b[^\n]{0,160}?\b(?:to|with|contact|contacting|e-?mail|write to|tell"
    r"|telling|call|phone) (?:us|our|[\w.+-]+@)"
    r"|\b(?:contact|tell|write to|e-?mail|call|reach|let|raise|with) (?:us|our)\b[^\n]{0,140}"
    r"\b(?:complain|know if you are unhappy)"
    r"|\bour (?:own )?complaints?\b|\bcomplaints? (?:form|procedure|process|team|officer)\b"
    r"|\bwe (?:will |shall )?(?:acknowledge|investigate|look into|answer|deal with|handle)\b"
    r"[^\n]{0,60}\bcomplain"
    r"|\bcomplain[^\n]{0,80}\bwe (?:will |shall )?(?:acknowledge|investigate|look into|answer)\b"
)


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """UK privacy notices from that day on without a route for complaints to the company."""
    if not uk(site):
        return
    for version in lacking(site, _WORDS, frozenset({"complain-to-us"}), COMPLAINT_TO_US):
        yield missing(
            version,
            ID,
            LEVEL,
            "This notice does not tell people of their right to complain to you, which UK law "
            "requires since 19 June 2026.",
            "Say that people can complain to you, and by which form or address.",
        )
