"""A valid site to bend: the nouns with everything filled in, for tests that care about one thing.

`version()`, `entry()`, `notice()`, `site()` build the nouns; `timelines()` and `locked()` add what
follows from them. `FILES` is a whole valid site as texts, and `tree()` bends it. The company and
all its words are invented.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from fairnotice.archive import text_hash
from fairnotice.calendar.timeline import timeline
from fairnotice.document.parse import parsed
from fairnotice.model import (
    CookieRow,
    Day,
    Entry,
    LockLine,
    Notice,
    NoticeKind,
    NoticeSettings,
    Organisation,
    Place,
    Settings,
    Site,
    Timeline,
    Version,
    WrittenStatus,
)

TODAY = Day(2026, 3, 1)
"""The day on which tests happen, unless they say otherwise."""

TEXT = """# Privacy notice

Brindle Bakery tells you here what it does with your data.

## What we collect {#data}

We collect your name and your address.

## How long we keep it {#retention}

We keep your orders for six months.
"""


def version(
    name: str = "2025-01-01",
    text: str = TEXT,
    *,
    notice: str = "privacy",
    published: Day | str = "",
    effective: Day | str = "",
    status: WrittenStatus = "",
    entry: Entry | None = None,
    cookies: tuple[CookieRow, ...] = (),
    places: Mapping[str, Place] | None = None,
) -> Version:
    """A version whose file holds `text` alone; dates default to its name's."""
    applies = _day(effective or name[:10])
    path = f"content/{notice}/{name}.md"
    document = parsed(text, path=path, cookies=cookies).document
    return Version(
        notice=notice,
        name=name,
        path=path,
        title=document.title or "Privacy notice",
        published=_day(published or applies),
        effective=applies,
        status=status,
        lang="en-GB",
        body=text,
        body_line=1,
        not_applicable={},
        entry=entry,
        entry_place=Place("content/changelog.yaml", 3) if entry else None,
        cookies=cookies,
        document=document,
        places=places or {},
    )


def entry(name: str = "2025-01-01", *, notice: str = "privacy", **said: Any) -> Entry:
    """What the changelog says of a version: nothing but what is given."""
    return Entry(notice=notice, version=name, **said)


def cookie(name: str = "basket", **facts: Any) -> CookieRow:
    """A strictly necessary cookie of the bakery's own."""
    return CookieRow(
        **{
            "name": name,
            "purpose": "Remembers what you have ordered.",
            "category": "strictly-necessary",
            "ground": "strictly-necessary",
            "lifetime": "session",
            **facts,
        }
    )


def notice(*versions: Version, notice_id: str = "privacy", kind: NoticeKind = "privacy") -> Notice:
    """A notice with these versions, oldest first."""
    ordered = tuple(sorted(versions, key=lambda version: version.order))
    title = f"{notice_id.capitalize()} notice"
    return Notice(id=notice_id, title=title, kind=kind, versions=ordered)


def site(*versions: Version, lock: tuple[LockLine, ...] = (), **settings: Any) -> Site:
    """A site with these versions, in the notices that they name, privacy first."""
    ids = dict.fromkeys(("privacy", *(version.notice for version in versions)))
    notices = tuple(
        notice(
            *(version for version in versions if version.notice == each),
            notice_id=each,
            kind="cookies" if each == "cookies" else "privacy",
        )
        for each in ids
    )
    return Site(
        settings=Settings(
            **{
                "site_name": "Brindle Bakery",
                "timezone": "Europe/London",
                "organisation": Organisation(legal_name="Brindle Bakery Ltd"),
                "notices": tuple(NoticeSettings(n.id, n.title, n.kind) for n in notices),
                **settings,
            }
        ),
        notices=notices,
        lock=lock,
    )


def timelines(site: Site, today: Day = TODAY) -> dict[str, Timeline]:
    """How the versions of each notice stand on the day `today`."""
    return {notice.id: timeline(notice, today) for notice in site.notices}


def locked(site: Site) -> Site:
    """The site with a true line in its lock for every version that is not a draft."""
    versions = [
        version
        for notice in site.notices
        for version in notice.versions
        if version.status != "draft"
    ]
    return replace(
        site, lock=tuple(lock_line(version, number) for number, version in enumerate(versions, 1))
    )


def lock_line(version: Version, line: int = 1) -> LockLine:
    """The line that belongs to the version as it stands."""
    return LockLine(
        version.ref, text_hash.text_hash(version), version.published, version.effective, line
    )


SITE_YAML = """\
site_name: Brindle Bakery
site_url: https://notices.brindle.example/
timezone: Europe/London
organisation:
  legal_name: Brindle Bakery Ltd
  email: hello@brindle.example
notices:
  - {id: privacy, title: Privacy notice, kind: other}
  - {id: cookies, title: Cookie notice, kind: cookies}
"""
"""The privacy notice is of no kind that the law speaks of: its few words could not meet it."""

FILES: Mapping[str, str] = {
    "site.yaml": SITE_YAML,
    "content/changelog.yaml": """\
- notice: privacy
  version: 2025-01-01
  provenance: original
- notice: privacy
  version: 2026-02-01
  provenance: original
  significance: significant
  summary: We keep orders for longer.
  changes:
    - section: retention
      kind: changed
      summary: We keep your orders for a year.
- notice: cookies
  version: 2025-01-01
  provenance: original
""",
    "content/privacy/2025-01-01.md": TEXT,
    "content/privacy/2026-02-01.md": "---\npublished: 2026-01-01\n---\n\n"
    + TEXT.replace("six months", "a year"),
    "content/cookies/2025-01-01.md": """\
# Cookie notice

## What we set {#what}

This website sets one cookie. It holds your basket.
""",
}
"""A valid site of two notices, the privacy notice in its second version; nothing is locked."""


def tree(files: Mapping[str, str] | None = None) -> dict[str, bytes]:
    """The valid site with these files put in or replaced, as bytes."""
    return {path: text.encode() for path, text in {**FILES, **(files or {})}.items()}


def _day(day: Day | str) -> Day:
    return Day.fromisoformat(day) if isinstance(day, str) else day
