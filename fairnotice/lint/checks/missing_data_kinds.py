"""A privacy notice that does not say which kinds of personal data are held.

Why: for data from others the notice has to name the kinds, and for data from the person it is
good practice (ICO, checklists).

Mend: list the kinds: names, addresses, orders, call records.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.items import by_reason, lacking_now, missing
from fairnotice.model import Level, Problem, Site, Timeline

ID = "missing-data-kinds"
LEVEL: Level = "info"
SOURCES: tuple[str, ...] = ("ICO-CHK",)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We collect your name and your address.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice ◀

We take care of personal data.
""",
}

_WORDS = re.compile(
    r"\b(?:what|which|kinds? of|types? of|categories of|the)\b[^.\n]{0,30}\b(?:data"
    r"|information|details)\b[^.\n]{0,20}\b(?:we|collected)\b|\b(?:data|information"
    r"|details) (?:that )?we (?:collect|hold|have|process|use|keep|record|gather)"
    r"|\b(?:your|their|the|a|an) (?:\w+ )?(?:names?|e-?mail|(?:ip |postal "
    r"|e-?mail )?address(?:es)?|phone|telephone|date of birth)\b"
    r"|\bcategories of (?:personal )?(?:data|information)\b"
)
_IDS = frozenset({"data", "personal-data", "what-we-collect"})


def check(site: Site, timelines: Mapping[str, Timeline]) -> Iterator[Problem]:
    """Privacy notices that name no kind of data."""
    for version in lacking_now(site, timelines, _WORDS, _IDS):
        yield missing(
            version,
            ID,
            LEVEL,
            "This notice does not say which kinds of personal data are held.",
            f"List the kinds: names, addresses, orders. {by_reason('A07')}",
        )
