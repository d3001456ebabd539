"""A site and its assessments in; what people still have to do for its versions, and by when, out.

The ledger is `notified` in the changelog: a line for each message that was sent. No law gives a
number of days between telling people and a change; the site promises its own (`notice_days`), and
a message that goes out later breaks that promise. Nor does it go out before readers can see the
version that it leads to.
"""

import datetime
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from fairnotice.archive.sign_off import signed_off
from fairnotice.model import (
    Assessment,
    Audience,
    Day,
    Entry,
    NoticeDays,
    Site,
    Timeline,
    Version,
    Waiting,
    WaitingFor,
)

WHOM: dict[WaitingFor, str] = {
    "answer": "those who know",
    "decision": "data protection",
    "editing": "editors",
    "sign-off": "approvers",
    "e-mail": "comms",
}
"""For whom each thing waits, in the order in which things are done."""

_ORDER = tuple(WHOM)


def waiting(
    site: Site,
    timelines: Mapping[str, Timeline],
    assessments: Mapping[tuple[str, str, str], Assessment],
    to_mend: Mapping[str, int] = MappingProxyType({}),
) -> tuple[Waiting, ...]:
    """What waits for a person, from answers to the message to readers, soonest due first.

    What is due on one day comes in the order in which it is done: a message is the last thing.

    Asked of versions that are drafts or scheduled. `timelines` are by notice id, `assessments` by
    notice id, predecessor's name and version's name. `to_mend` is how many problems of a version
    (`notice@version`) an editor has to mend: who signed it off before that would sign it again.
    """
    found = [
        one
        for notice in site.notices
        for version in notice.versions
        if timelines[notice.id].standings[version.name].state in ("draft", "scheduled")
        for one in _of(
            version,
            timelines[notice.id],
            assessments.get(
                (notice.id, timelines[notice.id].standings[version.name].predecessor, version.name)
            ),
            site.settings.notice_days,
            to_mend.get(version.ref, 0),
        )
    ]
    return tuple(sorted(found, key=lambda one: (one.due, one.ref, _ORDER.index(one.what))))


def message_due(version: Version, assessment: Assessment | None, days: NoticeDays) -> Day | None:
    """The last day on which people can be told of `version` in time; None when nobody is told.

    People are told of what is significant and of what a person decided to tell; an author who
    declares a version significant is taken at their word. A first version is told to nobody,
    unless it is declared significant: there is nothing that changes.
    """
    if not _is_told(version, assessment):
        return None
    return version.effective - datetime.timedelta(days=days.significant)


def is_sent(version: Version) -> bool:
    """Whether the ledger says that customers were told of `version`.

    Whoever was told beside them, the contacts that customers gave us, does not end the waiting.
    """
    lines = version.entry.notified if version.entry else ()
    return any(audience_of(line.audience) == "customers" for line in lines)


def audience_of(written: str) -> Audience:
    """Whom the message was for, by how a person says to whom it went: to all customers, say."""
    return "contacts" if "contact" in written.casefold() else "customers"


def _of(
    version: Version,
    timeline: Timeline,
    assessment: Assessment | None,
    days: NoticeDays,
    to_mend: int,
) -> Iterator[Waiting]:
    """What waits for one version.

    A version is shown to readers when nothing about it is open any more, so all but the message has
    to be done by the day on which it is published; once that is past, by the day of the message, or
    by the day on which it applies.
    """
    today, told_by = timeline.today, message_due(version, assessment, days)
    by = told_by or version.effective
    if not timeline.standings[version.name].public:
        by = min(by, version.published)

    def wait(what: WaitingFor, said: str, count: int = 1) -> Waiting:
        return Waiting(version.ref, what, said, WHOM[what], by, count, overdue=by < today)

    entry = version.entry or Entry(notice=version.notice, version=version.name)
    unanswered = sum(1 for question in entry.questions if not question.answer)
    if unanswered:
        yield wait("answer", f"{_count(unanswered, 'question')} to answer", unanswered)
    findings = assessment.findings if assessment else ()
    undecided = sum(
        1 for one in findings if one.level == "review" and entry.waiver_for(one, findings) is None
    )
    if undecided:
        said = f"{_count(undecided, 'finding')} to decide: tell or not?"
        yield wait("decision", said, undecided)
    if to_mend:
        yield wait("editing", f"{_count(to_mend, 'problem')} to mend: see `check`", to_mend)
    if not any(one.valid for one in signed_off(version)):
        yield wait("sign-off", "a new sign-off: it was changed" if entry.approved else "a sign-off")
    if told_by and not is_sent(version):
        yield Waiting(
            version.ref,
            "e-mail",
            "the message",
            WHOM["e-mail"],
            told_by,
            earliest=version.published if version.published > today else None,
            overdue=told_by < today,
        )


def _is_told(version: Version, assessment: Assessment | None) -> bool:
    entry = version.entry
    if entry and entry.significance == "significant":
        return True
    blank = entry or Entry(notice=version.notice, version=version.name)
    findings = assessment.findings if assessment else ()
    return any(blank.tells(finding, findings) for finding in findings)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
