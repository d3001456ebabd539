"""What waits for people, by when, and what is overdue."""

import datetime
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from fairnotice.archive.ledger import is_sent, message_due, waiting
from fairnotice.archive.sign_off import content_hash
from fairnotice.model import (
    Assessment,
    Day,
    Entry,
    Finding,
    Gravity,
    NoticeDays,
    Notification,
    Question,
    SignOff,
    Site,
    Version,
    Waiting,
    Waiver,
    WrittenStatus,
)
from tests.world import entry, site, timelines, version

DUE = Day(2026, 3, 2)
CHANGE = Day(2026, 4, 1)
SENT = Notification("email", "customers", Day(2026, 3, 1), 412)


def finding(level: Gravity = "significant") -> Finding:
    return Finding("a-rule", level, "T08", "", "", None, "3f9a1c00", "retention", "", None, None)


def world(
    said: Entry | None = None, status: WrittenStatus = "", *findings: Finding
) -> tuple[Site, Mapping[tuple[str, str, str], Assessment]]:
    old = version("2025-01-01")
    new = version("2026-04-01", published="2026-02-01", status=status, entry=said)
    found = Assessment("significant", findings)
    return site(old, new), {("privacy", "2025-01-01", "2026-04-01"): found}


def at(
    day: Day, said: Entry | None, *findings: Finding, status: WrittenStatus = ""
) -> list[Waiting]:
    here, assessments = world(said, status, *findings)
    return list(waiting(here, timelines(here, day), assessments))


def kinds(found: list[Waiting]) -> list[str]:
    return [one.what for one in found]


def signed(said: Entry) -> Entry:
    """The entry with a sign-off that fits."""
    new = version("2026-04-01", published="2026-02-01", entry=said)
    sign_off = SignOff("Nell", "director", Day(2026, 2, 1), content_hash(new))
    return entry("2026-04-01", significance=said.significance, approved=(sign_off,))


def test_a_significant_change_must_be_told_thirty_days_before_it_starts() -> None:
    (_, message) = at(Day(2026, 2, 10), None, finding())
    assert message.what == "e-mail"
    assert message.due == DUE
    assert not message.overdue


def test_the_last_day_is_in_time_and_the_next_one_is_not() -> None:
    assert not any(one.overdue for one in at(DUE, None, finding()))
    assert all(one.overdue for one in at(Day(2026, 3, 3), None, finding()))


def test_a_message_waits_until_readers_can_see_what_it_leads_to() -> None:
    """Before the published day the rest is due by that day, and the message not before it."""
    shown = Day(2026, 2, 1)
    sign_off, message = at(Day(2026, 1, 20), None, finding())
    assert (sign_off.due, sign_off.earliest) == (shown, None)
    assert (message.earliest, message.due) == (shown, DUE)
    sign_off, message = at(shown, None, finding())
    assert (sign_off.due, message.earliest, message.due) == (DUE, None, DUE)


def test_a_draft_that_was_to_be_shown_by_now_is_late_though_its_message_is_not() -> None:
    sign_off, message = at(Day(2026, 2, 2), None, finding(), status="draft")
    assert (sign_off.due, sign_off.overdue) == (Day(2026, 2, 1), True)
    assert (message.due, message.overdue) == (DUE, False)


@given(st.integers(-60, 120), st.integers(0, 90), st.integers(0, 90))
def test_what_comes_before_the_message_is_never_due_after_it(
    ahead: int, shown: int, promised: int
) -> None:
    """Whatever the days: the order in which things are done is the order in which they are due."""
    today = CHANGE - datetime.timedelta(days=ahead)
    published = CHANGE - datetime.timedelta(days=shown)
    said = entry("2026-04-01", significance="significant", questions=(Question("How long?"),))
    new = version("2026-04-01", published=published, status="draft", entry=said)
    here = site(version("2025-01-01"), new)
    here = replace(here, settings=replace(here.settings, notice_days=NoticeDays(promised, 0)))
    found = waiting(here, timelines(here, today), {})
    assert kinds(list(found)) == ["answer", "sign-off", "e-mail"]
    assert [one.due for one in found] == sorted(one.due for one in found)
    assert [one.overdue for one in found] == [one.due < today for one in found]
    assert found[-1].earliest == (published if published > today else None)


def test_a_line_in_the_ledger_ends_the_waiting_for_the_message() -> None:
    assert kinds(at(DUE, entry("2026-04-01", notified=(SENT,)), finding())) == ["sign-off"]


def test_customers_are_waited_for_when_only_their_contacts_were_told() -> None:
    told = replace(SENT, audience="Contacts of business customers")
    both = entry("2026-04-01", notified=(told, SENT))
    assert kinds(at(DUE, entry("2026-04-01", notified=(told,)), finding())) == [
        "sign-off",
        "e-mail",
    ]
    assert kinds(at(DUE, both, finding())) == ["sign-off"]


def test_a_sign_off_that_fits_ends_the_waiting_for_it() -> None:
    said = entry("2026-04-01", significance="significant")
    assert kinds(at(DUE, said)) == ["sign-off", "e-mail"]
    assert kinds(at(DUE, signed(said))) == ["e-mail"]


def test_a_sign_off_that_has_lapsed_is_waited_for_again() -> None:
    lapsed = SignOff("Nell", "director", Day(2026, 2, 1), "0" * 64)
    (one,) = at(DUE, entry("2026-04-01", approved=(lapsed,)))
    assert one.what == "sign-off"
    assert one.said == "a new sign-off: it was changed"
    assert one.due == CHANGE


def test_a_minor_version_needs_no_message() -> None:
    assert kinds(at(DUE, entry("2026-04-01", significance="minor"), finding("minor"))) == [
        "sign-off"
    ]


def test_an_author_who_declares_a_version_significant_is_taken_at_their_word() -> None:
    assert "e-mail" in kinds(at(DUE, entry("2026-04-01", significance="significant")))


def test_a_persons_decision_makes_or_spares_a_message() -> None:
    tell = Waiver("3f9a1c", True, "New to them.", "Nell", Day(2026, 2, 1))
    spare = Waiver("3f9a1c", False, "Only a name.", "Nell", Day(2026, 2, 1))
    told = at(DUE, entry("2026-04-01", waivers=(tell,)), finding("review"))
    spared = at(DUE, entry("2026-04-01", waivers=(spare,)), finding())
    assert kinds(told) == ["sign-off", "e-mail"]
    assert kinds(spared) == ["sign-off"]


def test_undecided_findings_and_unanswered_questions_are_counted() -> None:
    said = entry("2026-04-01", questions=(Question("How long?"), Question("Who?", answer="Us.")))
    found = at(DUE, said, finding("review"), status="draft")
    assert kinds(found) == ["answer", "decision", "sign-off"]
    assert found[0].said == "1 question to answer"
    assert found[1].said == "1 finding to decide: tell or not?"


def test_nothing_is_waited_for_once_a_version_is_in_force_or_will_never_be() -> None:
    assert at(CHANGE, None, finding()) == []
    assert at(DUE, None, finding(), status="postponed") == []
    assert at(DUE, None, finding(), status="withdrawn") == []


def test_the_days_are_the_sites_own() -> None:
    new: Version = version("2026-04-01", entry=entry(significance="significant"))
    assert message_due(new, None, NoticeDays(60, 0)) == Day(2026, 1, 31)
    assert message_due(version("2026-04-01"), None, NoticeDays(60, 0)) is None


def test_a_line_of_the_ledger_says_that_a_message_was_sent() -> None:
    assert is_sent(version(entry=entry(notified=(SENT,))))
    assert not is_sent(version(entry=entry()))
    assert not is_sent(version())
