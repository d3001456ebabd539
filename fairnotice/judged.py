"""A site's files and a clock in; the site, its versions compared and judged, and its problems out.

The steps of the chain up to its pages: all that verbs need which make none. Nothing here or below
reads a file, the clock or the network: the same input gives the same bytes.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from fairnotice.archive import lock, sign_off
from fairnotice.calendar import dates
from fairnotice.calendar.timeline import timeline, today
from fairnotice.document.parse import parsed
from fairnotice.gate.reach import reach
from fairnotice.judging import Judging
from fairnotice.known_texts import KnownTexts
from fairnotice.lint import lint
from fairnotice.memo.files import LateFiles
from fairnotice.memo.memo import Memo
from fairnotice.memo.reading import Reading
from fairnotice.memo.spread import Spread, worked_ahead
from fairnotice.model import (
    Assessment,
    Comparison,
    Day,
    Problem,
    Site,
    Timeline,
)
from fairnotice.pages.view import Key, pairs
from fairnotice.source import site as source
from fairnotice.source.versions import body


class Loaded(NamedTuple):
    """A site as it was read, and how its versions stand."""

    site: Site | None
    """None when site.yaml cannot be used."""
    timelines: Mapping[str, Timeline]
    today: Day | None
    problems: tuple[Problem, ...]
    keys: Mapping[str, str] = MappingProxyType({})
    """Path of a version → what tells its text from all others."""


class Judged(NamedTuple):
    """A site, what its versions are compared with, and what that means."""

    loaded: Loaded
    comparisons: Mapping[Key, Comparison]
    """Every pair that a page shows."""
    assessments: Mapping[Key, Assessment]
    """Each version against its predecessor: nothing else is ever judged."""
    problems: tuple[Problem, ...]
    """All of them but those of templates."""
    comparison_keys: Mapping[Key, str] = MappingProxyType({})
    """What tells each comparison from all others."""
    assessment_keys: Mapping[Key, str] = MappingProxyType({})
    """The same for the assessments."""
    spots: Callable[[Key], Mapping[str, int | None]] = lambda _: {}
    """For each of the assessments, the line nearest to each finding whose words are gone."""


def loaded(
    files: Mapping[str, bytes],
    clock: datetime.datetime,
    memo: Memo | None = None,
    spread: Spread | None = None,
) -> Loaded:
    """The site in `files`, and how its versions stand at the moment `clock`.

    A clock without a zone of its own is read in the site's. With `spread`, texts that `memo` does
    not know are read first, wherever that reads them.
    """
    memo = memo or Memo()
    again = (lambda path: body(files[path], path)) if isinstance(files, LateFiles) else None
    reading = Reading(parsed, memo, again)
    known = KnownTexts(files, reading, memo) if isinstance(files, LateFiles) else None
    if spread:
        unread = [
            text
            for text in source.texts(files)
            if not (known and known.knows(text.path, text.rows)) and not text.by(reading.knows)
        ]
        worked_ahead([partial(text.by, reading) for text in unread], memo, spread)
    site, problems = source.read(files, reading, known or source.read_now)
    if site is None:
        return Loaded(None, {}, None, tuple(problems))
    moment = clock if clock.tzinfo else clock.replace(tzinfo=ZoneInfo(site.settings.timezone))
    day = today(moment, site.settings.timezone)
    timelines = {notice.id: timeline(notice, day) for notice in site.notices}
    return Loaded(site, timelines, day, tuple(problems), reading.keys)


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
        return Judged(read, {}, {}, (*refused, *read.problems))
    site, timelines = read.site, read.timelines
    judging = Judging(site, timelines, read.keys, pairs(site, timelines), memo)
    if spread:
        judging.work_ahead(spread)
    found = (
        *refused,
        *read.problems,
        *lint.problems(site, timelines, judging.linted),
        *dates.problems(site, timelines, judging.claims),
        *lock.problems(site, timelines, judging.hashed),
        *sign_off.problems(site),
        *judging.declared(),
    )
    reached = reach(found, site, timelines)
    return Judged(
        read,
        judging.comparisons,
        judging.assessments(),
        reached,
        judging.comparison_keys,
        judging.assessment_keys,
        judging.spots,
    )
