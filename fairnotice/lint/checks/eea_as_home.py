"""The EEA, taken for home territory by a UK company.

Why: since 2021 data that goes from the United Kingdom to Ireland or France is a transfer abroad, so
"outside the EEA" leaves it out; a UK notice has to tell of what leaves the UK (UK GDPR
Art 13(1)(f)).

Mend: write "outside the UK", and say what protects the data in each country.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.law.days import UK_GDPR
from fairnotice.lint.check import Tree
from fairnotice.lint.home import of_some_readers, slips
from fairnotice.lint.law import uk_only
from fairnotice.model import Level, Problem, Site, Timeline

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
    "content/privacy/2025-02-01.md": """\
# Privacy notice

If you live outside the EU, prices are in pounds. We send data outside the EEA, Switzerland or the
UK by post alone.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We do not send your data outside the European Economic Area. ◀
""",
    "content/privacy/2025-02-01.md": """\
# Privacy notice

Our help desk sits in India, and what you write to it is stored outside the EEA. ◀
""",
}

_PHRASE = re.compile(
    r"\b(?:outside|beyond|leaves?) (?:of )?(?:the )?(?:eea\b|european economic area"
    r"|eu\b|european union)"
)
_FINE = re.compile(
    r"\b(?:outside|beyond|leaves?|from|out of|in|within) (?:of )?(?:the )?"
    r"(?:[\w (),“”\"]{1,80}(?:,|\b(?:and|or|and/or)) (?:the )?)?(?:uk\b|united kingdom)"
)

_TRANSFER = re.compile(
    r"\b(?:transfer\w*|send|sent|sends|stor(?:e|ed|es|ing)|process\w*|disclos\w*|shar(?:e|ed"
    r"|ing)|access\w*"
    r"|leaves?|move[ds]?|go(?:es)?|held|hosted|kept|export\w*|data|information)\b"
)


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """UK notices from 2021 on whose transfers know no UK border; once, where first said."""
    if not uk_only(site):
        return
    for version, place in slips(site, UK_GDPR, _PHRASE, _FINE, _of_a_transfer):
        yield Problem(
            ID,
            LEVEL,
            place,
            "For a UK company a transfer begins at the border of the UK, and this "
            "notice counts only from that of the EEA or the EU.",
            "Write “outside the UK”, and say what protects the data in each country.",
            version=version.ref,
        )


def _of_a_transfer(sentence: str) -> bool:
    """True when a sentence speaks of where data goes, and not of where readers are."""
    return bool(_TRANSFER.search(sentence)) and not of_some_readers(sentence)
