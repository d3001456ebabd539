"""An edit in; evidence out when a cookie is set without asking any more."""

from fairnotice.document.cookie_table import HEADER, is_row
from fairnotice.significance.case import Case, became

_BASIS = HEADER.index("Basis")
_ASKED = "Consent"


def consent_dropped(case: Case) -> str:
    """Decision table S22: the basis of a row was consent, and is one that needs none."""
    if case.edited is None or not all(is_row(side.block) for side in case.edited):
        return ""
    old, new = (side.block.text.split("\t")[_BASIS] for side in case.edited)
    return became(old, new) if old == _ASKED != new else ""
