"""Pages read back as a browser reads them, for tests."""

import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib

PREFIX = "{http://www.w3.org/1999/xhtml}"


def tree(content: bytes) -> Element:
    """The page's tree; ParseError when it is not valid HTML5 syntax."""
    parser = html5lib.HTMLParser(strict=True)
    parsed: Element = parser.parse(content.decode())
    return parsed


def elements(content: bytes, tag: str = "*") -> Iterator[Element]:
    """The elements of a page, in its order."""
    name = tag if tag == "*" else PREFIX + tag
    for element in tree(content).iter(name):
        if isinstance(element.tag, str):
            yield element


def text(content: bytes) -> str:
    """The words of a page's main part, blanks made single."""
    main = next(elements(content, "main"))
    return words(main)


_INLINE = {"a", "abbr", "code", "del", "em", "ins", "span", "strong", "sub", "sup", "time"}


def words(element: Element) -> str:
    """The words of an element, blanks made single; blocks are parted by one."""
    return re.sub(r"\s+", " ", "".join(_pieces(element))).strip()


def _pieces(element: Element) -> Iterator[str]:
    inline = str(element.tag).removeprefix(PREFIX) in _INLINE
    yield "" if inline else " "
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    yield "" if inline else " "


def title(content: bytes) -> str:
    """The page's title."""
    return words(next(elements(content, "title")))


def links(content: bytes) -> dict[str, str]:
    """Words → address of the links of a page; of several with the same words, the first."""
    found: dict[str, str] = {}
    for element in elements(content, "a"):
        found.setdefault(words(element), element.get("href", ""))
    return found


def meta(content: bytes, name: str) -> str:
    """A meta element's content, or empty."""
    return next(
        (e.get("content", "") for e in elements(content, "meta") if e.get("name") == name), ""
    )


def relations(content: bytes) -> dict[str, str]:
    """Relation → address of the link elements."""
    return {e.get("rel", ""): e.get("href", "") for e in elements(content, "link")}


def ids(content: bytes) -> list[str]:
    """Every id, in order, repeated ones as well."""
    return [found for e in elements(content) if (found := e.get("id"))]


def dead_links(files: Mapping[str, bytes]) -> list[str]:
    """Every relative link or anchor of the pages that leads nowhere."""
    pages = {path: content for path, content in files.items() if path.endswith(".html")}
    anchors = {path: set(ids(content)) for path, content in pages.items()}
    dead = []
    for path, content in pages.items():
        for element in elements(content):
            for name in ("href", "src"):
                address = element.get(name)
                if address is None or urlsplit(address).scheme or address.startswith("//"):
                    continue
                target, fragment = target_of(path, address)
                if target not in files or (fragment and fragment not in anchors.get(target, ())):
                    dead.append(f"{path}: {address}")
    return dead


def target_of(path: str, address: str) -> tuple[str, str]:
    """The file and the anchor that a link on the page at `path` leads to."""
    parts = urlsplit(address)
    if not parts.path:
        return path, unquote(parts.fragment)
    target = unquote(parts.path)
    clean = normpath(join("/", dirname(path), target)).lstrip("/")
    if target.endswith("/"):
        clean = join(clean, "index.html")
    return clean, unquote(parts.fragment)
