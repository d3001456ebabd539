"""A part of a web page in; the same with the e-mail addresses that a host scrambled, readable, out.

Cloudflare shows `[email protected]` in place of an address until a script mends it: the address
stands in hexadecimal digits in `data-cfemail` or behind `#` in the link, each byte combined by
exclusive or with the first.
"""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

# lxml has no public name for its elements, and no types.
Element = Any

_LINK = re.compile(r"/cdn-cgi/l/email-protection(?:#(?P<digits>[0-9a-fA-F]*))?$")
_ADDRESS = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+")


def unscrambled(part: Element) -> Iterator[str]:
    """Mends every address that can be read, and a sentence when there is one that cannot."""
    lost = False
    for element in list(part.iter(etree.Element)):
        link = _LINK.search(element.get("href") or "")
        digits = element.get("data-cfemail") or (link["digits"] if link else "") or ""
        if not digits and link is None:
            continue
        address = _read(digits)
        if address and element.get("data-cfemail"):
            for child in list(element):
                element.remove(child)
            element.text = address
        if address and link:
            element.set("href", f"mailto:{address}")
        if not address and element.find(".//*[@data-cfemail]") is None:
            element.attrib.pop("href", None)
            lost = True
    if lost:
        yield "An e-mail address is hidden by the page's host, and stands as “[email protected]”."


def _read(digits: str) -> str:
    """The address that some hexadecimal digits hold; empty when they hold none."""
    try:
        key, *rest = bytes.fromhex(digits)
        said = bytes(byte ^ key for byte in rest).decode("utf-8")
    except ValueError:
        return ""
    return said.partition("?")[0] if _ADDRESS.fullmatch(said.partition("?")[0]) else ""
