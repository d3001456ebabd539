"""Any text in, Markdown that shows exactly that text out: no markup, no link, no mention.

Made for comments on GitHub and GitLab, which act on more than Markdown: `@name` calls somebody,
`#1` and `!1` link to somebody's work, a bare address becomes a link, `$…$` a formula.
"""

import re

from fairnotice.reports.printable import printable

_MARKUP = re.compile(r"([\\`*_{}\[\]|~$!])")
_CALLS = re.compile(r"([@#&%])(?=\w)|(/)(?=/)|(www)(?=\.)|(GH)(?=-\d)", re.IGNORECASE)
"""Where a reference or an address would begin: a word joiner, which nobody sees, parts it."""

_CODE = re.compile(r"`([^`]+)`")


def cell(words: str, longest: int = 1_000) -> str:
    """Words in a table's cell or a heading, cut to `longest` characters; commands in code type."""
    shown = " ".join(printable(words).split())
    if len(shown) > longest:
        shown = shown[: longest - 1].rstrip() + "…"
    parts = _CODE.split(shown)  # every second part stood between two backticks
    return "".join(code(part) if at % 2 else _plain(part) for at, part in enumerate(parts))


def code(words: str) -> str:
    """Words in code type, where nothing acts; a pipe is escaped, since tables split at it."""
    inside = printable(words).replace("`", "'").replace("\\", "\\\\" if "|" in words else "\\")
    return f"`{inside.replace('|', chr(92) + '|')}`" if inside.strip() else ""


def _plain(words: str) -> str:
    """Words outside code type."""
    escaped = _MARKUP.sub(r"\\\1", _CALLS.sub(lambda found: f"{found[0]}\u2060", words))
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
