"""How far gates reach."""

from dataclasses import replace

import pytest

from fairnotice.gate.reach import EVEN_IN_DRAFTS, LASTING, STANDING, UNTIL_EFFECTIVE, reach, to_mend
from fairnotice.law.sources import sources
from fairnotice.model import Day, Level, Place, Problem, Site, Version
from tests.world import locked, site, timelines, version

BEFORE, ON, AFTER = Day(2025, 12, 31), Day(2026, 1, 1), Day(2026, 1, 2)
OLD = version("2025-01-01")
NEW = version("2026-06-01", published="2026-01-01")
SITE = locked(site(OLD, NEW))


def _reached(
    check: str, here: Site = SITE, today: Day = AFTER, level: Level = "error", of: Version = NEW
) -> Problem:
    source = next(iter(sources().values()))
    place = Place(of.path, 3, 7)
    problem = Problem(check, level, place, "Wrong.", "Mend.", version=of.ref, source=source)
    (reached,) = reach([problem], here, timelines(here, today))
    assert reached._replace(level=level, settled=False) == problem
    return reached


def _level(
    check: str, here: Site = SITE, today: Day = AFTER, level: Level = "error", of: Version = NEW
) -> Level:
    return _reached(check, here, today, level, of).level


def test_a_version_that_is_not_locked_is_held_to_every_check() -> None:
    assert _level("dead-link", site(OLD, NEW)) == "error"
    assert _level("dead-link", site(OLD, NEW), level="warning") == "warning"


def test_a_locked_version_is_held_to_them_until_its_published_day_has_passed() -> None:
    assert [_level("dead-link", today=day) for day in (BEFORE, ON, AFTER)] == [
        "error",
        "error",
        "info",
    ]


def test_of_what_was_published_everything_else_is_only_something_to_know() -> None:
    for check in ("dead-link", "finding-undecided", "lost-section-id", "date-in-text-differs"):
        assert _level(check) == "info"
        assert _level(check, level="warning") == "info"


@pytest.mark.parametrize("check", sorted(LASTING))
def test_the_lock_the_dates_and_what_is_unsafe_stay_errors_for_ever(check: str) -> None:
    assert _level(check) == "error"
    assert _level(check, today=Day(2036, 1, 1)) == "error"


def test_a_warning_of_such_a_check_no_longer_changes_an_exit_code() -> None:
    assert _level("raw-html", level="warning") == "info"


def test_a_note_on_what_was_published_is_settled_and_all_else_is_not() -> None:
    assert _reached("dead-link").settled
    assert _reached("open-question", level="info").settled
    assert not _reached("open-question", today=ON, level="info").settled
    assert not _reached("lock-broken").settled
    assert not _reached("provenance-rewritten", level="warning").settled


def test_rewritten_words_are_a_warning_until_the_true_ones_are_there() -> None:
    assert _level("provenance-rewritten", level="warning") == "warning"


def test_the_notice_clock_counts_for_as_long_as_the_date_can_be_moved() -> None:
    assert _level("notice-period-short") == "error"
    assert _level("notice-period-short", today=NEW.effective) == "info"


def test_what_is_broken_stays_broken() -> None:
    broken = Problem("yaml-syntax", "error", Place("x"), "W.", "M.", broken=True, version=NEW.ref)
    assert reach([broken], SITE, timelines(SITE, AFTER)) == (broken,)


def test_what_concerns_no_version_stays_as_it_is() -> None:
    loose = Problem("dead-link", "error", Place("site.yaml"), "W.", "M.")
    gone = loose._replace(version="privacy@1999-01-01")
    assert reach([loose, gone], SITE, timelines(SITE, AFTER)) == (loose, gone)


def test_the_findings_of_a_draft_are_warnings() -> None:
    draft = replace(NEW, status="draft")
    here = site(OLD, draft)
    assert _level("dead-link", here) == "warning"
    assert _level("effective-before-published", here) == "warning"
    assert _level("open-question", here, level="info") == "info"


def test_a_published_version_that_became_a_draft_stays_an_error() -> None:
    draft = replace(NEW, status="draft")
    assert _level("lock-of-draft", replace(SITE, notices=site(OLD, draft).notices)) == "error"


def test_a_published_date_in_the_front_matter_does_not_widen_the_reach() -> None:
    """What counts is the day that was locked."""
    earlier = replace(NEW, published=Day(2025, 1, 1))
    here = replace(SITE, notices=site(OLD, earlier).notices)
    assert _level("dead-link", here, today=BEFORE) == "error"


def test_every_check_that_the_tables_name_is_found_by_some_module() -> None:
    """A table that names a check nobody finds any more would let it slip through its new name."""
    from pathlib import Path

    import fairnotice

    folder = Path(next(iter(fairnotice.__path__)))
    source = "\n".join(
        path.read_text(encoding="utf-8") for path in folder.rglob("*.py") if path.name != "reach.py"
    )
    named = LASTING | STANDING | UNTIL_EFFECTIVE | EVEN_IN_DRAFTS
    assert {check for check in named if f'"{check}"' not in source} == set()


def test_what_an_editor_has_to_mend_is_counted_for_a_draft_too() -> None:
    """Not what waits for another person, nor a warning that was never more, nor what is past."""
    draft = version("2027-01-01", status="draft")
    here = locked(site(OLD, NEW, draft))
    found = [
        Problem(check, level, Place(of.path), "Wrong.", "Mend.", version=of.ref)
        for check, level, of in (
            ("placeholder", "error", draft),
            ("finding-not-told", "error", draft),
            ("finding-undecided", "error", draft),
            ("open-question", "error", draft),
            ("hedged-practice", "warning", draft),
            ("placeholder", "error", NEW),
        )
    ]
    assert to_mend(found, reach(found, here, timelines(here, AFTER))) == {draft.ref: 2}
