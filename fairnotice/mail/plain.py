"""Any text in; out comes the same text as one line that is safe in a header and in a body.

What comes here was typed by people into YAML and Markdown, and YAML can carry any character by
escapes. A line break in a subject would be a new header (CWE-93), a bidirectional override would
turn what the reader sees around, a lone surrogate could not be encoded at all.
"""

import re
import unicodedata

_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories that become a blank: controls, invisible formats, surrogates, unassigned
code points, line and paragraph separators."""

_KEPT = frozenset({"\u200c", "\u200d"})
"""Joiners, which some languages cannot be written without."""

_WHITE = re.compile(r"\s+")


def line(text: str) -> str:
    """`text` on one line: no control or invisible characters, single blanks, none at the ends."""
    safe = "".join(
        " " if unicodedata.category(sign) in _UNSAFE and sign not in _KEPT else sign
        for sign in text.replace("\u00ad", "").replace("\ufeff", "")
    )
    return _WHITE.sub(" ", safe).strip()
