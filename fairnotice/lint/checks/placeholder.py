"""Words that were to be filled in and were not.

Why: a notice has to say who does what with whose data; a template's gap says nothing and shows
readers that nobody read the text before it was published.

Mend: write the real words, or take the sentence out.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.wording import passages
from fairnotice.model import Level, Problem, Site, Timeline

ID = "placeholder"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = ()
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

See the [company register](https://www.gov.uk/get-information-about-a-company) [1] for our number.

Your company name stands on the bill, and the date of your order [as you gave it] beside it.

Use the [Contact form] button.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

[Company name] keeps your data for [number of years]. ◀ ◀

Write to us at [insert address here]. ◀

TODO: say where our servers are. ◀

Lorem ipsum dolor sit amet. ◀

{{ company }} is the controller. ◀
""",
}

_GAP = (
    r"(?:company|organi[sz]ation|business|your|insert|enter|add|name|number|date|e-?mail|address"
    r"|url|describe|specify|fill\s+in|tbc|tbd|todo|xx+)"
)
_PATTERN = re.compile(
    rf"\[(?i:{_GAP})\b[^\]\n\t]{{0,60}}\]"
    r"|\{\{[^{}\n]{1,60}\}\}"
    r"|<(?i:insert|your|company|name)\b[^<>\n]{0,40}>"
    r"|(?i:\blorem\s+ipsum\b)"
    r"|\b(?:TODO|TBC|TBD|FIXME|XXX+)\b"
)

_HINTS = ("[", "{{", "<", "lorem", "todo", "tbc", "tbd", "fixme", "xxx")


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Gaps in brackets or braces, notes to the author, and filler text."""
    for passage in passages(site, _PATTERN, _HINTS):
        yield Problem(
            ID,
            LEVEL,
            passage.place,
            f"“{passage.match[0]}” was to be filled in.",
            "Write the real words, or take the sentence out.",
            version=passage.version.ref,
        )
