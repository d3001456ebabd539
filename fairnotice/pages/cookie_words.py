"""Spans of the table of cookies in; the same with this program's words in them told apart out."""

import re
from collections.abc import Iterable
from typing import get_args

from markupsafe import Markup, escape

from fairnotice.document.cookie_table import HEADER, words
from fairnotice.document.language import ALIKE, Voices, said
from fairnotice.model import CookieCategory, CookieGround, CookieKind, Span

_GIVEN = (*get_args(CookieKind), *get_args(CookieCategory), *get_args(CookieGround), "session")
_UNIT = "(?:second|minute|hour|day|week|month|year)s?"
_CELL = "|".join((*(re.escape(words(each)) for each in _GIVEN), rf"\d* ?{_UNIT}"))
_OWN = re.compile(
    rf"(?:(?<=^)|(?<= · )|(?<=\t))(?:(?:{'|'.join(HEADER)}):|(?:{_CELL})(?=\t| · |$))"
)
"""The name of a column, or a whole cell whose words are chosen from a list."""


def spoken_rows(spans: Iterable[Span], voices: Voices) -> tuple[Span, ...]:
    """Spans of rows, for elements whose words are the author's; the text of each is HTML."""
    if voices == ALIKE:
        return tuple(spans)
    return tuple(Span(span.kind, _spoken(span, voices)) for span in spans)


def _spoken(span: Span, voices: Voices) -> Markup:
    aside = voices.old_aside if span.kind == "removed" else voices.aside
    html, at = [], 0
    for found in _OWN.finditer(span.text):
        html += [escape(span.text[at : found.start()]), said(escape(found[0]), aside)]
        at = found.end()
    return Markup("".join((*html, escape(span.text[at:]))))  # noqa: S704  each is escaped
