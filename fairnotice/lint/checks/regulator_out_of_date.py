"""The Information Commissioner, in a version that applies after that office was abolished.

Why: since 30 September 2026 the UK regulator is the Information Commission; it is still known as
the ICO, so that short name stays right.

Mend: write "the Information Commission (known as the ICO)".
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.law.days import COMMISSION
from fairnotice.lint.check import Tree
from fairnotice.lint.law import uk
from fairnotice.lint.wording import passages
from fairnotice.model import Level, Problem, Site, Timeline

ID = "regulator-out-of-date"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ("IC-30SEP",)
GOOD: Tree = {
    "content/privacy/2026-09-29.md": """\
# Privacy notice

You can complain to the Information Commissioner's Office.
""",
    "content/privacy/2026-10-01.md": """\
# Privacy notice

You can complain to the Information Commission, known as the ICO. It replaced the Information
Commissioner.
""",
}
BAD: Tree = {
    "content/privacy/2026-10-01.md": """\
# Privacy notice

You can complain to the Information Commissioner’s Office (ICO). ◀

The Information Commissioner can fine us. ◀
""",
}

_PATTERN = re.compile(
    r"\bInformation\s+Commissioner(?:[’']?s)?(?P<office>\s+Office)?\b", re.IGNORECASE
)
_HINTS = ("information commissioner",)
_AS_HISTORY = re.compile(
    r"\b(?:replac\w+|took\s+the\s+place|former\w*|previous\w*|until|before|was|used\s+to|abolish\w*"
    r"|succe\w+)\b",
    re.IGNORECASE,
)


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """The old name in UK notices from that day on, unless told as history; info "
    "without "Office"."""
    if not uk(site):
        return
    for passage in passages(site, _PATTERN, _HINTS):
        if passage.version.effective < COMMISSION or _AS_HISTORY.search(passage.sentence):
            continue
        yield Problem(
            ID,
            LEVEL if passage.match["office"] else "info",
            passage.place,
            f"“{passage.match[0]}” was abolished on 30 September 2026, before this "
            f"version applies.",
            "Write “the Information Commission (known as the ICO)”.",
            version=passage.version.ref,
        )
