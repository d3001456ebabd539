"""An edit in; evidence out when a cookie is set without asking any more."""

from fairnotice.document.cookie_table import ground, words
from fairnotice.significance.case import Case, became


def consent_dropped(case: Case) -> str:
    """Decision table S22: the basis of a row was consent, and is one that needs none."""
    if case.edited is None:
        return ""
    old, new = (ground(side.block) for side in case.edited)
    if old != "consent" or new is None or new == old:
        return ""
    return became(words(old), words(new))
