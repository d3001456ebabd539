"""A view in; a page with two columns for every comparison that readers may see out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from fairnotice import urls
from fairnotice.document.language import voices
from fairnotice.document.markings import Marking, by_number, markings
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
    rows = tuple(
        Row(
            number=marking[row.number].number if row.number else 0,
            first=row.number in firsts,
            kind=row.kind,
            heading=row.heading,
            old=Markup(row.old),  # noqa: S704  the printer escapes the text
            new=Markup(row.new),  # noqa: S704  likewise
            anchor=urls.change_anchor(row.number) if row.number else "",
            href=urls.href(path, redline, urls.change_anchor(row.number)) if row.number else "",
        )
        for row in _facing(side_by_side(comparison, on_page(path, key[0]), heard), marking)
    )
    return SideBySide(
        old=version_facts(view, path, old),
        new=version_facts(view, path, new),
        redline=urls.href(path, redline),
        rows=rows,
        count=len(found),
    )


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
