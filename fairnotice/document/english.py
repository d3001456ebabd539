"""A document in; whether its words are English out.

A file that belongs to no site says of no language what it is in. English says `the`, `and`, `to`
in every sentence, and no other language does.
"""

import re

from fairnotice.model import Document

_SMALL = frozenset(
    re.findall(
        r"\S+",
        """and any are by from have not our that the their they this to we which with you
        your""",
    )
)
"""Words that make up a sixth of any English notice, and are hardly words in another language."""
_SHARE = 0.05
"""The least share of them that English has; real notices have three times as much."""
_ENOUGH = 40
"""Words from which the share tells something."""
_WORD = re.compile(r"[^\W\d_]+")


def is_english(document: Document) -> bool:
    """Whether a document is in English, as far as that can be told: a few words may be anything,
    and are taken for English."""
    words = _WORD.findall(" ".join(document.flat.texts).lower())
    return len(words) < _ENOUGH or sum(map(_SMALL.__contains__, words)) >= _SHARE * len(words)
