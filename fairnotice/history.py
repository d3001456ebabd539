"""A site's folder and a Git ref in, the site as it was at that ref out.

What git holds is laid out in a folder of its own and read from there, so that one and the same code
reads the site of today and that of then.
"""

import contextlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from fairnotice.disk import CONTENT, LARGEST, PICTURES, SETTINGS, TEMPLATES, Tree, read
from fairnotice.disk_error import DiskError
from fairnotice.git import LOOK, GitError, Said, blobs, said

_EXPLICIT = ("-c", "safe.bareRepository=explicit")
"""No folder is a repository because of what lies in it: a pull request could put it there."""

_LINK, _MODULE = "120000", "160000"
"""What git calls a link in the file system, and another repository in a folder."""


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
    _repository(folder)
    # A ref that begins with a hyphen would be read as one of git's own flags.
    named = _git(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}"
    )
    if not ref or ref.startswith("-") or named.code:
        raise UnknownRefError(
            f"The repository has no commit, branch or tag “{ref}”.",
            "Name one that `git log` knows; in a shallow clone, fetch it first: "
            "`git fetch --depth=1 origin BRANCH` gives FETCH_HEAD.",
        )
    return named.content.decode().strip()


def _repository(folder: Path) -> None:
    """GitError when the site in `folder` lies in no repository, or would be taken for one itself.

    Whoever can add files to a site that lies below the top of its repository could add `HEAD`,
    `config`, `objects` and `refs`: git would then take the site's folder for a bare repository, its
    history for what was published, and its settings for ours.
    """
    inside = _git(folder, "rev-parse", "--is-inside-work-tree", "--absolute-git-dir")
    answer, _, place = inside.content.partition(b"\n")
    site = Path(os.path.realpath(folder))
    bare = "safe.bareRepository" in inside.complaint or "bare repository" in inside.complaint
    # A git that is too old to be told says where it found one.
    if bare or (place and site.is_relative_to(os.path.realpath(os.fsdecode(place.rstrip())))):
        raise GitError(
            f"{site} holds files that make git take it for a repository of its own: "
            "HEAD, config, objects and refs.",
            "Remove them from there, and find out who put them there.",
        )
    if inside.code or answer.strip() != b"true":
        if "dubious ownership" in inside.complaint:
            raise _unreadable(inside)
        raise GitError(
            f"{folder.resolve()} is not in a Git repository, so nothing shows what changed.",
            "Run it in a clone of the repository, or without --against.",
        )


def _entries(folder: Path, commit: str) -> list[_Entry]:
    """The files of the site that the commit holds."""
    # Without --full-tree, paths and their output are relative to the folder git runs in.
    listed = said(folder, *_EXPLICIT, "ls-tree", "-r", "-z", commit)
    if listed.code:
        raise _unreadable(listed)
    found = []
    for line in listed.content.split(b"\0"):
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
    link: these are left out. In the place of a file that no site may have for its size stands one
    of that size with nothing in it, so that it is told as it is today.
    """
    into = into.resolve()
    ordered = sorted(entries, key=lambda entry: entry.mode == _LINK)
    try:
        contents = blobs(folder, [entry.object for entry in ordered], LARGEST)
        for entry, content in zip(ordered, contents, strict=True):
            place = into / entry.path
            if Path(os.path.realpath(place.parent)) != place.parent:
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            if entry.mode != _LINK and content is None:
                place.write_bytes(b"")
                os.truncate(place, LARGEST + 1)
            elif entry.mode != _LINK:
                place.write_bytes(content or b"")
            else:
                # Some systems let not everybody make links; a zero byte stands in no path.
                with contextlib.suppress(OSError, ValueError):
                    place.symlink_to(os.fsdecode(content or b""))
    except OSError as error:
        raise DiskError(
            f"{error.filename or into} cannot be written: {error.strerror or error}.",
            "Make room in the folder for temporary files (TMPDIR).",
        ) from error


def _git(folder: Path, *arguments: str) -> Said:
    """What git says of where it is, in the time of a look."""
    return said(folder, *_EXPLICIT, *arguments, seconds=LOOK)


def _unreadable(answer: Said) -> GitError:
    """What git says of a history that it cannot read."""
    lines = answer.complaint.splitlines()
    first = lines[0] if lines else f"it ended with {answer.code}"
    if "dubious ownership" in answer.complaint:
        return GitError(
            "git does not trust this repository, because somebody else owns it.",
            "Tell git that you do: `git config --global --add safe.directory FOLDER`.",
        )
    return GitError(
        f"git cannot read this history: {first}.",
        "In a shallow or partial clone, fetch the ref again: `git fetch --depth=1 origin BRANCH`.",
    )
