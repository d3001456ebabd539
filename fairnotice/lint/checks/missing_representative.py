"""A privacy notice that names no representative.

Why: a company without an office in the EU that serves people there needs a representative in the
EU, as one from abroad does in the UK, and the notice has to name it (GDPR Art 13(1)(a)).

Mend: name the representative and how to reach it; if none is needed, say why under
`not_applicable: {A02: …}`.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.items import by_reason, lacking_now, missing
from fairnotice.model import Level, Problem, Site, Timeline

ID = "missing-representative"
LEVEL: Level = "info"
SOURCES: tuple[str, ...] = (
    "GDPR13",
    "ICO-CHK",
)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

Our representative in the EU is Brindle Europe Ltd, Dublin.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice ◀

We bake in Dorset and send bread to Dublin.
""",
}

_WORDS = re.compile(
    r"\brepresentatives? (?:in|for|within|under)\b|\b(?:eu|uk|european|gdpr|appointed|our|a"
    r"|data protection|article 27|art\.? 27) representative\b"
)


def check(site: Site, timelines: Mapping[str, Timeline]) -> Iterator[Problem]:
    """Privacy notices that speak of no representative."""
    for version in lacking_now(site, timelines, _WORDS):
        yield missing(
            version,
            ID,
            LEVEL,
            "This notice names no representative, which a company needs that serves people in"
            " the EU from outside it, or in the UK from abroad.",
            f"Name it and how to reach it. {by_reason('A02')}",
        )
