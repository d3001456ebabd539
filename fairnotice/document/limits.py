"""A source in; why it cannot be read in reasonable time, and on which line, out."""

from typing import NamedTuple

LARGEST = 1_000_000
"""Bytes of UTF-8: some 160,000 words."""
DEEPEST = 50
"""Lists, quotes or brackets inside one another."""


class Refusal(NamedTuple):
    """Why a text is not read."""

    line: int
    """Line of the source, from 1."""
    wrong: str
    mend: str


def refusal(source: str) -> Refusal | None:
    """Why Python-Markdown is not given this source; None when it is."""
    if len(source) > LARGEST or len(source.encode()) > LARGEST:
        return Refusal(
            1,
            "The text is larger than one million bytes.",
            "Split it into several notices.",
        )
    return None
