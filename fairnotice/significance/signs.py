"""Two sides of a change in; whether they tell otherwise by more than their words, out: by the cell
in which a tick stands, or by the sign of a note behind a word."""

import re

from fairnotice.model import Block, Pair
from fairnotice.significance.words import norms

_SIGN = re.compile(r"(?<=\w)[*†‡]")
"""A sign behind a word, to which a note says what holds for it."""


def signed_otherwise(pair: Pair) -> bool:
    """Whether a word went to another cell of its row, or has another sign of a note."""
    if not (pair.old and pair.new):
        return False
    signs = _SIGN.findall(pair.old_text) != _SIGN.findall(pair.new_text)
    return signs or _filled(pair.old) != _filled(pair.new)


def _filled(blocks: tuple[Block, ...]) -> list[list[bool]]:
    """Of each row with an empty cell which of its cells say something."""
    rows = [[bool(norms(cell)) for cell in b.text.split("\t")] for b in blocks if b.kind == "row"]
    return [row for row in rows if not all(row)]
