"""Two Markdown files in, their comparison and assessment out."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from fairnotice.compare.compare import compare
from fairnotice.disk import LARGEST, beginning
from fairnotice.document.english import is_english
from fairnotice.document.language import OWN, UNKNOWN
from fairnotice.document.parse import parsed
from fairnotice.model import Assessment, Comparison, Dials, Document
from fairnotice.reports.diff_json import Side
from fairnotice.significance.assess import assess
from fairnotice.source.frontmatter import cut

DIALS = Dials(recipients="categories", narrowing="ignore")
"""How changes are judged where no site.yaml says."""


class UnreadableError(Exception):
    """A file cannot be read as a notice; the words say which and why."""


class TextFile(NamedTuple):
    """A file that was read."""

    path: str
    """As it was given, for messages and reports."""
    content: bytes


class Diff(NamedTuple):
    """Two texts, compared and judged."""

    old: Side
    new: Side
    comparison: Comparison
    assessment: Assessment


def diff_of_files(old: str, new: str, folder: Path = Path()) -> Diff:
    """Any two Markdown files, without a site; their paths are relative to `folder`.

    UnreadableError when one cannot be read.
    """
    return diff_of_texts(text_file(old, folder), text_file(new, folder))


def diff_of_texts(old: TextFile, new: TextFile) -> Diff:
    """The same for files that were read already; UnreadableError when one is no notice."""
    old_side, old_document = _read(*old)
    new_side, new_document = _read(*new)
    comparison = compare(old_document, new_document)
    langs = old_side.lang, new_side.lang
    return Diff(old_side, new_side, comparison, assess(comparison, DIALS, "uk", langs=langs))


def text_file(path: str, folder: Path = Path()) -> TextFile:
    """The file at `path`, relative to `folder`; UnreadableError when it cannot be read."""
    place = folder / path
    try:
        content = beginning(place, LARGEST + 1)
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{path} cannot be read: {_why(error)}.") from error
    if len(content) > LARGEST:
        raise UnreadableError(f"{path} cannot be read: it is larger than {LARGEST >> 20} MB.")
    return TextFile(path, content)


def _read(path: str, content: bytes) -> tuple[Side, Document]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadableError(f"{path}:{line} is not UTF-8 text.") from error
    parts = cut(text, path)
    body, line = (text, 1) if any(problem.broken for problem in parts.problems) else parts[1:3]
    document, problems = parsed(body, path=path, first_line=line)
    for problem in problems:
        if problem.broken:
            raise UnreadableError(f"{path}:{problem.place.line}: {problem.wrong}")
    lang = OWN if is_english(document) else UNKNOWN
    return Side(path, path, hashlib.sha256(content).hexdigest(), lang), document


def _why(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or "it has no such name"
