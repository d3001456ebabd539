"""A site's files and a clock in; the site, its versions compared and judged, and its problems out.

The steps of the chain up to its pages: all that verbs need which make none. Nothing here or below
reads a file, the clock or the network: the same input gives the same bytes.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from fairnotice.archive import lock, sign_off
from fairnotice.calendar import dates
from fairnotice.gate.reach import reach, to_mend
from fairnotice.judging import Judging
from fairnotice.lint import lint
from fairnotice.loaded import Loaded, loaded
from fairnotice.memo.memo import Memo
from fairnotice.memo.spread import Spread
from fairnotice.model import Assessment, Comparison, Problem
from fairnotice.pages.view import Key, pairs
from fairnotice.significance.rulebook import unknown_rules
from fairnotice.source.site import CONTENT
from fairnotice.source.version_names import COOKIES


class Judged(NamedTuple):
    """A site, what its versions are compared with, and what that means."""

    loaded: Loaded
    comparisons: Mapping[Key, Comparison]
    """Every pair that a page shows."""
    assessments: Mapping[Key, Assessment]
    """Each version against its predecessor: nothing else is ever judged."""
    problems: tuple[Problem, ...]
    """All of them but those of templates."""
    to_mend: Mapping[str, int] = MappingProxyType({})
    """`notice@version` → how many problems keep it from being published until they are mended."""
    comparison_keys: Mapping[Key, str] = MappingProxyType({})
    """What tells each comparison from all others."""
    assessment_keys: Mapping[Key, str] = MappingProxyType({})
    """The same for the assessments."""
    spots: Callable[[Key], Mapping[str, int | None]] = lambda _: {}
    """For each of the assessments, the line nearest to each finding whose words are gone."""


def judged(
    files: Mapping[str, bytes],
    clock: datetime.datetime,
    refused: Iterable[Problem] = (),
    memo: Memo | None = None,
    spread: Spread | None = None,
) -> Judged:
    """The site, compared and judged; `refused` are problems of reading the disk.

    What `memo` knows is not worked out again. With `spread`, what it does not know of single
    versions is worked out first, wherever that does its work.
    """
    memo = memo or Memo()
    read = loaded(files, clock, memo, spread)
    if read.site is None:
        return Judged(read, {}, {}, _told_once((*refused, *read.problems)))
    site, timelines = read.site, read.timelines
    judging = Judging(site, timelines, read.keys, pairs(site, timelines), memo)
    if spread:
        judging.work_ahead(spread)
    found = (
        *refused,
        *read.problems,
        *lint.problems(site, timelines, judging.linted),
        *unknown_rules(site),
        *dates.problems(site, timelines, judging.claims),
        *lock.problems(site, timelines, judging.hashed),
        *sign_off.problems(site),
        *judging.declared(),
    )
    found = _told_once(found)
    reached = reach(found, site, timelines)
    assessments = judging.assessments()
    judging.keep()
    return Judged(
        read,
        judging.comparisons,
        assessments,
        reached,
        to_mend(found, reached),
        judging.comparison_keys,
        judging.assessment_keys,
        judging.spots,
    )


_OF_ROWS = frozenset({"cookie-table", "lock-broken", "lock-outdated"})
"""Checks that look at a version's rows of cookies.yaml."""
_OF_LINES = frozenset({"yaml-syntax", "wrong-type", "duplicate-key", "lock-unreadable"})
"""Checks that read lines, also those that an unfinished merge leaves."""


def _told_once(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Without what only follows from another problem, most often a file that cannot be read.

    Rows are missing where cookies.yaml has a slip, and a version where its file or the name of a
    file beside it has one: who is told to take its line out of the lock would lose both.
    """
    unread = {problem.place.path for problem in problems if problem.broken}
    misnamed = {_folder(one.place.path) for one in problems if one.check == "bad-version-name"}
    lost = {problem.place for problem in problems if problem.check == "lost-section-id"}
    merged = {problem.place.path for problem in problems if problem.check == "merge-conflict"}

    def follows(problem: Problem) -> bool:
        path = problem.place.path
        if problem.check in _OF_ROWS:
            return f"{_folder(path)}{COOKIES}" in unread
        if problem.check in _OF_LINES:
            return path in merged
        if problem.check in {"heading-without-id", "duplicate-id"}:
            return problem.place in lost  # which offers the id that it had
        if problem.check == "lock-without-version":
            notice, _, name = problem.version.partition("@")
            folder = f"{CONTENT}{notice}/"
            return folder in misnamed or f"{folder}{name}.md" in unread
        return False

    return tuple(problem for problem in problems if not follows(problem))


def _folder(path: str) -> str:
    return f"{path.rpartition('/')[0]}/"
