"""Words that were to be filled in and were not.

Why: a notice has to say who does what with whose data; a template's gap says nothing and shows
readers that nobody read the text before it was published.

Mend: write the real words, or take the sentence out.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.law import english
from fairnotice.lint.raw import tags
from fairnotice.lint.wording import passages
from fairnotice.model import Level, Place, Problem, Site, Timeline, Version

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

[To fill in: how people ask.] ◀

[To fill in: what you set, with `[[cookies]]` where the table belongs.] ◀

TODO: say where our servers are. ◀

Lorem ipsum dolor sit amet. ◀

Insert your address here. ◀

We keep your orders for XX years. ◀

<your company> bakes bread. ◀

{{ company }} is the controller. ◀
""",
}

_GAP = (
    r"(?:company|organi[sz]ation|business|your|insert|enter|add|name|number|date|e-?mail|address"
    r"|url|describe|specify|fill\s+in|tbc|tbd|todo|xx+)"
)
_PATTERN = re.compile(
    rf"\[(?i:{_GAP})\b[^\]\n\t]{{0,60}}\]|\[(?i:to\s+fill\s+in)\b(?:\[\[\w+\]\]|[^\]\n\t]){{0,300}}\]"
    r"|\{\{[^{}\n]{1,60}\}\}"
    r"|(?i:\blorem\s+ipsum\b|^insert\s+(?:[\w’']+\s+){1,4}here\b)"
    r"|\b(?:TODO|TBC|TBD|FIXME|XXX+)\b|\bXX\s+(?:days|weeks|months|years)\b"
)

_IN_ANY_LANGUAGE = re.compile(
    r"\[(?i:to\s+fill\s+in)\b(?:\[\[\w+\]\]|[^\]\n\t]){0,300}\]"
    r"|\{\{[^{}\n]{1,60}\}\}|(?i:\blorem\s+ipsum\b)"
)
"""Gaps that are words of no language: those that `new site` leaves, and those of templates."""

_TAG = re.compile(
    r"<(?:insert|your|company|organi[sz]ation|business|name|date)\b[^<>\n]{0,40}>", re.IGNORECASE
)
"""A gap in angles is a tag to Markdown: no reader sees it, and the sentence has a hole."""
_HINTS = ("[", "{{", "insert", "lorem", "todo", "tbc", "tbd", "fixme", "xx")


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Gaps in brackets, braces or angles, notes to the author, and filler text."""
    for passage in passages(site, _PATTERN, _HINTS):
        yield _problem(passage.version, passage.place, passage.match[0])
    for passage in passages(site, _IN_ANY_LANGUAGE, _HINTS, which=lambda each: not english(each)):
        yield _problem(passage.version, passage.place, passage.match[0])
    for version, place, gap in tags(site, _TAG):
        yield _problem(version, place, gap[0])


def _problem(version: Version, place: Place, gap: str) -> Problem:
    return Problem(
        ID,
        LEVEL,
        place,
        f"“{gap}” was to be filled in.",
        "Write the real words, or take the sentence out.",
        version=version.ref,
    )
