"""What is printed, and its form, in; the same without orders to the server that reads along out.

CI servers obey what programs print. GitHub's runner looks for `::command::` behind the blanks of a
line's beginning, and for `##[command]` anywhere in it (`ActionCommand.cs`); Azure's agent for
`##vso[command]` anywhere (`Command.cs`), and sets variables and paths for all later steps; TeamCity
for `##teamcity[`. What comes from a site must order nothing.
"""

import re

_BETWEEN = "[\u00ad\u200c\u200d\u2060]*"
"""Invisible letters, which .NET passes over when it looks for a text."""

_KINDS = "|".join(_BETWEEN.join(name) for name in ("vso", "teamcity"))
_ORDER = re.compile(f"#(?={_BETWEEN}#{_BETWEEN}(?:(?:{_KINDS}){_BETWEEN})?\\[)", re.IGNORECASE)
_BEGUN = re.compile(r"^(\s*):(?=:)", re.MULTILINE)

_TURNING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What acts on a terminal, or turns the reading direction, and may stand in JSON as it is."""


def orderless(line: str) -> str:
    r"""The text with the first sign of each order within a line as an escape: `\x23#[x]`."""
    return _ORDER.sub(r"\\x23", line) if "#" in line else line


def without_orders(printed: str, form: str) -> str:
    """What is printed in this form (`text`, `json`, …), obeyed by nobody.

    JSON, HTML and XML mean the same as before. The annotations of `github` stay what they are.
    """
    if form in ("json", "sarif"):
        return in_json(printed)
    if form in ("html", "junit"):
        return _BEGUN.sub(r"\1&#58;", _ORDER.sub("&#35;", printed))
    printed = orderless(printed)
    return printed if form == "github" else _BEGUN.sub(r"\1\\x3a", printed)


def in_json(printed: str) -> str:
    """The same JSON, in which what would act on a server or a terminal is written as an escape."""
    tame = _ORDER.sub(r"\\u0023", printed) if "#" in printed else printed
    return _TURNING.sub(lambda found: f"\\u{ord(found[0]):04x}", tame)
