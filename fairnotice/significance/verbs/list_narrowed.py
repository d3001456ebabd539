"""An edit in; evidence out when an item is dropped from a list that otherwise stays."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from fairnotice.significance.case import Case, content, removed, stretches
from fairnotice.significance.edits import Stretch, Texts
from fairnotice.significance.lexicon import small_words
from fairnotice.significance.statements import Statement

_OPEN = frozenset({"T03", "T06", "T07", "T13", "T16", "T12"})
_JOINS = frozenset({"and", "or"})


def list_narrowed(case: Case) -> str:
    """Decision table J02: a recipient, kind of data, cookie, country or covered site dropped. A
    right, a choice, a purpose, a safeguard or a promise is no such item."""
    if case.edit is None or case.edit.old is None:
        return ""
    old = case.edit.old
    if old.denials or (old.block.kind != "row" and (old.names("right") or old.names("safeguard"))):
        return ""
    if case.removed is not None:
        return removed(old.text[:90]) if _dropped_item(old, case) else ""
    return removed(stretches(case.edit.lost)) if _dropped_words(case) else ""


def _dropped_words(case: Case) -> bool:
    """Nothing came, and what went are items; a purpose is none."""
    assert case.edit is not None  # noqa: S101 - asked by list_narrowed only
    if content(case.edit.gained_words) or not content(case.edit.lost_words):
        return False
    purpose = case.edit.lost_terms("purpose") and "T04" in case.topics[:2]
    about = bool(set(case.topics[:2]) & _OPEN)
    return about and not purpose and all(_item(stretch) for stretch in case.edit.lost)


def _item(stretch: Stretch) -> bool:
    """Looks like items of a list: a name or a short noun phrase between commas, `and` or brackets,
    without a verb of its own and without a word that opens the list (`similar`, `other`)."""
    words = {w.lower().strip(",.;:()") for w in stretch.text.split()}
    no_items = small_words("no_item") | small_words("compulsion")
    if stretch.side.norms.count("our") > stretch.norms.count("our"):
        no_items -= {"our"}  # `our printers, our couriers`: so begins each member
    if len(stretch.norms) > 8 or words & no_items or _bounds(stretch):
        return False
    return stretch.is_member


def _bounds(stretch: Stretch) -> bool:
    """Whether a stretch bounds what stands before it (`couriers (in Wales)`): it begins with a
    preposition, and no member that stays does."""
    norms = stretch.norms
    first = norms[1] if norms[0] in _JOINS and len(norms) > 1 else norms[0]
    side = stretch.side
    goes_on = any(stretch.start + 1 < each < stretch.end for each in side.breaks)
    if first not in small_words("prepositions") or goes_on:
        return False
    openings = {0, *side.breaks, *(n + 1 for n, norm in enumerate(side.norms) if norm in _JOINS)}
    return not any(
        side.norms[place] == first
        for place in openings
        if place < len(side.norms) and not stretch.start <= place < stretch.end
    )


def _dropped_item(old: Statement, case: Case) -> bool:
    if old.block.kind not in {"item", "row"} or len(old.norms) > (
        40 if old.block.kind == "row" else 14
    ):
        return False
    if not set(old.topics[:2]) & _OPEN or (old.names("purpose") and "T04" in old.topics[:1]):
        return False
    stayed = case.texts.once(_stayed)
    lists = [c.key for c in old.block.containers if c.kind in {"ul", "ol", "table"}]
    return any(s is not old for each in lists for s in stayed.get(each, ()))


def _stayed(texts: Texts) -> Mapping[int, Sequence[Statement]]:
    """By the key of what they stand in, two statements of the old text that the new one has too:
    one of them is another than the one that is asked about."""
    asked = {s.norms for s in texts.old if s.block.containers}
    left = {s.key for s in texts.new if s.norms in asked}  # what has other words has another key
    found: dict[int, list[Statement]] = defaultdict(list)
    for statement in texts.old:
        if statement.block.containers and statement.key in left:
            for container in statement.block.containers:
                if len(found[container.key]) < 2:
                    found[container.key].append(statement)
    return dict(found)
