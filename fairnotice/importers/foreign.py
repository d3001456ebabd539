"""A Markdown file as another system keeps it in; its text, and what its front matter said, out."""

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from fairnotice.document.limits import LARGEST
from fairnotice.model import Day

_YAML = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_PAIR = re.compile(r"([A-Za-z_][\w-]*)[ \t]*[:=][ \t]*(.*)")
_QUOTED = re.compile(r"""(?:"(.*)"|'(.*)')[ \t]*""")
_FOLDED = re.compile(r"[|>][-+0-9]*")
_APPLIES = frozenset({"effective", "effective_date", "effective-date", "effectivedate"})
"""Keys whose only meaning is the day from which a text applies. `date` may be anything."""

_POINTER = "version https://git-lfs.github.com/spec/"


class UnusableError(Exception):
    """A file is no text that can be read; the words say why, as the end of a sentence."""


class Foreign(NamedTuple):
    """A text, and what stood above it."""

    body: str
    """Markdown behind the front matter; LF line ends, no blank lines at its beginning."""
    title: str
    """Title in the front matter, or empty."""
    effective: Day | None
    """Day from which it applies, where the front matter names one beyond doubt."""
    dropped: tuple[str, ...]
    """The keys of the front matter, which is gone."""
    encoding: str = "utf-8"
    """What the bytes were read as."""


def foreign(content: bytes) -> Foreign:
    """The text in a file and what its front matter (YAML or TOML, of whatever system) says.

    Bytes that are not UTF-8 are read as Windows-1252, the usual encoding of old files.
    UnusableError for what is no text, and for one that is too large to be a notice.
    """
    if len(content) > LARGEST:
        raise UnusableError(f"it is larger than {LARGEST:,} bytes")
    if b"\0" in content:
        raise UnusableError("it is no text file")
    try:
        text, encoding = content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        text, encoding = content.decode("cp1252", "replace"), "windows-1252"
    if text.startswith(_POINTER):
        raise UnusableError("it is a pointer of Git LFS, and its text is not in the repository")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    block = _YAML.match(text) or _TOML.match(text)
    said = dict(_said(block.group(1))) if block else {}
    if block is None or not (said or not block.group(1).strip()):
        # Two rules with text between them are no front matter.
        return Foreign(_begun(text), "", None, (), encoding)
    title = next((value for key, value in said.items() if key.lower() == "title"), "")
    days = [_day(value) for key, value in said.items() if key.lower() in _APPLIES]
    effective = days[0] if len(days) == 1 else None
    return Foreign(_begun(text[block.end() :]), title, effective, tuple(said), encoding)


def _begun(text: str) -> str:
    """The text from its first line on that is not blank."""
    return re.sub(r"\A(?:[ \t]*\n)+", "", text)


def _said(block: str) -> Iterator[tuple[str, str]]:
    """The keys at the margin and their values; a value on more lines than one is empty."""
    for line in block.split("\n"):
        pair = _PAIR.fullmatch(line)
        if pair:
            yield pair.group(1), _value(pair.group(2).strip())


def _value(written: str) -> str:
    quoted = _QUOTED.fullmatch(written)
    if quoted:
        inside = quoted.group(1) if quoted.group(1) is not None else quoted.group(2)
        return " ".join(inside.replace('\\"', '"').replace("''", "'").split())
    plain = re.sub(r"[ \t]+#.*", "", written)
    # What Liquid or another template would have filled in says nothing here.
    if _FOLDED.fullmatch(plain) or plain[:1] in "[{&*!" or "{{" in plain or "{%" in plain:
        return ""
    return " ".join(plain.split())


def _day(written: str) -> Day | None:
    """An ISO date, with or without a time behind it."""
    found = re.match(r"\d{4}-\d{2}-\d{2}(?![\d])", written)
    try:
        return datetime.date.fromisoformat(found.group()) if found else None
    except ValueError:
        return None
