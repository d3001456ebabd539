"""A Git repository and a path in it in; every text that ever stood there, oldest first, out.

Git is run by its name, without a shell, and only reads. What counts is the main line: the text as
it stood on the branch that is checked out (or that HEAD of a bare repository names). What came by
a merge counts from the day of the merge, since no reader saw it before.
"""

import contextlib
import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from fairnotice.document.limits import LARGEST
from fairnotice.exits import NOT_DONE, WRONG_CALL, RefusedError

_FORMAT = "%x01%H %ct %at"
_GONE = "000000"
_PIECE = 1 << 20
"""Bytes of what is too large that are passed over at once."""

_NO_FILES = frozenset({"120000", "160000"})
"""Modes of what is no file: a link, another repository."""

_HEAD = re.compile(rb"\x01([0-9a-f]{40,64}) (\d{1,19}) (\d{1,19})")
_CHANGE = re.compile(rb":\d{6} (\d{6}) [0-9a-f]{40,64} ([0-9a-f]{40,64}) [A-Z]\d*")
"""What Git prints of a commit. A file may be called anything, so nothing less is taken for it."""

_ASIDE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE")
"""Settings of the shell or a hook that would lead Git to another repository."""

_QUIET = (
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.pager=cat"),
    *("-c", "log.showSignature=false"),
    *("-c", "core.commitGraph=true"),
)
"""Nothing that a repository's settings name is run."""


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
    return _run(repository, "rev-parse", "--is-shallow-repository").strip() == b"true"


def contents(repository: Path, blobs: Sequence[str]) -> Iterator[bytes]:
    """The content of each blob, in their order, one at a time; of one that is too large for a text,
    so much of it that this can be seen."""
    with _git(repository, "cat-file", "--batch") as git:
        for blob in blobs:
            git.stdin.write(f"{blob}\n".encode())
            git.stdin.flush()
            head = git.stdout.readline().split()
            if len(head) != 3 or head[1] != b"blob":
                raise RefusedError(
                    f"{repository} lacks the content {blob[:12]}.",
                    "Fetch the whole repository: `git fetch --unshallow`, or clone it anew.",
                    NOT_DONE,
                )
            size = int(head[2])
            yield git.stdout.read(min(size, LARGEST + 1))
            for start in range(LARGEST + 1, size, _PIECE):
                git.stdout.read(min(_PIECE, size - start))
            git.stdout.read(1)


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


class _Running(NamedTuple):
    """Git at work."""

    stdin: IO[bytes]
    stdout: IO[bytes]


@contextlib.contextmanager
def _git(repository: Path, *arguments: str) -> Iterator[_Running]:
    """Git, to be spoken with; it is ended with the block."""
    try:
        process = subprocess.Popen(
            ("git", *_QUIET, "-C", str(repository), *arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
        )
    except OSError as error:
        raise _missing(error) from error
    with process:
        try:
            assert process.stdin is not None  # noqa: S101  # both are pipes, see above
            assert process.stdout is not None  # noqa: S101
            yield _Running(process.stdin, process.stdout)
        except BaseException:
            process.kill()
            raise


def _run(repository: Path, *arguments: str) -> bytes:
    """What Git says; RefusedError with its own words when it fails."""
    try:
        done = subprocess.run(
            ("git", *_QUIET, "-C", str(repository), *arguments),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=_environment(),
            check=False,
        )
    except OSError as error:
        raise _missing(error) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        why = said[-1].removeprefix("fatal: ").rstrip(".") if said else "it does not say why"
        raise RefusedError(
            f"Git cannot read {repository}: {why}.",
            "Name the folder of a Git repository that has commits.",
            WRONG_CALL,
        )
    return done.stdout


def _environment() -> dict[str, str]:
    """The environment for Git: in plain English, asking nobody, paths taken literally."""
    kept = {key: value for key, value in os.environ.items() if key not in _ASIDE}
    return {
        **kept,
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "LC_ALL": "C",
    }


def _missing(error: OSError) -> RefusedError:
    return RefusedError(
        f"Git cannot be run: {error.strerror or 'it is not there'}.",
        "Install Git, and see that PATH holds it.",
        NOT_DONE,
    )
