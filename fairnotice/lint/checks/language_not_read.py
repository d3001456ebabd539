"""A text in a language that the checks of wording cannot read.

Why: nobody has looked whether it says what the law asks for, and "no problems" would sound as if
somebody had. Its words are compared all the same, and each change waits for a person.

Mend: have it read by somebody who knows the law and the language; then silence this check in
site.yaml.
"""

from collections.abc import Iterator, Mapping

from fairnotice.lint.check import Tree
from fairnotice.lint.law import english
from fairnotice.model import Level, Place, Problem, Site, Timeline

ID = "language-not-read"
LEVEL: Level = "warning"
SOURCES: tuple[str, ...] = ()
GOOD: Tree = {
    "content/privacy/2025-01-01.md": """\
---
lang: en-IE
---
# Privacy notice

The bakery keeps your orders for two years.
""",
}
BAD: Tree = {
    "content/privacy/2025-01-01.md": """\
---
lang: de ◀
---
# Datenschutzhinweise

Die Bäckerei bewahrt Ihre Bestellungen zwei Jahre auf.
""",
}


def check(
    site: Site,
    timelines: Mapping[str, Timeline],  # noqa: ARG001 - every check takes the same
) -> Iterator[Problem]:
    """Each version in another language than English."""
    for notice in site.notices:
        for version in notice.versions:
            if not english(version):
                yield Problem(
                    ID,
                    LEVEL,
                    version.places.get("lang", Place(version.path)),
                    f"The checks of wording and of what a notice must say read English alone; this "
                    f"text is in `{version.lang}`, so none of them has looked at it.",
                    "Have somebody read it who knows the law and the language; then write `lint: "
                    f"{{{ID}: ignore}}` into site.yaml.",
                    version=version.ref,
                )
