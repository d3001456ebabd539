"""What was printed in; whatever in it could run, load from elsewhere or act on a terminal, out.

An independent look at finished output: it knows nothing of how the pages are made, and reads them
with two parsers, because browsers and sanitisers disagree at exactly the places where attacks live.
"""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from email import message_from_bytes
from email.policy import SMTP
from typing import Any

import html5lib
from lxml import etree

_SAYING = """
a abbr address article aside b blockquote body br button caption cite code col colgroup dd del
details dfn div dl dt em fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 head header hr html i
img input ins kbd label legend li link main mark meta nav ol p picture pre q s samp section small
source span strike strong sub summary sup table tbody td tfoot th thead time title tr tt u ul var
"""
_TAGS = frozenset(_SAYING.split())
"""Tags that say something. Whatever else stands in a page does something."""

_SCHEMES = frozenset({"", "http", "https", "mailto", "tel", "cid"})
_LOADED = frozenset({"src", "srcset", "data", "poster", "background", "action", "formaction"})
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_DATA = "application/ld+json"

_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True)


def awake(page: str, *, style: bool = False, thorough: bool = False) -> list[str]:
    """What could run in a page or fragment, a line each; empty for one that is inert.

    `style`: style elements are the page's own and allowed. `thorough`: html5lib reads it too, as a
    browser would (slow).
    """
    if not page.strip():
        return []
    found = list(_of_tree(_elements(page), style=style))
    if thorough:
        read = html5lib.parse(page, namespaceHTMLElements=False)
        found.extend(_of_tree((e for e in read.iter() if isinstance(e.tag, str)), style=style))
    return found


def _elements(page: str) -> Iterator[etree._Element]:
    encoded = page.encode("utf-8", "replace")
    try:
        root = etree.fromstring(encoded, _PARSER)
    except etree.XMLSyntaxError:
        return iter(())
    return iter(()) if root is None else root.iter(etree.Element)


def _of_tree(elements: Iterable[Any], *, style: bool) -> Iterator[str]:
    for element in elements:
        tag = str(element.tag).rpartition("}")[2].lower()
        if tag == "script" and element.get("type") == _DATA and element.get("src") is None:
            continue  # linked data: text to every browser
        if tag == "style" and style:
            continue
        if tag not in _TAGS:
            yield f"<{tag}>"
        for name, value in element.items():
            yield from _of_attribute(tag, str(name).lower(), str(value), style=style)


def _of_attribute(tag: str, name: str, value: str, *, style: bool) -> Iterator[str]:
    if name.startswith("on") or name in {"srcdoc", "ping", "http-equiv"}:
        if name == "http-equiv" and value.lower() == "content-security-policy":
            return
        yield f"<{tag} {name}={value[:40]!r}>"
    if name == "style" and not style:
        yield f"<{tag} style={value[:40]!r}>"
    if name in {"href", "xlink:href", *_LOADED}:
        # What a browser strips before it looks for the scheme.
        bare = re.sub("[\t\n\r]", "", html.unescape(value)).lstrip("".join(map(chr, range(33))))
        scheme = _SCHEME.match(bare)
        if (scheme.group(1).lower() if scheme else "") not in _SCHEMES:
            yield f"<{tag} {name}={value[:40]!r}>"
        elsewhere = bare.replace("\\", "/").startswith("//") or (scheme is not None)
        if name in _LOADED and elsewhere and not bare.startswith("cid:"):
            yield f"<{tag} {name}={value[:40]!r}> loads from elsewhere"


_ACTING = frozenset({"Cc", "Cs"})
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_OURS = re.compile("\x1b\\[[0-9;]{0,8}m")
"""Colours, which the program itself prints on a terminal."""


def acting(printed: str) -> list[str]:
    """What in a text would act on a terminal: controls, escape sequences, turned directions."""
    bare = _OURS.sub("", printed)
    if bare.replace("\n", "").isprintable():
        return []
    return sorted(
        {
            f"U+{ord(sign):04X}"
            for sign in bare
            if (unicodedata.category(sign) in _ACTING and sign not in "\n\t") or sign in _TURNING
        }
    )


_HEADERS = [
    "Subject",
    "From",
    "Reply-To",
    "X-Unsent",
    "MIME-Version",
    "Content-Type",
    "Content-Language",
]


def foreign_headers(message: bytes) -> list[str]:
    """Headers of a draft that the program never writes, or writes once and which stand twice."""
    head, _, _ = message.partition(b"\r\n\r\n")
    read = message_from_bytes(message, policy=SMTP)
    names = [name.title() for name in read]
    known = {name.title() for name in _HEADERS}
    wrong = [name for name in names if name not in known]
    wrong.extend(name for name in set(names) if names.count(name) > 1)
    if b"\n" in head.replace(b"\r\n", b"") or b"\r" in head.replace(b"\r\n", b""):
        wrong.append("a bare line end in the head")
    for part in read.walk():
        if part is not read:
            wrong.extend(
                name
                for name in part
                if name.title()
                not in {
                    "Content-Type",
                    "Content-Transfer-Encoding",
                    "Mime-Version",
                    "Content-Language",
                }
            )
    return wrong
