"""Any text in, the same text without anything that acts on a terminal or hides words out."""

import unicodedata

from fairnotice.reports.orders import orderless

_HIDING = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
"""Unicode categories: controls (escape sequences), invisible format characters (which turn the
reading direction round, so that what is seen is not what is there), halves of pairs, private use,
line and paragraph separators."""

MEANT = frozenset("\u00ad\u200c\u200d")
"""Soft hyphen, and the joiners that some scripts and pictures are written with."""


def printable(text: str) -> str:
    r"""`text` on one line; what would act or hide is shown as an escape (`\x1b`)."""
    if not text.isprintable():
        text = "".join(_shown(letter) for letter in text)
    return orderless(text)


def _shown(letter: str) -> str:
    """One character, or its escape."""
    if unicodedata.category(letter) not in _HIDING or letter in MEANT:
        return letter
    if letter in "\t\n\r":
        return " "
    return letter.encode("unicode_escape").decode("ascii")
