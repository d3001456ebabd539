"""No way to reach the company that answers for the data.

Why: a notice has to give the name of the controller and how to reach it (GDPR Art 13(1)(a)).
The name and the contact details under `organisation` in site.yaml count, since every page shows
them.

Mend: give an e-mail address, a postal address or a telephone number, under `organisation` in
site.yaml or in the text.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.items import lacking, missing
from fairnotice.model import Level, Problem, Site, Timeline

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
}
BAD: Tree = {
    "site.yaml": _SITE,
    "content/privacy/2025-01-01.md": """\
# Privacy notice ◀

Brindle Bakery Ltd is the controller.
""",
}

_REACHED = re.compile(
    r"[\w.+-]+@[\w-]+\.\w|\b(?:call|phone|telephone|tel|write to us at)\b[^\n]{0,40}[0-9]"
    r"|\b[a-z]{1,2}[0-9][0-9a-z]? [0-9][a-z]{2}\b"
)
"""An e-mail address, a telephone number or a UK postcode."""


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Privacy notices from which, with the settings, nobody learns how to reach the company."""
    who = site.settings.organisation
    if any((who.email, who.support_email, who.phone, who.registered_office, who.trading_office)):
        return
    for version in lacking(site, _REACHED, frozenset({"contact"})):
        yield missing(
            version,
            ID,
            LEVEL,
            "Neither this notice nor site.yaml says how to reach the company.",
            "Give an e-mail address under `organisation` in site.yaml.",
        )
