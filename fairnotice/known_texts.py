"""A version's file in; what stands in it, taken from memory where the file is as it was, out.

A published version never changes. What a build has to know of it beside its words is one small
value: with it, the file is neither opened again nor cut nor read.
"""

from collections.abc import Callable
from typing import NamedTuple

from fairnotice.memo.files import LateFiles
from fairnotice.memo.keys import key
from fairnotice.memo.late import Outline
from fairnotice.memo.memo import Memo
from fairnotice.memo.reading import Reading
from fairnotice.model import Problem
from fairnotice.source.frontmatter import Front
from fairnotice.source.versions import Contents, Rows, cookies


class Known(NamedTuple):
    """What stands in a version's file, but for its words."""

    front: Front
    body_line: int
    problems: tuple[Problem, ...]
    text: str
    """What tells its text from all others."""
    outline: Outline


class KnownTexts:
    """Remembers what stands in files by their digests, where those are known without reading."""

    def __init__(self, files: LateFiles, reading: Reading, memo: Memo) -> None:
        self._late = files.late
        self._reading = reading
        self._memo = memo

    def knows(self, path: str, rows: Rows) -> bool:
        """Whether such a file was read before, with these cookies."""
        return path in self._late and self._memo.knows(self._name(path, rows))

    def __call__(self, path: str, rows: Rows, read: Callable[[], Contents]) -> Contents:
        """What stands in the file; `read` reads it."""
        if path not in self._late:
            return read()
        made: list[Contents] = []

        def known() -> Known:
            found = read()
            made.append(found)
            outline = Outline(found.document.title, found.document.words, found.document.headings)
            text = self._reading.keys[path]
            return Known(found.front, found.body_line, found.problems, text, outline)

        front, line, problems, text, outline = self._memo.kept(self._name(path, rows), Known, known)
        if made:
            return made[0]
        document = self._reading.again(text, outline, path=path, first_line=line, **cookies(rows))
        return Contents(front, "", line, document, problems)

    def _name(self, path: str, rows: Rows) -> str:
        return key("known text", path, self._late[path], rows)
