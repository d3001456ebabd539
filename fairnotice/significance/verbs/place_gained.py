"""An edit in; evidence out when data goes to a place that was not named before."""

from fairnotice.significance.case import Case, added, written
from fairnotice.significance.lexicon import small_words


def place_gained(case: Case) -> str:
    """A country, union or city comes into a statement on transfers; or, where suppliers are listed,
    one that the old text names nowhere. Places whose people a right is for are no such place."""
    if case.edit is None or case.edit.new is None or case.edit.new.block.kind == "heading":
        return ""
    new = case.edit.new
    found = case.edit.gained_terms("place")
    if (
        not found
        or new.denied
        or (
            small_words("of_people") & set(new.norms)
            and (new.names("right") or {"right", "rights"} & set(new.norms))
        )
    ):
        return ""
    about = case.topics[:1] == ("T07",) or ("T07" in case.topics[:2] and "transfer" in new.frame())
    if not about:
        if not {"T06", "T07"} & set(case.topics[:2]) or new.block.kind not in {"row", "item"}:
            return ""
        found = [term for term in found if ("place", term.name) not in case.texts.old_names]
    return added(written(new, found)) if found else ""
