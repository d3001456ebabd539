"""A notice that denies in one place what it says in another.

Why: readers cannot know which sentence holds, and regulators hold the company to the kinder one.

Mend: bring the two sentences together, with the exception in the place where the promise stands.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from fairnotice.lint.check import Tree
from fairnotice.lint.law import judged
from fairnotice.lint.reading import Hit, hits
from fairnotice.model import Level, Place, Problem, Site, Timeline, Version


class _Pair(NamedTuple):
    denied: re.Pattern[str]
    stated: re.Pattern[str]
    hints: tuple[str, ...]
    what: str


ID = "inner-contradiction"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ("FTC-24",)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We do not sell your data. If we sell the bakery, customer records go with it.

We do not collect your location. We collect your name. We do not record calls without telling
you; we record calls to the help desk.

We do not use cookies for advertising. We use cookies to remember your basket.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We never sell your personal data. ◀

We sell personal data to millers.

We do not share your data with third parties. ◀

We share your data with third parties who print our labels.
""",
    "content/cookies/2025-01-01.md": """\
# Cookie notice

We do not use cookies. ◀

We use cookies to remember your basket.
""",
    "content/privacy/2025-02-01.md": """\
# Privacy notice

We do not collect your location. ◀

We collect your location while the app is open.
""",
}
_DATA = (
    r"(?:(?:any|your|the|users'?|our\s+customers'?)\s+)*(?:personal\s+)?(?:data"
    r"|information|details)"
)
_ENDS = r"(?=\s*(?:[.;!]|$))"
_PAIRS = (
    _Pair(
        re.compile(
            rf"\bwe\s+(?:will\s+)?(?:never|do\s+not"
            rf"|don[’']t)\s+(?:rent\s+or\s+)?sell\s+{_DATA}{_ENDS}",
            re.IGNORECASE,
        ),
        re.compile(rf"\bwe\s+(?:may\s+|also\s+)?sell\s+{_DATA}\b", re.IGNORECASE),
        ("sell",),
        "sells data",
    ),
    _Pair(
        re.compile(
            rf"\bwe\s+(?:will\s+)?(?:never|do\s+not|don[’']t)\s+share\s+{_DATA}\s+with\s+"
            rf"(?:any\s+)?(?:anyone|third\s+part(?:y|ies)|others|other\s+companies){_ENDS}",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\bwe\s+(?:may\s+|also\s+|will\s+)?share\s+{_DATA}\s+with\b[^.\n]{{0,60}}"
            r"\b(?:third\s+part(?:y|ies)|companies|partners|providers|suppliers|affiliates)",
            re.IGNORECASE,
        ),
        ("share",),
        "shares data with other companies",
    ),
    _Pair(
        re.compile(
            rf"\b(?:we|this\s+(?:web)?site|our\s+(?:web)?sites?)\s+(?:does|do)\s+not\s+(?:use"
            rf"|set)\s+"
            rf"(?:any\s+)?cookies{_ENDS}",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:we|this\s+(?:web)?site|our\s+(?:web)?sites?)\s+(?:also\s+|may\s+)?(?:uses?"
            r"|sets?)\s+cookies\b",
            re.IGNORECASE,
        ),
        ("cookies",),
        "uses cookies",
    ),
)
_KIND = re.compile(
    r"\bwe\s+(?:will\s+)?(?:never|do\s+not|don[’']t)\s+(?P<verb>collect|store|keep|record|track)\s+"
    r"(?:any\s+)?(?P<what>(?:[\w’'-]+\s+){0,4}[\w’'-]+)(?=\s*(?:[.;!]|$))",
    re.IGNORECASE,
)
"""A denial of one kind of data: the same words without the denial say the opposite."""
_BOUND = re.compile(
    r"\b(?:if|except|unless|without|other\s+than|only|but|where|when|as\s+described|pages?)\b",
    re.IGNORECASE,
)

_TAKEN_BACK = re.compile(r"\b(?:not|never|nor|no|if|should)\b|n[’']t\b", re.IGNORECASE)


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """A denial without bounds, and the same thing stated elsewhere in that version."""
    for version in judged(site, "privacy", "cookies"):
        for pair in _PAIRS:
            said = hits(version.document, pair.stated, pair.hints)
            stated = [hit for hit in said if not _TAKEN_BACK.search(_sentence(hit))]
            denials = hits(version.document, pair.denied, pair.hints)
            denied = [hit for hit in denials if not _BOUND.search(_sentence(hit))]
            if stated and denied:
                yield _problem(version, denied[0], stated[0], pair.what)
        yield from _kinds(version)


def _kinds(version: Version) -> Iterator[Problem]:
    """Kinds of data that are denied, and stated elsewhere in the same words."""
    for denial in hits(version.document, _KIND, ("not", "n’t", "n't", "never")):
        if _BOUND.search(_sentence(denial)):
            continue
        verb, what = (" ".join(denial.match[part].split()) for part in ("verb", "what"))
        same = re.compile(
            rf"\bwe\s+(?:may\s+|also\s+|will\s+)?{re.escape(verb)}\s+{re.escape(what)}\b",
            re.IGNORECASE,
        )
        said = hits(version.document, same, (verb.lower(),))
        stated = [hit for hit in said if not _TAKEN_BACK.search(_sentence(hit))]
        if stated:
            yield _problem(version, denial, stated[0], f"{verb}s {what}")


def _sentence(hit: Hit) -> str:
    return hit.block.text[hit.start : hit.end]


def _problem(version: Version, denied: Hit, stated: Hit, what: str) -> Problem:
    return Problem(
        ID,
        LEVEL,
        Place(denied.block.path or version.path, denied.block.line),
        f"This denies that the company {what}, and line {stated.block.line} says that it does.",
        "Bring the two together, with the exception where the promise stands.",
        version=version.ref,
    )
