"""A change in; evidence out when every statement of it stands in both texts, at another place or
cut otherwise."""

from fairnotice.significance.case import Case
from fairnotice.significance.signs import signed_otherwise


def stands_elsewhere(case: Case) -> str:
    """Fires for a change of which no edit is left once moves are taken out. A lead-in that moved
    may have other items under it now: then they say something else where they stand; so does a
    tick in another cell of its row."""
    if case.edit is not None or case.pair is None or case.pair.number in case.texts.told_with:
        return ""
    if case.pair.kind != "link" and signed_otherwise(case.pair):
        return ""
    old, new = case.texts.led
    old_said, new_said = case.texts.said
    for lead in {block.text for block in (*case.pair.old, *case.pair.new)}:
        # What is new under it, or gone, is a change of its own.
        led = old.get(lead, set()) ^ new.get(lead, set())
        if any(norms in old_said and norms in new_said for norms in led):
            return ""
    return "every sentence of it stands in both texts"
