"""Notices as Markdown in, their redline as lines that a test can state out."""

from fairnotice.compare.compare import compare
from fairnotice.document.parse import parsed
from fairnotice.model import Comparison, Document, Pair

_MARKS = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}


def document(markdown: str) -> Document:
    return parsed(markdown, path="notice.md").document


def compared(old: str, new: str) -> Comparison:
    return compare(document(old), document(new))


def marked(pair: Pair) -> str:
    """`kind: text with [-removed-] and {+added+}`; line feeds are ¶, cells |."""
    text = "".join(_MARKS[span.kind].format(span.text) for span in pair.spans)
    return f"{pair.kind}: {text}".replace("\n", "¶").replace("\t", "|")


def redline(old: str, new: str) -> list[str]:
    """The changes between two notices."""
    return [marked(pair) for pair in compared(old, new).changes]


def one_line(old: str, new: str) -> str:
    """The only change between two one-paragraph notices, without its kind."""
    (line,) = redline(old, new)
    return line.partition(": ")[2]
