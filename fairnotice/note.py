"""A version and a line to note about it in; content/changelog.yaml with that line more, out.

One at a time: the folder `content` is locked, so that of two who write at once the second sees what
the first wrote. Whole or not at all: the new file is written beside the old one and takes its place
in one step, so that a kill at any moment leaves the old or the new one.
"""

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace as other
from pathlib import Path
from typing import Any

from fairnotice.asked import Asked, Whole, asked, found_in, understood
from fairnotice.call import Call
from fairnotice.disk import CONTENT, replace
from fairnotice.exits import NOT_DONE, WRONG_CONTENT, RefusedError
from fairnotice.loaded import loaded
from fairnotice.model import Entry, Site, Version
from fairnotice.remembered import recalling
from fairnotice.source.edit import EditError, appended, item_that_says
from fairnotice.source.written import Value

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

CHANGELOG = "content/changelog.yaml"

PATIENCE = 20.0
"""Seconds that one waits for another who writes."""

_PAUSE = 0.05
_MARK = b"\xef\xbb\xbf"
"""The byte order mark that some editors of Windows put first."""


def note(call: Call, ref: str, key: str, line: Callable[[Asked], Value]) -> Asked:
    """Adds what `line` gives as a further item of the list `key` in the entry of `ref`.

    `line` is called when nobody else can write, and raises RefusedError when there is nothing to
    note. The version with its new line is given back. RefusedError when the file cannot be edited;
    DiskError when it cannot be written.
    """
    folder = call.site_folder()
    with alone(folder / CONTENT):
        before = asked(call, ref)
        if before.version.entry is None:
            raise RefusedError(
                f"{CHANGELOG} has no entry for {ref}.",
                f"Add one with `notice: {before.notice.id}` and `version: {before.version.name}`.",
                WRONG_CONTENT,
            )
        content = _with_line(before, key, line(before))
        files = {**before.whole.files, CHANGELOG: content}
        after = _read_back(call, files, before, key)
        replace(folder, CHANGELOG, content)
    return after


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keeps everybody else who notes something out until the block ends.

    The lock ends with its process, even one that is killed. RefusedError when it cannot be had.
    """
    handle = _handle(folder)
    try:
        end = time.monotonic() + PATIENCE
        while not _locked(handle):
            if time.monotonic() > end:
                raise RefusedError(
                    f"Somebody else is writing to {CHANGELOG}.", "Try again.", NOT_DONE
                )
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)


def _handle(folder: Path) -> int:
    """Something in the file system that can be locked, and that no editor ever replaces."""
    try:
        if sys.platform == "win32":  # folders cannot be locked there
            output = folder.parent / "output"
            output.mkdir(exist_ok=True)
            return os.open(output / ".changelog.lock", os.O_RDWR | os.O_CREAT)
        return os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise RefusedError(
            f"{folder} cannot be used: {error.strerror}.", "Is it there, and yours?", NOT_DONE
        ) from error


def _locked(handle: int) -> bool:
    """Whether the lock could be had at once."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _with_line(before: Asked, key: str, line: Value) -> bytes:
    """The changelog's new content."""
    old = before.whole.files[CHANGELOG]
    mark = _MARK if old.startswith(_MARK) else b""
    version = before.version
    try:
        text = old.removeprefix(_MARK).decode()
        number = item_that_says(text, {"notice": version.notice, "version": version.name})
        return mark + appended(text, (number, key), line).encode()
    except (EditError, UnicodeError) as error:
        raise RefusedError(
            f"{before.place}: the entry cannot be edited: {error}",
            f"Mend {CHANGELOG}, or add the line to `{key}` by hand.",
            WRONG_CONTENT,
        ) from error


def _read_back(call: Call, files: dict[str, bytes], before: Asked, key: str) -> Asked:
    """The site as it will be; RefusedError when anything but the one new line differs."""
    with recalling(call.folder) as memo:
        after: Whole = understood(files, loaded(files, call.clock, memo))
    problems = {(one.check, one.wrong) for one in before.whole.problems}
    fresh = [one for one in after.problems if (one.check, one.wrong) not in problems]
    if fresh:
        raise RefusedError(
            f"{fresh[0].place}: {fresh[0].wrong}",
            fresh[0].mend or "Give another value.",
        )
    ref = before.version.ref
    old, new = _entries(before.whole.site), _entries(after.site)
    mine, grown = old.pop(ref), new.pop(ref)
    one_more: dict[str, Any] = {key: (*getattr(mine, key), *getattr(grown, key)[-1:])}
    if old != new or other(mine, **one_more) != grown:
        raise RefusedError(
            f"{before.place}: the line could not be added without changing something else.",
            f"Add it to `{key}` by hand.",
            WRONG_CONTENT,
        )
    return found_in(after, ref)


def _entries(site: Site) -> dict[str, Entry]:
    """Every entry of the changelog that belongs to a version."""

    def held(version: Version) -> Entry:
        return version.entry or Entry(version.notice, version.name)

    return {one.ref: held(one) for notice in site.notices for one in notice.versions}
