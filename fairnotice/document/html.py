"""A document in; the HTML of its text, as the pages show it, out."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from fairnotice.document import cookie_table
from fairnotice.document.language import ALIKE, Voices
from fairnotice.document.runs import REMEMBERED
from fairnotice.document.tags import (
    Address,
    Ids,
    Nest,
    attributes,
    cells,
    fragment,
    leaf,
    marked,
    reference_anchor,
    row_group,
    settled,
)
from fairnotice.model import (
    Block,
    BlockKind,
    Container,
    CookieCategory,
    Document,
    Run,
    Section,
)

AfterHeading = Callable[[Section], str]
"""Finished HTML that a page puts below a section's heading; may be empty."""

AboutCategory = Callable[[CookieCategory], str]
"""Finished HTML that a page puts above the cookies of a category; may be empty."""


def _nothing(_: object) -> str:
    return ""


def html(
    document: Document,
    address: Address,
    after_heading: AfterHeading = _nothing,
    about_category: AboutCategory = _nothing,
    voices: Voices = ALIKE,
) -> str:
    """The sections of a document, well-formed and with everything escaped.

    A section with a heading is a `<section aria-labelledby>`, its id is the heading's. Text before
    the first heading and the footnotes have no heading: there the id is the section's. The whole
    stands where words are in the text's language; `voices` tells the program's words apart.
    """
    ids = Ids(*(section.id for section in document.sections))
    referenced = note_references(document.sections)
    return "".join(
        _section(section, address, ids, referenced, after_heading, about_category, voices)
        for section in document.sections
    )


def note_references(sections: Iterable[Section]) -> frozenset[str]:
    """Ids of the footnotes that the text refers to."""
    return frozenset(
        mark.address.removeprefix("#")
        for section in sections
        for block in section.blocks
        for _, marks in block.runs
        if marks
        for mark in marks
        if mark.kind == "footnote"
    )


def back_to_text(referenced: frozenset[str], aside: str = "") -> Callable[[Container], str]:
    """What stands at the end of a footnote: the way back to where it is referred to.

    `aside` holds the attributes of the program's words.
    """

    def back(note: Container) -> str:
        if note.anchor not in referenced:
            return ""
        link = attributes(
            class_="back",
            href=fragment(reference_anchor(note.anchor)),
            role="doc-backlink",
            aria_label="Back to the text",
        )
        return f" <a{link}{aside}>↩</a>"

    return back


def _section(
    section: Section,
    address: Address,
    ids: Ids,
    referenced: frozenset[str],
    after_heading: AfterHeading,
    about_category: AboutCategory,
    voices: Voices,
) -> str:
    headed = bool(section.blocks) and _is_heading(section.blocks[0])
    if headed:
        opening = attributes(aria_labelledby=section.id)
    elif section.title:
        opening = attributes(id=section.id, role="doc-endnotes", aria_label=section.title)
    else:
        opening = attributes(id=section.id)
    tag = "section" if headed else "div"
    out = [f"<{tag}{opening}>\n"]
    named = not headed and bool(section.title and voices.aside)
    if named:  # what the program calls it stands on the element
        out = [f"<{tag}{opening}{voices.aside}>\n<div{voices.text}>\n"]
    nest = Nest(ids, back_to_text(referenced, voices.aside))
    group: CookieCategory | None = None
    for index, block in enumerate(section.blocks):
        out.append(nest.to(block, block.containers, section))
        if (known := _known_everywhere(block)) is not None:
            group = None
            out.append(known)
            continue
        category = cookie_table.category(block)
        if category and category != group:
            title, columns = cookie_table.words(category), len(block.header)
            about = about_category(category)
            first, aside = group is None, voices.aside
            out.append(row_group(title, about, columns, first=first, aside=aside))
        group = category
        if headed and index == 0:
            depth, anchor = section.depth, section.id
        else:
            depth, anchor = min(section.depth + 1, 6), ids.once(block.anchor)
        inner = [marked(cell, address, ids) for cell in cells(block.runs)]
        out.append(leaf(block, inner, depth, attributes(id=anchor), voices.aside))
        if headed and index == 0:
            out.append(after_heading(section))
    out.append(nest.close())
    out.append(f"</div>\n</{tag}>\n" if named else f"</{tag}>\n")
    return "".join(out)


_PLAIN = frozenset({"paragraph", "item", "code", "term", "definition", "picture", "rule"})
"""Kinds of blocks whose tags are the same wherever they stand."""


def _known_everywhere(block: Block) -> str | None:
    """A block as every page shows it; None where pages differ."""
    return None if block.anchor or block.kind not in _PLAIN else _known(block.kind, block.runs)


@lru_cache(maxsize=REMEMBERED)
def _known(kind: BlockKind, runs: tuple[Run, ...]) -> str | None:
    if not settled(runs):
        return None
    return leaf(Block(kind, "", runs, 1), (marked(runs, str, Ids()),), 0)


def _is_heading(block: Block) -> bool:
    return block.kind == "heading" and not block.containers
