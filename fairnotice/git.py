"""A folder and what to ask of its Git repository in; what Git says out.

The only module that runs git: by its name, without a shell, reading alone. A repository may come
from anybody, and its settings name programs: whatever would run one, or fetch, is turned off, and
Git has its time and its memory.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from fairnotice.disk_error import DiskError

if sys.platform == "linux":
    import resource

LOOK = 6.0
"""Seconds in which Git finds a repository and its commits: that is a matter of milliseconds."""

WORK = 60.0
"""Seconds in which Git goes through a history; a main line of 100,000 commits takes three."""

_MEMORY = 700 * 2**20
"""Bytes that Git may take for itself: a text, and what it is made from, has a few million."""

_MOST_SAID = 64 * 2**20
"""Bytes of an answer; what a commit says of a file has some two hundred."""

_MOST_COMPLAINED = 4096

_ELSEWHERE = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_DIR",
        "GIT_GRAFT_FILE",
        "GIT_INDEX_FILE",
        "GIT_NAMESPACE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_SHALLOW_FILE",
        "GIT_WORK_TREE",
    }
)
"""Variables that hooks set, and that would have another repository read than the folder's own."""

_PLAINLY = {
    "GIT_ALLOW_PROTOCOL": "none",  # a partial clone would fetch, by any command of its settings
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",  # as above, where Git is new enough
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
"""Git speaks plain English, asks nobody and no other machine, and takes paths literally."""

_QUIET = (
    *("-c", "core.attributesFile="),
    *("-c", "core.commitGraph=true"),
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "core.pager=cat"),
    *("-c", "log.mailmap=false"),
    *("-c", "log.showSignature=false"),
)
"""Nothing that a repository's settings name is run, or read from elsewhere."""


class GitError(DiskError):
    """Git is missing, or cannot read this history."""


class Said(NamedTuple):
    """What Git answered."""

    code: int
    """0 where it could do what was asked."""
    content: bytes
    complaint: str
    """What it says of what went wrong, from its first line on."""


def said(folder: Path, *arguments: str, asked: bytes = b"", seconds: float = WORK) -> Said:
    """What `git arguments` says in `folder`, asked `asked`.

    GitError when there is no Git, when it does not answer in `seconds`, and when its answer has
    no end.
    """
    with _running(folder, arguments, asked) as git:
        with git.within(seconds):
            content = git.stdout.read(_MOST_SAID + 1)
            if len(content) > _MOST_SAID:
                raise GitError(
                    f"What git says of {folder} is longer than {_MOST_SAID >> 20} MB.",
                    "Name a repository with a shorter history: a clone of what is needed alone.",
                )
            code = git.process.wait()
        return Said(code, content, git.complaint())


def blobs(folder: Path, names: Sequence[str], most: int) -> Iterator[bytes | None]:
    """The content of each blob, in their order, one at a time; None for one of more than `most`
    bytes, which is not read: a gigabyte packs into a megabyte.

    GitError when the repository lacks one, or cannot give it in time.
    """
    sizes = _sizes(folder, names)
    small = [name for name, size in zip(names, sizes, strict=True) if size <= most]
    if not small:
        yield from (None for _ in names)
        return
    asked = "".join(f"{name}\n" for name in small).encode()
    with _running(folder, ("cat-file", "--batch"), asked) as git:
        left = WORK
        for name, size in zip(names, sizes, strict=True):
            if size > most:
                yield None
                continue
            begun = time.monotonic()
            with git.within(left):
                head = git.stdout.readline().split()
                content = git.stdout.read(size)
                git.stdout.read(1)
            left -= time.monotonic() - begun
            if head[1:] != [b"blob", str(size).encode()] or len(content) < size:
                raise _lacks(folder, name)
            yield content


def _sizes(folder: Path, names: Sequence[str]) -> list[int]:
    """The bytes of each blob."""
    asked = "".join(f"{name}\n" for name in names).encode()
    answer = said(folder, "cat-file", "--batch-check", asked=asked).content.splitlines()
    found = []
    for name, line in zip(names, [*answer, *([b""] * len(names))], strict=False):
        parts = line.split()
        if len(parts) != 3 or parts[1] != b"blob":
            raise _lacks(folder, name)
        found.append(int(parts[2]))
    return found


def _lacks(folder: Path, name: str) -> GitError:
    return GitError(
        f"git cannot read this history: {folder} lacks the content {name[:12]}.",
        "Fetch the whole repository: `git fetch --unshallow`, or clone it anew.",
    )


class _Running(NamedTuple):
    """Git at work."""

    folder: Path
    process: "subprocess.Popen[bytes]"
    stdout: IO[bytes]
    complaints: IO[bytes]

    @contextlib.contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Ends Git, with a GitError, when the block takes longer."""
        late = threading.Event()

        def end() -> None:
            late.set()
            self.process.kill()

        timer = threading.Timer(max(seconds, 0.0), end)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
        if late.is_set():
            raise GitError(
                f"git does not come to an end with {self.folder}.",
                "Try a fresh clone of it, of the branch that is needed alone.",
            )

    def complaint(self) -> str:
        """What Git said of what went wrong."""
        self.complaints.seek(0)
        return self.complaints.read(_MOST_COMPLAINED).decode("utf-8", "replace").strip()


@contextlib.contextmanager
def _running(folder: Path, arguments: Sequence[str], asked: bytes) -> Iterator[_Running]:
    """Git at work on `asked`; it is ended with the block."""
    environment = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as complaints:
        question.write(asked)
        question.seek(0)
        try:
            process = subprocess.Popen(
                ("git", *_QUIET, *arguments),
                cwd=folder,
                stdin=question,
                stdout=subprocess.PIPE,
                stderr=complaints,
                env={**environment, **_PLAINLY},
            )
        except FileNotFoundError as error:
            wrong, mend = "git is not installed.", "Install git, and see that PATH holds it."
            raise GitError(wrong, mend) from error
        except OSError as error:
            raise GitError(
                f"git cannot be run: {error.strerror or error}.",
                "See whether it is installed whole.",
            ) from error
        if sys.platform == "linux":
            with contextlib.suppress(OSError):  # it may have ended already
                resource.prlimit(process.pid, resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
        with process:
            try:
                assert process.stdout is not None  # noqa: S101  # it is a pipe, see above
                yield _Running(folder, process, process.stdout, complaints)
            finally:
                process.kill()
