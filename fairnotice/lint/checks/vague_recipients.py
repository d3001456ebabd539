"""Recipients that are only praised: trusted partners, selected third parties.

Why: people are to know who gets their data, or at least which kind of company; a compliment does
not tell them (ICO, guidance on storage and access technologies: no ambiguous "partners").

Mend: name the companies, or say what kind they are and what they do: "the couriers who bring
your order".
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.wording import passages
from fairnotice.model import Level, Problem, Site, Timeline

ID = "vague-recipients"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ("ICO-SAT-TELL",)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We give your address to the couriers who bring your order.

Our partners who host the website are named below. You selected the parties to your contract.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We share your details with our trusted partners. ◀

Carefully selected third parties help us. ◀
""",
}

_PATTERN = re.compile(
    r"\b(?:trusted|selected|chosen|valued|reputable)\s+(?:business\s+)?"
    r"(?:partners|third[- ]part(?:y|ies)|companies|others|providers|affiliates)\b",
    re.IGNORECASE,
)

_HINTS = ("trusted", "selected", "chosen", "valued", "reputable")


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Praise in place of a name or a kind of company."""
    for passage in passages(site, _PATTERN, _HINTS):
        yield Problem(
            ID,
            LEVEL,
            passage.place,
            f"“{passage.match[0]}” does not tell readers who gets their data.",
            "Name them, or say what kind of company they are and what they do.",
            version=passage.version.ref,
        )
