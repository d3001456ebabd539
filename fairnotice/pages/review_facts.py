"""A version under review in; what the review pages say of it in short, as facts, out."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from markupsafe import Markup, escape

from fairnotice import urls
from fairnotice.document.language import direction
from fairnotice.model import (
    Assessment,
    Day,
    Entry,
    Level,
    NoticeDays,
    Place,
    Problem,
    Settings,
    State,
    Verdict,
    Version,
    Waiting,
    WaitingFor,
)
from fairnotice.pages import language, policy
from fairnotice.pages.shell import ICON, STYLE
from fairnotice.pages.view import TO_COME, Dossier, View


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds a review page."""

    lang: str
    """Language of the page's own words."""
    rtl: bool
    """True when those are written from right to left."""
    spoken: Markup
    """Attributes of an element that holds words of site.yaml."""
    site_name: str
    policy: str
    style: str
    icon: str
    home: str
    rules: str
    """To the rule book."""
    today: Day | None
    """The day on which things stood so; None on a page that is the same on any day."""


@dataclass(frozen=True, slots=True)
class ProblemFacts:
    """Something that is wrong; what a program reads stands in `<code>`."""

    level: Level
    wrong: Markup
    mend: Markup
    place: Place
    check: str
    version: str


@dataclass(frozen=True, slots=True)
class Todo:
    """Something that waits for a person."""

    what: WaitingFor
    count: int
    """Questions to answer, findings to decide, problems to mend; 1 for what is done once."""
    again: bool
    """True for a sign-off that was there and has lapsed."""
    earliest: Day | None
    """The first day on which it can be done, where that is still to come."""
    href: str
    """To the place on the version's page where it is dealt with."""


@dataclass(frozen=True, slots=True)
class TodoList:
    """What waits for one version until one day."""

    notice_title: str
    day: Day
    number: int
    """With `day`, how the version is called."""
    href: str
    due: Day
    days_left: int
    """Whole days from today until it is due; negative when that day has passed."""
    overdue: bool
    todo: tuple[Todo, ...]

    @property
    def size(self) -> int:
        """How many things wait."""
        return len(self.todo)


@dataclass(frozen=True, slots=True)
class Clock:
    """The days between showing a version to readers and its coming into force."""

    shown: Day
    """First day on which readers see it: published, or today when that day passed unused."""
    given: int
    """Whole days from then until it applies."""
    needed: int
    earliest: Day
    """First day on which it may apply."""
    missing: int


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A version against its predecessor, in short."""

    ref: str
    notice_title: str
    title: str
    day: Day
    number: int
    old_day: Day | None
    """None for a first version: there is nothing to compare it with."""
    old_number: int
    state: State
    published: Day
    effective: Day
    href: str
    declared: Literal["", "significant", "minor"]
    verdict: Verdict | None
    """What was found; None when it was not assessed."""
    told: int
    """Findings that customers hear of."""
    undecided: int
    """Findings for a person to decide about, without a decision."""
    sent: Day | None
    """The day of the first message in the ledger."""
    days_left: int
    """Whole days from today until it applies; negative when it should already, and 0 once nobody
    can act on it."""
    clock: Clock
    todo: tuple[TodoList, ...]
    """Soonest due first."""

    @property
    def to_come(self) -> bool:
        """True while people can still act on it."""
        return self.state in TO_COME


_LEVELS: tuple[Level, ...] = ("error", "warning", "info")
_CODE = re.compile(r"`([^`]+)`")
_DEALT_WITH: dict[WaitingFor, str] = {
    "answer": "page-questions",
    "decision": "page-decide",
    "editing": "page-problems",
    "sign-off": "page-sign-offs",
    "e-mail": "page-message",
}
"""Where on a version's page each thing that waits is dealt with, in the order of doing."""


def frame(view: View, page: str, *, dated: bool) -> Frame:
    """What surrounds the review page at `page`; `dated` when it tells how things stand today."""
    settings = view.site.settings
    return Frame(
        lang=language.of_pages(view),
        rtl=direction(language.of_pages(view)) == "rtl",
        spoken=language.of_site(view),
        site_name=settings.site_name,
        policy=policy.PAGE,
        style=urls.href(page, urls.asset(STYLE)),
        icon=urls.href(page, urls.asset(ICON)),
        home=urls.href(page, urls.review_home()),
        rules=urls.href(page, urls.review_rules()),
        today=view.today if dated else None,
    )


def entry_of(version: Version) -> Entry:
    """The version's changelog entry; an empty one where there is none."""
    return version.entry or Entry(notice=version.notice, version=version.name)


def dossier_of(view: View, version: Version) -> Dossier:
    """What people did and have to do for the version; nothing where nobody gathered it."""
    return view.dossiers.get(version.ref) or Dossier()


def predecessor(view: View, version: Version) -> Version | None:
    """The version that `version` is compared with; None for a notice's first."""
    name = view.standing(version).predecessor
    return view.version(version.notice, name) if name else None


def assessment_of(view: View, version: Version) -> Assessment | None:
    """What was found between the version and its predecessor."""
    return view.assessments.get((version.notice, view.standing(version).predecessor, version.name))


def editors_address(settings: Settings) -> str:
    """Where a reviewer's message goes; empty when site.yaml gives no address at all."""
    organisation = settings.organisation
    return settings.email.editor or organisation.support_email or organisation.email


def reviewed(view: View, page: str, version: Version) -> Reviewed:
    """The version against its predecessor, as the page at `page` sums it up."""
    assessment, entry = assessment_of(view, version), entry_of(version)
    findings = assessment.findings if assessment else ()
    old, state = predecessor(view, version), view.standing(version).state
    return Reviewed(
        ref=version.ref,
        notice_title=view.notice_of(version).title,
        title=version.title,
        day=_day(version),
        number=version.order[1],
        old_day=_day(old) if old else None,
        old_number=old.order[1] if old else 1,
        state=state,
        published=version.published,
        effective=version.effective,
        href=urls.href(page, urls.review(version.notice, version.name)),
        declared=entry.significance,
        verdict=assessment.verdict if assessment else None,
        told=sum(entry.tells(finding, findings) for finding in findings),
        undecided=_undecided(view, version),
        sent=min((line.date for line in entry.notified), default=None),
        days_left=(version.effective - view.today).days if state in TO_COME else 0,
        clock=_clock(view, version, assessment),
        todo=_lists(view, page, view.waiting_for(version)),
    )


def todo(view: View, page: str) -> tuple[TodoList, ...]:
    """Everything that waits for a person, a list for each version, soonest due first."""
    return _lists(view, page, view.all_waiting())


def in_order(problems: Iterable[Problem]) -> tuple[ProblemFacts, ...]:
    """Problems, errors first, then by place."""
    return tuple(
        ProblemFacts(p.level, coded(p.wrong), coded(p.mend), p.place, p.check, p.version)
        for p in sorted(problems, key=lambda p: (_LEVELS.index(p.level), p.place, p.wrong))
    )


@lru_cache(maxsize=1_024)  # thousands of problems say the same few sentences
def coded(text: str) -> Markup:
    """The text with what stands between backticks as `<code>`, everything escaped."""
    if "`" not in text:
        return escape(text)
    pieces = map(escape, _CODE.split(text))
    shown = (f"<code>{each}</code>" if at % 2 else each for at, each in enumerate(pieces))
    return Markup("".join(shown))  # noqa: S704  # every piece is escaped


def _lists(view: View, page: str, waiting: Iterable[Waiting]) -> tuple[TodoList, ...]:
    gathered: dict[tuple[str, Day], list[Waiting]] = {}
    for one in waiting:
        gathered.setdefault((one.ref, one.due), []).append(one)
    return tuple(
        _list(view, page, view.version(*ref.split("@")), due, found)
        for (ref, due), found in gathered.items()
    )


def _list(view: View, page: str, version: Version, due: Day, found: list[Waiting]) -> TodoList:
    target = urls.review(version.notice, version.name)
    return TodoList(
        notice_title=view.notice_of(version).title,
        day=_day(version),
        number=version.order[1],
        href=urls.href(page, target),
        due=due,
        days_left=(due - view.today).days,
        overdue=any(one.overdue for one in found),
        todo=tuple(
            Todo(
                what=what,
                count=one.count,
                again=what == "sign-off" and bool(entry_of(version).approved),
                earliest=one.earliest,
                href=urls.href(page, target, place),
            )
            for what, place in _DEALT_WITH.items()
            for one in found
            if one.what == what
        ),
    )


def _undecided(view: View, version: Version) -> int:
    assessment, entry = assessment_of(view, version), entry_of(version)
    findings = assessment.findings if assessment else ()
    return sum(
        finding.level == "review" and entry.waiver_for(finding, findings) is None
        for finding in findings
    )


def _clock(view: View, version: Version, assessment: Assessment | None) -> Clock:
    """What nobody has seen yet cannot be shown before today."""
    seen = view.standing(version).public
    shown = version.published if seen else max(version.published, view.today)
    needed = _days(entry_of(version).significance, assessment, view.site.settings.notice_days)
    earliest = _later(shown, needed)
    return Clock(
        shown=shown,
        given=(version.effective - shown).days,
        needed=needed,
        earliest=earliest,
        missing=max(0, (earliest - version.effective).days),
    )


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
