"""A comparison in; which of its changes a reader meets as one place out.

A new section, or a lead-in with its items, is one place: what no rule understands in it is one
question to a person, not one for each sentence.
"""

from collections.abc import Iterable

from fairnotice.model import Comparison, Document, Pair


def places(comparison: Comparison) -> dict[int, int]:
    """Number of each change → number of the first change at its place: a section that came or went
    as a whole, a run of blocks that came or went one behind the other, or the change alone."""
    old, new = _ids(comparison.old), _ids(comparison.new)
    firsts: dict[tuple[str, str], int] = {}
    found: dict[int, int] = {}
    before: Pair | None = None
    for pair in sorted(comparison.changes, key=lambda each: each.number):
        whole = _whole_section(pair, old, new)
        if whole is not None:
            found[pair.number] = firsts.setdefault(whole, pair.number)
        elif before is not None and _next_to(before, pair):
            found[pair.number] = found[before.number]
        else:
            found[pair.number] = pair.number
        before = pair
    return found


def _ids(document: Document) -> frozenset[str]:
    return frozenset(section.id for section in document.sections)


def _whole_section(pair: Pair, old: Iterable[str], new: Iterable[str]) -> tuple[str, str] | None:
    """Side and id of the section that came or went with this block."""
    if pair.kind == "added" and pair.new_section is not None and pair.new_section.id not in old:
        return "new", pair.new_section.id
    if pair.kind == "removed" and pair.old_section is not None and pair.old_section.id not in new:
        return "old", pair.old_section.id
    return None


def _next_to(before: Pair, pair: Pair) -> bool:
    """Both came, or both went, one behind the other in one section."""
    if pair.kind not in {"added", "removed"} or before.kind != pair.kind:
        return False
    one, other = (
        each.new_section if pair.kind == "added" else each.old_section for each in (before, pair)
    )
    return pair.number == before.number + 1 and one is other
