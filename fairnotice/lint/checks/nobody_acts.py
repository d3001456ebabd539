"""Sentence after sentence in which something is done with data and nobody is said to do it.

Why: "your data is shared" hides who shares it; a notice has to be plain, in the active voice
(WP260 rev.01 ¶¶12–13; ICO, effective privacy information).

Mend: say who does it: "we share your data", "our courier keeps it".
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.law.days import GDPR
from fairnotice.lint.check import Tree
from fairnotice.lint.items import missing
from fairnotice.lint.law import judged
from fairnotice.lint.reading import saying, sentences
from fairnotice.model import Document, Level, Problem, Site, Timeline

ID = "nobody-acts"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ("ICO-AF-EFF", "W13")
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We share your address with the courier. Your data is deleted after six months. Your name is printed
by the label company. Your orders are kept by us. Cookies are small files that are stored by your
browser. Your data is stored in Dorset.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice ◀

Your address is shared with couriers. Personal data may be disclosed to insurers. Your details are
used for marketing. We bake bread.
""",
}

_DATA = (
    r"(?:data|information|details|address(?:es)?|names?|numbers?|records?|orders?|photos?|calls?|it"
    r"|they)"
)
_DONE = (
    r"(?:collected|obtained|gathered|used|shared|disclosed|transferred|processed|combined|sent"
    r"|sold|passed"
    r"|recorded|monitored|tracked|analy[sz]ed|transmitted|accessed|provided|given"
    r"|made\s+available|matched)"
)
_PASSIVE = re.compile(
    r"^(?:(?!\b(?:more|further|if|when\w*|where\w*|why|how|which|that|before|after|because|whether"
    r"|once|who|we|you|us)\b)[\w\s,’'()-]){0,50}?"
    rf"\b{_DATA}\b(?:\s+(?:about|on|of|from)\s+you)?"
    r"\s+(?:(?:is|are|was|were)|(?:may|might|can|could|will|shall|must)\s+(?:also\s+)?be)"
    rf"\s+(?:\w+ly\s+|also\s+|then\s+|sometimes\s+|only\s+)?{_DONE}\b(?P<rest>[^.;!?]*)",
    re.IGNORECASE,
)
"""Its subject is data, and its clause is the first and main one."""
_PERHAPS = re.compile(rf" (?:is|are|was|were|be) (?:\w+ )?{_DONE}\b")
"""Quick to look for."""
_SOMEBODY = re.compile(
    r"\bby\s+(?!using\b|means\b|e-?mail\b|post\b|phone\b|law\b|default\b|way\b|\w+ing\b)\w"
    r"|\b(?:no|not|never)\b|n[’']t\b",
    re.IGNORECASE,
)
_FEWEST = 3
"""So many sentences are a habit."""


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Three such sentences or more, told once a version, with their lines."""
    for version in judged(site, "privacy", "cookies", since=GDPR):
        lines = list(_without_anybody(version.document))
        if len(lines) >= _FEWEST:
            places = sorted(set(lines))
            where = f"line{'s'[: len(places) - 1]} {', '.join(map(str, places))}"
            yield missing(
                version,
                ID,
                LEVEL,
                f"In {len(lines)} sentences something is done with data and nobody is said to do "
                f"it ({where}).",
                "Say who does it, as in “we share your address with the courier”.",
            )


def _without_anybody(document: Document) -> Iterator[int]:
    """The line of each such sentence of prose."""
    for line in saying(document, _PERHAPS):
        if line.block.kind in {"paragraph", "item", "definition"}:
            for sentence in sentences(line.block.text):
                passive = _PASSIVE.search(sentence)
                if passive and not _SOMEBODY.search(passive[0]):
                    yield line.block.line
