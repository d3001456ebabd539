"""Services for children, without words for them.

Why: what is meant for children has to be told so that a child understands it (GDPR Art 12(1);
ICO, effective privacy information).

Mend: add a section in a child's words, under a heading that says so.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.law.days import GDPR
from fairnotice.lint.check import Tree
from fairnotice.lint.law import judged
from fairnotice.lint.reading import hits
from fairnotice.model import Level, Place, Problem, Site, Timeline

ID = "child-audience"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ("ICO-AF-EFF",)
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

Our baking club is for children.

## If you are a child {#children}

We write down your name, so that we know who is coming.
""",
    "content/privacy/2025-02-01.md": """\
# Privacy notice

Our services are not intended for children under 13.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
# Privacy notice

Our baking club is for children. ◀
""",
}

_PATTERN = re.compile(
    r"\b(?:is|are)\s+(?:designed|intended|meant|made|aimed|directed|suitable|written)?\s*"
    r"(?:for|at|to|towards)\s+(?:use\s+by\s+)?(?:children|kids|young\s+people|teenagers|pupils)\b"
    r"|\b(?:children|kids|pupils|teenagers)\s+(?:can|may)\s+(?:use|join|sign\s+up|register|play)\b",
    re.IGNORECASE,
)
_HINTS = ("children", "kids", "young people", "teenagers", "pupils")
_DENIED = re.compile(r"\b(?:not|no|nor|never|neither|only\s+if|unless)\b|n[’']t\b", re.IGNORECASE)
_FOR_CHILDREN = re.compile(r"\b(?:child|kid|young|teen|pupil|under 1[0-8]|minors?)", re.IGNORECASE)


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Children named as audience, in a notice without a heading for them; once a version."""
    for version in judged(site, "privacy", since=GDPR):
        if any(_FOR_CHILDREN.search(section.title) for section in version.document.sections):
            continue
        for hit in hits(version.document, _PATTERN, _HINTS):
            if _DENIED.search(hit.block.text[hit.start : hit.end]):
                continue
            yield Problem(
                ID,
                LEVEL,
                Place(hit.block.path or version.path, hit.block.line),
                "This notice is for children, too, and has no part in words for them.",
                "Add a section in a child's words, under a heading that says so.",
                version=version.ref,
            )
            break
