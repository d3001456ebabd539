"""A notice in which the company's name never stands.

Why: a text that names another firm, or none, may have been copied; and an old version is read by
itself, long after the settings of the site have changed. People have to know who the controller
is (GDPR Art 13(1)(a)).

Mend: name the company in the first lines, as it stands in site.yaml.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.items import missing
from fairnotice.lint.law import judged
from fairnotice.lint.reading import reading
from fairnotice.model import Level, Organisation, Problem, Site, Timeline, Version

ID = "company-not-named"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ("GDPR13", "ICO-CHK")
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

At Brindle Bakery we bake bread.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice ◀

Mottle & Sons sells shoes.
""",
}

_FORM = re.compile(
    r"[,.]?\s*\b(?:ltd|limited|plc|llp|inc|incorporated|llc|gmbh|ag|bv|b\.v|dac|cic|sa|sas"
    r"|srl)\b\.?$",
    re.IGNORECASE,
)
"""A company's legal form, which a text may leave out."""
_SPACE = re.compile(r"[^\w&]+")


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Privacy notices without the legal or the trading name, each with or without its form."""
    names = _names(site.settings.organisation)
    for version in judged(site, "privacy"):
        if not any(name in _plain(_text(version)) for name in names):
            yield missing(
                version,
                ID,
                LEVEL,
                f"“{site.settings.organisation.legal_name}” is not named in this notice.",
                "Name the company in the first lines, as it stands in site.yaml.",
            )


def _names(who: Organisation) -> list[str]:
    written = [name for name in (who.legal_name, who.trading_name) if name]
    return [_plain(_FORM.sub("", name)) for name in written]


def _text(version: Version) -> str:
    return f"{version.title}\n{reading(version.document).small}"


def _plain(text: str) -> str:
    """In small letters, with single blanks for all that is no letter, digit or ampersand."""
    return f" {_SPACE.sub(' ', text.lower()).strip()} "
