"""An edit in; evidence out when a new sentence says what a general notion is, and no more."""

import re

from fairnotice.significance.case import Case, added, short

_OF_THE_COMPANY = frozenset({"we", "us", "our", "may", "will", "can", "must"})
_NOTION = re.compile(
    r"[(\"'“‘]*(?:an? |the )?(?:web )?"
    r"(?:cookies?|beacons?|pixels?|local storage|ip address(?:es)?|browsers?"
    r"|personal (?:data|information)|data controllers?|controllers?|data processors?|encryption)"
    r"[\"'”’]*(?: is| are| means?) (?:an? |any |the |small |tiny |text |information )",
    re.IGNORECASE,
)

_CALLED = re.compile(r"\b(?:is|are)(?: \w+ly| together)? (?:referred to|known) as\b", re.IGNORECASE)


def notion_explained(case: Case) -> str:
    """Decision table N14: `A cookie is a small text file …`, or how laws are called from here on.
    Never with a word of what the company does, a recipient, a purpose, a place, a basis, a right, a
    figure, or several kinds of data."""
    side = case.added
    if side is None or side.denials:
        return ""
    if not _NOTION.match(side.text_folded) and not (
        side.names("law") and _CALLED.search(side.text_folded)
    ):
        return ""
    if _OF_THE_COMPANY & set(side.norms) or any(n[:1].isdigit() for n in side.norms):
        return ""
    stated = {"recipient", "purpose", "place", "basis", "right"} & {t.kind for t in side.terms}
    if stated or len(side.names("data")) > 1 or len(side.norms) > 40:
        return ""
    return added(short(side.text))
