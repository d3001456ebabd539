"""YAML text goes in; a tree with line and column, each scalar as the text that stands there, and
every problem come out.

No type is resolved: `NO`, `1.10` and `01234567` stay as written. Anchors, aliases and tags are
refused while the text is being scanned, so nothing is ever expanded. After a syntax error reading
goes on at the next item or key of the outermost list or mapping, so that one slip does not hide
the others.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import yaml

from fairnotice.model import Place, Problem
from fairnotice.source import refusals
from fairnotice.source.events import Met, events
from fairnotice.source.nodes import Gap, ListNode, MapNode, Node, TextNode
from fairnotice.source.refusals import Refusal
from fairnotice.source.syntax import complaint, resumes_after
from fairnotice.source.trouble import MAX_PROBLEMS, broken

MAX_SIZE = 4_000_000
"""Characters: ten thousand changelog entries fit; no file may stop a build for long."""

MAX_DEPTH = 50
MAX_COMPLAINTS = 20
"""Syntax errors shown of one file: each costs another look at the rest of the text."""

_FORBIDDEN = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""What YAML does not allow, and the three line breaks and the mark that no editor shows."""

_ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What a backslash in double quotes can smuggle in; line feed and tab are welcome."""

_CUT_OFF = re.compile(r"#\w")
"""A comment that was hardly meant as one: `order #5`."""

_IN_CURLY_QUOTES = re.compile("“[^“”]*”|‘[^‘’]*’|„[^„“”]*[“”]|«[^«»]*»")
"""A whole value that a word processor has put in quotation marks."""

_LINE_END = re.compile(r"\r\n?|\n")
_TOP_ITEM = re.compile(r"-(?:[ \t]|$)")
_TOP_KEY = re.compile(r"(?:[^\s#\-\[{]|-[^\s])[^\n]*?:(?:\s|$)")


class Located(NamedTuple):
    """What a YAML text says."""

    root: Node | None
    """None when the text holds nothing but comments, or nothing readable."""
    problems: tuple[Problem, ...]
    whole: bool
    """False when parts of the text could not be read."""


def located(text: str, path: str, first_line: int = 1) -> Located:
    """The tree of a YAML text and all its problems; raises on no text whatever.

    `first_line` is the line of the file on which the text begins.
    """
    if len(text) > MAX_SIZE:
        refused = refusals.too_large(MAX_SIZE // 1_000_000)
        return Located(None, (broken(refused.check, Place(path), *refused[1:]),), whole=False)
    reading = _Reading(_FORBIDDEN.sub("\ufffd", text), path, first_line - 1)
    for line, column, character in _invisible(text):
        reading.refuse(refusals.invisible(character), first_line - 1 + line, column)
    reading.read()
    return Located(reading.root(), tuple(reading.problems), reading.whole)


@dataclass(slots=True)
class _Open:
    """A collection whose end has not been reached."""

    met: Met
    end: int
    """Index after the last scalar in it."""
    items: list[Node] = field(default_factory=list)
    pairs: dict[str, tuple[TextNode, Node]] = field(default_factory=dict)
    key: Node | None = None
    """The key that waits for its value."""
    repeats: bool = False
    """Whether the last key of this mapping stood in it already."""

    @property
    def is_list(self) -> bool:
        """Whether it is a list, not a mapping."""
        return self.met.kind == "list"

    def closed(self, end: int) -> ListNode | MapNode:
        """The finished collection."""
        met = self.met
        end = end if met.flow else self.end
        where = (met.line, met.column, met.start, end, met.flow)
        if self.is_list:
            return ListNode(tuple(self.items), *where)
        return MapNode(tuple(self.pairs.values()), *where)


@dataclass(slots=True)
class _Reading:
    """The state of one reading."""

    text: str
    path: str
    lines: int
    """Lines of the file before the part that is being read."""
    index: int = 0
    """Characters of the text before that part."""
    problems: list[Problem] = field(default_factory=list)
    whole: bool = True
    open: list[_Open] = field(default_factory=list)
    """Collections that are still open, the outermost first; that one stays."""
    alone: Node | None = None
    """The root when it is a scalar."""

    def read(self) -> None:
        """Reads part after part, each beginning behind the last syntax error."""
        for _ in range(MAX_COMPLAINTS):
            try:
                self._read_part()
            except yaml.YAMLError as error:
                self.whole = False
                if not self._resume(error):
                    return
            else:
                return

    def root(self) -> Node | None:
        """The tree, as far as it could be read."""
        self._abandon()
        return self.open[0].closed(self.open[0].end) if self.open else self.alone

    def refuse(self, refused: Refusal, line: int, column: int) -> None:
        """Notes something that is not allowed."""
        if len(self.problems) >= MAX_PROBLEMS:
            self.whole = False
            return
        self.problems.append(broken(refused.check, Place(self.path, line, column), *refused[1:]))

    def _read_part(self) -> None:
        goes_on = bool(self.open)
        documents = 0
        for met in events(self.text[self.index :], index=self.index, lines=self.lines):
            if met.kind == "document":
                documents += 1
                if documents > 1:
                    return self._stop(refusals.SECOND_DOCUMENT, met)
            elif met.kind in {"list", "mapping"}:
                if len(self.open) >= MAX_DEPTH:
                    return self._stop(refusals.TOO_DEEP, met)
                if goes_on and len(self.open) == 1 and met.kind == self.open[0].met.kind:
                    goes_on = False  # the outermost one of this part is that of the part before
                else:
                    self._begin(met)
            else:
                self._take(met)
        return None

    def _stop(self, refused: Refusal, met: Met) -> None:
        self.whole = False
        self.refuse(refused, met.line, met.column)

    def _take(self, met: Met) -> None:
        if met.kind == "text":
            self._put(self._text(met))
        elif met.kind == "alias":
            self.refuse(refusals.alias(met.anchor), met.line, met.column)
            self._put(Gap(*met[1:5]))
        elif len(self.open) > 1:
            self._put(self.open.pop().closed(met.end))
        elif self.open and self.open[0].met.flow:
            self.open[0].end = met.end

    def _begin(self, met: Met) -> None:
        self._refuse_properties(met)
        parent = self.open[-1] if self.open else None
        if parent is not None and not parent.is_list and parent.key is None:
            self._stop(refusals.KEY_NOT_TEXT, met)
        self.open.append(_Open(met, met.start))

    def _text(self, met: Met) -> TextNode:
        self._refuse_properties(met)
        value, comment = met.text, ""
        if _IN_CURLY_QUOTES.fullmatch(value):
            self._tell_curly_quotes(met)
        if not met.style:
            behind = self.text[met.end : met.end + 200].split("\n", 1)[0].strip()
            if not value:
                comment = behind if behind.startswith("#") else ""
            elif _CUT_OFF.match(behind):
                self._tell_cut_off(behind, met)
        elif met.style == '"' and _ESCAPED.search(value):
            self.refuse(refusals.ESCAPED_SIGN, met.line, met.column)
            value = _ESCAPED.sub("\ufffd", value)
        return TextNode(value, *met[1:5], met.style, comment)

    def _tell_curly_quotes(self, met: Met) -> None:
        """The quotation marks of a word processor around a value, which YAML takes for letters."""
        self._warn(
            "curly-quotes",
            Place(self.path, met.line, met.column),
            "The curly quotation marks around this text are read, and shown, as a part of it.",
            'Take them out, or type straight ones: "…".',
        )

    def _tell_cut_off(self, behind: str, met: Met) -> None:
        """Words behind a value that look like a part of it, and are a comment."""
        word = behind.split(maxsplit=1)[0][:20]
        line_start = self.text.rfind("\n", 0, met.end) + 1
        self._warn(
            "cut-off-words",
            Place(
                self.path,
                met.line + self.text.count("\n", met.start, met.end),
                self.text.index("#", met.end) - line_start + 1,
            ),
            f"From “{word}” on, nothing is read here: a # behind a blank begins a comment.",
            "Put the whole text in double quotes; write a real comment with a blank behind its #.",
        )

    def _warn(self, check: str, place: Place, wrong: str, mend: str) -> None:
        """Notes what is allowed, and hardly meant."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(check, "warning", place, wrong, mend))

    def _refuse_properties(self, met: Met) -> None:
        if met.anchor:
            self.refuse(refusals.anchor(met.anchor), met.line, met.column)
        if met.tag:
            self.refuse(refusals.tag(met.tag), met.line, met.column)

    def _put(self, node: Node) -> None:
        """Gives a finished node to the collection that is open."""
        if not self.open:
            self.alone = node
            return
        parent = self.open[-1]
        parent.end = max(parent.end, node.end)
        if parent.is_list:
            parent.items.append(node)
        elif parent.key is None:
            parent.key = node
        else:
            key, parent.key = parent.key, None
            self._pair(parent, key, node)

    def _pair(self, parent: _Open, key: Node, value: Node) -> None:
        if not isinstance(key, TextNode):
            return  # reported where it began
        first = parent.pairs.get(key.text)
        if first is None:
            parent.pairs[key.text] = (key, value)
        elif not parent.repeats:  # the keys of an entry whose `- ` is missing are one slip
            self.refuse(refusals.twice(key.text, first[0].line), key.line, key.column)
        parent.repeats = first is not None

    def _abandon(self) -> None:
        """Puts a gap in the place of what is half read."""
        half_read = self.open[1:]
        del self.open[1:]
        if half_read:
            end = max(part.end for part in half_read)
            self._put(Gap(*half_read[0].met[1:4], end))
        elif self.open and self.open[0].key is not None:
            key = self.open[0].key
            self._put(Gap(key.line, key.column, key.end, key.end))
        if self.open:
            self.open[0].key = None

    def _cut_last_item(self) -> None:
        """Puts a gap in the place of an item that ended too early, at a line that lost a blank."""
        items = self.open[0].items if len(self.open) == 1 else []
        if items and isinstance(items[-1], MapNode):
            items[-1] = Gap(*items[-1][1:5])

    def _resume(self, error: yaml.YAMLError) -> bool:
        """Notes the error and finds where to go on; False when there is no such place."""
        part = self.text[self.index :]
        slip = complaint(part, error)
        if "expected '-' indicator" in str(getattr(error, "problem", "")):
            self._cut_last_item()
        refused = Refusal("yaml-syntax", slip.wrong, slip.mend)
        self.refuse(refused, self.lines + slip.line + 1, slip.column + 1)
        self._abandon()
        if not self.open or self.open[0].met.flow:
            return False
        root = self.open[0]
        pattern = _TOP_ITEM if root.is_list else _TOP_KEY
        indent = " " * (root.met.column - 1)
        at = 0
        for number, line in enumerate(re.findall(r"[^\r\n]*(?:\r\n?|\n|$)", part)):
            begins = line.startswith(indent) and pattern.match(line[len(indent) :])
            if number > resumes_after(error) and begins:
                self.index += at
                self.lines += number
                return True
            at += len(line)
        return False


def _invisible(text: str) -> Iterator[tuple[int, int, str]]:
    """Line, column and character of what no editor shows: the first on each of some lines."""
    if not _FORBIDDEN.search(text):
        return
    seen = 0
    for number, line in enumerate(_LINE_END.split(text), start=1):
        found = _FORBIDDEN.search(line)
        if found:
            yield number, found.start() + 1, found.group()
            seen += 1
        if seen >= MAX_COMPLAINTS:
            return
