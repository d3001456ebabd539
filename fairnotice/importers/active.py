"""A text in; the same without the HTML and the links that would do something in a browser, out.

Readers never see any of it, since pages are cleaned; but it would stop the publication of a text
for ever, and a text that is locked cannot be mended. All other HTML stays as it is.
"""

import re

from fairnotice.document.sanitise import SCHEMES
from fairnotice.importers.heading_ids import Parse
from fairnotice.model import Document, Problem

ACTIVE = frozenset({"raw-html", "unsafe-link"})
"""The checks that find it, at level error."""

_TAGS = (
    "applet|audio|base|button|embed|form|frame|frameset|iframe|input|link|meta|object|script"
    "|select|style|svg|textarea|video"
)
_OPENED = re.compile(r"<(script|style)\b[^<>]*>", re.IGNORECASE)
_CLOSED = {name: re.compile(rf"</{name}[ \t]*>", re.IGNORECASE) for name in ("script", "style")}
_TAG = re.compile(rf"</?(?:{_TAGS})\b[^<>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_DEED = re.compile(r"""(?<!\s)\s+on\w+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+)""", re.IGNORECASE)
_TARGET = re.compile(
    rf"""(?<!\s)\s+(?:href|src)\s*=\s*+(?:["']\s*+)?(?!(?:{"|".join(sorted(SCHEMES))}):)"""
    r"""[a-z][a-z0-9+.-]*:[^"'>]*["']?""",
    re.IGNORECASE,
)
_LINK = re.compile(
    rf"!?\[([^\[\]]*)\]\(\s*<?(?!(?:{'|'.join(sorted(SCHEMES))}):)[a-z][a-z0-9+.-]*:"
    r"(?:[^()\n]|\([^()\n]*\))*\)",
    re.IGNORECASE,
)


def is_active(problem: Problem) -> bool:
    """Whether a problem is about something that would do something in a browser."""
    return problem.check in ACTIVE and problem.level == "error"


def inert(body: str, document: Document, parse: Parse, path: str) -> str:
    """The body without what is active in it, as far as that changes no word that is read."""
    wanted = _words(document)
    for step in (_without_tags, _without_deeds, _without_links):
        clean = step(body)
        if clean != body and _words(parse(clean, path=path).document) == wanted:
            body = clean
    return body


def _without_tags(body: str) -> str:
    return _TAG.sub("", _without_scripts(body))


def _without_scripts(body: str) -> str:
    """The body without scripts and styles that are closed, with all that stands in them."""
    kept: list[str] = []
    done = 0
    unclosed: set[str] = set()
    for opened in _OPENED.finditer(body):
        name = opened[1].lower()
        if opened.start() < done or name in unclosed:
            continue
        closed = _CLOSED[name].search(body, opened.end())
        if closed is None:
            unclosed.add(name)
            continue
        kept.append(body[done : opened.start()])
        done = closed.end()
    return "".join(kept) + body[done:]


def _without_deeds(body: str) -> str:
    return _ANY_TAG.sub(lambda tag: _TARGET.sub("", _DEED.sub("", tag.group())), body)


def _without_links(body: str) -> str:
    return _LINK.sub(lambda link: link.group(1), body)


def _words(document: Document) -> list[str]:
    return [
        word
        for section in document.sections
        for block in section.blocks
        for word in block.text.split()
    ]
