"""A comparison in; which sections a line of the changelog speaks for, and which have a change, out.

A section may have another id in the old text than in the new one; either name stands for both.
A footnote belongs to the sections that refer to it as much as to the notes at the end.
"""

from collections.abc import Iterable

from fairnotice.model import Comparison, Pair, Section

_TOP = "top"


def covering(comparison: Comparison, section_id: str, change: int = 0) -> frozenset[str]:
    """Ids of the sections a line may name to tell readers of a change in `section_id`.

    The section itself and those above it, in both texts, by the old id and the new one; with the
    number of a change in a footnote, also the sections that refer to that note.
    """
    alias, parents = comparison.once(_aliases), comparison.once(_parents)
    found: set[str] = set()
    waiting = {section_id}
    for pair in comparison.once(_numbered).get(change, ()) if change else ():
        waiting |= _referring(comparison, pair)
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting |= alias.get(here, set()) | parents.get(here, set())
    return frozenset(found)


def changed(comparison: Comparison) -> frozenset[str]:
    """Ids of the sections that have a change, with those above them, old ids and new.

    A section that was added, removed, renamed or put elsewhere has one.
    """
    touched: set[str] = set()
    for pair in comparison.changes:
        touched |= _ids((pair.old_section, pair.new_section)) | _referring(comparison, pair)
    for each in comparison.sections:
        if each.old is None or each.new is None or each.moved or each.old.id != each.new.id:
            touched |= _ids((each.old, each.new))
    return frozenset(id_ for section in touched for id_ in covering(comparison, section))


def known(comparison: Comparison) -> frozenset[str]:
    """Ids of all sections of either text."""
    return frozenset(_ids((*comparison.old.sections, *comparison.new.sections)) | {_TOP})


def nearest_line(comparison: Comparison, section_id: str) -> int | None:
    """Line, in the new text, of the heading that stands nearest to a section of the old one.

    The section's own or one above it; else that of the last section before it which is still
    there; None when there is no such section.
    """
    nearest = comparison.once(_nearest)
    if section_id in nearest:
        return nearest[section_id]
    lines = comparison.once(_lines)
    own = (lines[id_] for id_ in covering(comparison, section_id) if id_ in lines)
    return max(own, default=None)


def _nearest(comparison: Comparison) -> dict[str, int | None]:
    """Each id of the old text, and the line of the heading that stands nearest in the new one."""
    lines = comparison.once(_lines)
    found: dict[str, int | None] = {}
    before = None
    for section in comparison.old.sections:
        own = (lines[id_] for id_ in covering(comparison, section.id) if id_ in lines)
        before = max(own, default=before)
        found.setdefault(section.id, before)
    return found


def _lines(comparison: Comparison) -> dict[str, int]:
    """Each id of the new text, and the line of its heading."""
    return {section.id: section.line for section in comparison.new.sections}


def _numbered(comparison: Comparison) -> dict[int, list[Pair]]:
    """The changes by their numbers."""
    found: dict[int, list[Pair]] = {}
    for pair in comparison.changes:
        found.setdefault(pair.number, []).append(pair)
    return found


def _referring(comparison: Comparison, pair: Pair) -> set[str]:
    """Ids of the sections that refer to the footnotes in which a pair stands."""
    found: set[str] = set()
    references = comparison.once(_references)
    for referring, blocks in zip(references, (pair.old, pair.new), strict=True):
        for block in blocks:
            for container in block.containers:
                if container.kind == "note":
                    found |= referring.get(f"#{container.anchor}", set())
    return found


def _references(comparison: Comparison) -> tuple[dict[str, set[str]], ...]:
    """The address of each footnote, and the ids of the sections that refer to it, in both texts."""
    texts: list[dict[str, set[str]]] = []
    for document in (comparison.old, comparison.new):
        found: dict[str, set[str]] = {}
        for section in document.sections:
            for block in section.blocks:
                for run in block.runs:
                    for mark in run.marks:
                        if mark.kind == "footnote":
                            found.setdefault(mark.address, set()).add(section.id)
        texts.append(found)
    return tuple(texts)


def _ids(sections: Iterable[Section | None]) -> set[str]:
    return {section.id for section in sections if section is not None}


def _aliases(comparison: Comparison) -> dict[str, set[str]]:
    """Each id, and the id that the same section has in the other text."""
    found: dict[str, set[str]] = {}
    for each in comparison.sections:
        if each.old is not None and each.new is not None and each.old.id != each.new.id:
            found.setdefault(each.old.id, set()).add(each.new.id)
            found.setdefault(each.new.id, set()).add(each.old.id)
    return found


def _parents(comparison: Comparison) -> dict[str, set[str]]:
    """Each id, and the ids of the sections that enclose it in either text."""
    found: dict[str, set[str]] = {}
    for section in (*comparison.old.sections, *comparison.new.sections):
        if section.parent:
            found.setdefault(section.id, set()).add(section.parent)
    return found
