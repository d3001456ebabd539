"""The right to object, told only as one right among others.

Why: people have to be told of it clearly and apart from the rest, since it stops marketing at
once and makes a company weigh its interests anew (GDPR Art 21(4)).

Mend: give it a heading or a paragraph of its own.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.law.days import GDPR
from fairnotice.lint.check import Tree
from fairnotice.lint.law import judged
from fairnotice.lint.reading import Line, reading, said
from fairnotice.model import Level, Place, Problem, Site, Timeline

ID = "objection-not-separate"
LEVEL: Level = "error"
SOURCES: tuple[str, ...] = ("GDPR21",)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We rely on legitimate interests. You can see, correct and delete your data, and object to its use.

## Your right to object {#right-to-object}

You can object at any time.
""",
    "content/privacy/2025-02-01.md": """\
# Privacy notice

We use your address for marketing. **You can object to that at any time.**
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

We rely on legitimate interests. You have the right to:

- see your data
- correct or delete it
- object to its use ◀
""",
    "content/privacy/2025-02-01.md": """\
# Privacy notice

You have the right to access, correct or delete your data, and to object to its use. ◀
""",
}

_RIGHT = re.compile(r"\b(?:to|can|may|and|or) object\b|\bobject(?:ing|ion)? to\b")
_OBJECT = re.compile(r"\bobject(?:s|ing|ion|ions)?\b(?! (?:of|code|storage))|\bopt[ -]out\b")
_RESTS_ON = re.compile(r"\blegitimate (?:\w+ )?interests?\b|\bpublic task\b|\bmarketing\b")
_OTHER_RIGHTS = re.compile(r"\b(?:access|rectif|correct|delet|eras|restrict|portab)")


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Notices in which objecting has no heading, bold words or paragraph of its own.

    An error where they rest on interests or a public task, or market; else a warning, since the
    right may not arise.
    """
    for version in judged(site, "privacy", since=GDPR):
        first = said(version.document, _RIGHT)
        if first is None:
            continue
        if any(_apart(line) for line in reading(version.document).lines):
            continue
        yield Problem(
            ID,
            LEVEL if said(version.document, _RESTS_ON) else "warning",
            Place(version.path, first.block.line),
            "The right to object is told only among the other rights.",
            "Give it a heading or a paragraph of its own.",
            version=version.ref,
        )


def _apart(line: Line) -> bool:
    """True for a heading, bold words, or a paragraph that is about objecting and no other right."""
    if not _OBJECT.search(line.small):
        return "object" in line.section.id
    if line.block.kind in {"heading", "term"}:
        return True
    bold = (
        run.text.lower() for run in line.block.runs if any(m.kind == "strong" for m in run.marks)
    )
    return any(_OBJECT.search(text) for text in bold) or (
        line.block.kind in {"paragraph", "definition"} and not _OTHER_RIGHTS.search(line.small)
    )
