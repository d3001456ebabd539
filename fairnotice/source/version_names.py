"""The path of a file below content/ goes in; the version that it names, or why it names none, comes
out.
"""

import re
from typing import NamedTuple

from fairnotice.model import Place, Problem
from fairnotice.source.days import bad_day, day
from fairnotice.source.trouble import broken, gate

NAME = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:-(?P<number>[2-9]|[1-9][0-9]{1,3}))?")
"""`2018-05-15`, or `2018-05-15-2` for the second one of a day."""

COOKIES = "cookies.yaml"

_NUMBERED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-(?P<number>[0-9]+)")
_NOT_OURS = re.compile(r"\..*|.*~|#.*#|.*\.(?:swp|swx|tmp|bak)|Thumbs\.db|desktop\.ini|4913")
"""What editors and systems leave beside the files that they write."""


class Named(NamedTuple):
    """What a path below content/<notice>/ stands for."""

    name: str
    """Name of the version; empty when it is none."""
    problem: Problem | None


def version_name(path: str) -> Named:
    """The version that a file such as `content/privacy/2018-05-15.md` holds."""
    folder, _, file = path.rpartition("/")
    if _NOT_OURS.fullmatch(file) or (file == COOKIES and folder.count("/") == 1):
        return Named("", None)
    if folder.count("/") > 1:
        return Named("", _stray(path, "Move it out of the inner folder, or delete it."))
    stem, dot, ending = file.rpartition(".")
    if not dot or ending.lower() not in {"md", "markdown"}:
        return Named("", _stray(path, _mend(file)))
    if ending != "md":
        return Named("", _misnamed(path, "A version's file ends in `.md`.", f"Call it {stem}.md."))
    if NAME.fullmatch(stem):
        named = day(stem[:10])
        if named is not None:
            return Named(stem, None)
    return Named("", _unnamed(path, stem))


def in_order(name: str) -> tuple[str, int]:
    """Sorts the names of versions by day, then by number."""
    return name[:10], int(name[11:] or "1")


def is_version(name: str) -> bool:
    """Whether a text can be the name of a version."""
    return bool(NAME.fullmatch(name)) and day(name[:10]) is not None


def _unnamed(path: str, stem: str) -> Problem:
    numbered = _NUMBERED.fullmatch(stem)
    if numbered and day(stem[:10]):
        number = max(int(numbered["number"][:4]), 2)
        wrong = f"`{stem}` cannot be told from another name for the same version."
        return _misnamed(
            path,
            wrong,
            f"Call it {stem[:10]}.md, or {stem[:10]}-{number}.md for a further one of that day.",
        )
    wrong, mend = bad_day(stem[:10] if NAME.fullmatch(stem) else stem)
    suggestion = re.search(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?=\?)", mend)
    if suggestion:
        mend = f"Call it {suggestion.group()}.md."
    else:
        mend = (
            "Name the file by the day from which the version applies, as 2018-05-15.md; keep what "
            "is no version outside content/."
        )
    return _misnamed(path, f"The file's name is not a version's: {wrong}", mend)


def _misnamed(path: str, wrong: str, mend: str) -> Problem:
    return broken("bad-version-name", Place(path), wrong, mend)


def _mend(file: str) -> str:
    if file.lower() in {"cookies.yml", "cookie.yaml", "cookies.yaml"}:
        return "Call it cookies.yaml."
    if file.lower().startswith("changelog.") or file == "notices.lock":
        return "Move it up, into content/."
    stem, _, ending = file.rpartition(".")
    if NAME.fullmatch(file):
        return f"If it is a version, call it {file}.md; else keep it outside content/."
    if NAME.fullmatch(stem) and ending.lower() in {"txt", "text", "mdown", "mkd"}:
        return f"If it is a version, call it {stem}.md; else keep it outside content/."
    if NAME.fullmatch(stem):
        return f"If it is a version, write its text into {stem}.md; keep this file elsewhere."
    return "Keep it outside content/, or delete it."


def _stray(path: str, mend: str) -> Problem:
    return gate(
        "stray-file", Place(path), "This is neither a version nor the table of cookies.", mend
    )
