"""No way to reach the company that answers for the data.

Why: a notice has to give the name of the controller and how to reach it (GDPR Art 13(1)(a)).
The name and the contact details under `organisation` in site.yaml count, since every page shows
them.

Mend: give an e-mail address, a postal address or a telephone number, under `organisation` in
site.yaml or in the text.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.document.links import Link, links
from fairnotice.lint.check import Tree
from fairnotice.lint.items import lacking, missing
from fairnotice.lint.reading import reading
from fairnotice.model import Document, Level, Problem, Site, Timeline

ID = "missing-controller"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = ("GDPR13", "ICO-CHK")
_SITE = """\
site_name: Brindle Bakery
timezone: Europe/London
organisation: {legal_name: Brindle Bakery Ltd}
notices:
  - {id: privacy, title: Privacy notice, kind: privacy}
  - {id: cookies, title: Cookie notice, kind: cookies}
"""
GOOD: Tree = {
    "site.yaml": _SITE,
    "content/privacy/2025-01-01.md": """\
# Privacy notice

Brindle Bakery Ltd is the controller. Write to hello@brindle.example.
""",
    "content/privacy/2025-02-01.md": """\
# Privacy notice

Brindle Bakery Ltd, 12 Mill Lane, Dorchester, is the controller.
""",
    "content/privacy/2025-03-01.md": """\
# Privacy notice

Brindle Bakery Ltd is the controller. Use our [contact form](https://brindle.example/form).
""",
}
BAD: Tree = {
    "site.yaml": _SITE,
    "content/privacy/2025-01-01.md": """\
# Privacy notice ◀

Brindle Bakery Ltd is the controller, and [bakes](https://brindle.example/bread) 12 loaves an hour.
""",
}

_REACHED = re.compile(
    # From where its letters begin: each would else begin a search through all the others.
    r"(?<![\w.+-])[\w.+-]++(?:@[\w-]+\.\w| ?[\[(]at[\])] ?[\w-]+)"
    r"|\b(?:call|phone|telephone|tel|write to us at)\b[^\n]{0,40}[0-9]"
    r"|\b[a-z]{1,2}[0-9][0-9a-z]? [0-9][a-z]{2}\b|\bp\.? ?o\.? box\b"
    r"|\b[0-9]+[a-z]?,? (?:[\w'’.-]+ ){1,3}"
    r"(?:street|st|road|rd|avenue|lane|square|way|drive|quay|court|place|terrace)\b"
    r"|\b\w*(?:plein|straat|stra(?:ss|ß)e|platz|gatan|katu) [0-9]+\b"
    r"|\b[0-9]+,? (?:bis )?(?:rue|avenue|boulevard|place|quai) \w"
)
"""An e-mail address, a telephone number, a UK postcode or a postal address."""
_TO_US = re.compile(r"\b(?:contact|reach|write to|ask) (?:us|our)\b")
_WAY = re.compile(r"\bcontact|\breach us\b|\bget in touch\b|\bwrite to us\b")


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Privacy notices from which, with the settings, nobody learns how to reach the company."""
    who = site.settings.organisation
    if any((who.email, who.support_email, who.phone, who.registered_office, who.trading_office)):
        return
    for version in lacking(site, _REACHED, frozenset({"contact"})):
        if any(map(_leads_to_us, links(version.document))) or _has_a_way(version.document):
            continue
        yield missing(
            version,
            ID,
            LEVEL,
            "Neither this notice nor site.yaml says how to reach the company.",
            "Give an e-mail address under `organisation` in site.yaml.",
        )


def _leads_to_us(link: Link) -> bool:
    """True for a link that opens a message, or by its words leads to a way to reach the company."""
    return link.address.startswith(("mailto:", "tel:")) or bool(_WAY.search(link.text.lower()))


def _has_a_way(document: Document) -> bool:
    """True where a section is about contact, or asks readers to contact the company by a link."""
    asked = {line.block.line for line in reading(document).lines if _TO_US.search(line.small)}
    return any(link.line in asked for link in links(document)) or any(
        _WAY.search(section.title.lower()) for section in document.sections if section.blocks[1:]
    )
