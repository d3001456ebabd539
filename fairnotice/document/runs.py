"""Stretches of marked text as found in; runs as a reader sees them out."""

import re
from collections.abc import Sequence

from fairnotice.model import Mark, Run

Marks = tuple[Mark, ...]

Piece = tuple[str, Marks]
"""A stretch of text with its marks; the text `\\n` alone is a hard break."""

REMEMBERED = 1 << 12
"""Of how many pieces of text it is remembered what was made of them: a notice has hundreds, rarely
thousands, and has nearly all of them in common with its other versions."""

BREAK = "\n"
_SPACE = re.compile(r"[ \n]+")


def squeezed(text: str) -> str:
    """The text with its white space as a browser shows it: single blanks.

    No-break and other special spaces are characters of the text and stay. Sanitised HTML holds no
    other white space than blanks and line feeds.
    """
    if "\n" in text or "  " in text:
        return _SPACE.sub(" ", text)
    return text


def joined(pieces: Sequence[Piece]) -> tuple[Run, ...]:
    """Runs of the pieces: one blank where pieces meet, none at the ends or beside a hard break.

    A picture without alternative text keeps a run of its own with an empty text.
    """
    if len(pieces) == 1 and pieces[0][0] != BREAK:
        text, marks = pieces[0]
        text = text.strip(" ")
        return (Run(text, marks),) if text or _picture(marks) else ()
    out: list[Piece] = []
    bare = True  # no blank may follow: the start, or behind a blank or break
    for text, marks in pieces:
        if text == BREAK:
            if out:
                _trim(out)
                _append(out, BREAK, ())
                bare = True
            continue
        shown = text[1:] if bare and text[:1] == " " else text
        if shown:
            _append(out, shown, marks)
            bare = shown[-1] == " "
        elif _picture(marks):
            out.append(("", marks))
            bare = False
    _trim(out)
    return tuple(Run(text, marks) for text, marks in out)


def _picture(marks: Marks) -> bool:
    return bool(marks) and marks[-1].kind == "image"


def _append(out: list[Piece], text: str, marks: Marks) -> None:
    if out and out[-1][1] == marks and not _picture(marks):
        out[-1] = (out[-1][0] + text, marks)
    else:
        out.append((text, marks))


def _trim(out: list[Piece]) -> None:
    """Takes blanks and breaks off the end."""
    while out and (out[-1][0] or not _picture(out[-1][1])):
        text, marks = out[-1]
        shown = text.rstrip(" \n")
        if shown == text:
            return
        if shown:
            out[-1] = (shown, marks)
            return
        out.pop()
