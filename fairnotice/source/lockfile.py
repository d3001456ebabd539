"""The bytes of notices.lock go in; its lines, and every line that cannot be read, come out.

A line is `privacy@2018-05-15 <sha256> <published> <effective>`; blank lines and lines that begin
with `#` say nothing.
"""

import re
from typing import NamedTuple

from fairnotice.model import LockLine, Place, Problem
from fairnotice.source.days import day
from fairnotice.source.plain_text import line_feeds, plain_text
from fairnotice.source.settings import NOTICE_ID
from fairnotice.source.trouble import gate
from fairnotice.source.version_names import is_version

PATH = "content/notices.lock"

_MOST = 50_000
"""Lines that are read: ten thousand versions have as many."""

_HASH = re.compile(r"[0-9a-f]{64}")
_MEND = "Take the line back from the last commit; `fairnotice lock` writes new ones."


class LockRead(NamedTuple):
    """What notices.lock says."""

    lines: tuple[LockLine, ...]
    problems: tuple[Problem, ...]


def read_lock(raw: bytes) -> LockRead:
    """The lines in the bytes of notices.lock, in their order."""
    text, spoilt = plain_text(raw, PATH)
    problems = list(spoilt)
    lines: list[LockLine] = []
    seen: dict[str, int] = {}
    for number, written in enumerate(line_feeds(text).split("\n"), start=1):
        if not written.strip() or written.startswith("#"):
            continue
        if number > _MOST:
            wrong = f"The lock has more than {_MOST:,} lines, and the others are not read."
            problems.append(gate("lock-unreadable", Place(PATH, number), wrong, _MEND))
            break
        line = _line(written, number)
        if isinstance(line, str):
            problems.append(gate("lock-unreadable", Place(PATH, number), line, _MEND))
        elif line.ref in seen:
            wrong = f"{line.ref} has a line already: line {seen[line.ref]}."
            problems.append(gate("lock-unreadable", Place(PATH, number), wrong, _MEND, line.ref))
        else:
            seen[line.ref] = number
            lines.append(line)
    return LockRead(tuple(lines), tuple(problems))


def _line(written: str, number: int) -> LockLine | str:
    """The line, or what is wrong with it."""
    parts = written.split()
    if len(parts) != 4:
        return f"A line of the lock has four parts; this one has {len(parts)}."
    ref, sha256, published, effective = parts
    notice, _, version = ref.partition("@")
    if not NOTICE_ID.fullmatch(notice) or not is_version(version):
        return f"`{ref[:60]}` does not name a version as `privacy@2018-05-15` does."
    if not _HASH.fullmatch(sha256):
        return f"The hash of {ref} does not have 64 digits of 0-9 and a-f."
    first, second = day(published), day(effective)
    if first is None or second is None:
        bad = published if first is None else effective
        return f"`{bad[:20]}` is not a date."
    return LockLine(ref, sha256, first, second, number)
