"""A version under review in; what the review pages say of it, in facts, out."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from fairnotice import urls
from fairnotice.model import (
    Assessment,
    Day,
    Finding,
    Gravity,
    NoticeDays,
    Problem,
    Question,
    State,
    Verdict,
    Version,
    Waiver,
)
from fairnotice.pages import policy
from fairnotice.pages.shell import ICON, STYLE
from fairnotice.pages.view import Key, View


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds a review page."""

    lang: str
    site_name: str
    policy: str
    style: str
    icon: str
    home: str
    today: Day


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """A finding, with the person's decision about it where there is one."""

    finding: Finding
    href: str
    """To the change in the redline, or empty."""
    waiver: Waiver | None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A version against its predecessor, in short."""

    ref: str
    notice_title: str
    title: str
    day: Day
    number: int
    old_day: Day
    old_number: int
    state: State
    published: Day
    effective: Day
    href: str
    declared: Literal["", "significant", "minor"]
    verdict: Verdict | None
    """What was found; None when it was not assessed."""
    counts: tuple[tuple[Gravity, int], ...]
    """How many findings of each gravity, gravest first; those with none are left out."""
    undecided: int
    """Findings for a person to decide about, without a decision."""
    days_left: int
    """Whole days from today until it applies; negative when it already does."""
    notice_needed: int
    """Whole days of notice that it needs."""
    earliest: Day
    """First day on which it may apply."""
    days_missing: int
    """Whole days of notice that it lacks."""
    questions: tuple[Question, ...]
    """Open ones."""
    problems: tuple[Problem, ...]
    """What is wrong with this version, errors first."""


_GRAVEST_FIRST: tuple[Gravity, ...] = ("significant", "review", "minor")
_LEVELS = ("error", "warning", "info")


def frame(view: View, page: str) -> Frame:
    """What surrounds the review page at `page`."""
    settings = view.site.settings
    return Frame(
        lang=settings.lang,
        site_name=settings.site_name,
        policy=policy.PAGE,
        style=urls.href(page, urls.asset(STYLE)),
        icon=urls.href(page, urls.asset(ICON)),
        home=urls.href(page, urls.review_home()),
        today=view.today,
    )


def under_review(view: View) -> tuple[tuple[Key, Version, Version], ...]:
    """Each version that has a predecessor, with it, in the order of the notices, newest first."""
    found = []
    for notice in view.site.notices:
        for version in sorted(notice.versions, key=lambda v: v.order, reverse=True):
            before = view.standing(version).predecessor
            key = (notice.id, before, version.name)
            if before and key in view.comparisons:
                found.append((key, view.version(notice.id, before), version))
    return tuple(found)


def reviewed(view: View, page: str, key: Key, old: Version, new: Version) -> Reviewed:
    """The version `new` against `old`, as the page at `page` sums it up."""
    assessment = view.assessments.get(key)
    declared = new.entry.significance if new.entry else ""
    needed = _days(declared, assessment, view.site.settings.notice_days)
    earliest = _later(new.published, needed)
    return Reviewed(
        ref=new.ref,
        notice_title=view.notice_of(new).title,
        title=new.title,
        day=_day(new),
        number=new.order[1],
        old_day=_day(old),
        old_number=old.order[1],
        state=view.standing(new).state,
        published=new.published,
        effective=new.effective,
        href=urls.href(page, urls.review(new.notice, new.name)),
        declared=declared,
        verdict=assessment.verdict if assessment else None,
        counts=_counts(assessment),
        undecided=sum(
            1
            for facts in findings(new, assessment)
            if facts.finding.level == "review" and facts.waiver is None
        ),
        days_left=(new.effective - view.today).days,
        notice_needed=needed,
        earliest=earliest,
        days_missing=max(0, (earliest - new.effective).days),
        questions=tuple(q for q in (new.entry.questions if new.entry else ()) if not q.answer),
        problems=in_order(p for p in view.problems if p.version == new.ref),
    )


def findings(version: Version, assessment: Assessment | None) -> tuple[FindingFacts, ...]:
    """The findings of a comparison, in its order, with what was decided about each."""
    waivers = version.entry.waivers if version.entry else ()
    return tuple(
        FindingFacts(
            finding=finding,
            href=f"#{urls.change_anchor(finding.change)}" if finding.change else "",
            waiver=next((w for w in waivers if finding.fingerprint.startswith(w.finding)), None),
        )
        for finding in (assessment.findings if assessment else ())
    )


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems, errors first, then by place."""
    return tuple(sorted(problems, key=lambda p: (_LEVELS.index(p.level), p.place, p.wrong)))


def _counts(assessment: Assessment | None) -> tuple[tuple[Gravity, int], ...]:
    found = [finding.level for finding in (assessment.findings if assessment else ())]
    return tuple((level, found.count(level)) for level in _GRAVEST_FIRST if level in found)


def _days(declared: str, assessment: Assessment | None, notice_days: NoticeDays) -> int:
    """Days of notice: those of what was declared; while nothing is, of what was found."""
    gravity = declared or (assessment.verdict if assessment else "minor")
    return notice_days.significant if gravity == "significant" else notice_days.minor


def _later(day: Day, days: int) -> Day:
    try:
        return day + datetime.timedelta(days=days)
    except OverflowError:
        return Day.max


def _day(version: Version) -> Day:
    return Day.fromisoformat(version.order[0])
