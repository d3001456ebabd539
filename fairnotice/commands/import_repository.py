"""A Git repository and a path in it in; every text that ever stood there, oldest first, out.

What counts is the main line: the text as it stood on the branch that is checked out (or that HEAD
of a bare repository names). What came by a merge counts from the day of the merge, since no reader
saw it before.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from fairnotice.document.limits import LARGEST
from fairnotice.exits import WRONG_CALL, RefusedError
from fairnotice.git import LOOK, WORK, blobs, said

_FORMAT = "%x01%H %ct %at"
_GONE = "000000"
_TOO_LARGE = bytes(LARGEST + 1)
"""Stands for every text that is too large to be one."""

_NO_FILES = frozenset({"120000", "160000"})
"""Modes of what is no file: a link, another repository."""

_HEAD = re.compile(rb"\x01([0-9a-f]{40,64}) (\d{1,19}) (\d{1,19})")
_CHANGE = re.compile(rb":\d{6} (\d{6}) [0-9a-f]{40,64} ([0-9a-f]{40,64}) [A-Z]\d*")
"""What Git prints of a commit. A file may be called anything, so nothing less is taken for it."""


class Commit(NamedTuple):
    """A commit on the main line that changed the file."""

    short: str
    """The beginning of its hash."""
    committed: int
    """Seconds since 1970 when it was put into this history."""
    authored: int
    """Seconds since 1970 when its change was first made."""
    blob: str
    """Hash of the file's content; empty when the commit removed the file."""


def commits(repository: Path, path: str) -> list[Commit]:
    """The commits that changed the file at `path`, oldest first; renames are followed.

    RefusedError when there is no repository, or it never had such a file.
    """
    if not repository.is_dir():
        raise RefusedError(
            f"There is no folder {repository}.",
            "Name the folder of a Git repository; clone one that is elsewhere first.",
        )
    _run(repository, "rev-parse", "--verify", "HEAD^{tree}", seconds=LOOK)
    log = _run(
        repository,
        *("log", "--follow", "--first-parent", "-m", "--raw", "-z", "--no-abbrev"),
        *("--no-ext-diff", "--no-textconv", "--no-color", "--no-show-signature"),
        *(f"--format={_FORMAT}", "--", path),
    )
    found = list(_commits(log))[::-1]
    if not found:
        raise RefusedError(
            f"{repository} never had a file {path}.",
            "Write its path as it is in the repository, from its top folder on.",
        )
    return found


def is_shallow(repository: Path) -> bool:
    """Whether the repository lacks its older history."""
    return _run(repository, "rev-parse", "--is-shallow-repository", seconds=LOOK).strip() == b"true"


def contents(repository: Path, names: Sequence[str]) -> Iterator[bytes]:
    """The content of each blob, in their order, one at a time; of one that is too large for a text,
    zeros, so many that this can be seen."""
    for content in blobs(repository, names, LARGEST):
        yield _TOO_LARGE if content is None else content


def _commits(log: bytes) -> Iterator[Commit]:
    """The commits in Git's answer, newest first.

    Each is `\\x01hash committed authored`, then `:mode mode blob blob status`, then one path or,
    for a rename, two; all of them end with a zero byte.
    """
    head = None
    for part in log.split(b"\0"):
        line = part.lstrip(b"\n")
        if begun := _HEAD.fullmatch(line):
            head = begun
        elif head is not None and (change := _CHANGE.fullmatch(line)):
            mode, blob = (said.decode() for said in change.groups())
            short, committed, authored = (said.decode() for said in head.groups())
            gone = mode == _GONE or mode in _NO_FILES
            yield Commit(short[:9], int(committed), int(authored), "" if gone else blob)
            head = None


def _run(repository: Path, *arguments: str, seconds: float = WORK) -> bytes:
    """What Git says; RefusedError with its own words when it fails."""
    code, content, complaint = said(repository, *arguments, seconds=seconds)
    if code:
        lines = complaint.splitlines()
        why = lines[-1].removeprefix("fatal: ").rstrip(".") if lines else "it does not say why"
        raise RefusedError(
            f"Git cannot read {repository}: {why}.",
            "Name the folder of a Git repository that has commits.",
            WRONG_CALL,
        )
    return content
