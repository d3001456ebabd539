"""What every page is made from (`View`) in; which versions and which comparisons it shows out."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, TypeVar

from fairnotice.memo.late import WatchedVersion
from fairnotice.memo.memo import Memo
from fairnotice.memo.trace import saw, seeing
from fairnotice.model import (
    Assessment,
    Comparison,
    Day,
    Draft,
    LockLine,
    Notice,
    Problem,
    Rule,
    SignOff,
    Site,
    Standing,
    State,
    Timeline,
    Version,
    Waiting,
)

T = TypeVar("T")

Key = tuple[str, str, str]
"""A comparison: id of the notice, name of the old version, name of the new one."""

HasCome = Callable[[Day], bool]
"""Whether a day is today or past."""

TO_COME: tuple[State, ...] = ("draft", "scheduled")
"""States of versions on which people can still act."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """What people did for one version and have to do, for the review pages."""

    names: Mapping[str, str] = field(default_factory=dict)
    """Fingerprint of a finding → as much of it as tells it from the others."""
    lines: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Fingerprint of a finding → numbers of the entry's `changes` that tell of it, from 0."""
    sign_offs: tuple[tuple[SignOff, bool], ...] = ()
    """Each sign-off, and whether it still fits what was signed."""
    message_due: Day | None = None
    """Last day on which people can be told in time; None when nobody is told."""
    drafts: tuple[Draft, ...] = ()
    """The messages about it, proofs while something is open; none when nobody is told."""


@dataclass(frozen=True, slots=True)
class View:
    """Everything that pages are made from; they look at nothing else."""

    site: Site
    timelines: Mapping[str, Timeline]
    """By notice id."""
    comparisons: Mapping[Key, Comparison]
    """At least those that `pairs` names."""
    assessments: Mapping[Key, Assessment]
    """By the same keys."""
    problems: tuple[Problem, ...]
    """All that is known to be wrong, for the review pages."""
    clock_day: Day
    """The day on which all this stands so; pages ask `today` or `has_come`."""
    drafts: bool
    """True when the public pages show drafts and what is not yet published, too."""
    templates: Mapping[str, str]
    """Name below templates/ (`notice.html`, `parts/words.html`) → text."""
    assets: Mapping[str, bytes]
    """Name below templates/assets/ (`site.css`) → content."""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """Path in the site's folder (`content/privacy/map.png`, the logo's) → content."""
    dossiers: Mapping[str, Dossier] = field(default_factory=dict)
    """By `notice@version`."""
    waiting: tuple[Waiting, ...] = ()
    """What waits for a person, soonest due first."""
    rules: tuple[Rule, ...] = ()
    """The rule book by which changes are judged."""
    topics: Mapping[str, str] = field(default_factory=dict)
    """Its topics, T00 to T16: id → name."""

    document_keys: Mapping[str, str] = field(default_factory=dict)
    """Path of a version → what tells its text from all others; empty where nobody keeps pages."""
    comparison_keys: Mapping[Key, str] = field(default_factory=dict)
    """The same for comparisons."""
    assessment_keys: Mapping[Key, str] = field(default_factory=dict)
    """The same for assessments."""
    memo: Memo | None = None
    """What was worked out before, if anybody keeps it."""

    index: "Index" = field(init=False, repr=False, compare=False)
    """What follows from all this and every page asks for, worked out once."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "site", _watched(self.site))
        object.__setattr__(self, "index", _index(self))

    def notice_of(self, version: Version) -> Notice:
        """The notice that has this version."""
        return self.site.notice(version.notice)

    def version(self, notice_id: str, name: str) -> Version:
        """The version with this name; KeyError if there is none."""
        return self.index.versions[notice_id, name]

    @property
    def today(self) -> Day:
        """The day on which all this stands so: what shows it is made anew each day."""
        saw("today")
        return self.clock_day

    def has_come(self, day: Day) -> bool:
        """Whether `day` is today or past."""
        saw(f"come {day}")
        return day <= self.clock_day

    def has_come_for(self, version: Version) -> HasCome:
        """The same for who can use the law under a version: from today on, or from its own day."""
        return lambda day: day <= version.effective or self.has_come(day)

    def lock_line(self, version: Version) -> LockLine | None:
        """The line that locks the words of a version, if there is one."""
        saw(f"locked {version.ref}")
        return self.index.locked.get(version.ref)

    def body_of(self, version: Version) -> str:
        """The Markdown of a version, without its front matter."""
        saw(f"document {version.path}")
        return version.body

    def problems_of(self, version: Version) -> tuple[Problem, ...]:
        """What is known to be wrong with a version."""
        saw(f"problems {version.ref}")
        return self.index.problems.get(version.ref, ())

    def waiting_for(self, version: Version) -> tuple[Waiting, ...]:
        """What a person has to do for a version, soonest due first."""
        saw(f"waiting {version.ref}")
        return self.index.waiting.get(version.ref, ())

    def open_problems(self) -> tuple[Problem, ...]:
        """What is known to be wrong and may still be mended: all but notes on past versions."""
        saw("problems")
        return self.index.open_problems

    def past_notes(self) -> int:
        """How many notes there are on versions whose words can no longer change."""
        saw("notes")
        return len(self.problems) - len(self.index.open_problems)

    def all_waiting(self) -> tuple[Waiting, ...]:
        """All that waits for a person, soonest due first."""
        saw("waiting")
        return self.waiting

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What many pages need and follows from the whole, worked out by the first of them.

        What is looked at for it is not told to anybody: whoever calls says what it saw.
        """
        known = self.index.known
        if name not in known:
            with seeing():
                known[name] = make()
        found: T = known[name]
        return found

    def told_once(self, name: str, make: Callable[[], T]) -> T:
        """The same of what follows from a few things: what it looked at, all who ask look at."""

        def made() -> tuple[T, frozenset[str]]:
            with seeing() as names:
                value = make()
            return value, frozenset(names)

        value, names = self.once(f"told {name}", made)
        for each in names:
            saw(each)
        return value

    def standing(self, version: Version) -> Standing:
        """How the version stands today."""
        return self.timelines[version.notice].standings[version.name]


@dataclass(frozen=True, slots=True)
class Index:
    """What is shown, found without a search."""

    versions: Mapping[tuple[str, str], Version]
    """All there are, by notice id and name."""
    shown: Mapping[str, tuple[Version, ...]]
    """Those that readers may see, oldest first, by notice id."""
    published: Mapping[str, tuple[Version, ...]]
    """Those that have been published, oldest first, by notice id."""
    compared: Mapping[str, tuple[Key, ...]]
    """Comparisons that have a public page, by notice id."""
    keys: frozenset[Key]
    """The same, of all notices."""
    beside: Mapping[tuple[str, str], tuple[Version, ...]]
    """For a version, by notice id and name: those that it has such a comparison with, newest
    first."""
    seen: Mapping[tuple[str, str], Version]
    """Those that readers may see, by notice id and name."""
    problems: Mapping[str, tuple[Problem, ...]]
    """By `notice@version`."""
    open_problems: tuple[Problem, ...]
    """Those that may still be mended."""
    waiting: Mapping[str, tuple[Waiting, ...]]
    """By `notice@version`."""
    locked: Mapping[str, LockLine]
    """By `notice@version`."""
    known: dict[str, Any]
    """What `View.once` has worked out."""


def _watched(site: Site) -> Site:
    """The site with versions that say when their entries are looked at."""
    notices = [
        dataclasses.replace(notice, versions=tuple(map(WatchedVersion, notice.versions)))
        for notice in site.notices
    ]
    return dataclasses.replace(site, notices=tuple(notices))


def _index(view: View) -> Index:
    notices = view.site.notices
    seen = {
        notice.id: tuple(v for v in ordered(notice) if view.drafts or view.standing(v).public)
        for notice in notices
    }
    names = {(v.notice, v.name): v for versions in seen.values() for v in versions}
    keys = [
        (notice, old, new)
        for notice, old, new in pairs(view.site, view.timelines)
        if (notice, old, new) in view.comparisons and {(notice, old), (notice, new)} <= names.keys()
    ]
    shown_pairs: dict[str, list[Key]] = {notice.id: [] for notice in notices}
    for key in keys:
        shown_pairs[key[0]].append(key)
    beside: dict[tuple[str, str], list[Version]] = {}
    for notice_id, old, new in keys:
        beside.setdefault((notice_id, old), []).append(names[notice_id, new])
        beside.setdefault((notice_id, new), []).append(names[notice_id, old])
    problems: dict[str, list[Problem]] = {}
    for problem in view.problems:
        problems.setdefault(problem.version, []).append(problem)
    waiting: dict[str, list[Waiting]] = {}
    for one in view.waiting:
        waiting.setdefault(one.ref, []).append(one)
    return Index(
        versions={(v.notice, v.name): v for notice in notices for v in notice.versions},
        shown=seen,
        published={
            notice: tuple(v for v in versions if view.standing(v).public)
            for notice, versions in seen.items()
        },
        compared={notice: tuple(found) for notice, found in shown_pairs.items()},
        keys=frozenset(keys),
        beside={
            version: tuple(sorted(others, key=lambda other: other.order, reverse=True))
            for version, others in beside.items()
        },
        seen=names,
        problems={ref: tuple(found) for ref, found in problems.items()},
        open_problems=tuple(problem for problem in view.problems if not problem.settled),
        waiting={ref: tuple(found) for ref, found in waiting.items()},
        locked={line.ref: line for line in view.site.lock},
        known={},
    )


def ordered(notice: Notice) -> tuple[Version, ...]:
    """All versions of a notice, oldest first, in whatever order they were read."""
    return tuple(sorted(notice.versions, key=lambda version: version.order))


def shown(view: View, notice: Notice) -> tuple[Version, ...]:
    """The versions that readers may see, oldest first; with drafts, all there are."""
    return view.index.shown[notice.id]


def published(view: View, notice: Notice) -> tuple[Version, ...]:
    """The versions that have been published, oldest first: never a draft, whatever is shown."""
    return view.index.published[notice.id]


def in_force(view: View, notice: Notice) -> Version | None:
    """The version in force, or None where none is yet."""
    name = view.timelines[notice.id].in_force
    return view.version(notice.id, name) if name else None


def coming(view: View, notice: Notice) -> tuple[Version, ...]:
    """The scheduled versions that readers may see, soonest first."""
    found = (view.version(notice.id, name) for name in view.timelines[notice.id].upcoming)
    return tuple(v for v in found if view.drafts or view.standing(v).public)


def pairs(site: Site, timelines: Mapping[str, Timeline]) -> tuple[Key, ...]:
    """Every comparison that some page shows, each once: notice by notice, old before new.

    Neighbours (each version with its predecessor) always, drafts included, for the review pages.
    Up to `compare.all_pairs_up_to` public versions every pair of those; beyond it each with the
    one in force.
    """
    cap = site.settings.compare.all_pairs_up_to
    return tuple(
        key for notice in site.notices for key in _pairs(notice, timelines[notice.id], cap)
    )


def _pairs(notice: Notice, timeline: Timeline, cap: int) -> list[Key]:
    """The comparisons of one notice, in the order of its versions."""
    versions = ordered(notice)
    place = {version.name: index for index, version in enumerate(versions)}
    standings = timeline.standings
    public = [version.name for version in versions if standings[version.name].public]
    wanted = {(standings[name].predecessor, name) for name in place if standings[name].predecessor}
    if len(public) <= cap:
        wanted.update(combinations(public, 2))
    elif timeline.in_force:
        wanted.update(_with(timeline.in_force, public, place))
    by_age = sorted(wanted, key=lambda pair: (place[pair[0]], place[pair[1]]))
    return [(notice.id, old, new) for old, new in by_age]


def _with(chosen: str, names: list[str], place: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Each of `names` paired with the chosen one, the older first."""
    for name in names:
        if name != chosen:
            old, new = sorted((name, chosen), key=place.__getitem__)
            yield old, new


def compared_with(view: View, version: Version) -> tuple[Version, ...]:
    """The versions that have a public comparison with this one, newest first."""
    return view.index.beside.get((version.notice, version.name), ())


def made_beside(view: View, pair: Key) -> str:
    """The version with whose own pages a comparison's are made: the later one where it was compared
    with its predecessor, else the earlier one, since many are compared with one later version."""
    notice, old, new = pair
    neighbours = view.timelines[notice].standings[new].predecessor == old
    return f"{notice}@{new if neighbours else old}"


def comparisons_shown(view: View, notice: Notice) -> tuple[Key, ...]:
    """The comparisons of a notice that have a public page."""
    return view.index.compared[notice.id]
