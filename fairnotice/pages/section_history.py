"""The comparisons of a notice's neighbouring versions in; each section through time out.

A section keeps its thread as long as it is paired with its older self: where an entry's
`moved_ids` says so, else where the comparison paired the two.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from fairnotice.document.markings import Marking, markings
from fairnotice.memo.keys import key as content_key
from fairnotice.memo.memo import Memo
from fairnotice.memo.trace import saw
from fairnotice.model import Comparison, Notice, Pair, Version
from fairnotice.pages.view import Key, View, shown

EventKind = Literal["first", "added", "changed", "removed"]
"""`first`: it stood in the first version held."""

_TOLD = ("in force", "superseded", "scheduled")
"""States of the versions that a section's history goes through."""


@dataclass(frozen=True, slots=True)
class SectionEvent:
    """What one version did to a section."""

    version: Version
    before: Version | None
    """The version that it is compared with; None for `first`."""
    kind: EventKind
    change: int
    """Number, in that comparison, of its first change; 0 for `first`."""
    count: int
    """How many changes it had."""
    id: str
    """Its id then; the last one it had, for `removed`."""
    title: str
    """Its heading then, likewise."""


@dataclass(frozen=True, slots=True)
class SectionThread:
    """A section through time."""

    id: str
    """The id it has, or had last."""
    ids: tuple[str, ...]
    """Every id it ever had, the oldest first."""
    title: str
    lang: str
    """Language of that title."""
    gone: bool
    """True when the newest version no longer has it."""
    events: tuple[SectionEvent, ...]
    """Oldest first."""


@dataclass(frozen=True, slots=True)
class Step:
    """What became of each section from one version to the next."""

    came_from: Mapping[str, str]
    """New id → old id."""
    changes: Mapping[str, tuple[int, int]]
    """New id → number of its first change, how many; only those that changed."""
    gone: Mapping[str, tuple[int, int]]
    """Old id → the same, for sections that have no successor."""


def chain(view: View, notice: Notice) -> tuple[Version, ...]:
    """The versions that applied or will, oldest first, each compared with the one before."""
    return view.once(f"chain {notice.id}", lambda: _chain(view, notice))


def _chain(view: View, notice: Notice) -> tuple[Version, ...]:
    found: list[Version] = []
    for version in shown(view, notice):
        if view.standing(version).state not in _TOLD:
            continue
        if not found or (notice.id, found[-1].name, version.name) in view.index.keys:
            found.append(version)
    return tuple(found)


def step_between(view: View, old: Version, new: Version) -> Step | None:
    """The step from one version to another; None where the two were not compared."""
    key: Key = (new.notice, old.name, new.name)
    if key not in view.index.keys:
        return None
    return view.once(f"step {key}", lambda: _step(view, key, new))


def _step(view: View, key: Key, new: Version) -> Step:
    if view.memo is None:
        return step(view.comparisons[key], _moved_ids(new))
    return kept_step(view.memo, view.comparison_keys[key], new, lambda: view.comparisons[key])


def kept_step(
    memo: Memo, comparison_key: str, new: Version, compared: Callable[[], Comparison]
) -> Step:
    """The `step` to `new` from whatever it was compared with, worked out once for all builds."""
    name = step_key(comparison_key, new)
    return memo.kept(name, Step, lambda: step(compared(), _moved_ids(new)))


def step_key(comparison_key: str, new: Version) -> str:
    """What tells the `step` to `new`, whose comparison has this key, from all others."""
    return content_key("step", comparison_key, _moved_ids(new))


def _moved_ids(new: Version) -> Mapping[str, str]:
    return new.entry.moved_ids if new.entry else {}


def step(comparison: Comparison, moved_ids: Mapping[str, str]) -> Step:
    """What became of each section: as `moved_ids` (old id → new id) says, else as paired."""
    came_from = dict(_pairs(comparison, moved_ids))
    became = {old: new for new, old in came_from.items()}
    changes: dict[str, tuple[int, int]] = {}
    gone: dict[str, tuple[int, int]] = {}
    for pair in (pair for marking in markings(comparison) for pair in _firsts(marking)):
        here = pair.new_section.id if pair.new_section else ""
        there = pair.old_section.id if pair.old_section else ""
        if here:
            _count(changes, here, pair.number)
        if there not in became:
            _count(gone, there, pair.number)
        elif became[there] != here:
            _count(changes, became[there], pair.number)
    gone.pop("", None)
    for section in comparison.old.sections:
        if section.id not in became:
            gone.setdefault(section.id, (0, 0))
    return Step(came_from, changes, gone)


def _firsts(marking: Marking) -> Iterable[Pair]:
    """The first change that a marking has in each section."""
    found: dict[tuple[str, ...], Pair] = {}
    for pair in marking.pairs:
        sides = (pair.old_section, pair.new_section)
        found.setdefault(tuple(section.id for section in sides if section), pair)
    return found.values()


def _count(counts: dict[str, tuple[int, int]], section: str, number: int) -> None:
    first, count = counts.get(section, (number, 0))
    counts[section] = (first, count + 1)


def _pairs(comparison: Comparison, moved_ids: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """New id and old id of the sections that are one and the same, each once."""
    old = {section.id for section in comparison.old.sections}
    new = {section.id for section in comparison.new.sections}
    taken_old: set[str] = set()
    taken_new: set[str] = set()
    paired = [(pair.old.id, pair.new.id) for pair in comparison.sections if pair.old and pair.new]
    for before, after in (*moved_ids.items(), *paired):
        fits = before in old and after in new
        if fits and before not in taken_old and after not in taken_new:
            taken_old.add(before)
            taken_new.add(after)
            yield after, before


@dataclass(slots=True)
class _Growing:
    """A thread while it is spun."""

    ids: list[str] = field(default_factory=list)
    events: list[SectionEvent] = field(default_factory=list)
    title: str = ""
    lang: str = ""

    def told(self, event: SectionEvent) -> None:
        self.events.append(event)
        # What went is called as it was called before.
        named = event.before if event.kind == "removed" and event.before else event.version
        self.named(event.id, event.title, named.lang)

    def named(self, section_id: str, title: str, lang: str) -> None:
        self.title = title
        self.lang = lang
        if self.ids[-1:] == [section_id]:
            return
        if section_id in self.ids:
            self.ids.remove(section_id)
        self.ids.append(section_id)


def threads(view: View, notice: Notice) -> tuple[SectionThread, ...]:
    """Each section with a heading: those of the newest version in its order, then those gone."""
    saw(f"sections {notice.id}")
    return view.once(f"threads {notice.id}", lambda: _threads(view, notice))


def _threads(view: View, notice: Notice) -> tuple[SectionThread, ...]:
    living: dict[str, _Growing] = {}
    gone: dict[str, _Growing] = {}
    before: Version | None = None
    for version in chain(view, notice):
        made = step_between(view, before, version) if before else None
        if made and before:
            for old, (first, count) in made.gone.items():
                if thread := living.get(old):
                    event = SectionEvent(
                        version, before, "removed", first, count, old, thread.title
                    )
                    thread.told(event)
                    gone[old] = thread
        following: dict[str, _Growing] = {}
        for name, title in version.document.headings:
            if title:
                following[name] = _continued(name, title, version, before, made, living, gone)
        living, before = following, version
    alive = [_finished(key, thread, gone=False) for key, thread in living.items()]
    dead = [_finished(key, thread, gone=True) for key, thread in gone.items()]
    return (*alive, *dead)


def told_sections(view: View, notice: Notice) -> frozenset[str]:
    """Every id that a section with a thread has or had."""
    saw(f"ids {notice.id}")
    return view.once(
        f"ids {notice.id}",
        lambda: frozenset(
            name
            for version in chain(view, notice)
            for name, title in version.document.headings
            if title
        ),
    )


def _continued(
    name: str,
    title: str,
    version: Version,
    before: Version | None,
    made: Step | None,
    living: Mapping[str, _Growing],
    gone: dict[str, _Growing],
) -> _Growing:
    """The thread that a section of `version` goes on with, its newest event told."""
    old = made.came_from.get(name, "") if made else ""
    first, count = made.changes.get(name, (0, 0)) if made else (0, 0)
    if thread := living.get(old):
        if count:
            thread.told(SectionEvent(version, before, "changed", first, count, name, title))
        thread.named(name, title, version.lang)
        return thread
    # A section that comes back under its old id goes on where it stopped.
    thread = gone.pop(name, None) or _Growing()
    kind: EventKind = "added" if before else "first"
    thread.told(SectionEvent(version, before, kind, first, count, name, title))
    return thread


def _finished(key: str, thread: _Growing, *, gone: bool) -> SectionThread:
    return SectionThread(
        key, tuple(thread.ids), thread.title, thread.lang, gone, tuple(thread.events)
    )


@dataclass(frozen=True, slots=True)
class LastChange:
    """When a section of some version last changed."""

    version: Version
    before: Version
    change: int
    new: bool
    """True when it was new then."""


def last_changes(view: View, version: Version) -> Mapping[str, LastChange]:
    """By id, when each section of `version` last changed; without those that never did."""
    saw(f"past {version.ref}")
    notice = view.notice_of(version)
    return view.once(f"last changes {version.ref}", lambda: _last_changes(view, notice, version))


def _last_changes(view: View, notice: Notice, version: Version) -> Mapping[str, LastChange]:
    line = chain(view, notice)
    place = bisect_left(line, version.order, key=lambda one: one.order)
    if place == 0:
        return {}
    before = line[place - 1]
    made = step_between(view, before, version)
    return _stepped(_known_at(view, notice, before), before, version, made) if made else {}


Told = Mapping[str, tuple[str, str, int, bool]]
"""The fields of `LastChange` by id, versions by their names."""


def _known_at(view: View, notice: Notice, version: Version) -> Mapping[str, LastChange]:
    """The same of a version of the line, worked out once for all builds: whatever is written after
    it, nothing in it changes."""
    if view.memo is None:
        return _in_line(view, notice)[version.name]

    def told() -> Told:
        return {
            name: (one.version.name, one.before.name, one.change, one.new)
            for name, one in _in_line(view, notice)[version.name].items()
        }

    name = view.once(f"line keys {notice.id}", lambda: _line_keys(view, notice))[version.name]
    found: Told = view.memo.kept(name, Told, told)
    return {
        section: LastChange(
            view.version(notice.id, one), view.version(notice.id, before), change, new=new
        )
        for section, (one, before, change, new) in found.items()
    }


def _line_keys(view: View, notice: Notice) -> Mapping[str, str]:
    """By version, what tells it and all before it in the line from what they might be."""
    found, last = {}, "last changes"
    for one in chain(view, notice):
        text = view.document_keys.get(one.path, "")
        found[one.name] = last = content_key(last, one.name, text, _moved_ids(one))
    return found


def _in_line(view: View, notice: Notice) -> Mapping[str, Mapping[str, LastChange]]:
    """By version of the line and id, when each section last changed."""
    return view.once(f"changed last {notice.id}", lambda: _through_line(view, notice))


def _through_line(view: View, notice: Notice) -> Mapping[str, Mapping[str, LastChange]]:
    found: dict[str, Mapping[str, LastChange]] = {}
    before: Version | None = None
    known: Mapping[str, LastChange] = {}
    for version in chain(view, notice):
        made = step_between(view, before, version) if before else None
        known = _stepped(known, before, version, made) if made and before else {}
        found[version.name] = known
        before = version
    return found


def _stepped(
    known: Mapping[str, LastChange], before: Version, version: Version, made: Step
) -> dict[str, LastChange]:
    """The same after one more step."""
    found: dict[str, LastChange] = {}
    for name, _ in version.document.headings:
        old = made.came_from.get(name)
        if old is None or name in made.changes:
            first = made.changes.get(name, (0, 0))[0]
            found[name] = LastChange(version, before, first, new=old is None)
        elif old in known:
            found[name] = known[old]
    return found
