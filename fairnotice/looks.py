"""How a text looks from outside in; its digest, as an earlier build noted it, out.

An edit changes one text of a thousand. The others need not be read to be known: a build notes how
each looked from outside (size, times, number on the disk) and what its digest was. The rule is that
of `unchanged`: a text that is not older than the beginning of the build is not noted, since a
second write in the same tick of the clock would not show. Once in a day all are read again.
"""

import os
import sys
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

from fairnotice.memo.files import digest
from fairnotice.memo.keys import key
from fairnotice.memo.memo import Memo

_DAY = 86_400


class Look(NamedTuple):
    """What changes whenever somebody touches a file."""

    device: int
    number: int
    mode: int
    size: int
    mtime: int
    ctime: int
    """Of the last change of any kind, in nanoseconds: nobody can set it."""


class Noted(NamedTuple):
    """What a build wrote down of the texts that it read."""

    day: int
    texts: Mapping[str, tuple[Look, str]]
    """Path → look and digest."""


_NOTHING = Noted(0, {})


class Looks:
    """The digests of texts, of which a build reads those that it does not know."""

    def __init__(self, memo: Memo, begun: os.stat_result | None) -> None:
        """`begun` is how a file looks that was written when the build began; without it each text
        is read and nothing is noted, as on Windows, which does not say when a file was changed."""
        self._memo = memo
        self._begun = None if sys.platform == "win32" else begun
        self._name = key("looks")
        self._today = int(time.time()) // _DAY
        self._found: dict[str, tuple[Look, str]] = {}
        self._before: Mapping[str, tuple[Look, str]] = {}
        if self._begun is not None:
            noted: Noted = memo.look(self._name, Noted) or _NOTHING
            if noted.day == self._today:
                self._before = noted.texts
            # A build that fails, perhaps because of what is noted, is followed by one that reads.
            memo.note(self._name, _NOTHING)

    def digest(self, path: str, place: str, read: Callable[[], bytes]) -> str:
        """The digest of the text at `path` in the site, which is the plain file `place`."""
        look = self._look(place)
        if look is None:
            return digest(read())
        before = self._before.get(path)
        known = before if before and before[0] == look else (look, digest(read()))
        if self._begun and max(look.mtime, look.ctime) < self._begun.st_mtime_ns:
            self._found[path] = known
        return known[1]

    def note(self) -> None:
        """Writes down what was found, for the next build."""
        if self._begun is not None:
            self._memo.note(self._name, Noted(self._today, self._found))

    def _look(self, place: str) -> Look | None:
        """How the file looks; None where that tells nothing."""
        if self._begun is None:
            return None
        try:
            seen = os.lstat(place)
        except OSError:  # whoever reads it says so
            return None
        if seen.st_dev != self._begun.st_dev:  # another disk has another clock
            return None
        return Look(
            seen.st_dev,
            seen.st_ino,
            seen.st_mode,
            seen.st_size,
            seen.st_mtime_ns,
            seen.st_ctime_ns,
        )
