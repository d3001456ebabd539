"""The id of a check in; what it finds, why, how to mend it and its examples out, as text."""

import inspect

from fairnotice.law.sources import sources
from fairnotice.lint.check import MARK, Check, Tree
from fairnotice.lint.items import checks_for
from fairnotice.lint.table import CHECKS

_ALWAYS_THERE = "No check is needed: every page shows this.\n"


def explain(check_id: str) -> str:
    """The text on one check, for a terminal, or on those that look for an item (`A03`).

    KeyError when there is no check of that id.
    """
    checks = {check.ID: check for check in CHECKS}
    return "\n".join(_text(checks[each]) for each in checks_for(check_id)) or _ALWAYS_THERE


def title(check: Check) -> str:
    """What a check finds, in one sentence."""
    return inspect.cleandoc(check.__doc__ or "").partition("\n\n")[0].replace("\n", " ")


def _text(check: Check) -> str:
    doc = inspect.cleandoc(check.__doc__ or "")
    silence = f"<!-- fairnotice: allow {check.ID}: why it may stay -->"
    return "\n".join(
        [
            f"{check.ID} ({check.LEVEL})",
            "",
            doc,
            "",
            *_sources(check),
            "Fine:",
            "",
            _shown(check.GOOD),
            "",
            f"Found, at each {MARK}:",
            "",
            _shown(check.BAD),
            "",
            f"Another level: `lint: {{{check.ID}: error|warning|info|ignore}}` in site.yaml.",
            f"Silence it for the block below: {silence}",
            "",
        ]
    )


def _sources(check: Check) -> list[str]:
    """On whose authority, a line a source."""
    named = [sources()[each] for each in check.SOURCES]
    lines = [f"Source: {source.authority} {source.url}" for source in named]
    return [*lines, ""] if lines else []


def _shown(tree: Tree) -> str:
    """An example's files, indented below their paths."""
    lines = []
    for path, text in tree.items():
        lines += [f"    {path}", *(f"    │ {line}".rstrip() for line in text.splitlines()), ""]
    return "\n".join(lines).rstrip()
