"""A change in; evidence out when every statement of it stands in both texts, at another place or
cut otherwise."""

from fairnotice.significance.case import Case


def stands_elsewhere(case: Case) -> str:
    """Fires for a change of which no edit is left once moves are taken out."""
    if case.edit is not None or case.pair is None:
        return ""
    return "every sentence of it stands in both texts"
