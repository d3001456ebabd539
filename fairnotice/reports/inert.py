"""Any text in, Markdown that shows exactly that text out: no markup, no link, no mention.

Made for comments on GitHub and GitLab, which act on more than Markdown: `@name` calls somebody,
`#1` and `!1` link to somebody's work, a bare address becomes a link, `$…$` a formula.
"""

import re

from fairnotice.reports.printable import printable

_MARKUP = re.compile(r"([\\`*_{}\[\]|~$!])")
_CALLS = re.compile(r"[@#&%](?=\w)|!(?=\d)|GH(?=-\d)", re.IGNORECASE)
"""Where a mention or a reference would begin: a word joiner, which nobody sees, parts it."""
_ADDRESSES = re.compile(r"/(?=/)|www(?=\.)", re.IGNORECASE)
"""Where an address would begin: the same."""

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


def uncalled(words: str) -> str:
    """The words with a word joiner in whatever would call somebody or link to somebody's work.

    A backslash is not enough: hosts look for names once the Markdown is HTML.
    """
    return _CALLS.sub(lambda found: f"{found[0]}\u2060", words)


def _plain(words: str) -> str:
    """Words outside code type."""
    parted = _ADDRESSES.sub(lambda found: f"{found[0]}\u2060", uncalled(words))
    escaped = _MARKUP.sub(r"\\\1", parted)
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
