"""Laws of the lock: whatever readers were told and is told otherwise now is found; else nothing is.

The site's files are bent as bytes. What readers are told (`told`) is worked out here from what the
files say, without the lock's own hash.
"""

import dataclasses
import datetime
from collections.abc import Mapping
from functools import cache

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from fairnotice.archive import lock
from fairnotice.calendar.timeline import timeline
from fairnotice.model import Day, Site
from fairnotice.source.site import read
from tests.world import FILES, TEXT

Files = Mapping[str, bytes]

LOCK = "content/notices.lock"
TODAY = Day(2026, 3, 1)
OLD, NEW = "content/privacy/2025-01-01.md", "content/privacy/2026-02-01.md"
COOKIES = "content/cookies/2025-01-01.md"
ROWS = "content/cookies/cookies.yaml"

MANY = settings(max_examples=400, suppress_health_check=list(HealthCheck))


@cache
def published() -> Files:
    """Three published versions, one of them with a title and one with cookies; all locked."""
    files = {path: text.encode() for path, text in FILES.items()}
    files[OLD] = f"---\ntitle: What we know of you\n---\n\n{TEXT}\nA “last” word — café.\n".encode()
    files[COOKIES] += b"\n[[cookies]]\n"
    files[ROWS] = (
        b"- {name: basket, purpose: Holds your basket., category: strictly-necessary,\n"
        b"   ground: strictly-necessary, lifetime: session}\n"
        b"- {name: seen, set_by: Owl Ltd, purpose: Counts., category: statistics,\n"
        b"   ground: consent, lifetime: 2 years, country: US}\n"
    )
    site = site_of(files)
    assert site is not None
    files[LOCK] = lock.locked(site, timelines(site), None).content
    assert errors(files) == []
    assert len(files[LOCK].splitlines()) == 3
    return files


def site_of(files: Files) -> Site | None:
    """The site as it is read; None when it cannot be."""
    return read(files).site


def timelines(site: Site) -> dict[str, object]:
    """How its versions stand."""
    return {notice.id: timeline(notice, TODAY) for notice in site.notices}


def errors(files: Files) -> list[str]:
    """The checks that stop publication, of those that read the files and hold the lock."""
    site, problems = read(files)
    found = [*problems]
    if site is not None:
        found.extend(lock.problems(site, timelines(site)))
    return sorted({each.check for each in found if each.level == "error"})


def told(files: Files) -> object:
    """All that readers are told by version, and the promises about it; None when unreadable."""
    site, problems = read(files)
    if site is None or any(problem.broken for problem in problems):
        return None
    versions = [
        (
            version.ref,
            version.title,
            version.body.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"),
            version.published,
            version.effective,
            version.status == "draft",
            [
                {**dataclasses.asdict(row), "since": "", "until": ""}  # which versions, not what
                for row in version.cookies
            ],
        )
        for notice in site.notices
        for version in notice.versions
    ]
    lines = {dataclasses.replace(line, line=0) for line in site.lock}
    return versions, lines


def law(files: Files) -> None:
    """A difference is found, and nothing else is."""
    before, after = told(published()), told(files)
    if after is None:
        assert errors(files), "cannot be read, and nothing is said"
    elif after == before:
        # A line of the lock that is none is told, though it takes nothing away.
        odd = files[LOCK] != published()[LOCK]
        assert set(errors(files)) <= ({"lock-unreadable"} if odd else set())
    else:
        assert errors(files), "readers are told something else, and nothing is said"


# ---------------------------------------- edits of any kind

_PIECES = st.sampled_from(
    [
        *(" ", "\n", "\n\n", "not ", "\u00a0", "\u200b", "é", "e\u0301", "\ufeff", "\r", "\t", "x"),
        *("---\n", "# ", "title: Another\n", "published: 2025-02-02\n", "effective: 2025-02-02\n"),
        *("status: draft\n", "status: withdrawn\n", "lang: cy\n", ", since: 2025-01-01"),
        "- {name: a, purpose: b, category: marketing, ground: consent, lifetime: session}\n",
        *(", country: FR", "privacy@2025-01-01 ", "a", "0", "2025-01-02"),
    ]
)


@st.composite
def bent(draw: st.DrawFn, path: str) -> bytes:
    """A file with a few pieces put in, taken out or exchanged."""
    text = published()[path].decode()
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        gone = draw(st.sampled_from([0, 0, 1, 2, 10]))
        text = text[:at] + draw(st.one_of(_PIECES, st.text(max_size=3))) + text[at + gone :]
    return text.encode("utf-8", "replace")


@st.composite
def edits(draw: st.DrawFn) -> Files:
    """The site with one file bent."""
    path = draw(st.sampled_from([OLD, NEW, COOKIES, ROWS, LOCK]))
    return {**published(), path: draw(bent(path))}


@MANY
@given(edits())
def test_what_is_told_otherwise_is_found_and_nothing_else_is(files: Files) -> None:
    law(files)


@MANY
@given(st.sampled_from([OLD, NEW, COOKIES]), st.data())
def test_every_letter_counts(path: str, data: st.DataObject) -> None:
    """One letter of the text for another, wherever it stands and however alike they look."""
    text = published()[path].decode()
    body = text.rindex("---\n") + 4 if text.startswith("---") else 0
    at = data.draw(st.integers(body, len(text) - 1))
    other = data.draw(st.one_of(st.sampled_from("lI1O0 \u00a0\u2011-–—"), st.characters()))
    assume(other != text[at] and not {other, text[at]} & set("\r\n\ufeff"))
    files = {**published(), path: (text[:at] + other + text[at + 1 :]).encode("utf-8", "replace")}
    assert errors(files)


# ---------------------------------------- line ends and order


@MANY
@given(
    st.lists(st.sampled_from([OLD, NEW, COOKIES, ROWS, LOCK]), unique=True, min_size=1), st.data()
)
def test_line_ends_and_byte_order_marks_of_a_checkout_are_no_change(
    paths: list[str], data: st.DataObject
) -> None:
    files = dict(published())
    for path in paths:
        end = data.draw(st.sampled_from([b"\r\n", b"\r", b"\n"]))
        mark = data.draw(st.sampled_from([b"", b"\xef\xbb\xbf"]))
        files[path] = mark + files[path].replace(b"\n", end)
    assert errors(files) == []


@MANY
@given(st.permutations([OLD, NEW]), st.sampled_from(["2024-12-31", "2025-01-01-2", "2026-06-01"]))
@example([NEW, OLD], "")
def test_the_order_of_versions_cannot_change(order: list[str], name: str) -> None:
    """Texts that change places, a version under another name, and one that comes between."""
    files = dict(published())
    if order == [NEW, OLD]:
        files[OLD], files[NEW] = files[NEW], files[OLD]
        assert errors(files)
    if name:
        other = f"content/privacy/{name}.md"
        assert errors({**published(), other: published()[OLD]})
        moved = {**published(), other: published()[NEW]}
        del moved[NEW]
        assert errors(moved)


@MANY
@given(st.integers(0, 2), st.integers(0, 2))
def test_a_line_of_the_lock_that_is_gone_or_another_s_is_found(one: int, other: int) -> None:
    lines = published()[LOCK].splitlines(keepends=True)
    assert errors({**published(), LOCK: b"".join(lines[:one] + lines[one + 1 :])})
    if one != other:
        name, _, rest = lines[one].partition(b" ")
        lines[one] = name + b" " + lines[other].partition(b" ")[2]
        assert rest
        assert errors({**published(), LOCK: b"".join(lines)})


@MANY
@given(st.data())
def test_a_row_of_cookies_that_says_something_else_is_found(data: st.DataObject) -> None:
    was = data.draw(st.sampled_from([b"basket", b"Holds", b"Owl", b"2 years", b"US", b"consent"]))
    now = data.draw(st.sampled_from([b"other", b"statistics", b"3 years", b"FR", b""]))
    law({**published(), ROWS: published()[ROWS].replace(was, now, 1)})


@MANY
@given(st.dates(datetime.date(2024, 1, 1), datetime.date(2026, 12, 31)), st.booleans())
def test_dates_cannot_move(day: datetime.date, shown: bool) -> None:
    key = "published" if shown else "effective"
    files = dict(published())
    files[OLD] = files[OLD].replace(b"---\n", f"---\n{key}: {day}\n".encode(), 1)
    assert bool(errors(files)) == (str(day) != "2025-01-01")
