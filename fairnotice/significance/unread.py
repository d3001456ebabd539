"""A place in a text that the rules cannot read, and a rule that calls it minor, in; whether that
holds all the same out.

The rules read English. Of another language only what shows without reading is proved.
"""

import re
import unicodedata

from fairnotice.model import Rule
from fairnotice.significance.case import Case, on_cookie


def needs_no_reading(case: Case, asked: Rule) -> bool:
    """Whether a proof that a change is minor holds in any language."""
    if asked.id in ("cookie-exempt-listed", "log-retention-shorter"):
        return on_cookie(case)
    if asked.id not in ("link-address", "marks-and-layout", "stands-elsewhere", "told-elsewhere"):
        return False
    # A capital can be another word (`Sie`, `sie`), a point another number (`1.000`, `1,000`).
    pair = case.pair
    if pair is None or not pair.old or not pair.new:
        return True
    return _letters(pair.old_text) == _letters(pair.new_text)


def _letters(text: str) -> tuple[str, list[str]]:
    """A text without its punctuation and blanks, and the figures in it as they are written."""
    kept = "".join(sign for sign in text if unicodedata.category(sign)[0] in "LMNS")
    return kept, _FIGURE.findall(text)


_FIGURE = re.compile(r"\d+(?:[.,:/-]\d+)*")
