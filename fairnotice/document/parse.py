"""One version's Markdown in; its document, and what an editor has to know about it, out.

The chain: limits → Python-Markdown → nh3 → blocks → sections. What is compared, judged and printed
is built from the sanitised HTML, so it is what a reader sees.
"""

import re
from collections.abc import Iterator, Sequence
from posixpath import dirname, join
from typing import NamedTuple

from fairnotice.document import cookie_table
from fairnotice.document.blocks import blocks
from fairnotice.document.limits import DEEPEST, MOST_ATTRIBUTES, refusal, too_deep_html
from fairnotice.document.markdown import Converted, UnreadableError, converted
from fairnotice.document.place import Finder
from fairnotice.document.sanitise import crowded, removed, sanitised, suspicious
from fairnotice.document.sections import sectioned
from fairnotice.document.words import words_in
from fairnotice.model import Block, Container, CookieRow, Document, Place, Problem, Section

EMPTY = Document("", (), 0)
"""The document of a text that cannot be read."""

CONTENTS_MARKER = "[TOC]"
"""Where Python-Markdown would put a list of contents; every page has one beside the text."""

_DIRECTIVE = re.compile(r"<!--\s*fairnotice:")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no text is made of: controls (with which escape sequences for terminals begin, and which
XML forbids), halves of characters, and what is never to be one."""
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b\u2060\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""Controls, soft hyphens, zero-width spaces, direction overrides: there, but not to be seen."""
_DAMAGED = "\ufffd"


def _all_seen(text: str) -> bool:
    """Whether a text has none of those: they are known soonest by what Python would not print."""
    return text.replace("\n", "").replace("\t", "").replace("\xa0", "").isprintable()


class Parsed(NamedTuple):
    """A document and the problems met on the way."""

    document: Document
    problems: tuple[Problem, ...]


def parsed(
    body: str,
    *,
    path: str,
    first_line: int = 1,
    cookies: tuple[CookieRow, ...] = (),
    cookie_lines: tuple[int, ...] = (),
) -> Parsed:
    """The document of a version's body (Markdown after the front matter).

    `path` and `first_line` say where the body stands, for the places of problems and blocks.
    `cookies` are the rows that hold for this version, `cookie_lines` their lines in the
    cookies.yaml beside it. Never raises: a text that cannot be read gives an empty document and a
    problem that is `broken`.
    """
    written = body.replace("\r\n", "\n").replace("\r", "\n")
    source = written if _all_seen(written) else _CONTROL.sub(_DAMAGED, written)
    refused = refusal(source)
    if refused is not None:
        place = Place(path, first_line + refused.line - 1)
        return _broken("unreadable-text", place, refused.wrong, refused.mend)
    try:
        conversion = converted(source)
    except UnreadableError as failure:
        wrong = f"The Markdown reader fails on this text ({failure})."
        return _broken(
            "unreadable-text",
            Place(path, first_line),
            wrong,
            "Look for unclosed or odd HTML in it.",
        )
    if any(raw.startswith("<") for raw in conversion.raw) and (
        deep := too_deep_html(conversion.html)
    ):
        place = _place(deep, source, path, first_line)
        wrong = f"HTML tags stand more than {DEEPEST} deep in one another."
        return _broken("unreadable-text", place, wrong, "Close each tag, or leave them out.")
    odd = suspicious(conversion.html, conversion.raw, source)
    if odd and (tag := crowded(conversion.html)):
        sought = tag if tag in source else "{" + max(source.split("{")[1:], key=len, default="")
        place = _place(sought, source, path, first_line)
        wrong = f"A tag, or a list in braces, has more than {MOST_ATTRIBUTES} attributes."
        return _broken("unreadable-text", place, wrong, "Take them out.")
    clean = sanitised(conversion.html)
    if not _all_seen(clean):
        clean = _CONTROL.sub(_DAMAGED, clean)  # those written as `&#27;`
    found = blocks(clean, Finder(source, first_line))
    cut = sectioned(found, path)
    table = _Markers(path, cookies, cookie_lines)
    sections = table.filled(cut.sections)
    document = Document(
        cut.title, sections, words_in(block.text for s in sections for block in s.blocks)
    )
    problems = (
        *cut.problems,
        *table.problems(first_line),
        *(_taken_out(conversion, clean, source, path, first_line) if odd else ()),
        *_unseen(written, path, first_line),
    )
    return Parsed(document, tuple(sorted(problems, key=lambda p: (p.place, p.check, p.wrong))))


def _broken(check: str, place: Place, wrong: str, mend: str) -> Parsed:
    return Parsed(EMPTY, (Problem(check, "error", place, wrong, mend, broken=True),))


class _Markers:
    """Puts the cookie table in its place and takes `[TOC]` out."""

    def __init__(
        self, path: str, cookies: tuple[CookieRow, ...], cookie_lines: tuple[int, ...]
    ) -> None:
        self._path = path
        self._cookies = cookies
        self._lines = cookie_lines
        self._cookies_at: list[int] = []
        self._contents_at: list[int] = []

    def filled(self, sections: Sequence[Section]) -> tuple[Section, ...]:
        """The sections with their markers replaced."""
        out = []
        for section in sections:
            if any(
                block.text in {cookie_table.MARKER, CONTENTS_MARKER} for block in section.blocks
            ):
                filled = tuple(b for block in section.blocks for b in self._instead(block))
                out.append(section._replace(blocks=filled))
            else:
                out.append(section)
        return tuple(section for section in out if section.blocks)

    def _instead(self, block: Block) -> tuple[Block, ...]:
        if block.kind != "paragraph":
            return (block,)
        if block.text == CONTENTS_MARKER:
            self._contents_at.append(block.line)
            return ()
        if block.text == cookie_table.MARKER:
            self._cookies_at.append(block.line)
            if not self._cookies or len(self._cookies_at) > 1:
                return ()
            # Containers are told apart by their keys, from 1 upwards; this one is the only table
            # that stands for itself.
            inside = (*block.containers, Container("table", 0, anchor=block.anchor))
            beside = join(dirname(self._path), "cookies.yaml")
            return cookie_table.rows(self._cookies, self._lines, beside, inside)
        return (block,)

    def problems(self, first_line: int) -> Iterator[Problem]:
        """What is wrong with the markers."""
        for line in self._contents_at:
            yield Problem(
                "contents-marker",
                "info",
                Place(self._path, line),
                "[TOC] is left out: every page has a list of its sections beside the text.",
                "Delete the line.",
            )
        for line in self._cookies_at[1:]:
            yield Problem(
                "cookie-table",
                "error",
                Place(self._path, line),
                "The text asks for the cookie table twice.",
                "Keep [[cookies]] in one place.",
            )
        if self._cookies_at and not self._cookies:
            yield Problem(
                "cookie-table",
                "error",
                Place(self._path, self._cookies_at[0]),
                "The text asks for the cookie table, but no row of cookies.yaml holds for this "
                "version.",
                "Add the rows to the cookies.yaml beside the text, or delete [[cookies]].",
            )
        if self._cookies and not self._cookies_at:
            yield Problem(
                "cookie-table",
                "error",
                Place(self._path, first_line),
                "cookies.yaml has rows for this version, but the text does not show them.",
                "Write [[cookies]] on a line of its own where the table belongs.",
            )


def _taken_out(
    conversion: Converted, clean: str, source: str, path: str, first_line: int
) -> Iterator[Problem]:
    """What the sanitising removed, with the place where it first stands."""
    for lost in removed(conversion.html, clean):
        place = _place(lost.sought, source, path, first_line)
        written = _written(lost.name, source) if lost.kind == "attribute" else None
        if written:
            place = _at(written.end() - len(lost.name), source, path, first_line)
        more = "" if lost.times == 1 else f", {lost.times} times in this text"
        if lost.kind == "address":
            yield Problem(
                "unsafe-link",
                "error",
                place,
                f"A link or picture leads to “{lost.name[:80]}”, which is not allowed{more}.",
                "Use an address that begins with https:, http:, mailto: or tel:, or a page of "
                "this site.",
            )
        elif lost.kind == "tag":
            yield Problem(
                "raw-html",
                "error" if lost.active else "warning",
                place,
                f"The HTML tag <{lost.name}> is taken out{more}.",
                "Delete it, or say the same in Markdown.",
            )
        elif written and written.group().startswith("{") and source[written.end() :][:1] in " }":
            yield Problem(
                "raw-html",
                "error" if lost.active else "warning",
                place,
                f"“{lost.name}” in these braces is taken out{more}.",
                "An id is one word behind a `#`, with hyphens for blanks, as {#how-long}.",
            )
        else:
            yield Problem(
                "raw-html",
                "error" if lost.active else "warning",
                place,
                f"The HTML attribute “{lost.name}” is taken out{more}.",
                "Delete it: the look of a notice is the site’s, not the text’s.",
            )
    for raw in conversion.raw:
        if raw.startswith("<!--") and not _DIRECTIVE.match(raw):
            yield Problem(
                "raw-html",
                "info",
                _place(raw.splitlines()[0], source, path, first_line),
                "A comment is taken out; readers never see it.",
                "",
            )


def _written(attribute: str, source: str) -> re.Match[str] | None:
    """The braces or the tag from their beginning to where the attribute stands in them."""
    sought = rf"(?:\{{[^{{}}\n]*|<[^<>]*)(?<![\w-]){re.escape(attribute)}(?![\w-])"
    return re.search(sought, source, re.IGNORECASE)


def _place(sought: str, source: str, path: str, first_line: int) -> Place:
    """Where something first stands in the source; the beginning where it cannot be found."""
    at = source.find(sought)
    if at < 0:
        at = max(source.lower().find(sought.lower()), 0)
    return _at(at, source, path, first_line)


def _at(at: int, source: str, path: str, first_line: int) -> Place:
    """The place of a character of the source."""
    line = source.count("\n", 0, at)
    return Place(path, first_line + line, at - source.rfind("\n", 0, at))


def _unseen(source: str, path: str, first_line: int) -> Iterator[Problem]:
    """Characters that cannot be seen: an editor should know. Controls are shown as U+FFFD."""
    if _all_seen(source):
        return
    kinds: dict[str, list[int]] = {}
    for match in _UNSEEN.finditer(source):
        kinds.setdefault(match.group(), []).append(match.start())
    for character, places in kinds.items():
        line = source.count("\n", 0, places[0])
        column = places[0] - source.rfind("\n", 0, places[0])
        more = "" if len(places) == 1 else f", {len(places)} times in this text"
        yield Problem(
            "unseen-character",
            "info",
            Place(path, first_line + line, column),
            f"An unseen character, U+{ord(character):04X}, stands here{more}.",
            "Delete it unless the script of this language needs it.",
        )
