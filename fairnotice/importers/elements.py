"""An element of a page in; the page without it out."""

from typing import Any

# lxml has no public name for its elements, and no types.
Element = Any


def take_out(element: Element) -> None:
    """Takes an element out of its parent; the text behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
