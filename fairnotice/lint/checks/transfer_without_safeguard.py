"""Data that goes abroad, without a word on what protects it there.

Why: a notice has to say on what a transfer rests: a country that is recognised as adequate, or a
safeguard such as the International Data Transfer Agreement or standard contractual clauses, and
how to get a copy (GDPR Art 13(1)(f)).

Mend: name the countries and, for each, the adequacy decision or the safeguard.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.law import GDPR, judged
from fairnotice.lint.reading import line_of, said
from fairnotice.model import Level, Place, Problem, Site, Timeline

ID = "transfer-without-safeguard"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = ("GDPR13", "ICO-CHK")
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

Our mail is sent from outside the UK, under the International Data Transfer Agreement.
""",
    "content/privacy/2025-02-01.md": """\
# Privacy notice

We never send your data outside the UK.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We may transfer your data to companies outside the United Kingdom, and take care of it there. ◀
""",
}

_MOVED = r"\b(?:transfer|send|sent|stor(?:e|ed|ing)|process|held|host|kept|locat|based|move)\w*\b"
_ABROAD = (
    r"(?:\boutside (?:of )?(?:the )?(?:uk|united kingdom|eea|eu|european|england"
    r"|your (?:own )?country)"
    r"|\babroad\b|\boverseas\b|\bother countries\b(?! (?:of|in|within) (?:the )?e)"
    r"|\binternationally\b|\bthird countr)"
)
_TRANSFER = re.compile(
    rf"^(?![^\n]*\b(?:not|never|no|nor)\b[^.\n]*{_ABROAD})[^\n]*?{_MOVED}[^.\n]{{0,120}}{_ABROAD}",
    re.MULTILINE,
)
_SAFEGUARD = re.compile(
    r"\badequa(?:cy|te (?:level|protection|data protection))"
    r"|\bstandard (?:contractual|data protection)"
    r"|\b(?:model|contractual|contract) clauses|\bsccs?\b|\bidta\b|\bdata transfer agreement"
    r"|\baddendum\b|\bdata bridge\b|\bprivacy shield\b|\bprivacy framework\b|\bbinding corporate\b"
    r"|\bbcrs?\b|\bsafe harbou?r\b|\bwell enough\b|\badequate\b|\bderogation|\bexplicit consent\b"
    r"|\bwritten (?:contract|agreement)|\bsafeguards?\b[^\n]{0,80}\b(?:contract|clause|agreement)"
)


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Privacy notices that speak of a transfer and nowhere of a safeguard; once, at the first."""
    for version in judged(site, "privacy", since=GDPR):
        transfer = said(version.document, _TRANSFER)
        if transfer is None or said(version.document, _SAFEGUARD):
            continue
        yield Problem(
            ID,
            LEVEL,
            Place(version.path, line_of(version.document, transfer).block.line),
            "This notice says that data goes abroad, and not what protects it there.",
            "Name the countries, and for each the adequacy decision or the safeguard.",
            version=version.ref,
        )
