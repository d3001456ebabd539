"""HTML as converted in; safe HTML, and what was taken out of it, out.

nh3 does not say what it removes: tags and attributes are counted before and after.
"""

import html as entities
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import nh3

from fairnotice.document.limits import MOST_ATTRIBUTES

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
"""Addresses that a notice may link to, beside relative ones."""

_BLOCKS = {
    "blockquote", "caption", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "li", "ol", "p", "pre", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_INLINE = {
    "a", "abbr", "b", "br", "cite", "code", "del", "dfn", "em", "i", "img", "kbd", "s", "samp",
    "span", "strike", "strong", "sub", "sup", "tt", "var",
}  # fmt: skip
# Kept for the boundaries that they draw in the text; a reader loses nothing without them.
_LAYOUT = {
    "address", "article", "aside", "figcaption", "figure", "footer", "header", "main", "section",
}  # fmt: skip
# Kept for their boundaries too, but what they do or look like is lost, which is reported.
_REDUCED = {
    "button", "center", "details", "dir", "fieldset", "form", "legend", "menu", "nav",
    "optgroup", "option", "select", "summary",
}  # fmt: skip
_SHOWN = _BLOCKS | _INLINE | _LAYOUT
_ACTIVE = {
    "applet", "audio", "base", "button", "embed", "form", "frame", "frameset", "iframe", "input",
    "link", "meta", "object", "script", "select", "style", "svg", "textarea", "video",
}  # fmt: skip
"""Tags that do something rather than say something."""

_CLEANER = nh3.Cleaner(
    tags=_SHOWN | _REDUCED,
    clean_content_tags={"script", "style", "template", "noscript"},
    attributes={
        "*": {"id"},
        "a": {"href", "title", "name"},
        "abbr": {"title"},
        "img": {"src", "alt", "title"},
        "ol": {"start"},
        "td": {"align"},
        "th": {"align"},
    },
    allowed_classes={"a": {"footnote-ref", "footnote-backref"}, "div": {"footnote"}},
    link_rel=None,
    url_schemes=set(SCHEMES),
)

_OPENING = re.compile(r"<[a-zA-Z]")
_NAME_END = re.compile(r"[\s/>]|\Z")
_MARK = re.compile(r"""[>"']""")
_ATTRIBUTE = re.compile(r"""([^\s"'=<>/]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++))?""")
_QUOTED_VALUE = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")
_BETWEEN_ATTRIBUTES = re.compile(r"""[\s/"']++""")
_IGNORED_BY_BROWSERS = re.compile(r"[\t\n\r]")
_SCHEME = re.compile(r"[\x00-\x20]*([a-zA-Z][a-zA-Z0-9+.-]*):")
_ADDRESSES = {"href", "src"}
_ID_ALONE = re.compile(r"\{#[^{}\s=\"'.]+\}")
_WITH_SCHEME = re.compile(r'(?:href|src)="([^"/#?:&]*(?:&[^"/?:]*)?):')

RemovedKind = Literal["tag", "attribute", "address"]


class Removed(NamedTuple):
    """Something that does not reach a reader."""

    kind: RemovedKind
    name: str
    """Tag, attribute, or the address itself."""
    sought: str
    """What to look for in the source to find its place."""
    active: bool
    """It would have done something in the reader's browser."""
    times: int


def scheme(address: str) -> str:
    """Scheme of an address in lower case as a browser reads it; empty for a relative one."""
    match = _SCHEME.match(without_ignored(address))
    return match.group(1).lower() if match else ""


def without_ignored(address: str) -> str:
    """The address without the characters in it that browsers pass over."""
    return _IGNORED_BY_BROWSERS.sub("", address)


def sanitised(html: str) -> str:
    """The HTML without anything that is not allowed in a notice. Always well-formed."""
    clean = _CLEANER.clean(html)
    # Browsers show every white space alike; one sort less for all who come after. (A carriage
    # return is a line feed by now.)
    if "\t" in clean or "\f" in clean:
        clean = clean.replace("\t", "    ").replace("\f", " ")
    return _ESCAPED_TWICE.sub(_harmless, clean) if "&amp;" in clean else clean


_ESCAPED_TWICE = re.compile(r' (?:href|src)="([^"]*&amp;[^"]*)"')
"""Addresses that hold an entity in the eyes of who decodes them twice, as no browser does."""


def _harmless(found: re.Match[str]) -> str:
    return found[0] if _allowed(entities.unescape(found[1])) else ""


def _allowed(address: str) -> bool:
    """Whether an address leads nowhere but where links may, also for who decodes it once more."""
    return scheme(entities.unescape(address)) in {"", *SCHEMES}


def suspicious(html: str, raw: Sequence[str], source: str) -> bool:
    """Whether anything may be taken out of the HTML made from this source.

    Cheap, and never false where `removed` would find something: without tags by the author, without
    attributes but ids, and with every address of an allowed scheme, there is nothing to take out.
    """
    if any(piece.startswith("<") for piece in raw):
        return True
    if source.count("{") != len(_ID_ALONE.findall(source)):
        return True
    return any(
        entities.unescape(found).strip().lower() not in SCHEMES
        for found in set(_WITH_SCHEME.findall(html))
    )


def removed(before: str, after: str) -> Iterator[Removed]:
    """What `sanitised` took out of `before` to make `after`, a kind at a time, in order."""
    tags_before, attributes_before, addresses = _counts(before)
    tags_after, attributes_after, _ = _counts(after)
    for tag, count in tags_before.items():
        lost = count - tags_after[tag] if tag in _SHOWN else count
        # An unbalanced or misplaced table or list tag is mended, not removed.
        if tag not in _SHOWN and lost > 0:
            yield Removed("tag", tag, f"<{tag}", tag in _ACTIVE, lost)
    for address, count in addresses.items():
        yield Removed("address", address, address, True, count)
    for (tag, name), count in attributes_before.items():
        lost = count - attributes_after[tag, name]
        if lost > 0 and name not in _ADDRESSES and (tag in _SHOWN or name.startswith("on")):
            yield Removed("attribute", name, name, name.startswith("on"), lost)


def crowded(html: str) -> str:
    """The beginning of the first tag with more attributes than any needs; empty when none has them.

    For HTML before it is sanitised. What may be an attribute counts as one.
    """
    for name, rest in _tags(html):
        if len(rest) > 2 * MOST_ATTRIBUTES:
            bare = _QUOTED_VALUE.sub("= ", rest)
            if len(_BETWEEN_ATTRIBUTES.findall(bare)) > MOST_ATTRIBUTES:
                return f"<{name}{rest}"[:80]
    return ""


def _tags(html: str) -> Iterator[tuple[str, str]]:
    """Name and attributes of each tag. A `>` in quotes closes none; what is not closed is no tag.

    Where quotes are not closed, every tag before them would be sought to the end of the text: from
    which marks no `>` is reached is remembered.
    """
    marks = [found.start() for found in _MARK.finditer(html)]
    endless: set[int] = set()
    at = named = 0
    while opening := _OPENING.search(html, at):
        start = opening.start() + 1
        if named <= start:
            named = _NAME_END.search(html, start).start()  # type: ignore[union-attr]  # or the end
        end = _closed(html, named, marks, endless)
        at = end + 1 if end >= 0 else start
        if end >= 0:
            yield html[start:named], html[named:end]


def _closed(html: str, at: int, marks: Sequence[int], endless: set[int]) -> int:
    """Where the tag is closed in which a character stands outside quotes; -1 where it is not."""
    passed = []
    while (number := bisect_left(marks, at)) < len(marks):
        mark = marks[number]
        if html[mark] == ">":
            return mark
        passed.append(mark)
        at = html.find(html[mark], mark + 1) + 1
        if mark in endless or not at:
            break
    endless.update(passed)
    return -1


def _counts(html: str) -> tuple[Counter[str], Counter[tuple[str, str]], Counter[str]]:
    """Tags, attributes and unsafe addresses; a class that we keep is not counted."""
    tags: Counter[str] = Counter()
    attributes: Counter[tuple[str, str]] = Counter()
    addresses: Counter[str] = Counter()
    # Most tags of a text are the same few: each distinct one is taken apart once.
    for (name, rest), count in Counter(_tags(html)).items():
        tag = name.lower()
        tags[tag] += count
        if not rest or rest == " /":
            continue
        for key, quoted in _ATTRIBUTE.findall(rest):
            attribute = key.lower()
            value = entities.unescape(quoted.strip("\"'"))
            if attribute == "class" and value in {"footnote", "footnote-ref", "footnote-backref"}:
                continue
            attributes[tag, attribute] += count
            if attribute in _ADDRESSES and not _allowed(value):
                addresses[value] += count
    return tags, attributes, addresses
