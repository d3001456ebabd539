"""A document in; the links that a reader can follow in it, and what links can lead to, out."""

from collections.abc import Iterator
from typing import NamedTuple

from fairnotice.model import Block, Document


class Link(NamedTuple):
    """A link or picture in a text."""

    address: str
    """As written, sanitised."""
    text: str
    """What a reader sees of it; a picture's alternative text."""
    line: int
    """Line of its block."""
    section: str
    """Id of the section."""
    picture: bool = False
    """The address is a picture's."""


def links(document: Document) -> Iterator[Link]:
    """Links and pictures in reading order; a link over several runs is one."""
    for section in document.sections:
        for block in section.blocks:
            yield from _links(block, section.id)


def _links(block: Block, section: str) -> Iterator[Link]:
    address = ""
    text = ""
    for run in block.runs:
        here = next((mark.address for mark in run.marks if mark.kind == "link"), "")
        if address and here != address:
            yield Link(address, text, block.line, section)
            text = ""
        address = here
        if here:
            text += run.text
        for mark in run.marks:
            if mark.kind == "image":
                yield Link(mark.address, run.text, block.line, section, picture=True)
    if address:
        yield Link(address, text, block.line, section)


def anchors(document: Document) -> frozenset[str]:
    """Every id that a link can lead to: sections, paragraphs, lists, footnotes."""
    found = set()
    for section in document.sections:
        found.add(section.id)
        for block in section.blocks:
            if block.anchor:
                found.add(block.anchor)
            found.update(c.anchor for c in block.containers if c.anchor)
    return frozenset(found)
