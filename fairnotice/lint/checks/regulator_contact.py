"""Contact details of the UK regulator that may be out of date.

Why: the regulator took a new form in September 2026 and is moving its head office, and its helpline
has had one number for years; somebody who wants to complain must not write to an empty house.

Mend: check the details on ico.org.uk; best of all link to ico.org.uk/make-a-complaint alone.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.law.days import COMMISSION
from fairnotice.lint.check import Tree
from fairnotice.lint.law import uk
from fairnotice.lint.wording import passages
from fairnotice.model import Level, Problem, Site, Timeline

ID = "regulator-contact"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ("ICO-CMP",)
GOOD: Tree = {
    "content/privacy/2026-10-01.md": """\
# Privacy notice

The ICO is at ico.org.uk/make-a-complaint and on 0303 123 1113.

Call us on 01305 000 000.
""",
}
BAD: Tree = {
    "content/privacy/2026-10-01.md": """\
# Privacy notice

Write to the ICO at Wycliffe House, Water Lane, Wilmslow, SK9 5AF. ◀

Call the ICO on 01625 545 745. ◀
""",
}

_PATTERN = re.compile(
    r"\bWycliffe\s+House\b|\bSK9\s?5AF\b|\bWater\s+Lane,\s+Wilmslow\b"
    r"|\b(?:ICO|Information\s+Commission(?:er)?)\b[^.\n@]{0,60}?"
    r"(?P<phone>(?<![\d)])(?:\+44\s?\(?0?\)?\s?|0)\d(?:[\s-]?\d){8,9}\b)",
    re.IGNORECASE,
)
_HINTS = ("wycliffe", "sk9", "wilmslow", "ico", "information commission")
_HELPLINE = "3031231113"


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Other numbers than the helpline's, and the old house in versions of the Commission's time."""
    if not uk(site):
        return
    seen = set()
    for passage in passages(site, _PATTERN, _HINTS):
        number = re.sub(r"\D", "", passage.match["phone"] or "")
        old_house = not number and passage.version.effective >= COMMISSION
        wrong_number = bool(number) and not number.endswith(_HELPLINE)
        if passage.place in seen or not (old_house or wrong_number):
            continue
        seen.add(passage.place)
        yield Problem(
            ID,
            LEVEL,
            passage.place,
            f"“{passage.match['phone'] or passage.match[0]}” may no longer reach the regulator.",
            "Check it on ico.org.uk, or link to ico.org.uk/make-a-complaint alone.",
            version=passage.version.ref,
        )
