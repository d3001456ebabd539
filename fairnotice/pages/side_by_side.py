"""A view in; a page with two columns for every comparison that readers may see out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby, starmap
from typing import NamedTuple

from markupsafe import Markup

from fairnotice import urls
from fairnotice.document.language import voices
from fairnotice.document.markings import Marking, by_number, markings
from fairnotice.document.runs import REMEMBERED
from fairnotice.document.side_by_side import SideRow, side_by_side
from fairnotice.model import PairKind
from fairnotice.pages.address import on_page
from fairnotice.pages.facts import VersionFacts, version_facts
from fairnotice.pages.language import of_program
from fairnotice.pages.page import Page
from fairnotice.pages.shell import Belonging, comparison_print_style, shell
from fairnotice.pages.view import Key, View, comparisons_shown, made_beside


class Row(NamedTuple):
    """A passage of the old text beside what it became."""

    number: int
    """Number of the change as readers count them; 0 where both are the same."""
    first: bool
    """False for what only goes on with a change."""
    kind: PairKind
    heading: bool
    old: Markup
    new: Markup
    anchor: str
    href: str
    """To the same change in the redline."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What the page is given."""

    old: VersionFacts
    new: VersionFacts
    redline: str
    """Link to the page with both texts in one."""
    rows: tuple[Row, ...]
    count: int


def pages(view: View) -> Iterator[Page]:
    """Every comparison that readers may see, in two columns."""
    for notice in view.site.notices:
        for key in comparisons_shown(view, notice):
            path = urls.side_by_side(*key)
            belonging = Belonging(notice, indexed=False, print_style=comparison_print_style(key))
            yield Page(
                path,
                "side_by_side.html",
                partial(_facts, view, path, key),
                partial(shell, view, path, belonging),
                made_beside(view, key),
            )


def _facts(view: View, path: str, key: Key) -> SideBySide:
    redline = urls.comparison(*key)
    comparison = view.comparisons[key]
    old, new = view.version(key[0], key[1]), view.version(key[0], key[2])
    heard = voices(of_program(view.site.settings), new.lang, old.lang)
    found = markings(comparison)
    marking = by_number(found)
    firsts = {pair.number for one in found for pair in one.starts}
    there = urls.href(path, redline)

    def row(number: int, kind: PairKind, old: str, new: str, heading: bool) -> Row:
        before, after = _printed(old), _printed(new)
        if not number:
            return _row((0, False, kind, heading, before, after, "", ""))
        anchor = urls.change_anchor(number)
        shown, href = marking[number].number, f"{there}#{anchor}"
        return _row((shown, number in firsts, kind, heading, before, after, anchor, href))

    printed = side_by_side(comparison, on_page(path, key[0]), heard)
    rows = tuple(starmap(row, _facing(printed, marking)))
    return SideBySide(
        old=version_facts(view, path, old),
        new=version_facts(view, path, new),
        redline=there,
        rows=rows,
        count=len(found),
    )


_row = partial(tuple.__new__, Row)
"""At a third of the cost of a call with names."""


@lru_cache(maxsize=REMEMBERED)
def _printed(html: str) -> Markup:
    """A finished cell; a notice's versions have most of them in common."""
    return Markup(html)  # noqa: S704  the printer escapes the text


def _facing(rows: Iterable[SideRow], marking: Mapping[int, Marking]) -> Iterator[SideRow]:
    """The rows, what went in the same one as what came in its place."""

    def replaced(row: SideRow) -> int:
        one = marking.get(row.number)
        swap = one is not None and one.kind == "changed" and one.pairs[0].kind == "removed"
        return one.number if one is not None and swap else 0

    for number, group in groupby(rows, key=replaced):
        if not number:
            yield from group
            continue
        passages = tuple(group)
        yield SideRow(
            number=passages[0].number,
            kind="changed",
            old="".join(row.old for row in passages),
            new="".join(row.new for row in passages),
            heading=any(row.heading for row in passages),
        )
