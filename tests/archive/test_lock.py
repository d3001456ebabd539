"""The lock: words that people have been shown stay."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairnotice.archive.lock import PATH, locked, problems
from fairnotice.archive.text_hash import COOKIE_FIELDS, text_hash
from fairnotice.model import CookieRow, Day, LockLine, Place, Problem, Rescheduling, Site, Version
from fairnotice.source.site import read
from tests import world
from tests.world import TEXT, cookie, entry, site, timelines, version

OLD = version("2025-01-01")
COMING = version("2026-06-01", TEXT.replace("six", "nine"), published="2026-04-01")
TODAY = Day(2026, 3, 1)


def _found(here: Site, today: Day = TODAY) -> list[Problem]:
    return list(problems(here, timelines(here, today)))


def _checks(here: Site, today: Day = TODAY) -> list[str]:
    return [problem.check for problem in _found(here, today)]


def _now(before: Site, *versions: Version) -> Site:
    """The same lock, with other versions."""
    return site(*versions, lock=before.lock)


BOTH = world.locked(site(OLD, COMING))


def test_a_lock_that_has_every_version_as_it_stands_has_nothing_to_say() -> None:
    assert _checks(BOTH) == []


def test_a_version_without_its_line_is_an_error_that_names_the_command() -> None:
    (found,) = _found(site(OLD))
    assert (found.check, found.level) == ("lock-missing", "error")
    assert found.place == Place("content/privacy/2025-01-01.md")
    assert "fairnotice lock privacy@2025-01-01" in found.mend


def test_postponed_and_withdrawn_versions_need_a_line_and_drafts_do_not() -> None:
    assert _checks(site(replace(OLD, status="withdrawn"))) == ["lock-missing"]
    assert _checks(site(replace(OLD, status="postponed"))) == ["lock-missing"]
    assert _checks(site(replace(OLD, status="draft"))) == []


def test_words_that_people_have_seen_cannot_change() -> None:
    changed = replace(OLD, body=TEXT.replace("six months", "six years"))
    (found,) = _found(_now(BOTH, changed, COMING))
    assert (found.check, found.level, found.version) == ("lock-broken", "error", OLD.ref)
    assert "new version" in found.mend
    assert _checks(_now(BOTH, replace(OLD, title="Another title"), COMING)) == ["lock-broken"]


def test_a_blank_that_was_taken_out_is_said_to_count() -> None:
    (found,) = _found(_now(BOTH, replace(OLD, body=OLD.body + " "), COMING))
    assert found.check == "lock-broken"
    assert found.mend.startswith("Restore the words that were published, to the last blank, or")


def test_an_editor_cannot_reopen_a_version_by_a_later_published_date() -> None:
    changed = replace(OLD, body="# Other words\n", published=Day(2026, 12, 1))
    assert _checks(_now(BOTH, changed, COMING)) == ["lock-broken", "lock-dates-differ"]


def test_words_that_nobody_has_seen_yet_may_change_and_are_locked_anew() -> None:
    changed = replace(COMING, body=TEXT)
    (found,) = _found(_now(BOTH, OLD, changed))
    assert found.check == "lock-outdated"
    assert "fairnotice lock privacy@2026-06-01" in found.mend
    assert _checks(_now(BOTH, OLD, changed), COMING.published) == ["lock-broken"]


def test_a_published_date_that_has_come_is_history() -> None:
    moved = replace(OLD, published=Day(2024, 12, 1))
    (found,) = _found(_now(BOTH, moved, COMING))
    assert found.check == "lock-dates-differ"
    assert "published: 2025-01-01" in found.mend


def test_an_effective_date_moves_only_with_a_line_that_says_so() -> None:
    later = replace(COMING, effective=Day(2026, 7, 1))
    after = Day(2026, 5, 1)
    assert _checks(_now(BOTH, OLD, later), after) == ["lock-dates-differ"]
    move = Rescheduling(COMING.effective, later.effective, Day(2026, 4, 20), "Not ready.")
    said = replace(later, entry=entry(COMING.name, rescheduled=(move,)))
    assert _checks(_now(BOTH, OLD, said), after) == []


def test_a_published_version_whose_file_was_renamed_is_to_get_its_name_back() -> None:
    renamed = replace(OLD, name="2025-01-02", path="content/privacy/2025-01-02.md")
    missing = next(
        one for one in _found(_now(BOTH, renamed, COMING)) if one.check == "lock-missing"
    )
    assert f"its words are those of {OLD.ref}" in missing.wrong
    assert missing.mend.startswith("Call the file content/privacy/2025-01-01.md again")
    later = replace(COMING, name="2026-06-08", path="content/privacy/2026-06-08.md")
    missing = next(one for one in _found(_now(BOTH, OLD, later)) if one.check == "lock-missing")
    assert "fairnotice lock privacy@2026-06-08" in missing.mend, "nobody has seen it yet"


def test_what_has_been_published_cannot_vanish() -> None:
    (found,) = _found(_now(BOTH, OLD))
    assert (found.check, found.place) == ("lock-without-version", Place(PATH, 2))
    assert "take this line out" in found.mend
    (gone,) = _found(_now(BOTH, COMING))
    assert "stays for ever" in gone.mend


def test_a_published_version_cannot_become_a_draft() -> None:
    (found,) = _found(_now(BOTH, replace(OLD, status="draft"), COMING))
    assert found.check == "lock-of-draft"
    assert "withdrawn" in found.mend


def test_a_version_that_slips_in_before_a_published_one_is_pointed_out() -> None:
    late = version("2024-06-01", entry=entry("2024-06-01"))
    found = _found(_now(BOTH, late, OLD, COMING))
    assert [(problem.check, problem.level) for problem in found] == [
        ("lock-missing", "error"),
        ("version-slipped-in", "warning"),
    ]
    imported = version("2024-06-01", entry=entry("2024-06-01", provenance="imported"))
    assert _checks(_now(BOTH, imported, OLD, COMING)) == ["lock-missing"]


def _read(content: bytes) -> tuple[LockLine, ...]:
    """The lines of a lock, read in the plainest way."""
    return tuple(
        LockLine(ref, sha256, Day.fromisoformat(published), Day.fromisoformat(effective), number)
        for number, line in enumerate(content.decode().splitlines(), 1)
        for ref, sha256, published, effective in [line.split(" ")]
    )


def test_locking_gives_every_version_but_drafts_its_line() -> None:
    draft = version("2027-01-01", status="draft")
    here = site(OLD, COMING, draft, version("2025-01-01", notice="cookies"))
    done = locked(here, timelines(here), None)
    assert done.problems == ()
    assert done.written == (OLD.ref, COMING.ref, "cookies@2025-01-01")
    assert done.content.decode().splitlines()[0] == (
        f"privacy@2025-01-01 {text_hash(OLD)} 2025-01-01 2025-01-01"
    )
    assert _checks(replace(here, lock=_read(done.content))) == []


def test_locking_one_version_leaves_the_others_alone() -> None:
    here = site(OLD, COMING)
    done = locked(here, timelines(here), COMING.ref)
    assert done.written == (COMING.ref,)
    assert _checks(replace(here, lock=_read(done.content))) == ["lock-missing"]


def test_locking_twice_changes_nothing() -> None:
    done = locked(BOTH, timelines(BOTH), None)
    assert done.written == ()
    again = replace(BOTH, lock=_read(done.content))
    assert locked(again, timelines(again), None).content == done.content


def test_locking_rewrites_the_line_of_a_version_that_nobody_has_seen() -> None:
    changed = replace(COMING, body=TEXT)
    here = _now(BOTH, OLD, changed)
    done = locked(here, timelines(here), changed.ref)
    assert done.written == (changed.ref,)
    assert _read(done.content)[1].sha256 == text_hash(changed)


def test_locking_refuses_words_that_people_have_seen() -> None:
    changed = replace(OLD, body=COMING.body)
    here = _now(BOTH, changed, COMING)
    done = locked(here, timelines(here), None)
    assert done.written == ()
    assert [problem.check for problem in done.problems] == ["lock-broken"]
    assert _read(done.content) == BOTH.lock


def test_on_the_published_day_it_is_too_late() -> None:
    here = _now(BOTH, OLD, replace(COMING, body=TEXT))
    done = locked(here, timelines(here, COMING.published), COMING.ref)
    assert [problem.check for problem in done.problems] == ["lock-broken"]


def test_locking_a_rescheduled_version_keeps_the_date_that_was_promised() -> None:
    later = replace(COMING, effective=Day(2026, 7, 1))
    move = Rescheduling(COMING.effective, later.effective, Day(2026, 4, 20), "Not ready.")
    here = _now(BOTH, OLD, replace(later, entry=entry(COMING.name, rescheduled=(move,))))
    done = locked(here, timelines(here, Day(2026, 5, 1)), None)
    assert (done.written, done.problems) == ((), ())
    assert _read(done.content) == BOTH.lock


def test_locking_refuses_a_draft_and_a_version_that_is_not_there() -> None:
    here = site(OLD, version("2027-01-01", status="draft"))
    draft = locked(here, timelines(here), "privacy@2027-01-01")
    assert [problem.check for problem in draft.problems] == ["lock-of-draft"]
    missing = locked(here, timelines(here), "privacy@2030-01-01")
    assert [problem.check for problem in missing.problems] == ["unknown-version"]
    assert missing.content == b""


def test_locking_refuses_a_version_whose_gates_are_open() -> None:
    here = site(OLD, COMING)
    place = Place(COMING.path, 9)
    gate = Problem("dead-link", "error", place, "Dead.", "Mend it.", version=COMING.ref)
    warning = gate._replace(level="warning", version=OLD.ref)
    missing = gate._replace(check="lock-missing", version=OLD.ref)
    done = locked(here, timelines(here), None, (gate, warning, missing))
    assert done.written == (OLD.ref,)
    assert done.problems == (gate,)


def test_locking_keeps_the_lines_of_versions_it_does_not_know() -> None:
    here = _now(BOTH, COMING)
    assert {line.ref for line in _read(locked(here, timelines(here), None).content)} == {
        OLD.ref,
        COMING.ref,
    }


texts = st.text(st.characters(codec="utf-8", exclude_characters="\r\ufeff"), max_size=30)
rows = st.builds(cookie, name=texts, purpose=texts, set_by=texts, country=texts)
contents = st.tuples(texts, texts, st.lists(rows, max_size=3).map(tuple))


def _holding(content: tuple[str, str, tuple[CookieRow, ...]]) -> Version:
    title, body, cookies = content
    return replace(OLD, title=title, body=body, cookies=cookies)


@given(contents, contents)
def test_two_contents_have_one_hash_only_when_they_are_the_same(
    one: tuple[str, str, tuple[CookieRow, ...]], other: tuple[str, str, tuple[CookieRow, ...]]
) -> None:
    assert (text_hash(_holding(one)) == text_hash(_holding(other))) == (one == other)


@given(texts, texts)
def test_words_cannot_wander_between_title_and_body(one: str, other: str) -> None:
    if other:
        joined = replace(OLD, title=one + other, body="")
        assert text_hash(joined) != text_hash(replace(OLD, title=one, body=other))


@given(st.lists(texts, min_size=1), st.sampled_from(["\r\n", "\r"]), st.booleans())
def test_the_line_ends_of_a_checkout_are_no_change(
    lines: list[str], line_end: str, marked: bool
) -> None:
    here = replace(OLD, body="\n".join(lines))
    checkout = replace(here, body="\ufeff" * marked + here.body.replace("\n", line_end))
    assert text_hash(checkout) == text_hash(here)


@given(st.sampled_from([b"\r\n", b"\r"]), st.booleans())
def test_a_checkout_with_other_line_ends_still_agrees_with_its_lock(
    line_end: bytes, marked: bool
) -> None:
    before, _ = read(world.tree())
    assert before is not None
    lock = locked(before, timelines(before), None).content
    files = world.tree() | {PATH: lock}
    checkout = {
        path: b"\xef\xbb\xbf" * marked + content.replace(b"\n", line_end)
        for path, content in files.items()
    }
    after, _ = read(checkout)
    assert after is not None
    assert len(after.lock) == 3
    assert _found(after) == []


def test_the_hash_is_what_the_recipe_says() -> None:
    """By hand: `printf '%s' '{"body":"B","cookies":[],"title":"T","v":1}' | sha256sum`."""
    assert text_hash(replace(OLD, title="T", body="B")) == (
        "6a28be14e580a54b1cb83491526c6f93e4dc4370bc1a94eca0fe3793d5ddef3a"
    )


def test_every_fact_of_a_cookie_is_hashed_but_not_which_versions_have_it() -> None:
    assert {field.name for field in fields(CookieRow)} == {*COOKIE_FIELDS, "since", "until"}
    row = cookie()
    here = replace(OLD, cookies=(row,))
    ended = replace(OLD, cookies=(replace(row, since="2025-01-01", until="2026-06-01"),))
    assert text_hash(ended) == text_hash(here)
    for field in COOKIE_FIELDS:
        other = replace(row, **{field: f"{getattr(row, field)}!"})
        assert text_hash(replace(OLD, cookies=(other,))) != text_hash(here), field


class _Counted(tuple[Problem, ...]):
    """Problems, and how often all of them were gone through."""

    times = 0

    def __iter__(self) -> Iterator[Problem]:
        """As a tuple's."""
        _Counted.times += 1
        return super().__iter__()


def test_what_is_wrong_is_gone_through_once_for_all_versions() -> None:
    """Five thousand versions took half a minute: the errors were looked through for each."""
    versions = [version(str(Day(2020, 1, 1) + timedelta(days=n))) for n in range(40)]
    here = site(*versions)
    wrong = _Counted(
        Problem("spelling", "error", Place(each.path), "Wrong.", "Mend it.", version=each.ref)
        for each in versions[::2]
    )
    _Counted.times = 0
    made = locked(here, timelines(here, TODAY), None, wrong)
    assert [problem.version for problem in made.problems] == [each.ref for each in versions[::2]]
    assert made.written == tuple(each.ref for each in versions[1::2])
    assert _Counted.times == 1


def test_which_version_was_published_behind_is_not_sought_in_all_for_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    days = [str(Day(2020, 1, 1) + timedelta(days=n)) for n in range(201)]
    versions = [version(day, entry=entry(day)) for day in days]
    here = site(*versions, lock=world.locked(site(versions[100], versions[200])).lock)
    asked = []
    order = Version.order.fget  # type: ignore[attr-defined]  # a property
    monkeypatch.setattr(Version, "order", property(lambda v: asked.append(v) or order(v)))
    found = _found(here)
    slipped = [one for one in found if one.check == "version-slipped-in"]
    assert [one.version for one in slipped] == [
        each.ref for number, each in enumerate(versions) if number not in (100, 200)
    ]
    assert all(days[100 if n < 100 else 200] in one.wrong for n, one in enumerate(slipped))
    assert len(asked) < 20 * len(versions)
