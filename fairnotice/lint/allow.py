"""A version in; the places at which its text silences a check, with the reason, out.

`<!-- fairnotice: allow check-id: reason -->` on a line of its own silences that check for the
block that follows: a paragraph, or a whole list or table when it stands before one. Above the
title it silences what is missing from the whole text.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from fairnotice.lint.reading import code_lines
from fairnotice.memo.late import LateDocument
from fairnotice.model import Block, Place, Version

_COMMENT = re.compile(r"^[ \t]*<!--\s*fairnotice:\s*(?P<words>.*?)\s*-->[ \t]*$")
_ALLOW = re.compile(r"allow\s+(?P<check>[\w-]+)\s*(?::\s*(?P<reason>.*))?")


class Allowance(NamedTuple):
    """A comment that silences a check."""

    check: str
    """Id of the check; empty when the comment cannot be read."""
    reason: str
    version: str
    """`notice@version` in whose text it stands."""
    place: Place
    """Where the comment stands."""
    lines: range
    """Lines of the file for which it holds; empty when nothing follows."""


def allowances(version: Version) -> Iterator[Allowance]:
    """Every comment of the tool in the text of `version`, well written or not."""
    if not has_comment(version):  # most have none, and need not be looked through
        return
    code = code_lines(version.document)
    for line, text in enumerate(version.body.split("\n"), version.body_line):
        comment = _COMMENT.match(text)
        if comment is None or line in code:
            continue
        allow = _ALLOW.fullmatch(comment["words"])
        place = Place(version.path, line, text.index("<") + 1)
        if allow is None:
            yield Allowance("", "", version.ref, place, range(0))
        else:
            reason = (allow["reason"] or "").strip()
            yield Allowance(allow["check"], reason, version.ref, place, _following(version, line))


def has_comment(version: Version) -> bool:
    """Whether there is a comment of any kind; remembered, since it is asked of every version."""

    def look() -> bool:
        return "<!--" in version.body

    document = version.document
    return document.fact("comment", bool, look) if isinstance(document, LateDocument) else look()


def _blocks(version: Version) -> list[Block]:
    """The blocks that stand in the version's own file, in reading order."""
    blocks = [block for section in version.document.sections for block in section.blocks]
    return [block for block in blocks if not block.path or block.path == version.path]


def _following(version: Version, line: int) -> range:
    """The lines to the end of the block after `line`, or of the list or table that begins there.

    A comment above the title holds for the title, at which what is missing is reported.
    """
    blocks = _blocks(version)
    start = next((n for n, block in enumerate(blocks) if block.line > line), None)
    if start is None:
        return range(0)
    before = {container.key for block in blocks[:start] for container in block.containers}
    opened = [c.key for c in blocks[start].containers if c.key not in before]
    end = start + 1
    while opened and end < len(blocks) and opened[0] in {c.key for c in blocks[end].containers}:
        end += 1
    last = version.body_line + version.body.count("\n") + 1
    stop = blocks[end].line if end < len(blocks) else last
    return range(line, max(stop, blocks[start].line + 1))
