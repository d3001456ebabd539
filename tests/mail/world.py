"""A small valid world of mail to bend in tests: one notice, two versions, one told change."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from fairnotice.mail.occasion import Occasion
from fairnotice.model import (
    Assessment,
    Block,
    ChangeLine,
    Comparison,
    Document,
    Entry,
    Finding,
    Notice,
    NoticeSettings,
    Organisation,
    Pair,
    Passage,
    Place,
    Run,
    Section,
    SectionPair,
    Settings,
    Span,
    Version,
)

Day = datetime.date
TODAY = Day(2026, 11, 23)

TEMPLATES: Mapping[str, str] = {
    f"email/{file.name}": file.read_text("utf-8")
    for file in sorted((Path(__file__).parents[2] / "templates" / "email").iterdir())
}

OLD_TEXT = "We keep a record of each repair. We keep your orders for 2 years. Then we delete them."
NEW_TEXT = "We keep a record of each repair. We keep your orders for 6 years. Then we delete them."


def block(text: str, line: int, kind: Any = "paragraph") -> Block:
    return Block(kind, text, (Run(text),), line)


def document(text: str) -> Document:
    section = Section(
        "retention",
        "How long we keep it",
        2,
        3,
        "",
        (block("How long we keep it", 3, "heading"), block(text, 5)),
    )
    return Document("Privacy notice", (section,), len(text.split()) + 5)


OLD, NEW = document(OLD_TEXT), document(NEW_TEXT)

PAIR = Pair(
    "changed",
    (OLD.sections[0].blocks[1],),
    (NEW.sections[0].blocks[1],),
    OLD.sections[0],
    NEW.sections[0],
    (
        Span("same", "We keep a record of each repair. We keep your orders for "),
        Span("removed", "2"),
        Span("added", "6"),
        Span("same", " years. Then we delete them."),
    ),
    1,
)

COMPARISON = Comparison(
    OLD,
    NEW,
    (SectionPair(OLD.sections[0], NEW.sections[0]),),
    (PAIR,),
    (),
)

FINDING = Finding(
    rule="retention-longer",
    level="significant",
    topic="T08",
    evidence="2 years → 6 years",
    why="People expect their data to be gone.",
    source=None,
    fingerprint="3f9a1c" + "0" * 58,
    section_id="retention",
    section_title="How long we keep it",
    old=Passage(5, OLD_TEXT),
    new=Passage(5, NEW_TEXT),
    change=1,
    title="We keep data for longer",
)

SETTINGS = Settings(
    site_name="Notices",
    timezone="Europe/London",
    organisation=Organisation(
        legal_name="Larch Couriers Ltd",
        trading_name="Larch",
        trading_office="1 Mill Lane, Saltmarrow, ZZ9 7TC",
        email="hello@larch.example",
        support_email="privacy@larch.example",
        phone="020 7946 0000",
    ),
    notices=(NoticeSettings("privacy", "Privacy notice", "privacy"),),
    site_url="https://notices.larch.example/legal/",
)

LINE = ChangeLine(
    kind="changed",
    section="retention",
    summary="We keep your orders for 6 years. It was 2 years.",
    means="You can ask us about an old order for longer.",
    action="Ask us to delete an order: privacy@larch.example.",
    until=Day(2027, 1, 17),
)

ENTRY = Entry(
    notice="privacy",
    version="2027-01-18",
    significance="significant",
    summary="We keep your orders for longer.",
    if_nothing="Your orders are kept for 6 years.",
    changes=(LINE,),
)


def version(name: str, text: Document, entry: Entry | None) -> Version:
    return Version(
        notice="privacy",
        name=name,
        path=f"content/privacy/{name}.md",
        title="Privacy notice",
        published=Day(2026, 11, 16) if name > "2026" else Day.fromisoformat(name),
        effective=Day.fromisoformat(name),
        status="",
        lang="en-GB",
        body="",
        body_line=1,
        not_applicable={},
        entry=entry,
        entry_place=Place("content/changelog.yaml", 10, 3) if entry else None,
        cookies=(),
        document=text,
    )


BEFORE = version("2020-05-01", OLD, None)
AFTER = version("2027-01-18", NEW, ENTRY)
NOTICE = Notice("privacy", "Privacy notice", "privacy", (BEFORE, AFTER))

OCCASION = Occasion(
    settings=SETTINGS,
    notice=NOTICE,
    version=AFTER,
    predecessor=BEFORE,
    comparison=COMPARISON,
    assessment=Assessment("significant", (FINDING,)),
    today=TODAY,
)


def with_entry(**changed: Any) -> Occasion:
    """The world with other values in the version's changelog entry."""
    return replace(OCCASION, version=replace(AFTER, entry=replace(ENTRY, **changed)))


def with_line(**changed: Any) -> Occasion:
    """The world with other values in its one line of changes."""
    return with_entry(changes=(replace(LINE, **changed),))


def with_version(**changed: Any) -> Occasion:
    """The world with other values in the version."""
    return replace(OCCASION, version=replace(AFTER, **changed))


def with_organisation(**changed: Any) -> Occasion:
    """The world with other values about the company."""
    return replace(
        OCCASION,
        settings=replace(SETTINGS, organisation=replace(SETTINGS.organisation, **changed)),
    )


def with_finding(**changed: Any) -> Occasion:
    """The world with another finding in the place of its one."""
    finding = replace(FINDING, **changed)
    return replace(OCCASION, assessment=Assessment(finding.level, (finding,)))
