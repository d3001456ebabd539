"""A change in; evidence out when an item went to another list, whose heading was there before."""

from collections import defaultdict
from collections.abc import Mapping

from fairnotice.significance.case import Case, shown
from fairnotice.significance.edits import Texts
from fairnotice.significance.statements import Statement
from fairnotice.significance.words import squashed

_DIGITS = "0123456789"
_LONGEST = 8
"""Words of an item that says nothing without the heading above its list."""


def under_other_heading(case: Case) -> str:
    """Fires for an item of a few words, in which nobody does anything, that stands in both texts:
    under a heading or lead-in that the old text had too, and in the old text under another."""
    if case.edit is not None or case.pair is None or not case.pair.new:
        return ""
    old, known = case.texts.once(_headings), case.texts.once(_known)
    told = []
    for block in case.pair.new:
        for side in case.texts.once(_items).get(id(block), ()):
            under = old.get(side.norms, {})
            here = _letters(side)
            if under and here not in under and here in known:
                told.append(f"{side.text}: {next(iter(under.values()))} → {_above(side)}")
    return shown(told)


def _hangs(side: Statement) -> bool:
    """Whether it says nothing without what it stands under."""
    few = side.block.kind == "item" and len(side.norms) <= _LONGEST
    return few and not side.names("action")


def _items(texts: Texts) -> Mapping[int, list[Statement]]:
    """id() of each block of the new text → the items in it that hang on their heading."""
    found: dict[int, list[Statement]] = defaultdict(list)
    for side in texts.new:
        if side.change and _hangs(side):
            found[id(side.block)].append(side)
    return dict(found)


def _headings(texts: Texts) -> Mapping[tuple[str, ...], dict[str, str]]:
    """The words of each such item of the old text → what stands above it, as letters and as it is
    written."""
    found: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for side in texts.old:
        if _hangs(side):
            found[side.norms][_letters(side)] = _above(side)
    return dict(found)


def _known(texts: Texts) -> frozenset[str]:
    """What anything of the old text stands under."""
    return frozenset(map(_letters, texts.old))


def _above(side: Statement) -> str:
    """What it stands under: its list's lead-in, else the heading."""
    return (side.block.lead_in or side.heading).rstrip(": ")


def _letters(side: Statement) -> str:
    """The letters of what it stands under, however that is numbered."""
    return squashed(_above(side)).lstrip(_DIGITS)
