"""Data that goes abroad, without a word on what protects it there, or on where it goes.

Why: a notice has to say on what a transfer rests: a country that is recognised as adequate, or a
safeguard such as the International Data Transfer Agreement or standard contractual clauses, and
how to get a copy (GDPR Art 13(1)(f)). Who does not know the country cannot look up which it is.

Mend: name the countries and, for each, the adequacy decision or the safeguard.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from fairnotice.law.days import GDPR
from fairnotice.lint.check import Tree
from fairnotice.lint.countries import named
from fairnotice.lint.home import abroad
from fairnotice.lint.law import judged
from fairnotice.lint.reading import said
from fairnotice.model import Level, Place, Problem, Site, Timeline

ID = "transfer-without-safeguard"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = ("GDPR13", "ICO-CHK")
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

Our mail is sent from outside the UK, in India, under the International Data Transfer Agreement.
""",
    "content/privacy/2025-02-01.md": """\
# Privacy notice

We never send your data outside the UK. We send parcels abroad.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We may transfer your data to companies outside the United Kingdom, and take care of it there. ◀
""",
    "content/privacy/2025-02-01.md": """\
# Privacy notice

We store your orders on servers in the United States. ◀
""",
    "content/privacy/2025-03-01.md": """\
# Privacy notice

We transfer your data outside the UK, under standard contractual clauses. ◀
""",
}

_DATA = (
    r"(?=[^.\n]*\b(?:data|information|details|records?|suppliers?|providers?|processors?|partners?"
    r"|servers?|hosts?|hosting|compan(?:y|ies)|systems?|transfers?|recipients?|staff|it|them)\b)"
)
"""Something of the sentence is data, or has it: parcels go abroad, too."""
_MOVED = r"\b(?:transfer|send|sent|stor(?:e|ed|ing)|process|held|host|kept|locat|based|move)\w*\b"
_ABROAD = (
    r"(?:\boutside (?:of )?(?:the )?(?:uk|united kingdom|eea|eu|european|england"
    r"|your (?:own )?country)"
    r"|\babroad\b|\boverseas\b|\bother countries\b(?! (?:of|in|within) (?:the )?e)"
    r"|\binternationally\b|\bthird countr)"
)
_TRANSFER = re.compile(
    rf"^(?![^\n]*\b(?:not|never|no|nor)\b[^.\n]*{_ABROAD})(?:[^\n]*[.\t] )??{_DATA}[^.\n]*?"
    rf"{_MOVED}[^.\n]{{0,120}}{_ABROAD}",
    re.MULTILINE,
)
_KEPT_THERE = (
    r"\b(?:transfer\w*|stored?|storing|process(?:ed|es)?|held|host(?:ed|s)?|kept|keep|servers?)\b"
    r"[^.\n]{0,60}\b(?:in|to) (?:the )?"
)
"""What is said of data in a country that is named."""
_SAFEGUARD = re.compile(
    r"\badequa(?:cy|te (?:level|protection|data protection))"
    r"|\bstandard (?:contractual|data protection)"
    r"|\b(?:model|contractual|contract) clauses|\bsccs?\b|\bidta\b|\bdata transfer agreement"
    r"|\baddendum\b|\bdata bridge\b|\bprivacy shield\b|\bprivacy framework\b|\bbinding corporate\b"
    r"|\bbcrs?\b|\bsafe harbou?r\b|\bwell enough\b|\badequate\b|\bderogation|\bexplicit consent\b"
    r"|\bwritten (?:contract|agreement)|\bsafeguards?\b[^\n]{0,80}\b(?:contract|clause|agreement)"
)


_UNION = re.compile(r"\b(?:in|within|to) (?:countries of )?(?:the )?(?:eea|eu|european)\b")
"""Countries that are named together."""


@cache
def _far(*, eea: bool) -> re.Pattern[str]:
    """Data in a country that has a name."""
    there = rf"{_KEPT_THERE}{named(eea=eea).pattern}"
    return re.compile(
        rf"^(?![^\n]*\b(?:not|never|no|nor)\b)(?:[^\n]*[.\t] )??{_DATA}[^.\n]*?{there}",
        re.MULTILINE,
    )


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Privacy notices that speak of a transfer and nowhere of a safeguard; once, at the first.

    A warning where there is a safeguard and no country: Article 13 does not ask for its name.
    """
    for version in judged(site, "privacy", since=GDPR):
        transfer = said(version.document, _TRANSFER)
        if transfer is None and not abroad(site, version):
            transfer = said(version.document, _far(eea=False))
        if transfer is None:
            continue
        place = Place(version.path, transfer.block.line)
        if said(version.document, _SAFEGUARD) is None:
            wrong = "This notice says that data goes abroad, and not what protects it there."
            mend = "Name the countries, and for each the adequacy decision or the safeguard."
            yield Problem(ID, LEVEL, place, wrong, mend, version=version.ref)
        elif not any(said(version.document, each) for each in (named(eea=True), _UNION)):
            wrong = "This notice says that data goes abroad, and names no country."
            yield Problem(ID, "warning", place, wrong, "Name each country.", version=version.ref)
