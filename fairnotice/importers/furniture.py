"""A part of a web page in; the same without what is not the notice, and what that was, out."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from lxml import etree

from fairnotice.importers.elements import take_out

# lxml has no public name for its elements, and no types.
Element = Any

_ALWAYS: Mapping[str, str] = {
    "script": "script",
    "style": "style sheet",
    "noscript": "words for browsers without script",
    "template": "template",
    "iframe": "embedded page",
    "object": "embedded page",
    "embed": "embedded page",
    "svg": "drawing",
    "canvas": "drawing",
    "video": "film",
    "audio": "sound",
    "input": "form field",
    "select": "form field",
    "textarea": "form field",
    "link": "link in the page's head",
    "meta": "fact for machines",
    "head": "page head",
}
"""Elements that hold no words of a notice → what they are called."""

_FURNITURE: Mapping[str, str] = {
    "nav": "navigation",
    "form": "form",
    "button": "button",
    "aside": "aside",
    "footer": "footer",
    "header": "header",
    "dialog": "dialogue",
}
_ROLES: Mapping[str, str] = {
    "navigation": "navigation",
    "banner": "header",
    "contentinfo": "footer",
    "search": "search",
    "complementary": "aside",
    "dialog": "dialogue",
    "alertdialog": "dialogue",
}
_NAMED = re.compile(
    r"(?:^|\s)(?:(?P<banner>(?:cookie|consent|gdpr|ccpa)s?[-_]?(?:banner|bar|popup|modal|overlay"
    r"|dialog|prompt|law-info|notification|consent)\S*|onetrust-\S*|CybotCookiebot\S*|cky-\S*)"
    r"|(?P<way>breadcrumbs?(?:[-_]\S*)?|skip-?(?:link|nav|to)\S*|back-to-top|pagination)"
    r"|(?P<share>(?:share|social)[-_](?:\S*)|addtoany\S*|sharedaddy|sd-sharing\S*)"
    r"|(?P<facts>posted-on|(?:entry|post)[-_]meta|byline))(?=\s|$)",
    re.IGNORECASE,
)
_CALLED: Mapping[str, str] = {
    "banner": "cookie banner",
    "way": "navigation",
    "share": "buttons to share",
    "facts": "day and author of an article",
}
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def undressed(part: Element) -> Counter[str]:
    """Takes furniture, hidden words and pictures out of a part, and says how often what.

    An element that holds most of the words is never furniture, whatever it is called: some pages
    are one form from top to bottom.
    """
    gone: Counter[str] = Counter()
    most = _letters(part) / 2
    for element in list(part.iter(etree.Element)):
        if element is part or not _belongs(element, part):
            continue
        if element.tag == "img":
            alternative = " ".join((element.get("alt") or "").split())
            gone[f"picture “{alternative}”" if alternative else "picture"] += 1
            take_out(element)
            continue
        what = _what(element)
        if not what:
            continue
        within_heading = any(above.tag in _HEADINGS for above in element.iterancestors())
        keeps = element.tag not in _ALWAYS and (
            within_heading
            or (element.tag == "header" and element.find(".//h1") is not None)
            or _letters(element) > most
        )
        if keeps:
            continue
        gone[what] += 1
        take_out(element)
    return gone


def _what(element: Element) -> str:
    """What a piece of furniture is called; empty for what is none."""
    tag = element.tag
    role = (element.get("role") or "").strip().lower()
    called = _ALWAYS.get(tag) or _FURNITURE.get(tag) or _ROLES.get(role)
    if called:
        return called
    if _is_hidden(element):
        return "hidden words"
    if tag in _HEADINGS | {"body", "main", "article"}:
        return ""
    named = _NAMED.search(f"{element.get('class') or ''} {element.get('id') or ''}"[:500])
    return _CALLED[named.lastgroup] if named and named.lastgroup else ""


def _is_hidden(element: Element) -> bool:
    """Whether a reader would not see the words of an element, if it has any."""
    style = element.get("style") or ""
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return bool((hidden or (style and _HIDDEN.search(style))) and _letters(element))


def _belongs(element: Element, part: Element) -> bool:
    """Whether an element has not gone with one that it stood in."""
    above = element.getparent()
    while above is not None and above is not part:
        above = above.getparent()
    return above is part


def _letters(element: Element) -> int:
    return sum(len(text.strip()) for text in element.itertext())
