"""The bytes of a version's file go in; the version, without its changelog entry, and every problem
with it come out.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple, Protocol, TypeVar

from fairnotice.model import (
    CookieRow,
    Document,
    FrontMatter,
    NoticeSettings,
    Place,
    Problem,
    Settings,
    Version,
)
from fairnotice.source.frontmatter import Cut, Front, cut, front_matter
from fairnotice.source.plain_text import plain_text
from fairnotice.source.settings import LANGUAGE
from fairnotice.source.trouble import broken, gate

T = TypeVar("T")


class Parsed(Protocol):
    """What a reader of Markdown gives."""

    @property
    def document(self) -> Document:
        """The text in sections and blocks."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What an editor has to know about it."""


class Rows(NamedTuple):
    """The cookies that hold for one version."""

    rows: tuple[CookieRow, ...] = ()
    lines: tuple[int, ...] = ()
    """Line of each row in cookies.yaml."""


Parse = Callable[..., Parsed]
"""`parse(body, path=, first_line=, cookies=, cookie_lines=)`: a version's Markdown, read."""


class Contents(NamedTuple):
    """What stands in a version's file, whatever the file's name."""

    front: Front
    body: str
    """The Markdown; empty where it is read again when it is looked at."""
    body_line: int
    document: Document
    problems: tuple[Problem, ...]


class VersionRead(NamedTuple):
    """What a version's file says."""

    version: Version | None
    """None when it is broken."""
    problems: tuple[Problem, ...]


@lru_cache(maxsize=4)
def body(raw: bytes, path: str) -> str:
    """The Markdown of a version's file, as `read_version` has it.

    A dozen checks ask for it, one after the other.
    """
    return cut(plain_text(raw, path).text, path).body


def read_text(raw: bytes, path: str, rows: Rows, parse: Callable[..., T]) -> T:
    """What `parse` makes of the Markdown of a version's file."""
    parts = cut(plain_text(raw, path).text, path)
    return parse(parts.body, path=path, first_line=parts.body_line, **cookies(rows))


def contents_of(raw: bytes, path: str, rows: Rows, parse: Parse) -> Contents:
    """What stands in the file at `path`, its Markdown read by `parse`."""
    text, spoilt = plain_text(raw, path)
    parts = cut(text, path)
    front = front_matter(parts.front, path)
    problems = [*spoilt, *parts.problems, *front.problems]
    # The text is read whatever the front matter says, so that all problems are shown together.
    read = parse(parts.body, path=path, first_line=parts.body_line, **cookies(rows))
    problems.extend(read.problems if not (spoilt or parts.problems) else ())
    matter = front.matter
    if matter is not None and not any(problem.broken for problem in problems):
        problems.extend(_bad_language(matter, front.places))
        problems.extend(_wanting(matter.title or read.document.title, parts, path))
    return Contents(front, parts.body, parts.body_line, read.document, tuple(problems))


def read_version(
    contents: Contents,
    path: str,
    name: str,
    notice: NoticeSettings,
    settings: Settings,
    rows: Rows,
) -> VersionRead:
    """The version called `name`, whose file at `path` has these contents; its changelog entry is
    still missing.

    Title: the front matter's, else the first `#` heading. Effective: the front matter's, else the
    day in the file's name. Published: the front matter's, else effective.
    """
    front, body, body_line, document, problems = contents
    told = _of(f"{notice.id}@{name}", problems)
    matter = front.matter
    if matter is None or any(problem.broken for problem in problems):
        return VersionRead(None, told)
    effective = matter.effective or datetime.date.fromisoformat(name[:10])
    version = Version(
        notice=notice.id,
        name=name,
        path=path,
        title=matter.title or document.title or notice.title,
        published=matter.published or effective,
        effective=effective,
        status=matter.status,
        lang=matter.lang or settings.lang,
        body=body,
        body_line=body_line,
        not_applicable=matter.not_applicable,
        entry=None,
        entry_place=None,
        cookies=rows.rows,
        document=document,
        places=front.places,
    )
    return VersionRead(version, told)


def nameless_problems(raw: bytes, path: str, parse: Parse) -> tuple[Problem, ...]:
    """What is wrong in the file of a version whose name it does not say.

    Which cookies hold for the version is not known, so nothing is said of their table.
    """
    problems = contents_of(raw, path, Rows(), parse).problems
    return tuple(problem for problem in problems if problem.check != "cookie-table")


def cookies(rows: Rows) -> Mapping[str, object]:
    """Those of a version, as `Parse` takes them."""
    return {"cookies": rows.rows, "cookie_lines": rows.lines} if rows.rows else {}


def _of(ref: str, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(
        problem if problem.version else problem._replace(version=ref) for problem in problems
    )


def _bad_language(matter: FrontMatter, places: Mapping[str, Place]) -> Iterator[Problem]:
    if matter.lang and not LANGUAGE.fullmatch(matter.lang):
        yield broken(
            "bad-language",
            places["lang"],
            f"`{matter.lang[:40]}` is not a language tag.",
            "Write it as en-GB.",
        )


def _wanting(title: str, parts: Cut, path: str) -> Iterator[Problem]:
    place = Place(path, parts.body_line)
    if not parts.body.strip():
        yield gate(
            "empty-text",
            place,
            "The version has no text.",
            "Write the notice below the front matter, or delete the file.",
        )
    elif not title:
        wrong = "The version has no title, so pages show the notice's."
        mend = "Begin the text with a line `# Privacy notice`."
        yield Problem("missing-title", "warning", place, wrong, mend)
