"""A recognised legitimate interest, without the condition that it rests on.

Why: UK law has a closed list of them since 5 February 2026, such as preventing crime or
safeguarding, and the ICO asks companies to say which condition applies.

Mend: name the condition: national or public security or defence, an emergency, crime,
safeguarding vulnerable people, or a request by a body with a public task.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.law.days import RECOGNISED_INTERESTS
from fairnotice.lint.check import Tree
from fairnotice.lint.law import judged, uk
from fairnotice.lint.reading import reading, said
from fairnotice.model import Level, Place, Problem, Site, Timeline

ID = "unnamed-recognised-interest"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = ("ICO-RLI",)
GOOD: Tree = {
    "content/privacy/2026-03-01.md": """\
# Privacy notice

We give names to the police on the basis of a recognised legitimate interest: preventing crime.
""",
}
BAD: Tree = {
    "content/privacy/2026-03-01.md": """\
# Privacy notice

We rely on a recognised legitimate interest. ◀
""",
}

_PHRASE = re.compile(r"\brecogni[sz]ed legitimate interests?\b")
_CONDITION = re.compile(
    r"\b(?:national|public) security\b|\bdefence\b|\bemergenc|\bcrimes?\b|\bcriminal|\boffen[cd]"
    r"|\bsafeguard(?:ing)? (?:of )?(?:a |vulnerable|child|people|adult)|\bvulnerable\b"
    r"|\bpublic (?:task|interest|authorit|bod)"
)


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """UK notices that name no condition in the section where they name the basis."""
    if not uk(site):
        return
    for version in judged(site, "privacy", since=RECOGNISED_INTERESTS):
        first = said(version.document, _PHRASE)
        if first is None:
            continue
        lines = reading(version.document).lines
        named = {line.section.id for line in lines if _PHRASE.search(line.small)}
        if any(_CONDITION.search(line.small) for line in lines if line.section.id in named):
            continue
        yield Problem(
            ID,
            LEVEL,
            Place(version.path, first.block.line),
            "This notice relies on a recognised legitimate interest without its condition.",
            "Name the condition, such as preventing crime.",
            version=version.ref,
        )
