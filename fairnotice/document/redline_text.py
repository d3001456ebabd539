"""A comparison in; its changes as lines for a terminal or a pipe out.

In colour what was removed is red and struck, what was added green and underlined; without colour
they stand in `[-…-]` and `{+…+}`, as in `git diff --word-diff`. Nothing in a text can act on the
terminal: controls and invisible characters are shown as escapes.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from fairnotice.document.markings import Marking, by_number, markings
from fairnotice.document.redline import (
    EMPTY,
    Place,
    letters_stayed,
    place_of,
    shown_places,
    shown_spans,
    wordless,
)
from fairnotice.document.swaps import Swap, swaps, together
from fairnotice.document.ways import Way, look
from fairnotice.document.words import UNSEEN
from fairnotice.model import (
    Assessment,
    Block,
    Comparison,
    Finding,
    Gravity,
    Pair,
    PairKind,
    Section,
    Span,
    SpanKind,
)


class Style(NamedTuple):
    """What stands before and after each sort of text."""

    removed: tuple[str, str]
    added: tuple[str, str]
    heading: tuple[str, str]
    faint: tuple[str, str]
    significant: tuple[str, str]
    review: tuple[str, str]
    resumes: bool
    """Whether a sort is ended and begun again where a line ends."""


PLAIN = Style(("[-", "-]"), ("{+", "+}"), ("", ""), ("", ""), ("", ""), ("", ""), resumes=False)
COLOUR = Style(
    ("\x1b[31;9m", "\x1b[0m"),
    ("\x1b[32;4m", "\x1b[0m"),
    ("\x1b[1m", "\x1b[0m"),
    ("\x1b[2m", "\x1b[0m"),
    ("\x1b[1;31m", "\x1b[0m"),
    ("\x1b[1;33m", "\x1b[0m"),
    resumes=True,
)

_SAID: Mapping[PairKind, str] = {
    "added": "added",
    "removed": "removed",
    "changed": "changed",
    "moved": "moved",
    "link": "link changed",
    "format": "formatting changed",
    "same": "",
}
_INDENT = "    "
_CONTEXT = 160
"""Characters of unchanged text that stay on each side of a change."""

_GLIMPSE = 60
"""Characters that are shown of each of many changes in one way."""

_HIDING = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")
_PIECE = re.compile(r"\n|[^\s]+|[^\S\n]+")


class _Piece(NamedTuple):
    """A word, a blank or a line feed, and its part in the change."""

    kind: SpanKind
    text: str


def redline_text(
    comparison: Comparison,
    assessment: Assessment | None = None,
    *,
    style: Style = PLAIN,
    width: int | None = None,
) -> str:
    """The changes, section by section, each with its words marked and a line of what precedes it.

    Lines are wrapped to `width` columns, or not at all when it is None. Ends with a line feed;
    empty when nothing changed.
    """
    lines: list[str] = []
    found = markings(comparison)
    marking = by_number(found)
    firsts = {one.pairs[0].number for one in found}
    findings: dict[int, list[Finding]] = {}
    for finding in assessment.findings if assessment else ():
        if finding.change in marking:
            findings.setdefault(marking[finding.change].number, []).append(finding)
    where = shown_places(comparison)
    elsewhere = _told_elsewhere(found, where)
    shown: Section | None = None
    before: Pair | None = None
    for pair in comparison.pairs:
        if pair.number in firsts:
            section = _section_of(pair, where)
            if section is not shown:
                shown = section
                lines += ["", *_section(section, style, width)]
                also = elsewhere.pop(section.id, None) if section else None
                lines += _faint(_also(also), style, width) if also else []
            one = marking[pair.number]
            if one.way is None:
                lines += _change(one, before, where, style, width)
            else:
                lines += _alike(one, one.way, where, style, width)
            lines += _found_in(findings.get(one.number, ()), style, width)
        before = pair
    return "".join(f"{line}\n" for line in lines[1:])


def _told_elsewhere(
    found: Sequence[Marking], where: Mapping[str, Place]
) -> dict[str, Counter[int]]:
    """By section: the numbers of changes that are told at their first place in another section,
    and in how many places they stand here."""
    elsewhere: dict[str, Counter[int]] = {}
    for one in found:
        first = _section_of(one.pairs[0], where)
        for pair in one.pairs if one.way is not None else ():
            section = _section_of(pair, where)
            if section is not None and section is not first:
                elsewhere.setdefault(section.id, Counter())[one.number] += 1
    return elsewhere


def _also(found: Mapping[int, int]) -> str:
    told_here = ", ".join(
        f"change {number}" + (f" in {count} places" if count > 1 else "")
        for number, count in found.items()
    )
    return f"also here: {told_here}"


def _section_of(pair: Pair, where: Mapping[str, Place]) -> Section | None:
    place = place_of(pair, where)
    return place.section if place else None


def shown_text(text: str) -> str:
    """The text without what acts on a terminal or hides words; line feeds and tabs stay."""
    if text.isprintable():
        return text
    return "".join(
        letter
        if letter in "\n\t" or letter in _JOINERS or unicodedata.category(letter) not in _HIDING
        else letter.encode("unicode_escape").decode("ascii")
        for letter in text
    )


def _section(section: Section | None, style: Style, width: int | None) -> list[str]:
    title = section.title if section and section.title else "The beginning"
    return [_painted(style.heading, line) for line in folded(f"## {_flat(title)}", width)]


def _faint(text: str, style: Style, width: int | None) -> list[str]:
    return [_painted(style.faint, line) for line in folded(text, width)]


def _change(
    marking: Marking,
    before: Pair | None,
    where: Mapping[str, Place],
    style: Style,
    width: int | None,
) -> list[str]:
    pair = marking.pairs[0]
    lines = _faint(_about(marking, where), style, width)
    heads = pair.new and pair.new[0].kind == "heading"
    if before is not None and before.kind == "same" and before.new_text and not heads:
        whole = _flat(before.new_text)
        cut = (width or 100) - len(_INDENT) - 2
        text = whole if _columns(whole) <= cut else "… " + whole[-(cut - 2) :].partition(" ")[2]
        lines.append(_INDENT + _painted(style.faint, text))
    for pieces in _told(marking):
        lines += _wrapped(pieces, style, width)
    for each in marking.pairs:
        for pieces in _swapped(swaps(each)):
            lines += _wrapped(pieces, style, width)
    return lines


def _alike(
    marking: Marking, way: Way, where: Mapping[str, Place], style: Style, width: int | None
) -> list[str]:
    """Many changes in one way, each with the section in which it stands."""
    lines = _faint(f"{marking.number}. {_flat(marking.told)}", style, width)
    under = _section_of(marking.pairs[0], where)
    rows: dict[tuple[_Piece, ...], list[str]] = {}
    for pair in marking.pairs:
        section = _section_of(pair, where)
        heads = (pair.new or pair.old)[0].kind == "heading"
        named = "" if section is under or heads else f" in “{_title(section)}”"
        for pieces in _in_short(way, pair):
            rows.setdefault(tuple(pieces), []).append(_from_to(pair.old, pair.new) + named)
    for row, places_told in rows.items():
        said = f"line{'s' if len(places_told) > 1 else ''} {', '.join(places_told)}"
        shown = [*row, *_plain(f" ({said})")] if row else list(_plain(said))
        lines += _wrapped(shown, style, width)
    return lines


def _in_short(way: Way, pair: Pair) -> Iterator[list[_Piece]]:
    """The words of one of many changes."""
    match way.sort:
        case "links":
            yield from (list(_swap(swap)) for swap in swaps(pair))
        case "wordless":
            yield []
        case "look":
            text = _flat(pair.new_text)
            cut = text if len(text) <= _GLIMPSE else text[:_GLIMPSE].rpartition(" ")[0] + " …"
            yield list(_plain(f"“{cut}”"))
        case _:
            yield list(_pieces(pair, _GLIMPSE // 2))


def _swapped(found: Sequence[Swap]) -> Iterator[list[_Piece]]:
    """The addresses that changed in a pair; several links that went or came at once as one."""
    lost, came, singly = together(found)
    for some, said in ((lost, "no links any more: "), (came, "links now: ")):
        if some:
            yield [*_plain(said), *_listed(some)]
    yield from (list(_swap(swap)) for swap in singly)


def _listed(some: Sequence[Swap]) -> Iterator[_Piece]:
    for at, swap in enumerate(some):
        yield from _plain(f"{', ' if at else ''}“{_flat(swap.text)}” ")
        yield _Piece("removed", _flat(swap.old)) if swap.old else _Piece("added", _flat(swap.new))


def _swap(swap: Swap) -> Iterator[_Piece]:
    """An address that changed under the same words, was given or taken away."""
    leads = "leads to" if swap.new else "no longer leads to"
    yield from _plain(f"“{_flat(swap.text)}” {leads} ")
    if swap.old:
        yield _Piece("removed", _flat(swap.old))
    if swap.old and swap.new:
        yield _Piece("same", " ")
    if swap.new:
        yield _Piece("added", _flat(swap.new))


def _plain(text: str) -> Iterator[_Piece]:
    """Text that is said of a change."""
    return (_Piece("same", part) for part in _cut(text))


def _from_to(old: Sequence[Block], new: Sequence[Block]) -> str:
    """Where a change stands in the two files."""
    lines = [str(side[0].line) for side in (old, new) if side]
    return " → ".join(dict.fromkeys(lines))


def _about(marking: Marking, where: Mapping[str, Place]) -> str:
    pair, origin = marking.pairs[0], ""
    if letters_stayed(pair):
        origin = " in spaces alone"
    elif pair.kind == "format" and len(marking.pairs) == 1 and (how := look(pair)):
        origin = f": {how}"
    elif pair.kind == "moved" and pair.old_section is not None:
        left = where.get(pair.old_section.id)
        stayed = left is not None and left.section is pair.new_section
        origin = " within this section" if stayed else f" from “{_title(pair.old_section)}”"
    came = next((each for each in marking.pairs if each.new), pair)
    line = _from_to(pair.old, came.new)
    return f"{marking.number}. {_SAID[marking.kind]}{origin} (line {line})"


def _title(section: Section | None) -> str:
    return (_flat(section.title) if section else "") or "the beginning"


def _found_in(findings: Sequence[Finding], style: Style, width: int | None) -> list[str]:
    """What was found in a change; the same once, with how often."""
    said = Counter((finding.level, finding.rule, finding.evidence) for finding in findings)
    return [line for found, often in said.items() for line in _found(*found, often, style, width)]


def _found(
    level: Gravity, rule: str, evidence: str, times: int, style: Style, width: int | None
) -> list[str]:
    """What was found in a change, and how often when it was the same."""
    paint = {"significant": style.significant, "review": style.review}.get(level, style.faint)
    told = f": {_flat(evidence)}" if evidence else ""
    often = f" ({times} times)" if times > 1 else ""
    first, *others = _wrapped(list(_plain(f"{level} {rule}{told}{often}")), style, width)
    painted = _INDENT + _painted(paint, level)
    return [painted + first.removeprefix(_INDENT + level), *others]


def _painted(marks: tuple[str, str], text: str) -> str:
    return f"{marks[0]}{text}{marks[1]}" if text else ""


def folded(text: str, width: int | None) -> list[str]:
    """What is said on lines of at most `width` columns, words whole; all but the first indented."""
    lines, used = [""], 0
    for word in text.split(" "):
        columns = _columns(word)
        if width and used and used + 1 + columns > width:
            lines.append(_INDENT + word)
            used = len(_INDENT) + columns
        else:
            lines[-1] += (" " if used else "") + word
            used += columns + bool(used)
    return lines


def _flat(text: str) -> str:
    """On one line."""
    return " ".join(shown_text(text).split())


# ---------------------------------------- the words of a change


def _told(marking: Marking) -> Iterator[list[_Piece]]:
    """The words of a change; blocks that came or went as one have their marks around them all."""
    for kind, pairs in groupby(marking.pairs, key=attrgetter("kind")):
        if kind not in {"added", "removed"}:
            yield from (list(_pieces(pair)) for pair in pairs)
            continue
        whole: list[_Piece] = []
        told = list(pairs)
        for pair in [each for each in told if wordless(each) != EMPTY] or told:
            whole += [_Piece(whole[-1].kind, "\n")] if whole else []
            whole += _pieces(pair)
        yield whole


def _pieces(pair: Pair, context: int = _CONTEXT) -> Iterator[_Piece]:
    if what := wordless(pair):
        kind: SpanKind = "added" if pair.kind == "added" else "removed"
        yield _Piece("same" if pair.kind == "moved" else kind, f"({what})")
        return
    spans = shown_spans(pair)
    if pair.kind == "format":
        spans = (Span("same", pair.new_text),)
    last = len(spans) - 1
    for at, (kind, text) in enumerate(spans):
        if kind == "same":
            kept = _shortened(text, context, first=at == 0, last=at == last)
            yield from (_Piece(kind, part) for part in _cut(shown_text(kept)))
        elif text.strip(f" \xa0{UNSEEN}"):
            yield from (_Piece(kind, part) for part in _cut(shown_text(text)))
            if text.endswith("\n"):
                yield _Piece(kind, "¶")
        elif kind == "added":
            yield from (_Piece("same", part) for part in _cut(text))


def _cut(text: str) -> Iterator[str]:
    """Words, blanks and line feeds."""
    for part in _PIECE.findall(text):
        yield " | " if "\t" in part else part


def _shortened(text: str, context: int, *, first: bool, last: bool) -> str:
    """An unchanged stretch without its middle, or without what is far from the change."""
    if len(text) <= (context if first != last else 2 * context):
        return text
    if first and last:
        return text[:context].rpartition(" ")[0] + " …"
    head = "" if first else text[:context].rpartition(" ")[0]
    tail = "" if last else text[-context:].partition(" ")[2]
    if len(head) + len(tail) + 10 >= len(text) or (not head and not tail):
        return text
    if first:
        return f"… {tail}"
    return f"{head} … {tail}" if tail else f"{head} …"


def _wrapped(pieces: Sequence[_Piece], style: Style, width: int | None) -> list[str]:
    """The pieces on indented lines."""
    return [_INDENT + _line(row, style) for row in _rows(pieces, style, width)]


def _rows(
    pieces: Sequence[_Piece], style: Style, width: int | None
) -> Iterator[list[tuple[_Piece, bool, bool]]]:
    """The pieces of each line; with each whether a span begins or ends with it."""
    room = (width - len(_INDENT)) if width else 0
    row: list[tuple[_Piece, bool, bool]] = []
    used = 0
    laid, whole, fits = _laid(pieces, style), 0, True
    for at, (piece, begins, ends, columns) in enumerate(laid):
        # What no blank parts stays on one line: a word and the full stop behind it.
        begun = at == 0 or piece.text.isspace() or laid[at - 1][0].text.isspace()
        if room and begun:
            whole = _unparted(laid, at)
            fits = whole <= room
        over = used + (whole if fits and begun else columns) > room and (begun or not fits)
        if piece.text == "\n" or (room and used and over):
            yield row
            row, used = [], 0
            if not piece.text.strip():
                if begins or ends:
                    row.append((_Piece(piece.kind, ""), begins, ends))
                continue
        row.append((piece, begins, ends))
        used += columns
    if row:
        yield row


def _laid(pieces: Sequence[_Piece], style: Style) -> list[tuple[_Piece, bool, bool, int]]:
    """The pieces, whether a span begins or ends with each, and the columns that it takes. In colour
    a blank stands between what went and what came: whoever copies them copies no colour."""
    found: list[tuple[_Piece, bool, bool, int]] = []
    for at, piece in enumerate(pieces):
        before = pieces[at - 1] if at else None
        begins = before is None or before.kind != piece.kind
        ends = at + 1 == len(pieces) or pieces[at + 1].kind != piece.kind
        if style.resumes and before is not None and _touching(before, piece):
            found.append((_Piece("same", " "), True, True, 1))
        apart = _apart(piece.text[:1]) * begins + _apart(piece.text[-1:]) * ends
        plain = style.resumes or piece.kind == "same"
        marks = 0 if plain else 2 * (begins + ends) + apart
        found.append((piece, begins, ends, _columns(piece.text) + marks))
    return found


def _touching(before: _Piece, piece: _Piece) -> bool:
    """Whether what came stands right behind what went."""
    blank = before.text[-1:].isspace() or piece.text[:1].isspace()
    return (before.kind, piece.kind) == ("removed", "added") and not blank


def _unparted(laid: Sequence[tuple[_Piece, bool, bool, int]], at: int) -> int:
    """Columns of what stands from here on to the next blank."""
    columns = laid[at][3]
    end = at + 1
    while end < len(laid) and not laid[at][0].text.isspace() and not laid[end][0].text.isspace():
        columns += laid[end][3]
        end += 1
    return columns


def _line(row: Sequence[tuple[_Piece, bool, bool]], style: Style) -> str:
    parts: list[str] = []
    for at, (piece, begins, ends) in enumerate(row):
        if piece.kind == "same":
            parts.append(piece.text)
            continue
        opening, closing = style.removed if piece.kind == "removed" else style.added
        first = begins or (style.resumes and (at == 0 or row[at - 1][0].kind != piece.kind))
        last = ends or (style.resumes and at + 1 == len(row))
        if not style.resumes:
            opening += " " * _apart(piece.text[:1])
            closing = " " * _apart(piece.text[-1:]) + closing
        parts.append((opening if first else "") + piece.text + (closing if last else ""))
    return "".join(parts).rstrip(" ")


def _apart(letter: str) -> bool:
    """Whether a mark of the redline would run into it: `[-[-]` is read by nobody."""
    return letter != "" and letter in "[]{}-+"


def _columns(text: str) -> int:
    """Columns that a text takes in a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 1 + (unicodedata.east_asian_width(letter) in "WF")
        for letter in text
    )
