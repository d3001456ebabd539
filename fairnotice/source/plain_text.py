"""A file's bytes go in; its text (UTF-8, no byte order mark) and what spoils it come out."""

import codecs
import itertools
import re
from typing import NamedTuple

from fairnotice.model import Place, Problem
from fairnotice.source.trouble import broken

_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: [^\r\n]*)?\r?$", re.MULTILINE)
"""`=======` is left out: it also underlines a heading."""

_MAX_CONFLICTS = 20

_ENDINGS = re.compile(r"\r\n?")


class PlainText(NamedTuple):
    """What a file says."""

    text: str
    """Without byte order mark; line ends as they stand in the file."""
    problems: tuple[Problem, ...]


def plain_text(raw: bytes, path: str) -> PlainText:
    """The text of a file; with bytes that are not UTF-8 the text is what can be read.

    UTF-16 is read as such, so that it is the one thing that is wrong.
    """
    raw = raw.removeprefix(codecs.BOM_UTF8)
    problems: list[Problem] = []
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        text = raw.decode("utf-16" if _is_utf16(raw) else "utf-8", errors="replace")
        problems.append(_not_utf8(raw, error.start, path))
    problems.extend(_conflicts(text, path))
    return PlainText(text, tuple(problems))


def line_feeds(text: str) -> str:
    """The same text with LF at every line's end."""
    return _ENDINGS.sub("\n", text) if "\r" in text else text


def _is_utf16(raw: bytes) -> bool:
    return raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def _not_utf8(raw: bytes, offset: int, path: str) -> Problem:
    before = line_feeds(raw[:offset].decode(errors="replace"))
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    if _is_utf16(raw):
        wrong = "The file is saved as UTF-16, not as UTF-8."
    else:
        wrong = f"The file is not UTF-8: byte 0x{raw[offset]:02X} stands here."
    return broken(
        "not-utf-8",
        Place(path, line, column),
        wrong,
        "Save the file with the encoding UTF-8; in most editors: Save with encoding.",
    )


def _conflicts(text: str, path: str) -> list[Problem]:
    there = "<<<<<<<" in text or ">>>>>>>" in text  # far quicker than the pattern
    if not there or not _CONFLICT.search(text):
        return []
    lines = line_feeds(text).split("\n")
    marked = (number for number, line in enumerate(lines, start=1) if _CONFLICT.fullmatch(line))
    return [
        broken(
            "merge-conflict",
            Place(path, number),
            "A mark of an unfinished merge stands here.",
            "Keep the words you want and delete the lines <<<<<<<, ======= and >>>>>>>.",
        )
        for number in itertools.islice(marked, _MAX_CONFLICTS)
    ]
