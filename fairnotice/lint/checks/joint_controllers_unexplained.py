"""Joint controllers, without who does what.

Why: companies that decide together have to give people the essence of their arrangement (GDPR
Art 26(2)), such as whom to ask.

Mend: say who is responsible for what, and where people can use their rights.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.law.days import GDPR
from fairnotice.lint.check import Tree
from fairnotice.lint.law import judged
from fairnotice.lint.reading import reading, said
from fairnotice.model import Level, Place, Problem, Site, Timeline

ID = "joint-controllers-unexplained"
LEVEL: Level = "info"
SOURCES: tuple[str, ...] = ("GDPR26",)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We and Mottle Ltd are joint controllers: Mottle is responsible for the map, we for your orders.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We and Mottle Ltd are joint controllers of the map. ◀
""",
}

_JOINT = re.compile(r"\bjoint(?:ly)? (?:data )?control|\bjointly responsible\b")
_EXPLAINED = re.compile(
    r"\bresponsib|\barrangement|\bagreement|\bagreed\b|\bcontact\b|\bask\b|\banswers?\b"
    r"|\bhandles?\b|\blooks? after\b|\bdeals? with\b"
)


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """The words, in a section that says nothing of responsibility; once a version."""
    for version in judged(site, "privacy", since=GDPR):
        first = said(version.document, _JOINT)
        if first is None:
            continue
        lines = reading(version.document).lines
        named = {line.section.id for line in lines if _JOINT.search(line.small)}
        if any(_EXPLAINED.search(line.small) for line in lines if line.section.id in named):
            continue
        yield Problem(
            ID,
            LEVEL,
            Place(version.path, first.block.line),
            "This notice speaks of joint controllers, and not of who does what.",
            "Say who is responsible for what, and whom people can ask.",
            version=version.ref,
        )
