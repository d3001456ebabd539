"""The EEA, taken for home territory by a UK company.

Why: since 2021 data that goes from the United Kingdom to Ireland or France is a transfer abroad, so
"outside the EEA" leaves it out; a UK notice has to tell of what leaves the UK (UK GDPR
Art 13(1)(f)).

Mend: write "outside the UK", and say what protects the data in each country.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.law import UK_GDPR, judged, uk_only
from fairnotice.lint.reading import line_of, said
from fairnotice.model import Level, Place, Problem, Site, Timeline

ID = "eea-as-home"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ("GDPR13",)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We send nothing outside the UK or the EEA.
""",
    "content/privacy/2019-01-01.md": """\
# Privacy notice

We send nothing outside the EEA.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We do not send your data outside the European Economic Area. ◀
""",
}

_PHRASE = re.compile(
    r"\b(?:outside|beyond|leaves?) (?:of )?(?:the )?(?:eea\b|european economic area"
    r"|eu\b|european union)"
)
_FINE = re.compile(
    r"\b(?:outside|beyond|leaves?|from|out of|in|within) (?:of )?(?:the )?"
    r"(?:[\w ]{1,30} (?:and|or|and/or) (?:the )?)?(?:uk\b|united kingdom)"
)


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """UK notices from 2021 on in which nothing is said of the UK border; once, where first said."""
    if not uk_only(site):
        return
    for version in judged(site, "privacy", since=UK_GDPR):
        first = said(version.document, _PHRASE)
        if first is None or said(version.document, _FINE):
            continue
        yield Problem(
            ID,
            LEVEL,
            Place(version.path, line_of(version.document, first).block.line),
            "For a UK company a transfer begins at the border of the UK, and this "
            "notice counts only from that of the EEA or the EU.",
            "Write “outside the UK”, and say what protects the data in each country.",
            version=version.ref,
        )
