"""Date truth and the notice clock."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from fairnotice.calendar.dates import problems
from fairnotice.model import (
    ChangeLine,
    Day,
    NoticeDays,
    Place,
    Problem,
    Rescheduling,
    Site,
    Version,
)
from tests.world import entry, locked, site, timelines, version


def _found(world: Site, today: str = "2026-03-01") -> list[Problem]:
    return list(problems(world, timelines(world, Day.fromisoformat(today))))


def _checks(world: Site, today: str = "2026-03-01") -> list[str]:
    return [problem.check for problem in _found(world, today)]


def _move(first: str, then: str, on: str = "2020-01-01") -> Rescheduling:
    dates = map(Day.fromisoformat, (first, then, on))
    return Rescheduling(*dates, reason="The app was not ready.")


def _moved(effective: str, *moves: Rescheduling, name: str = "2025-05-01") -> Version:
    said = entry(name, rescheduled=moves)
    return version(name, published="2025-01-01", effective=effective, entry=said)


def test_a_site_with_true_dates_has_nothing_to_say() -> None:
    assert _checks(site(version("2025-01-01"), version("2026-01-01", published="2025-11-01"))) == []


def test_a_version_cannot_apply_before_it_is_shown() -> None:
    place = Place("content/privacy/2025-01-01.md", 3)
    late = version("2025-01-01", published="2025-01-02", places={"published": place})
    (found,) = _found(site(late))
    assert (found.check, found.level, found.place) == ("effective-before-published", "error", place)
    assert found.wrong == (
        "The version applies from 2025-01-01, before it is first shown on 2025-01-02."
    )
    assert found.version == "privacy@2025-01-01"


def test_a_version_that_is_shown_on_the_day_it_applies_is_true() -> None:
    assert _checks(site(version("2025-01-01", published="2025-01-01"))) == []


def test_another_day_than_the_file_names_needs_a_line_that_says_when_it_moved() -> None:
    place = Place("content/privacy/2025-05-01.md", 2)
    (found,) = _found(site(replace(_moved("2025-06-03"), places={"effective": place})))
    assert (found.check, found.place) == ("effective-without-rescheduling", place)
    assert "from: 2025-05-01, to: 2025-06-03" in found.mend


def test_a_date_that_moved_openly_is_true() -> None:
    assert _checks(site(_moved("2025-06-03", _move("2025-05-01", "2025-06-03")))) == []


def test_a_date_may_move_twice() -> None:
    moves = (_move("2025-05-01", "2025-06-03"), _move("2025-06-03", "2025-07-01"))
    assert _checks(site(_moved("2025-07-01", *moves))) == []


@pytest.mark.parametrize(
    ("effective", "moves"),
    [
        ("2025-07-01", [_move("2025-05-01", "2025-06-03")]),
        ("2025-05-01", [_move("2025-05-01", "2025-06-03")]),
        ("2025-06-03", [_move("2025-05-02", "2025-06-03")]),
        ("2025-07-01", [_move("2025-05-01", "2025-06-03"), _move("2025-06-04", "2025-07-01")]),
    ],
    ids=["ends elsewhere", "never happened", "begins elsewhere", "has a gap"],
)
def test_the_lines_lead_from_the_file_name_to_the_effective_date(
    effective: str, moves: Sequence[Rescheduling]
) -> None:
    assert _checks(site(_moved(effective, *moves))) == ["rescheduled-dates-differ"]


@pytest.mark.parametrize(
    ("effective", "mend"),
    [
        ("2025-07-01", "or add a `rescheduled` line from 2025-06-03 to 2025-07-01."),
        ("2025-05-01", "or take out the `rescheduled` line that moves it there."),
    ],
)
def test_nobody_is_advised_to_move_a_date_to_an_earlier_day(effective: str, mend: str) -> None:
    here = site(_moved(effective, _move("2025-05-01", "2025-06-03")))
    (problem,) = problems(here, timelines(here))
    assert problem.mend == f"Write `effective: 2025-06-03`, {mend}"


@pytest.mark.parametrize(("until", "told"), [("2025-03-31", True), ("2025-04-01", False)])
def test_a_day_by_which_readers_can_act_is_not_over_when_they_hear_of_it(
    until: str, told: bool
) -> None:
    line = ChangeLine("changed", "We share more.", until=Day.fromisoformat(until))
    said = entry("2025-05-01", changes=(line,))
    place = Place("content/changelog.yaml", 9)
    places = {"changes/0/until": place}
    shown = version("2025-05-01", published="2025-04-01", entry=said, places=places)
    found = [(one.check, one.place) for one in _found(site(shown))]
    assert found == [("until-before-published", place)] * told


def test_a_date_is_never_moved_to_an_earlier_day() -> None:
    earlier = site(_moved("2025-04-01", _move("2025-05-01", "2025-04-01")))
    assert _checks(earlier) == ["effective-moved-earlier"]


def test_a_version_that_applies_already_cannot_be_put_off() -> None:
    late = site(_moved("2025-06-03", _move("2025-05-01", "2025-06-03", on="2025-05-02")))
    assert _checks(late) == ["rescheduled-too-late"]


def test_the_day_that_people_were_shown_is_not_moved_forward() -> None:
    """The `rescheduled` line and the later date are taken back after both were published."""
    moved = locked(site(_moved("2025-06-03", _move("2025-05-01", "2025-06-03"))))
    back = replace(moved, notices=site(_moved("2025-05-01")).notices)
    assert _checks(back) == ["effective-moved-earlier"]
    assert _checks(back, today="2024-12-31") == []


def test_a_version_cannot_apply_before_the_one_it_follows() -> None:
    first = _moved("2025-09-01", _move("2025-05-01", "2025-09-01"))
    second = version("2025-08-01", published="2025-06-01")
    (found,) = _found(site(first, second))
    assert found.check == "effective-out-of-order"
    assert found.version == second.ref
    assert first.ref in found.wrong


def test_a_withdrawn_version_is_followed_by_nobody() -> None:
    first = replace(_moved("2025-09-01", _move("2025-05-01", "2025-09-01")), status="withdrawn")
    assert _checks(site(first, version("2025-08-01", published="2025-06-01"))) == []


def _declared(published: str, significance: str = "significant") -> Site:
    said = entry("2026-04-01", significance=significance)
    return site(version("2025-01-01"), version("2026-04-01", published=published, entry=said))


def test_a_significant_version_gives_people_the_promised_days() -> None:
    (found,) = _found(_declared("2026-03-03"))
    assert found.check == "notice-period-short"
    assert found.wrong == (
        "A significant version needs 30 days between its published and its effective date, "
        "and this one gives 29 days."
    )
    assert "2026-04-02 at the earliest" in found.mend
    assert _checks(_declared("2026-03-02")) == []


def test_a_minor_version_may_apply_at_once_unless_the_site_promises_more() -> None:
    minor = _declared("2026-04-01", "minor")
    assert _checks(minor) == []
    stricter = replace(minor, settings=replace(minor.settings, notice_days=NoticeDays(30, 7)))
    assert _checks(stricter) == ["notice-period-short"]


def test_the_notice_clock_spares_first_versions_and_those_that_never_apply() -> None:
    significant = entry("2026-04-01", significance="significant")
    first = version("2026-04-01", entry=significant)
    assert _checks(site(first)) == []
    assert _checks(site(version("2025-01-01"), replace(first, status="withdrawn"))) == []


def test_a_rescheduled_version_has_the_days_up_to_its_new_date() -> None:
    said = entry(
        "2026-04-01", significance="significant", rescheduled=(_move("2026-04-01", "2026-04-20"),)
    )
    moved = version("2026-04-01", published="2026-03-20", effective="2026-04-20", entry=said)
    assert _checks(site(version("2025-01-01"), moved)) == []


def _saying(words: str, **said: object) -> Site:
    changelog = entry("2025-05-15", **said)
    text = f"# Privacy notice\n\n{words}\n\n## Data {{#data}}\n\nWe keep your name.\n"
    return site(version("2025-05-15", text, published="2025-05-01", entry=changelog))


@pytest.mark.parametrize(
    "words",
    [
        "Effective date: 15 May 2025",
        "Effective date: May 15, 2025",
        "Effective: 15/05/2025",
        "**Effective date:** 15th of May 2025",
        "Effective 15 May 2025.",
        "This privacy notice applies from Thursday, 15 May 2025 to all our customers.",
        "This version takes effect on 2025-05-15.",
        "Last updated: 15 May 2025",
        "Last updated 1 May 2025",
        "This policy was last updated in May 2025.",
        "Version 3 | Last modified: 15.05.2025",
    ],
)
def test_a_day_in_the_text_may_be_the_front_matters_in_any_form(words: str) -> None:
    assert _checks(_saying(words)) == []


@pytest.mark.parametrize(
    "words",
    [
        "Effective date: 15 May 2024",
        "Effective date: May 14, 2025",
        "Effective: 15/06/2025",
        "*Effective 14 May 2025*",
        "Version 3 | Effective date: 1 May 2025",
        "This privacy notice applies from 15 June 2025 to all our customers.",
        "This version of our privacy policy takes effect on 2025-05-16.",
        "Last updated: 25 May 2018",
        "Date of last update: 25 May 2018",
        "This policy was last updated in April 2025.",
        "We last updated this notice on 2 May 2025.",
        "Last updated on: 25 May 2018",
        "Last Updated: May 25, 2018",
    ],
)
def test_another_day_in_the_text_than_in_the_front_matter_is_an_error(words: str) -> None:
    (found,) = _found(_saying(words))
    assert (found.check, found.level) == ("date-in-text-differs", "error")
    assert found.place == Place("content/privacy/2025-05-15.md", 3)


@pytest.mark.parametrize(
    "words",
    [
        "Effective 1 March 2019, we stopped selling pies by post.",
        "The Data Protection Act 2018 applies from 25 May 2018.",
        "The new policy will take effect on 1 June 2026.",
        "The notice of 1 May 2024 applies until the end of 14 May 2025.",
        "Our list of suppliers was last updated on 3 March 2020.",
        "You last updated your details on 3 March 2020.",
        "This notice was last reviewed on 3 March 2020.",
        "Effective date: 45 May 2025",
        "An effective data protection officer was hired on 1 May 2020.",
        "We keep orders from 1 May 2020.",
    ],
)
def test_a_day_of_something_else_is_left_alone(words: str) -> None:
    assert _checks(_saying(words)) == []


def test_the_words_of_an_imported_version_are_history() -> None:
    (found,) = _found(_saying("Last updated: 25 May 2018", provenance="imported"))
    assert found.level == "info"


def test_the_words_of_a_rescheduled_version_may_name_the_day_it_was_moved_from() -> None:
    moves = (_move("2025-05-15", "2025-06-03"),)
    text = "# Privacy notice\n\nThis notice applies from 15 May 2025.\n"
    moved = version(
        "2025-05-15",
        text,
        published="2025-05-01",
        effective="2025-06-03",
        entry=entry("2025-05-15", rescheduled=moves),
    )
    assert _checks(site(moved)) == []
