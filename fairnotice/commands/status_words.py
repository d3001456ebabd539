"""A judged site in; how its notices stand, in words or as JSON, out: what `status` prints."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from fairnotice.judged import Judged
from fairnotice.model import Notice, Timeline, Version, Waiting
from fairnotice.reports.printable import printable


def in_words(whole: Judged, todo: Iterable[Waiting]) -> str:
    """For a person; `todo` is what waits for whom."""
    site, timelines = whole.loaded.site, whole.loaded.timelines
    assert site is not None  # noqa: S101  # the caller's promise
    parts = [f"Today is {whole.loaded.today}."]
    parts += ["\n".join(_lines(notice, timelines[notice.id], todo)) for notice in site.notices]
    return "\n\n".join(parts) + "\n"


def as_json(whole: Judged, todo: Iterable[Waiting]) -> str:
    """The same for programs, and more of it."""
    site = whole.loaded.site
    assert site is not None  # noqa: S101  # the caller's promise
    return json.dumps(_plain(whole, site.notices, todo), ensure_ascii=False, indent=1) + "\n"


def _lines(notice: Notice, timeline: Timeline, todo: Iterable[Waiting]) -> list[str]:
    """One notice for a person."""
    versions = {version.name: version for version in notice.versions}
    lines = [f"{printable(notice.title)} ({notice.id})"]
    if timeline.in_force:
        version = versions[timeline.in_force]
        lines.append(f"  in force     {version.name}, since {version.effective}")
    else:
        lines.append("  in force     none yet")
    for name in timeline.upcoming:
        version = versions[name]
        lines.append(f"  scheduled    {name}, from {version.effective}{_shown(version, timeline)}")
        lines += _todo(version, todo)
    for version in notice.versions:
        if version.status:
            lines.append(f"  {version.status:<12} {version.name}{_planned(version)}")
            lines += _todo(version, todo)
    return lines


def _todo(version: Version, todo: Iterable[Waiting]) -> Iterator[str]:
    """What waits for a version, in the order in which it is done: day, for whom, what."""
    for number, one in enumerate(one for one in todo if one.ref == version.ref):
        word = "then" if number else "next"
        day = f"was due {one.due}" if one.overdue else f"by {one.due}"
        since = f", from {one.earliest} on" if one.earliest else ""
        yield f"    {word}  {day:<18}  {one.whom:<15}  {printable(one.said)}{since}"


def _shown(version: Version, timeline: Timeline) -> str:
    """When a scheduled version is shown to readers, if that is still to come."""
    public = timeline.standings[version.name].public
    return "" if public else f", shown from {version.published}"


def _planned(version: Version) -> str:
    """From when a draft is meant to apply, and to be shown."""
    if version.status != "draft":
        return ""
    shown = f", shown from {version.published}" if version.published < version.effective else ""
    return f", meant to apply from {version.effective}{shown}"


def _open(version: Version) -> list[str]:
    """The questions that nobody has answered."""
    questions = version.entry.questions if version.entry else ()
    return [question.ask for question in questions if not question.answer]


def _plain(whole: Judged, notices: Iterable[Notice], todo: Iterable[Waiting]) -> dict[str, Any]:
    """Everything for programs."""
    return {
        "today": str(whole.loaded.today),
        "notices": [
            {
                "id": notice.id,
                "title": notice.title,
                "in_force": whole.loaded.timelines[notice.id].in_force or None,
                "scheduled": list(whole.loaded.timelines[notice.id].upcoming),
                "versions": [
                    {
                        "id": version.ref,
                        "state": whole.loaded.timelines[notice.id].standings[version.name].state,
                        "published": str(version.published),
                        "effective": str(version.effective),
                        "questions": _open(version),
                        "waiting": [
                            {
                                "what": one.what,
                                "for": one.whom,
                                "said": one.said,
                                "earliest": str(one.earliest) if one.earliest else None,
                                "due": str(one.due),
                                "overdue": one.overdue,
                            }
                            for one in todo
                            if one.ref == version.ref
                        ],
                    }
                    for version in notice.versions
                ],
            }
            for notice in notices
        ],
    }
