"""What a build found now and what it finds in the files of then in; what is new since, out.

The chain of `check --against`: both sites go through the whole pipeline, then promises to readers
are held against the site of then, and what was wrong even then is left out.
"""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from fairnotice.archive import kept
from fairnotice.loaded import Loaded, loaded
from fairnotice.memo.memo import Memo
from fairnotice.memo.spread import Spread
from fairnotice.model import Place, Problem
from fairnotice.pipeline import Outcome, outcome, reported
from fairnotice.reports.fresh import fresh
from fairnotice.reports.report import Report, Reported, report

_SETTINGS = "site.yaml"


class Past(NamedTuple):
    """A site as it was."""

    files: Mapping[str, bytes]
    refused: tuple[Problem, ...]
    """Problems of reading it."""
    ref: str
    """What it was asked for as: `origin/main`."""
    commit: str
    """The full name of the commit it was taken from."""


def against(
    now: Outcome,
    files: Mapping[str, bytes],
    past: Past,
    clock: datetime.datetime,
    memo: Memo | None = None,
    spread: Spread | None = None,
) -> Outcome:
    """What is new in the site of `now` and `files` since it was `past`, at the moment `clock`.

    That is every problem and finding that it did not have then, and every promise of a published
    version that was broken since, whatever the lock now says. `memo` and `spread` are as those of
    `fairnotice.pipeline.outcome`: most versions of then are those of now.
    """
    then, before = _then(files, past, clock, memo, spread)
    whole = report(
        (
            *(each.problem for each in now.report.problems),
            *_broken_promises(now.judged.loaded, before),
        ),
        files,
        now.report.assessed,
        now.report.today,
    )
    new = fresh((whole, files), (then, past.files), past.ref, past.commit)
    return reported(_said_once(new), now.judged)


def _then(
    files: Mapping[str, bytes],
    past: Past,
    clock: datetime.datetime,
    memo: Memo | None,
    spread: Spread | None,
) -> tuple[Report, Loaded]:
    """What was wrong with the site as it was, and its versions; settings that could not be used
    then are those of today."""
    if _SETTINGS not in past.files:  # there was no site yet: all of it is new
        return report((), past.files), loaded(past.files, clock)
    _, then, judged = outcome(
        past.files, clock, False, past.refused, memo, pages="none", spread=spread
    )
    if judged.loaded.site is None and _SETTINGS in files:
        return then, loaded({**past.files, _SETTINGS: files[_SETTINGS]}, clock, memo, spread)
    return then, judged.loaded


def _broken_promises(now: Loaded, before: Loaded) -> tuple[Problem, ...]:
    """What was done to versions that readers had been shown."""
    if now.site is None or before.site is None:
        return ()
    return tuple(kept.problems(before.site, now.site, before.timelines))


def _said_once(found: Report) -> Report:
    """The report without broken promises that another new problem tells of already.

    What looks at the site of today alone cannot tell which line was changed; the promise can, so
    the problem that stays gets its place.
    """
    new = {(each.problem.check, each.problem.version) for each in found.problems}
    said: set[Reported] = set()
    places: dict[tuple[str, str], Place] = {}
    for each in found.problems:
        for same in kept.SAID_ALREADY.get(each.problem.check, ()):
            if (same, each.problem.version) in new:
                said.add(each)
                places[same, each.problem.version] = each.problem.place
    return replace(
        found,
        problems=tuple(_placed(each, places) for each in found.problems if each not in said),
    )


def _placed(each: Reported, places: Mapping[tuple[str, str], Place]) -> Reported:
    """A problem at the place that is known for it, where it names nothing but the file itself."""
    problem = each.problem
    place = places.get((problem.check, problem.version), problem.place)
    if place.path != problem.place.path or problem.place != Place(problem.place.path):
        return each
    return replace(each, problem=problem._replace(place=place))
