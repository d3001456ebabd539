"""A site's folder in; what its preview shows, worked out anew at each save, out.

What did not change is remembered from save to save, and pages are made when they are looked at.
"""

import hashlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from fairnotice import urls
from fairnotice.calendar.timeline import today
from fairnotice.call import Call
from fairnotice.compiled import compiled
from fairnotice.disk import Tree, read
from fairnotice.disk_error import DiskError
from fairnotice.memo.memo import Memo
from fairnotice.model import Day, Level, Notice, Place, Problem, Site, Timeline, Verdict
from fairnotice.pages.site import PageError
from fairnotice.pipeline import Outcome, outcome
from fairnotice.preview import Bar, Made, PageProblemError
from fairnotice.remembered import remembering

REVIEW = "_review"
"""Where the review pages are in the preview; no notice can have this id."""

_TURNS = 8
"""Saves after which is forgotten what none of them used."""

_LISTED = 100
"""Problems that the bar lists on a page about nothing in particular."""

_MEANS: Mapping[Verdict, str] = {
    "significant": "significant: customers must be told",
    "review": "review: a person has to decide",
    "minor": "minor: told to nobody, and logged",
    "none": "no change that a reader can see",
}


class Pages(Mapping[str, bytes]):
    """The pages of the site and of the review, made one at a time by whoever asks."""

    def __init__(
        self, site: Mapping[str, bytes], review: Mapping[str, bytes], lock: threading.Lock
    ) -> None:
        self._parts = (("", site), (f"{REVIEW}/", review))
        self._lock = lock

    def _at(self, path: str) -> tuple[Mapping[str, bytes], str]:
        first, part = self._parts[path.startswith(f"{REVIEW}/")]
        return part, path.removeprefix(first)

    def __getitem__(self, path: str) -> bytes:
        """The content; PageProblemError when a mistake in a template is in the way."""
        part, name = self._at(path)
        with self._lock:
            try:
                return part[name]
            except PageError as error:
                raise PageProblemError(error.problem) from error

    def __contains__(self, path: object) -> bool:
        part, name = self._at(str(path))
        return name in part

    def __iter__(self) -> Iterator[str]:
        return (f"{first}{path}" for first, part in self._parts for path in part)

    def __len__(self) -> int:
        return sum(len(part) for _, part in self._parts)


class Subject(NamedTuple):
    """What a page shows: a version, perhaps against an older one."""

    notice: str
    version: str
    older: str = ""


class Previewed:
    """The site in a folder, through many saves."""

    def __init__(self, call: Call, tell: Callable[[Outcome, Tree, float], None]) -> None:
        """`tell` is called after each build with what it found, and the seconds that it took."""
        self._call = call
        self._tell = tell
        self._memo = Memo(compiled=compiled())
        self._lock = threading.Lock()
        self._day: tuple[Day, str] | None = None

    def first(self) -> Made:
        """The same as `made`, with what builds and earlier previews kept in the site's store.

        Later builds go by memory alone: words that are half typed are not worth keeping.
        """
        with remembering(self._call.folder) as store:
            self._memo.store = store
            try:
                return self.made()
            finally:
                self._memo.store = None

    def made(self) -> Made:
        """The site and the review as they stand on the disk now, and what was found."""
        begun = time.perf_counter()
        try:
            tree = read(self._call.folder)
            with self._lock:
                self._memo.turn(_TURNS)
                moment = self._call.moment()
                result = outcome(tree.files, moment, True, tree.problems, self._memo, pages="late")
        except DiskError as error:
            # A file that is being saved may be away for a moment; the next change builds again.
            return self._nothing(error.wrong, error.mend)
        except Exception as error:  # noqa: BLE001  # a preview goes on, whatever a build does
            return self._nothing(
                f"fairnotice itself failed ({type(error).__name__}: {error}).",
                "Please report this; `fairnotice build -vv` shows where.",
            )
        self._tell(result, tree, time.perf_counter() - begun)
        site, built = result.judged.loaded.site, result.built
        if site is None or built.broken:
            return Made({}, built.problems)
        zone = site.settings.timezone
        self._day = today(moment if moment.tzinfo else moment.astimezone(), zone), zone
        loads = hashlib.blake2b(digest_size=16)
        for path, content in tree.files.items():
            if not path.endswith((".md", ".yaml", ".lock", ".html")):
                loads.update(f"{path}\0{len(content)}\0".encode())
                loads.update(content)
        pages = Pages(built.site, built.review, self._lock)
        return Made(pages, built.problems, loads.hexdigest(), Bars(result, pages).bar)

    def new_day(self) -> bool:
        """Whether another day has begun in the site's time zone since the last good build."""
        if self._day is None:
            return False
        day, zone = self._day
        moment = self._call.moment()
        return moment.tzinfo is not None and today(moment, zone) != day

    def _nothing(self, wrong: str, mend: str) -> Made:
        """No pages, and why."""
        self._call.voice.fail(wrong, mend)
        return Made({}, (Problem("no-build", "error", Place("."), wrong, mend, broken=True),))


class Bars:
    """What the bar says of each page of one build."""

    def __init__(self, result: Outcome, pages: Mapping[str, bytes]) -> None:
        loaded = result.judged.loaded
        assert loaded.site is not None  # noqa: S101  # there are pages
        self._site: Site = loaded.site
        self._timelines = loaded.timelines
        self._assessments = result.judged.assessments
        self._problems = result.built.problems
        self._pages = pages
        self._subjects: Mapping[str, Subject] | None = None

    def bar(self, path: str) -> Bar:
        """The bar of the page at an address."""
        if self._subjects is None:
            self._subjects = dict(_subjects(self._site, self._timelines))
        name = path.removeprefix("/")
        subject = self._subjects.get(f"{name}index.html" if not name or path[-1] == "/" else name)
        if subject is None:
            weighty = tuple(each for each in self._problems if each.level != "info")
            return Bar(
                links=self._everywhere(),
                problems=weighty[:_LISTED],
                elsewhere=len(weighty[_LISTED:]),
            )
        ref = f"{subject.notice}@{subject.version}"
        here = tuple(each for each in self._problems if each.version == ref)
        all_there_are = sum(each.level != "info" for each in self._problems)
        return Bar(
            title=f"{self._site.notice(subject.notice).title}, {subject.version}",
            state=self._timelines[subject.notice].standings[subject.version].state,
            verdict=self._verdict(subject),
            grave=self._verdict_of(subject) in ("significant", "review"),
            links={**self._links(subject), **self._everywhere()},
            problems=here,
            elsewhere=all_there_are - sum(each.level != "info" for each in here),
        )

    def _verdict_of(self, subject: Subject) -> Verdict | None:
        older = subject.older or self._predecessor(subject)
        found = self._assessments.get((subject.notice, older, subject.version))
        return found.verdict if found else None

    def _verdict(self, subject: Subject) -> str:
        older = subject.older or self._predecessor(subject)
        verdict = self._verdict_of(subject)
        if verdict is None:
            return "" if older else "the first version"
        return f"against {older}, {_MEANS[verdict]}"

    def _predecessor(self, subject: Subject) -> str:
        return self._timelines[subject.notice].standings[subject.version].predecessor

    def _links(self, subject: Subject) -> dict[str, str]:
        notice, name, older = subject
        older = older or self._predecessor(subject)
        pages = {
            "Review": f"{REVIEW}/{urls.review(notice, name)}",
            "Page": urls.version(notice, name),
            "Redline": urls.comparison(notice, older, name),
        }
        return {words: urls.address(page) for words, page in pages.items() if page in self._pages}

    def _everywhere(self) -> dict[str, str]:
        """What every page leads to: the review, and the versions that are on their way."""
        links = {"All reviews": urls.address(f"{REVIEW}/{urls.review_home()}")}
        for notice, name, state in _coming(self._site.notices, self._timelines):
            links[f"{state.capitalize()}: {notice} {name}"] = urls.address(
                urls.version(notice, name)
            )
        return links


def _coming(
    notices: tuple[Notice, ...], timelines: Mapping[str, Timeline]
) -> Iterator[tuple[str, str, str]]:
    """Notice, name and state of each version that is not yet in force, the newest first."""
    for notice in notices:
        standings = timelines[notice.id].standings
        for version in reversed(notice.versions):
            state = standings[version.name].state
            if state in ("draft", "scheduled"):
                yield notice.id, version.name, state


def _subjects(site: Site, timelines: Mapping[str, Timeline]) -> Iterator[tuple[str, Subject]]:
    """Path of each page that shows a version, and which."""
    for notice in site.notices:
        timeline = timelines[notice.id]
        if timeline.in_force:
            yield urls.notice(notice.id), Subject(notice.id, timeline.in_force)
        if timeline.upcoming:
            yield urls.upcoming(notice.id), Subject(notice.id, timeline.upcoming[0])
        names = [version.name for version in notice.versions]
        for name in names:
            yield urls.version(notice.id, name), Subject(notice.id, name)
            yield f"{REVIEW}/{urls.review(notice.id, name)}", Subject(notice.id, name)
            older = timeline.standings[name].predecessor
            for other in {older, timeline.in_force} - {"", name}:
                old, new = sorted((other, name), key=names.index)
                yield urls.comparison(notice.id, old, new), Subject(notice.id, new, old)
                yield urls.side_by_side(notice.id, old, new), Subject(notice.id, new, old)


def counted(problems: tuple[Problem, ...]) -> str:
    """How many errors and warnings there are, in words."""
    found = []
    levels: tuple[Level, ...] = ("error", "warning")
    for level in levels:
        number = sum(problem.level == level for problem in problems)
        if number:
            found.append(f"{number} {level}{'' if number == 1 else 's'}")
    return ", ".join(found) or "no problems"
