"""A privacy notice that does not say whether personal data leaves the country.

Why: a notice has to say to which countries data goes and what protects it there, if it goes
abroad (GDPR Art 13(1)(f)).

Mend: name the countries and the safeguard, or say that data stays at home.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.countries import named
from fairnotice.lint.items import by_reason, lacking_now, missing
from fairnotice.lint.reading import said
from fairnotice.model import Level, Problem, Site, Timeline

ID = "missing-transfers"
LEVEL: Level = "info"
SOURCES: tuple[str, ...] = (
    "GDPR13",
    "ICO-CHK",
)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We keep your data in the United Kingdom.
""",
    "content/privacy/2025-02-01.md": """\
# Privacy notice

Our host is in Canada, which the UK recognises.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice ◀

We keep your data in a cupboard.
""",
}

_WORDS = re.compile(
    r"\bleaves? (?:the country|our (?:shop|house|office))\b|\bservers?\b[^.\n]{0,30}\bin \w"
    r"|\b(?:transfer|transfers|transferred|transferring)\b|\boutside (?:of )?(?:the )?(?:uk|eu"
    r"|eea|united kingdom|european|england|your country)|\b(?:abroad|overseas"
    r"|internationally)\b|\bother countr|\banother country|\bcross-border"
    r"|\b(?:kept|keep|stored?|stays?|held|hosted|servers?|processed|located"
    r"|based)\b[^.\n]{0,60}\bin (?:the )?(?:uk|eu|eea|united kingdom|european|ireland|germany"
    r"|england|united states|usa)\b"
)
_IDS = frozenset({"transfers", "international-transfers", "where"})


def check(site: Site, timelines: Mapping[str, Timeline]) -> Iterator[Problem]:
    """Privacy notices without a word on where data is, and without the name of a country."""
    for version in lacking_now(site, timelines, _WORDS, _IDS):
        if said(version.document, named(eea=True)):
            continue
        yield missing(
            version,
            ID,
            LEVEL,
            "This notice does not say whether personal data leaves the country.",
            "Name the countries and the safeguard, or say that data stays at home. "
            f"{by_reason('A09')}",
        )
