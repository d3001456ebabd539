"""A site's files and a clock in; the site as it was read, and how its versions stand, out.

The first steps of the chain: all that verbs need which neither compare nor judge. Nothing here or
below reads a file, the clock or the network: the same input gives the same bytes.
"""

import datetime
from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from fairnotice.calendar.timeline import timeline, today
from fairnotice.document.parse import parsed
from fairnotice.known_texts import KnownTexts
from fairnotice.memo.files import LateFiles
from fairnotice.memo.keys import key
from fairnotice.memo.memo import Memo
from fairnotice.memo.reading import Reading
from fairnotice.memo.spread import Spread, worked_ahead
from fairnotice.model import Day, Problem, Site, Timeline
from fairnotice.source import site as source
from fairnotice.source.changelog import Changelog, read_changelog
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

    def entries(raw: bytes) -> Changelog:
        return memo.stored(key("changelog", raw), Changelog, lambda: read_changelog(raw))

    site, problems = source.read(files, reading, known or source.read_now, entries)
    if site is None:
        return Loaded(None, {}, None, tuple(problems))
    moment = clock if clock.tzinfo else clock.replace(tzinfo=ZoneInfo(site.settings.timezone))
    day = today(moment, site.settings.timezone)
    timelines = {notice.id: timeline(notice, day) for notice in site.notices}
    return Loaded(site, timelines, day, tuple(problems), reading.keys)
