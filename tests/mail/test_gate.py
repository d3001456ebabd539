"""Every reason that keeps a message from being written, each with its place."""

from dataclasses import replace
from itertools import permutations

import pytest

from fairnotice.mail.drafts import draft
from fairnotice.mail.marketing import matches, phrases, standing
from fairnotice.mail.occasion import Occasion
from fairnotice.model import NoticeDays, Place, Problem, Waiver
from tests.mail.world import (
    FINDING,
    LINE,
    OCCASION,
    SETTINGS,
    TEMPLATES,
    Day,
    with_entry,
    with_finding,
    with_line,
    with_organisation,
    with_version,
)


def _problems(occasion: Occasion) -> tuple[Problem, ...]:
    return draft(occasion, "customers", TEMPLATES).problems


def _checks(occasion: Occasion) -> list[str]:
    return [problem.check for problem in _problems(occasion)]


def test_a_complete_version_with_time_left_has_an_open_gate() -> None:
    assert _checks(OCCASION) == []


@pytest.mark.parametrize(
    ("occasion", "slot"),
    [
        (with_entry(summary=""), "summary"),
        (with_entry(summary="  \n "), "summary"),
        (with_entry(if_nothing=""), "if_nothing"),
        (with_entry(changes=()), "changes"),
        (with_line(means=""), "means"),
        (with_line(kind="clarified", means=""), "means"),
        (replace(OCCASION, settings=replace(SETTINGS, site_url="")), "site_url"),
        (with_organisation(email=""), "email"),
    ],
)
def test_an_empty_slot_closes_it(occasion: Occasion, slot: str) -> None:
    found = _problems(occasion)
    assert [problem.check for problem in found] == ["email-empty-slot"]
    assert f"`{slot}`" in found[0].mend
    assert "`" not in found[0].wrong  # the proof shows it to people who write no YAML


def test_a_smaller_change_that_only_clarifies_needs_no_meaning() -> None:
    alone = replace(LINE, kind="clarified", means="")
    assert _checks(with_entry(changes=(alone,))) == ["email-empty-slot"]
    clear = replace(alone, section="")
    assert _checks(with_entry(changes=(LINE, clear))) == []
    untold = replace(clear, section="elsewhere")
    assert _checks(with_entry(changes=(LINE, untold))) == []


def test_a_version_without_an_entry_has_nothing_to_say() -> None:
    bare = with_version(entry=None, entry_place=None)
    (problem,) = _problems(bare)
    assert problem.check == "email-empty-slot"
    assert problem.place == Place("content/privacy/2027-01-18.md")


@pytest.mark.parametrize("status", ["draft", "postponed", "withdrawn"])
def test_a_version_that_will_not_come_into_force_as_it_stands_closes_it(status: str) -> None:
    assert "email-not-scheduled" in _checks(with_version(status=status))


@pytest.mark.parametrize("today", [Day(2027, 1, 18), Day(2030, 1, 1)])
def test_a_day_that_has_come_closes_it(today: Day) -> None:
    assert _checks(replace(OCCASION, today=today)) == ["email-date-past"]


def test_the_last_day_of_the_notice_period_is_in_time() -> None:
    assert _checks(replace(OCCASION, today=Day(2026, 12, 19))) == []
    late = _problems(replace(OCCASION, today=Day(2026, 12, 20)))
    assert [problem.check for problem in late] == ["email-notice-period"]
    assert "gives people 29 days" in late[0].wrong
    assert "at least 1 days later" in late[0].mend


def test_the_period_runs_from_the_day_on_which_readers_can_see_the_text() -> None:
    assert _checks(with_version(published=Day(2027, 1, 1))) == ["email-notice-period"]


def test_a_minor_version_needs_the_minor_period() -> None:
    days = NoticeDays(significant=30, minor=7)
    minor = replace(
        with_entry(significance="minor"),
        assessment=None,
        settings=replace(SETTINGS, notice_days=days),
        today=Day(2027, 1, 11),
    )
    assert _checks(minor) == []
    assert _checks(replace(minor, today=Day(2027, 1, 12))) == ["email-notice-period"]


def test_an_undecided_finding_closes_it_and_names_the_line_and_the_command() -> None:
    (problem,) = _problems(with_finding(level="review"))
    assert problem.check == "email-undecided"
    assert problem.place == Place("content/privacy/2027-01-18.md", 5)
    assert "fairnotice decide privacy@2027-01-18 3f9a1c" in problem.mend


@pytest.mark.parametrize("tell", [True, False])
def test_a_decision_opens_it_either_way(tell: bool) -> None:
    waiver = Waiver("3f9a1c", tell, "A clearer word.", "Nell", Day(2026, 11, 20))
    decided = replace(
        with_finding(level="review"),
        version=with_entry(waivers=(waiver,)).version,
    )
    assert _checks(decided) == []


def test_a_decision_about_another_finding_opens_nothing() -> None:
    waiver = Waiver("abcdef", True, "Another.", "Nell", Day(2026, 11, 20))
    undecided = replace(with_finding(level="review"), version=with_entry(waivers=(waiver,)).version)
    assert _checks(undecided) == ["email-undecided"]


@pytest.mark.parametrize(
    "said",
    [
        "Exciting news: we keep your orders for longer!",
        "Get a DISCOUNT on your next order.",
        "We made this change to serve you better.",
        "We are world class.",
        "Don’t miss it.",
        "Save up to half.",
    ],
)
def test_marketing_words_close_it_at_their_line(said: str) -> None:
    found = _problems(with_line(means=said))
    assert {problem.check for problem in found} == {"email-marketing-words"}
    assert found[0].place == Place("content/changelog.yaml", 10, 3)


@pytest.mark.parametrize(
    "said",
    [
        "We send you offers by e-mail only if you agree.",
        "You can unsubscribe from marketing and from our newsletter.",
        "We upgrade the telephone system and keep the old records.",
        "We are surprised and unexcitingly plain.",
    ],
)
def test_words_that_a_notice_needs_are_no_marketing(said: str) -> None:
    assert _checks(with_line(means=said)) == []


def test_a_phrase_is_found_whatever_texts_stand_before_and_after_its_own() -> None:
    listed = phrases("en-GB", TEMPLATES)
    said = ("Limited time", "special-offers", "We say so", "free  trial", "a prize", "d", "isco")
    alone = [list(matches(text, listed)) for text in said]
    for order in permutations(range(len(said)), 3):
        few = standing([said[each] for each in order], listed)
        assert len(few) <= 3
        assert [list(matches(said[each], few)) for each in order] == [alone[e] for e in order]


def test_a_reason_in_the_front_matter_answers_the_marketing_check() -> None:
    bent = with_line(means="We no longer send you vouchers.")
    assert _checks(bent) == ["email-marketing-words"]
    excused = replace(
        bent, version=replace(bent.version, not_applicable={"email-marketing-words": "It ends."})
    )
    assert _checks(excused) == []


def test_marketing_words_in_the_sites_own_sentences_are_found_at_their_line() -> None:
    bent = TEMPLATES["email/words.en.yaml"].replace('"Hello,"', '"Great news!"')
    found = draft(OCCASION, "customers", {**TEMPLATES, "email/words.en.yaml": bent}).problems
    assert [problem.check for problem in found] == ["email-marketing-words"]
    row = next(n for n, text in enumerate(bent.splitlines(), 1) if "Great news" in text)
    assert found[0].place == Place("templates/email/words.en.yaml", row)


def test_a_link_to_another_host_closes_it() -> None:
    found = _problems(with_line(means="See https://evil.example/x?a=1."))
    assert [problem.check for problem in found] == ["email-foreign-link"]
    assert found[0].wrong.endswith("https://evil.example/x?a=1")


@pytest.mark.parametrize(
    "address",
    [
        "https://notices.larch.example@evil.example/",
        "https://notices.larch.example.evil.example/",
        "http://user@notices.larch.example/",
        "ftp://notices.larch.example/",
        "javascript://notices.larch.example/%0aalert(1)",
    ],
)
def test_an_address_that_only_looks_like_the_sites_own_closes_it(address: str) -> None:
    assert _checks(with_line(means=f"See {address}")) == ["email-foreign-link"]


@pytest.mark.parametrize("mailbox", ["no-reply@larch.example", "DoNotReply@larch.example"])
def test_an_address_that_nobody_reads_closes_it(mailbox: str) -> None:
    assert _checks(with_organisation(email=mailbox)) == ["email-no-address"]


@pytest.mark.parametrize(
    "mailbox", ["hello", "a@b", "a b@larch.example", "a@larch.example\nBcc: x"]
)
def test_what_is_no_address_closes_it(mailbox: str) -> None:
    assert _checks(with_organisation(support_email=mailbox)) == ["email-no-address"]


def test_letters_that_not_every_mail_program_takes_are_told_with_the_others() -> None:
    """`ß` has been two letters and one, so such a host is not rewritten for anybody."""
    (problem,) = _problems(with_organisation(email="info@müller.example"))
    assert problem.check == "email-no-address"
    assert problem.mend == "Write the same address as info@xn--mller-kva.example."
    (problem,) = _problems(with_organisation(email="info@weiß.example"))
    assert "xn--" not in problem.mend
    assert "weiss" not in problem.mend


def test_all_reasons_are_given_at_once() -> None:
    bent = replace(
        with_entry(summary="", if_nothing=""),
        assessment=replace(OCCASION.assessment, findings=(replace(FINDING, level="review"),))
        if OCCASION.assessment
        else None,
        today=Day(2027, 1, 10),
    )
    assert _checks(bent) == [
        "email-notice-period",
        "email-undecided",
        "email-empty-slot",
        "email-empty-slot",
    ]


def test_the_list_of_marketing_words_has_a_reason_for_each() -> None:
    listed = phrases("en-GB", TEMPLATES)
    assert len(listed) > 40
    assert all(phrase.why.endswith(".") for phrase in listed)


@pytest.mark.parametrize(
    "text", ["DISCOUNTS", "dİscount", "dıscount", "diſcounted", "It is exciting.", "Don’t  miss it"]
)
def test_no_phrase_is_passed_over_however_it_is_written(text: str) -> None:
    listed = phrases("en", TEMPLATES)
    assert list(matches(text, standing([text], listed))) == list(matches(text, listed)) != []


def test_no_list_and_a_broken_list_find_nothing() -> None:
    assert phrases("cy", TEMPLATES) == ()
    assert phrases("en", {"email/marketing.en.yaml": "groups: 3"}) == ()
    assert list(matches("Exciting!", ())) == []


def test_a_setting_is_shown_at_its_line() -> None:
    where = Place("site.yaml", 9, 10)
    bent = replace(
        with_organisation(email="no-reply@larch.example"), places={"organisation/email": where}
    )
    assert [problem.place for problem in _problems(bent)] == [where]
