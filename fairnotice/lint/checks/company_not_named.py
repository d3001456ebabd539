"""A notice in which the company's name never stands.

Why: a text that names another firm, or none, may have been copied; and an old version is read by
itself, long after the settings of the site have changed. People have to know who the controller
is (GDPR Art 13(1)(a)).

Mend: name the company in the first lines, as it stands in site.yaml.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from fairnotice.lint.check import Tree
from fairnotice.lint.items import missing
from fairnotice.lint.law import judged
from fairnotice.lint.reading import TEXTS, reading
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
        text = _text(version)
        if not any(name in text for name in names):
            yield missing(
                version,
                ID,
                LEVEL,
                f"“{site.settings.organisation.legal_name}” is not named in this notice.",
                "Name the company in the first lines, as it stands in site.yaml.",
            )


def _names(who: Organisation) -> list[str]:
    written = [name for name in (who.legal_name, who.trading_name) if name]
    return [f" {_plain(_FORM.sub('', name))} " for name in written]


def _text(version: Version) -> str:
    """A version's words, with a blank before and behind each."""
    texts = (version.title, *(line.small for line in reading(version.document).lines))
    return f" {' '.join(filter(None, map(_plain, texts)))} "


@lru_cache(maxsize=TEXTS)
def _plain(text: str) -> str:
    """In small letters, with single blanks for all that is no letter, digit or ampersand."""
    return _SPACE.sub(" ", text.lower()).strip()
