"""A site's folder and a Git ref in, the site as it was at that ref out.

The only module that runs git: by its name, without a shell, reading alone. What git holds is laid
out in a folder of its own and read from there, so that one and the same code reads the site of
today and that of then.
"""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from fairnotice.disk import CONTENT, PICTURES, SETTINGS, TEMPLATES, Tree, read
from fairnotice.disk_error import DiskError

_REPOSITORY = frozenset(
    {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR"}
)
"""Variables that hooks set, and that would have another repository read than the site's own."""

_LINK, _MODULE = "120000", "160000"
"""What git calls a link in the file system, and another repository in a folder."""


class GitError(DiskError):
    """Git is missing, or cannot read this history."""


class UnknownRefError(DiskError):
    """There is no such ref in the repository."""


class Then(NamedTuple):
    """The site as it was."""

    commit: str
    """Full name of the commit."""
    tree: Tree


class _Entry(NamedTuple):
    """A file that git holds."""

    path: str
    """Relative to the site's folder."""
    mode: str
    object: str


def at(folder: Path, ref: str) -> Then:
    """The site in `folder` as the commit `ref` has it; with nothing in it when it was not there.

    The folder may lie anywhere in its repository, and the clone may be shallow. UnknownRefError
    when there is no such ref; GitError when git is missing, the folder is in no repository, or its
    history cannot be read.
    """
    commit = _commit(folder, ref)
    with tempfile.TemporaryDirectory(prefix="fairnotice-") as name:
        _lay_out(folder, _entries(folder, commit), Path(name))
        return Then(commit, read(Path(name)))


def _commit(folder: Path, ref: str) -> str:
    """The commit that `ref` names."""
    inside = _git(folder, "rev-parse", "--is-inside-work-tree")
    if inside.returncode or inside.stdout.strip() != b"true":
        if b"dubious ownership" in inside.stderr:
            raise _unreadable(inside)
        raise GitError(
            f"{folder.resolve()} is not in a Git repository, so nothing shows what changed.",
            "Run it in a clone of the repository, or without --against.",
        )
    # A ref that begins with a hyphen would be read as one of git's own flags.
    named = _git(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"
    )
    if not ref or ref.startswith("-") or named.returncode:
        raise UnknownRefError(
            f"The repository has no commit, branch or tag “{ref}”.",
            "Name one that `git log` knows; in a shallow clone, fetch it first: "
            "`git fetch --depth=1 origin BRANCH` gives FETCH_HEAD.",
        )
    return named.stdout.decode().strip()


def _entries(folder: Path, commit: str) -> list[_Entry]:
    """The files of the site that the commit holds."""
    # Without --full-tree, paths and their output are relative to the folder git runs in.
    listed = _git(folder, "ls-tree", "-r", "-z", commit)
    if listed.returncode:
        raise _unreadable(listed)
    found = []
    for line in listed.stdout.split(b"\0"):
        facts, _, path = line.partition(b"\t")
        if not facts:
            continue
        mode, _, name = facts.decode().split(" ")
        found.append(_Entry(os.fsdecode(path), mode, name))
    return [each for each in found if _wanted(each)]


def _wanted(entry: _Entry) -> bool:
    """Whether a build would read the file, or a link could lead to it."""
    parts = PurePosixPath(entry.path).parts
    safe = not {"..", "/", ".git"}.intersection(parts) and parts
    if not safe or entry.mode == _MODULE:
        return False
    if len(parts) == 1:
        return entry.path == SETTINGS or PurePosixPath(entry.path).suffix.lower() in PICTURES
    return parts[0] in {CONTENT, TEMPLATES}


def _lay_out(folder: Path, entries: Iterable[_Entry], into: Path) -> None:
    """Writes the files below `into`, links last, so that nothing is written through a link.

    A damaged or forged commit may hold a link and a folder of one name, and what is no path in a
    link: these are left out.
    """
    into = into.resolve()
    ordered = sorted(entries, key=lambda entry: entry.mode == _LINK)
    try:
        for entry, content in zip(ordered, _contents(folder, ordered), strict=True):
            place = into / entry.path
            if Path(os.path.realpath(place.parent)) != place.parent:
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            if entry.mode != _LINK:
                place.write_bytes(content)
                continue
            # Some systems let not everybody make links; a zero byte stands in no path.
            with contextlib.suppress(OSError, ValueError):
                place.symlink_to(os.fsdecode(content))
    except OSError as error:
        raise DiskError(
            f"{error.filename or into} cannot be written: {error.strerror or error}.",
            "Make room in the folder for temporary files (TMPDIR).",
        ) from error


def _contents(folder: Path, entries: list[_Entry]) -> Iterator[bytes]:
    """The content of each file, in order."""
    if not entries:
        return
    asked = "".join(f"{entry.object}\n" for entry in entries).encode()
    given = _git(folder, "cat-file", "--batch", asked=asked)
    answer, at = given.stdout, 0
    for _ in entries:
        end = answer.find(b"\n", at)
        parts = answer[at:end].split(b" ") if end >= 0 else []
        if given.returncode or len(parts) != 3 or parts[1] != b"blob":
            raise _unreadable(given)
        at = end + 1 + int(parts[2])
        yield answer[end + 1 : at]
        at += 1


def _git(folder: Path, *argv: str, asked: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    """What git answers in `folder`; it asks nothing, changes nothing, speaks plainly."""
    if shutil.which("git") is None:
        raise GitError(
            "git is not installed, so nothing shows what changed.",
            "Install git, or run it without --against.",
        )
    environment = {name: said for name, said in os.environ.items() if name not in _REPOSITORY}
    environment |= {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        return subprocess.run(
            ["git", *argv],
            cwd=folder,
            env=environment,
            input=asked,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise GitError(
            f"git cannot be run: {error.strerror or error}.", "See whether it is installed whole."
        ) from error


def _unreadable(answer: "subprocess.CompletedProcess[bytes]") -> GitError:
    """What git says of a history that it cannot read."""
    said = answer.stderr.decode("utf-8", "replace").strip()
    first = said.splitlines()[0] if said else f"it ended with {answer.returncode}"
    if "dubious ownership" in said:
        return GitError(
            "git does not trust this repository, because somebody else owns it.",
            "Tell git that you do: `git config --global --add safe.directory FOLDER`.",
        )
    return GitError(
        f"git cannot read this history: {first}.",
        "In a shallow or partial clone, fetch the ref again: `git fetch --depth=1 origin BRANCH`.",
    )
