"""The id of a check in; what it finds, why, how to mend it and its examples out, as text."""

import inspect

from fairnotice.lint.check import MARK, Check, Tree
from fairnotice.lint.table import CHECKS


def explain(check_id: str) -> str:
    """The text on one check, for a terminal; KeyError when there is no check of that id."""
    return _text({check.ID: check for check in CHECKS}[check_id])


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


def _shown(tree: Tree) -> str:
    """An example's files, indented below their paths."""
    lines = []
    for path, text in tree.items():
        lines += [f"    {path}", *(f"    │ {line}".rstrip() for line in text.splitlines()), ""]
    return "\n".join(lines).rstrip()
