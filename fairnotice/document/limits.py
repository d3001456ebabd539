"""A source in; why it cannot be read in reasonable time, and on which line, out.

Some of Python-Markdown's searches start anew at every mark: an unclosed bracket is sought to the
end of its paragraph, a heading without a blank line before it has the whole paragraph read again.
Ordinary texts never notice, hostile or damaged ones take minutes. The work is estimated here in
time that grows with the length alone, and what would take more than a few seconds is not begun.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

LARGEST = 1_000_000
"""Bytes of UTF-8: some 160,000 words."""
MOST_LINES = 30_000
MOST_COLUMNS = 500
"""Cells in a table's row."""
MOST_CELLS = 60_000
"""Cells in all tables: Python-Markdown reads some 10,000 a second."""
DEEPEST = 50
"""Lists, quotes, brackets or HTML tags inside one another."""
MOST_ATTRIBUTES = 200
"""Of one HTML tag, which has ten and rarely thirty: parsers seek the last one, or one of the same
name, to add another."""
MOST_FOOTNOTES = 2_000
MOST_REFERENCES = 500
"""References to one footnote."""
MOST_WORK = 4_000_000_000
"""Estimated work in nanoseconds on an ordinary machine, beyond what grows with the length."""

# Nanoseconds a step, measured on texts made of one construct.
_BRACKET = 1000  # a character between an opening bracket and its end
_ADDRESS = 400  # a character between `](` and the end of the address
_TAG = 240  # a character between `<a` and the next `>`
_LINE = 160  # a character read again for a heading, rule or definition within a paragraph
_INLINE = 3  # a character copied for a mark in a paragraph
_TICK = 50  # a pair of backticks in a table row
_BRACE = 40  # a character behind an opening brace, sought through for an attribute list
_BLANK = 3  # a pair of blanks in a run of them
_COPIED = 3  # characters copied in a nanosecond
_SIGNS = 40  # characters moved in a nanosecond behind each sign of Latin-1, when it is sanitised
_COMMENT = 2  # a character, for each comment and tag in a paragraph

_SIGN = re.compile("[\u0080-\u00bf]")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_INLINE_MARKS = re.compile(r"[*_`\[\]<&\\!{]|  \n")
_BRACKETS = re.compile(r"\]\(|[\[\]()]")
_OPEN_TAG = re.compile(r"<[a-zA-Z/!?]")
_LINE_MARKS = re.compile(
    r"^(?:[ ]{0,3}(?:\#|[-=*_]+[ ]*$|(?:[-*_][ ]*){3}|:[ ]|\[[^\]\n]*\]:))", re.MULTILINE
)
_ITEM = re.compile(r"[ \t]*(?:([-+*])|\d{1,9}[.)])[ \t]")
_BLANKS = re.compile(r"[ \t]{200,}")
_NESTED = re.compile(r"\n[ \t]*+(?:(?:[-+*]|\d{1,9}[.)])[ \t]++|>[ \t]*+){51}")
_INDENTED = re.compile(r"\n(?:\t|[ ]{4}){51}[ \t]*+(?:[-+*>]|\d+\.)")
_RULE = re.compile(r"^[ ]{0,3}(?:-[ ]*|\*[ ]*)+$")
_REFERENCE = re.compile(r"\[\^([^\]\s][^\]\n]*)\](:)?")
_HTML_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)[^>]*+>")
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr", "col", "area", "base"})


class Refusal(NamedTuple):
    """Why a text is not read."""

    line: int
    """Line of the source, from 1."""
    wrong: str
    mend: str


def refusal(source: str) -> Refusal | None:
    """Why Python-Markdown is not given this source; None when it is."""
    long = too_long(len(source.encode()), source.count("\n"))
    if long:
        return long
    return _too_deep(source) or _too_wide(source) or _too_many_notes(source) or _too_much(source)


def too_long(size: int, line_feeds: int) -> Refusal | None:
    """Why a source of so many bytes and line feeds is not read; None when nothing is known yet."""
    if size > LARGEST:
        return Refusal(
            1, "The text is larger than one million bytes.", "Split it into several notices."
        )
    if line_feeds > MOST_LINES:
        wrong = f"The text has more than {MOST_LINES} lines."
        return Refusal(MOST_LINES, wrong, "Split it into several notices.")
    return None


def too_deep_html(html: str) -> str:
    """The first tag that stands too deep in others; empty when none does.

    For HTML before it is sanitised: nh3 slows down with the square of the depth.
    """
    open_tags: list[str] = []
    # Up to the last `>`: behind it every tag would be sought to the end of the text.
    for match in _HTML_TAG.finditer(html, 0, html.rfind(">") + 1):
        closing, name = match.groups()
        tag = name.lower()
        if closing:
            if tag in open_tags:
                while open_tags.pop() != tag:
                    pass
        elif tag not in _VOID and not match.group().endswith("/>"):
            open_tags.append(tag)
            if len(open_tags) > 4 * DEEPEST:
                return match.group()
    return ""


def _line(source: str, at: int) -> int:
    return source.count("\n", 0, at) + 1


def _too_deep(source: str) -> Refusal | None:
    # From line feed to line feed: that is the quickest way to look at every line's beginning.
    lines = f"\n{source}"
    match = _NESTED.search(lines)
    while match and _RULE.match(lines[match.start() + 1 :].partition("\n")[0]):
        match = _NESTED.search(lines, match.end())
    if match is None and (" " * 204 in source or "\t" * 51 in source):
        match = _INDENTED.search(lines)
    if match is None:
        return None
    return Refusal(
        _line(lines, match.start()),
        f"Lists or quotes stand more than {DEEPEST} deep in one another.",
        "Make the text flatter.",
    )


def _too_wide(source: str) -> Refusal | None:
    bars = source.count("|")
    if bars <= MOST_COLUMNS:
        return None
    if bars > MOST_CELLS:
        wrong = f"The text has more than {MOST_CELLS} upright bars, as tables with as many cells."
        return Refusal(_line(source, source.index("|")), wrong, "Split it into several notices.")
    for number, line in enumerate(source.split("\n"), 1):
        if line.count("|") > MOST_COLUMNS:
            wrong = (
                f"A line has more than {MOST_COLUMNS} upright bars, as a table with as many cells."
            )
            return Refusal(number, wrong, "Part it into several tables.")
    return None


def _too_many_notes(source: str) -> Refusal | None:
    if source.count("[^") <= MOST_REFERENCES:
        return None
    references: Counter[str] = Counter()
    notes = 0
    for match in _REFERENCE.finditer(source):
        label, definition = match.groups()
        notes += definition is not None
        references[label] += 1
        if notes > MOST_FOOTNOTES or references[label] > MOST_REFERENCES:
            return Refusal(
                _line(source, match.start()),
                f"The text has more than {MOST_FOOTNOTES} footnotes, or refers to one more than "
                f"{MOST_REFERENCES} times.",
                "Say it in the text.",
            )
    return None


def _too_much(source: str) -> Refusal | None:
    """The paragraph with which the work becomes too much."""
    if _least(source) <= MOST_WORK:
        return None
    work = 0
    for start, paragraph in _paragraphs(source):
        work += paragraph_work(paragraph)
        if work > MOST_WORK:
            return Refusal(
                _line(source, start),
                "Here stand brackets, HTML tags or marks that are not closed, or so many in one "
                "paragraph that the text cannot be read in reasonable time.",
                "Close them, or part the paragraph by blank lines.",
            )
    # HTML is read across paragraphs.
    tag = _unclosed_tag(source, MOST_WORK - work)
    if tag >= 0:
        return Refusal(
            _line(source, tag),
            "From here on stand HTML tags that are not closed.",
            "Close them with >, or write &lt; for a plain < sign.",
        )
    return None


def _least(source: str) -> int:
    """A bound on the work that is cheap to find: most texts are far below it."""
    longest = max(map(len, source.split("\n\n")))
    tags = source.count("<")
    brackets = source.count("[")
    ticks = source.count("`")
    others = sum(source.count(mark) for mark in "*_\\")
    # Closing brackets count as often as opening ones here: unopened ones begin no search. Rare
    # marks have the lines to stand for them.
    lines = source.count("\n") + 1
    marks = others + ticks + tags + 2 * brackets + source.count("&") + source.count("!") + lines
    return (
        longest
        * (
            marks * _INLINE
            + brackets * (_BRACKET + _ADDRESS)
            + lines * _LINE
            + source.count("{") * _BRACE
        )
        + tags * len(source) * _TAG
        + (ticks * (ticks + source.count("|")) * _TICK if ticks else 0)
        + (longest * longest * _BLANK if " " * 200 in source or "\t" * 200 in source else 0)
        + (source.count("<!--") * tags * longest * _COMMENT if tags else 0)
        + (0 if source.isascii() else longest * longest // _SIGNS)
    )


def _paragraphs(source: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in _PARAGRAPHS.finditer(source):
        yield start, source[start : match.start()]
        start = match.end()
    yield start, source[start:]


def paragraph_work(paragraph: str) -> int:
    """Estimated work on what stands between two blank lines, in nanoseconds."""
    if _least(paragraph) <= 1_000_000:
        return 0
    length = len(paragraph)
    work = len(_LINE_MARKS.findall(paragraph)) * length * _LINE
    work += sum(len(run) ** 2 for run in _BLANKS.findall(paragraph)) * _BLANK
    if not paragraph.isascii():
        work += len(_SIGN.findall(paragraph)) * length // _SIGNS
    work += paragraph.count("<!--") * paragraph.count("<") * length * _COMMENT
    for part in _parts(paragraph):
        work += part.count("{") * len(part) * _BRACE
        work += len(_INLINE_MARKS.findall(part)) * len(part) * _INLINE
        work += _bracket_work(part)
        ticks = part.count("`")
        pipes = part.count("|")
        if ticks and pipes:
            work += ticks * (ticks + pipes) * _TICK
    return work


def _parts(paragraph: str) -> Iterator[str]:
    """What is searched for marks at once: the whole, or an item of a list, or a table's row."""
    lines = paragraph.split("\n")
    if len(lines) > 2 and set(lines[1].strip()) <= set("|:- ") and "-" in lines[1]:
        yield from lines
        return
    first = _ITEM.match(lines[0])
    part: list[str] = []
    for line in lines:
        item = _ITEM.match(line) if first else None
        nested = line.startswith(("    ", "\t"))
        if item and part and (nested or (first and bool(item.group(1)) == bool(first.group(1)))):
            yield "\n".join(part)
            part = []
        part.append(line)
    yield "\n".join(part)


def _bracket_work(part: str) -> int:
    """Characters that are read to find the end of each bracket and address, as time."""
    if len(part) * part.count("[") * _BRACKET <= 100_000:
        return 0
    end = len(part)
    square: list[int] = []
    round_: list[int] = []
    addresses: list[tuple[int, int]] = []
    work = 0
    for match in _BRACKETS.finditer(part):
        at = match.start()
        token = match.group()
        if token == "[":  # noqa: S105  a bracket, no secret
            square.append(at)
            continue
        if token[0] == "]" and square:
            work += (at - square.pop()) * _BRACKET
        if token == "](":  # noqa: S105
            addresses.append((at, len(round_)))
            round_.append(at)
        elif token == "(":  # noqa: S105
            round_.append(at)
        elif token == ")" and round_:  # noqa: S105
            round_.pop()
            while addresses and addresses[-1][1] >= len(round_):
                work += (at - addresses.pop()[0]) * _ADDRESS
    work += sum(end - at for at in square) * _BRACKET
    return work + sum(end - at for at, _ in addresses) * _ADDRESS


def _unclosed_tag(source: str, budget: int) -> int:
    """Where tags begin whose ends are too far away; -1 where there are none."""
    # At the end of each raw block the rest of the text is copied.
    work = source.count("</") * len(source) // _COPIED
    first = -1
    close = -1
    for match in _OPEN_TAG.finditer(source):
        at = match.start()
        if close < at:
            close = source.find(">", at)
            close = close if close >= 0 else len(source)
            first = at
        work += (close - at) * _TAG
        if work > max(budget, MOST_WORK // 4):
            return first
    return -1
