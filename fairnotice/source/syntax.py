"""A YAML parser's complaint and the text go in; where the slip is, what is wrong and how to mend
it, in an editor's words, come out.

The parser names the place where it gave up; the slip is often a line earlier. The table at the end
is tried in order, the first row whose words stand in the complaint explains it.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

import yaml

_MISSING_BLANK = re.compile(r"^\s*(?:- )*(?P<key>[A-Za-z_][\w-]*):(?P<value>[^\s:/].*)$")
"""`key:value`; an address (`https://…`) is not one."""

_KEY = re.compile(r"^\s*(?:- )*[\w\"'-]+:(?:\s|$)")


_OTHER_BLANK = re.compile(
    r"^(?:[ \t]|-\ )*(?:[\w\"'-]+:)?\ *(?P<blank>[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])"
)
"""A blank that is none to YAML, where YAML would need one: copied from a page or a letter."""


class Complaint(NamedTuple):
    """A slip; line and column are counted from 0."""

    line: int
    column: int
    wrong: str
    mend: str


class _Slip(NamedTuple):
    """What the parser says and the lines it stumbled on."""

    lines: list[str]
    line: int
    column: int
    begun_line: int
    """Where the thing that went wrong begins, as far as the parser tells; else as `line`."""
    begun_column: int

    @property
    def text(self) -> str:
        """The line on which the parser gave up."""
        return _at(self.lines, self.line)

    @property
    def character(self) -> str:
        """The character at which it gave up."""
        return self.text[self.column : self.column + 1]

    @property
    def opening(self) -> str:
        """The character with which the thing that went wrong begins."""
        return _at(self.lines, self.begun_line)[self.begun_column : self.begun_column + 1]

    @property
    def earlier(self) -> int:
        """The last line before it that is neither empty nor a comment; -1 if there is none."""
        for number in range(min(self.line, len(self.lines)) - 1, -1, -1):
            text = self.lines[number].strip()
            if text and not text.startswith("#"):
                return number
        return -1


def complaint(text: str, error: yaml.YAMLError) -> Complaint:
    """The first slip in a text that a parser refuses."""
    slip, said = _slip(text, error)
    for number in (slip.line, slip.begun_line, slip.earlier):
        other = _other_blank(slip.lines, number)
        if other:
            return other
    for words, explain in _TABLE:
        if words in said:
            return explain(slip)
    return _anything(slip)


def resumes_after(error: yaml.YAMLError) -> int:
    """The line (from 0) after which the text can be read on.

    A quotation mark or bracket that is never closed swallows the rest of the text, so reading goes
    on behind the line where it stands.
    """
    problem, begun = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    context = str(getattr(error, "context", None) or "")
    if begun is not None and any(word in context for word in ("quoted", "flow", "simple key")):
        return int(begun.line)
    return int(problem.line) if problem is not None else 0


def _slip(text: str, error: yaml.YAMLError) -> tuple[_Slip, str]:
    problem, begun = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    line, column = (problem.line, problem.column) if problem is not None else (0, 0)
    begun_at = (begun.line, begun.column) if begun is not None else (line, column)
    said = f"{getattr(error, 'context', '') or ''}: {getattr(error, 'problem', '') or error}"
    return _Slip(re.split(r"\r\n?|\n", text), line, column, *begun_at), said


def _at(lines: list[str], number: int) -> str:
    return lines[number] if 0 <= number < len(lines) else ""


def _here(slip: _Slip, wrong: str, mend: str) -> Complaint:
    return Complaint(slip.line, slip.column, wrong, mend)


def _begun(slip: _Slip, wrong: str, mend: str) -> Complaint:
    return Complaint(slip.begun_line, slip.begun_column, wrong, mend)


def _anything(slip: _Slip) -> Complaint:
    return _here(
        slip,
        "This cannot be read as YAML.",
        "Look at this line and the one above: blanks at the beginning, colons, quotation marks.",
    )


def _tab(slip: _Slip) -> Complaint:
    column = max(slip.text.find("\t"), 0)
    return Complaint(
        slip.line,
        column,
        "A tab stands where only blanks may stand.",
        "Replace the tab by blanks; most editors can do that for the whole file.",
    )


def _no_token(slip: _Slip) -> Complaint:
    if slip.character == "\t":
        return _tab(slip)
    return _sign(slip)


def _sign(slip: _Slip) -> Complaint:
    sign = slip.text[slip.begun_column : slip.begun_column + 1] or slip.character
    named = "a backtick" if sign == "`" else f"`{sign}`"
    return _begun(
        slip,
        f"A text that begins with {named} needs quotation marks.",
        f'Put the whole text in double quotes: "{sign}…".',
    )


def _directive(slip: _Slip) -> Complaint:
    return _begun(
        slip,
        "A line that begins with `%` cannot be read.",
        'Put the text in double quotes, "%…", or delete the line.',
    )


def _no_mapping_here(slip: _Slip) -> Complaint:
    before = slip.text[: slip.column]
    if _KEY.match(before + ": ") and _KEY.match(before):
        return _here(
            slip,
            "A colon followed by a blank stands in a text without quotation marks.",
            'Put the whole text in double quotes: "…: …".',
        )
    earlier = _at(slip.lines, slip.earlier)
    without_blank = _missing_blank(slip.lines, slip.earlier)
    if without_blank:
        return without_blank
    if _KEY.match(earlier) and _indent(slip.text) > _indent(earlier):
        return Complaint(
            slip.line,
            _indent(slip.text),
            "This line begins further right than the key above it, which has a value already.",
            f"Let it begin in column {_indent(earlier) + 1}, like the key above.",
        )
    if slip.earlier >= 0 and ":" not in earlier:
        return Complaint(
            slip.earlier,
            _indent(earlier),
            "This line has no colon.",
            "Write `key: value`; the line of a longer text begins further right than its key.",
        )
    return _anything(slip)


def _no_colon(slip: _Slip) -> Complaint:
    without_blank = _missing_blank(slip.lines, slip.begun_line)
    if without_blank:
        return without_blank
    return _begun(
        slip,
        "This line has no colon.",
        "Write `key: value`; the line of a longer text begins further right than its key.",
    )


def _missing_blank(lines: list[str], number: int) -> Complaint | None:
    found = _MISSING_BLANK.match(_at(lines, number))
    if not found:
        return None
    key = found["key"]
    return Complaint(
        number,
        found.start("value"),
        f"A blank is missing after the colon of `{key}`.",
        f"Write `{key}: {found['value'].strip()[:40]}`.",
    )


def _other_blank(lines: list[str], number: int) -> Complaint | None:
    found = _OTHER_BLANK.match(_at(lines, number))
    if not found:
        return None
    return Complaint(
        number,
        found.start("blank"),
        f"A blank of another kind (U+{ord(found['blank']):04X}) stands where YAML knows plain "
        "ones alone.",
        "Type a plain blank in its place; blanks copied from a web page are often of that kind.",
    )


def _open_quote(slip: _Slip) -> Complaint:
    mark = slip.opening
    return _begun(
        slip,
        f"The quotation mark {mark} that opens here is never closed.",
        f"Close it with {mark} at the end of the text.",
    )


def _swallowed_key(slip: _Slip) -> Complaint:
    mark = slip.opening
    return _begun(
        slip,
        f"The quotation mark {mark} that opens here is not closed before the next keys.",
        f"Close it with {mark} at the end of the text; "
        "the lines of a longer text begin further right than its key.",
    )


def _no_key(slip: _Slip) -> Complaint:
    before = slip.text[: slip.column].rstrip()
    if before.endswith(("'", '"')):
        return _here(
            slip,
            "The text goes on after its closing quotation mark.",
            "Put the whole text in quotation marks; an apostrophe may stand in double quotes only.",
        )
    if before.endswith(("]", "}")):
        return _here(
            slip,
            "The text goes on after its closing bracket.",
            f'Put the whole text in double quotes: "{_opening_of(before)}…".',
        )
    if re.match(r"-(?:\s|$)", slip.text[slip.column :]) and not before:
        return _here(
            slip,
            "A list item stands where a key is expected.",
            "Put the list below its key, or let the line begin in the column of the other items.",
        )
    if not before:
        return _here(
            slip,
            "This line begins in a column in which no line above it begins.",
            f"Let it begin in column {slip.begun_column + 1} like the keys it belongs to, "
            "or further right if it goes on with the text above.",
        )
    return _anything(slip)


def _opening_of(closed: str) -> str:
    return "[" if closed.endswith("]") else "{"


def _no_dash(slip: _Slip) -> Complaint:
    column = slip.begun_column + 1
    return _here(
        slip,
        "This line belongs to no item of the list above it.",
        f"Let it begin in column {column + 2} to belong to the item above, "
        f"or with `- ` in column {column} to be the next item.",
    )


def _open_bracket(slip: _Slip) -> Complaint:
    opening = slip.opening
    closing = "]" if opening == "[" else "}"
    return _begun(
        slip,
        f"What `{opening}` opens here is never closed, or a comma is missing in it.",
        f"Close it with `{closing}`; put a text that begins with `{opening}` in quotes.",
    )


def _list_on_line(slip: _Slip) -> Complaint:
    return _here(
        slip,
        "A list cannot begin on the line of its key.",
        "Put each `- ` on a line of its own below the key, or the text in double quotes.",
    )


def _backslash(slip: _Slip) -> Complaint:
    return _here(
        slip,
        "A backslash in double quotes begins a special sign, and this is none.",
        r"Write the backslash twice, `\\`, or put the text in single quotes.",
    )


def _block_header(slip: _Slip) -> Complaint:
    sign = slip.opening
    return _begun(
        slip,
        f"Words stand on the line of `{sign}`.",
        f"Begin the text on the line below `{sign}`, further right than its key, "
        "or put it in double quotes.",
    )


def _nothing_there(slip: _Slip) -> Complaint:
    return _here(
        slip,
        f"`{slip.character}` stands where a value is expected.",
        "Put the text in double quotes, or delete the sign.",
    )


def _after_end(slip: _Slip) -> Complaint:
    return _here(
        slip,
        "This stands after the end of what the file says.",
        "Delete the line, or let it begin in the same column as the first key.",
    )


_TABLE: tuple[tuple[str, Callable[[_Slip], Complaint]], ...] = (
    ("a directive", _directive),
    ("tab character", _tab),
    ("cannot start any token", _no_token),
    ("mapping values are not allowed", _no_mapping_here),
    ("could not find expected ':'", _no_colon),
    ("escape c", _backslash),
    ("hexdecimal", _backslash),
    ("quoted scalar: found a key", _swallowed_key),
    ("quoted scalar", _open_quote),
    ("did not find expected key", _no_key),
    ("expected '-' indicator", _no_dash),
    ("flow sequence", _open_bracket),
    ("flow mapping", _open_bracket),
    ("block sequence entries are not allowed", _list_on_line),
    ("an alias", _sign),
    ("an anchor", _sign),
    ("a tag", _sign),
    ("undefined tag handle", _sign),
    ("block scalar", _block_header),
    ("expected node content", _nothing_there),
    ("expected <document start>", _after_end),
)
"""Words of the complaint → what they mean."""


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))
