"""A text, its document and the ids that its sections shall have in; the text with these ids out.

Only the lines of Markdown headings are touched. A heading that is written in HTML keeps what it
has.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from fairnotice.document.ids import FOOTNOTES, TOP
from fairnotice.document.links import anchors
from fairnotice.model import Document, Problem, Section

_HASHES = re.compile(r"(#{1,6})(.*?)[ \t]*(?:(?<!\\)#+)?[ \t]*")
_TO_HEADING = re.compile(r"\]\(#([^()\s]+)\)")
_UNDERLINE = re.compile(r"(?:=+|-+)[ ]*")
_ATTRIBUTES = re.compile(r"(.*)[ ]+\{:?[ ]*([^}\n ][^}\n]*?)[ ]*\}[ ]*")


class Parsed(Protocol):
    """What a reader of Markdown gives."""

    @property
    def document(self) -> Document:
        """The text in sections and blocks."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What an editor has to know about it."""


class Parse(Protocol):
    """Reads a text; never raises."""

    def __call__(self, body: str, *, path: str) -> Parsed:
        """The document of a body."""


class WithIds(NamedTuple):
    """A text whose headings name their ids."""

    body: str
    document: Document


def with_ids(
    body: str, document: Document, wanted: Mapping[str, str], parse: Parse, path: str
) -> WithIds:
    """The body with an id on each heading that has none; what is read is the same as before.

    `wanted` holds for the id of each section as `document` has it the id that it shall have. An
    id that cannot be written without the text being read in another way is left out.
    """
    chosen = [s for s in document.sections if not s.named and s.id not in {TOP, FOOTNOTES}]
    for _ in range(3):
        written = _written(body, chosen, wanted)
        read = parse(written, path=path).document
        if not _alike(document, read):
            break
        now = {old.id: new for old, new in zip(document.sections, read.sections, strict=True)}
        kept = [s for s in chosen if now[s.id].named and now[s.id].id == wanted[s.id]]
        if len(kept) == len(chosen):
            return WithIds(written, read)
        chosen = kept
    return WithIds(body, document)


def with_links(body: str, document: Document, wanted: Mapping[str, str]) -> str:
    """The body, its links to headings leading to the ids that these shall have.

    Other systems make a heading's address from its words (GitHub and Jekyll in one way, this
    program in another), so a heading that keeps an older id would be missed. A link that leads to
    something already stays as it is.
    """
    there = anchors(document) - {s.id for s in document.sections if not s.named}
    there |= set(wanted.values())
    leads: dict[str, str] = {}
    for section in document.sections:
        for name in (section.id, _elsewhere(section.title)):
            leads.setdefault(name, wanted.get(section.id, ""))

    def led(found: re.Match[str]) -> str:
        name = found.group(1)
        target = "" if name in there else leads.get(name, "")
        return f"](#{target})" if target else found.group()

    return _TO_HEADING.sub(led, body)


def _elsewhere(title: str) -> str:
    """The address that GitHub makes of a heading."""
    return re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")


def _written(body: str, chosen: Sequence[Section], wanted: Mapping[str, str]) -> str:
    lines = body.split("\n")
    for section in chosen:
        at = section.line - 1
        if 0 <= at < len(lines):
            below = lines[at + 1] if at + 1 < len(lines) else ""
            lines[at] = _headed(lines[at], below, wanted[section.id])
    return "\n".join(lines)


def _headed(line: str, below: str, name: str) -> str:
    """The line of a heading with its id; as it was, where it is none that Markdown makes."""
    hashes = _HASHES.fullmatch(line)
    if hashes and hashes.group(2).strip():
        return hashes.group(1) + _named(hashes.group(2), name)
    if line.strip() and _UNDERLINE.fullmatch(below):
        return _named(line, name)
    return line


def _named(heading: str, name: str) -> str:
    others = _ATTRIBUTES.fullmatch(heading)
    if others:
        return f"{others.group(1).rstrip()} {{: #{name} {others.group(2)} }}"
    return f"{heading.rstrip()} {{#{name}}}"


def _alike(one: Document, other: Document) -> bool:
    """Whether two documents read the same, ids apart."""
    return one.title == other.title and [
        (s.title, s.depth, [b.text for b in s.blocks]) for s in one.sections
    ] == [(s.title, s.depth, [b.text for b in s.blocks]) for s in other.sections]
