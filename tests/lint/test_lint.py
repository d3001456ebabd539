"""Levels from site.yaml, and what a text may silence."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from fairnotice.lint.items import ITEMS
from fairnotice.lint.lint import IDS, problems
from fairnotice.model import Place, Problem, Site
from fairnotice.source.site import read
from tests.world import FILES, TEXT, site, timelines, version

DEAD = "See [our cookies](/biscuits/)."
OTHERS = {check: "ignore" for check in IDS if not check.startswith("dead-")}
"""The levels that leave the checks of links alone at work."""


def _found(world: Site) -> list[Problem]:
    return list(problems(world, timelines(world)))


def _saying(*lines: str, lint: Mapping[str, str] | None = None, **settings: Any) -> Site:
    text = "\n".join(["# Privacy notice", "", *lines, ""])
    return site(version(text=text), lint={**OTHERS, **(lint or {})}, **settings)


def _checks(*lines: str) -> list[tuple[str, int]]:
    return [(problem.check, problem.place.line) for problem in _found(_saying(*lines))]


def test_a_site_may_choose_the_level_of_a_check() -> None:
    assert [problem.level for problem in _found(_saying(DEAD))] == ["error"]
    assert [p.level for p in _found(_saying(DEAD, lint={"dead-link": "info"}))] == ["info"]
    assert _found(_saying(DEAD, lint={"dead-link": "ignore"})) == []


def test_a_level_for_a_check_that_does_not_exist_is_an_error_that_names_the_nearest() -> None:
    (found,) = _found(_saying("Words.", lint={"dead-lnik": "info"}))
    assert (found.check, found.place) == ("unknown-check", Place("site.yaml"))
    assert found.mend == "Did you mean dead-link?"


def test_a_comment_with_a_reason_silences_a_check_for_the_paragraph_below() -> None:
    allow = "<!-- fairnotice: allow dead-link: the page comes next week -->"
    assert _checks(allow, "", DEAD) == []
    assert _checks(allow, DEAD) == []
    assert _checks(allow, "", DEAD, "", DEAD) == [("dead-link", 7)]


def test_a_comment_that_silences_nothing_is_told() -> None:
    allow = "<!-- fairnotice: allow dead-link: the page comes next week -->"
    assert _checks(DEAD, "", allow, "", "Other words.") == [("dead-link", 3), ("allow-unused", 5)]
    (found,) = _found(_saying(allow, "", "Words."))
    assert (found.level, found.version) == ("info", "privacy@2025-01-01")


def test_a_comment_for_a_check_that_does_not_run_is_left_alone() -> None:
    allow = "<!-- fairnotice: allow dead-link: the page comes next week -->"
    assert _found(_saying(allow, "", "Words.", lint={"dead-link": "ignore"})) == []
    asked = "<!-- fairnotice: allow external-link-gone: it is down until May -->"
    assert _found(_saying(asked, "", "Words.")) == []


def test_a_comment_before_a_list_or_a_table_silences_all_of_it() -> None:
    allow = "<!-- fairnotice: allow dead-link: the page comes next week -->"
    assert _checks(allow, "", "- One.", f"- {DEAD}", "    - Three.", "", DEAD) == [("dead-link", 9)]
    table = ["| What | Where |", "| --- | --- |", f"| Cookies | {DEAD} |"]
    assert _checks(allow, "", *table) == []


def test_a_comment_silences_no_other_check() -> None:
    allow = "<!-- fairnotice: allow dead-anchor: it is somewhere else -->"
    assert _checks(allow, "", DEAD) == [("dead-link", 5), ("allow-unused", 3)]


def test_a_comment_without_a_reason_does_not_count() -> None:
    for comment in ("allow dead-link", "allow dead-link:", "allow dead-link: "):
        found = _checks(f"<!-- fairnotice: {comment} -->", "", DEAD)
        assert found == [("allow-without-reason", 3), ("dead-link", 5)]


def test_a_comment_for_an_unknown_check_is_an_error() -> None:
    (found,) = _found(_saying("<!-- fairnotice: allow dead-links: why not -->", "", "Words."))
    assert (found.check, found.version) == ("unknown-check", "privacy@2025-01-01")
    assert found.mend == "Did you mean dead-link?"


@pytest.mark.parametrize("words", ["please ignore dead-link", "allow", "allowed dead-link: yes"])
def test_a_comment_for_the_tool_that_says_nothing_it_knows_is_an_error(words: str) -> None:
    assert _checks(f"<!-- fairnotice: {words} -->", "", "Words.") == [("allow-unreadable", 3)]


def test_other_comments_and_examples_in_code_are_left_alone() -> None:
    assert _checks("<!-- a note to ourselves -->", "", "Words.") == []
    assert _checks("Write:", "", "    <!-- fairnotice: allow dead-link -->", "", "Words.") == []


def test_a_notice_to_which_a_check_does_not_apply_says_so_in_its_front_matter() -> None:
    world = _saying(DEAD)
    (old,) = world.notices[0].versions
    spared = replace(old, not_applicable={"dead-link": "the other site is a neighbour of ours"})
    notice = replace(world.notices[0], versions=(spared,))
    assert _found(replace(world, notices=(notice,))) == []


def _lacking(**facts: Any) -> list[str]:
    """The checks that a bakery's bare notice fails, when the site and the version say `facts`."""
    here = site(version(effective=facts.pop("effective", "")))
    (old,) = here.notices[0].versions
    spared = replace(old, **facts)
    whole = replace(here, notices=(replace(here.notices[0], versions=(spared,)),))
    return [p.check for p in _found(whole) if p.check.startswith("missing-")]


def test_an_item_that_does_not_apply_is_named_by_its_number() -> None:
    assert "missing-dpo" in _lacking()
    assert "missing-dpo" not in _lacking(not_applicable={"A03": "the law asks none of a bakery"})
    assert "missing-dpo" in _lacking(not_applicable={"A03": " "})


def test_an_item_that_does_not_exist_is_an_error() -> None:
    here = site(version())
    (old,) = here.notices[0].versions
    wrong = replace(old, not_applicable={"A99": "why not"})
    found = _found(replace(here, notices=(replace(here.notices[0], versions=(wrong,)),)))
    assert "unknown-check" in [problem.check for problem in found]


def test_every_item_is_looked_for_by_checks_that_exist() -> None:
    assert list(ITEMS) == [f"A{number:02}" for number in range(1, 23)]
    assert {check for checks in ITEMS.values() for check in checks} <= set(IDS)


def test_a_version_is_judged_by_the_law_of_its_day() -> None:
    assert _lacking(effective="2018-05-24") == []
    assert "missing-complaint-to-us" not in _lacking(effective="2026-06-18")
    assert "missing-complaint-to-us" in _lacking(effective="2026-06-19")


def test_a_comment_above_the_title_silences_what_is_missing_from_the_whole_text() -> None:
    allow = "<!-- fairnotice: allow missing-dpo: the law asks none of a bakery -->"
    text = "# Privacy notice\n\nBrindle Bakery bakes bread.\n"
    checks = [p.check for p in _found(site(version(text=f"{allow}\n\n{text}")))]
    assert "missing-dpo" not in checks
    assert "missing-rights" in checks


def test_a_text_in_another_language_is_not_read_as_english() -> None:
    here = site(version())
    (old,) = here.notices[0].versions
    welsh = replace(here.notices[0], versions=(replace(old, lang="cy"),))
    (told,) = _found(replace(here, notices=(welsh,)))
    assert (
        told.check == "language-not-read"
    )  # else "no problems" would say that somebody had read it


def test_a_gap_that_the_scaffold_left_is_seen_in_any_language() -> None:
    gap = "\n[To fill in: who bakes.]\n\n[Name] TODO heißt hier nichts.\n"
    here = site(version(text=TEXT + gap))
    (old,) = here.notices[0].versions
    german = replace(here.notices[0], versions=(replace(old, lang="de"),))
    found = [
        each for each in _found(replace(here, notices=(german,))) if each.check == "placeholder"
    ]
    assert [each.wrong for each in found] == ["“[To fill in: who bakes.]” was to be filled in."]


def test_a_row_of_the_cookie_file_that_several_versions_share_is_told_once() -> None:
    rows = """\
- name: basket
  purpose: Shows you other bread
  category: marketing
  ground: statistics
  lifetime: session
"""
    text = "# Cookies\n\n[[cookies]]\n"
    files = {
        **FILES,
        "content/cookies/cookies.yaml": rows,
        "content/cookies/2025-01-01.md": text,
        "content/cookies/2025-02-01.md": text,
    }
    world, _ = read({path: words.encode() for path, words in files.items()})
    assert world is not None
    found = [each for each in _found(world) if each.check == "cookie-ground-misfit"]
    assert [(each.version, each.place.path) for each in found] == [
        ("cookies@2025-02-01", "content/cookies/cookies.yaml")
    ]
