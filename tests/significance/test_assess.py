"""What the engine promises beyond single rules."""

import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairnotice.compare.compare import compare
from fairnotice.document.parse import parsed
from fairnotice.model import CookieRow, Dials
from fairnotice.significance.assess import assess
from fairnotice.significance.fingerprint import fingerprint
from tests.significance.judged import QUIET, judged, rules
from tests.world import cookie

NOTICE = """# Notice

## What we collect {#collect}

We collect your name, your email address and your orders.

## Who we share with {#sharing}

We share your address with:

- couriers
- banks

## How long we keep it {#retention}

We keep orders for 6 months.

## Your rights {#rights}

You can object at any time. Write to rights@fernway.example.
"""


def test_one_longer_period_is_one_significant_finding_with_place_and_source() -> None:
    found = judged(NOTICE, NOTICE.replace("6 months", "two years"))
    assert found.verdict == "significant"
    (finding,) = found.findings
    assert finding.rule == "retention-longer"
    assert finding.topic == "T08"
    assert finding.evidence == "6 months → 2 years"
    assert finding.section_id == "retention"
    assert finding.old is not None
    assert finding.old.text == "We keep orders for 6 months."
    assert finding.source is not None
    assert finding.source.grade in {"P", "Q"}


def test_the_verdict_is_the_gravest_finding_and_findings_come_gravest_first() -> None:
    found = judged(NOTICE, NOTICE.replace("6 months", "2 years").replace("# Notice", "# A notice"))
    assert found.verdict == "significant"
    order = ["significant", "review", "minor"]
    ranks = [order.index(finding.level) for finding in found.findings]
    assert ranks == sorted(ranks)


def test_a_moved_section_loses_and_gains_nothing() -> None:
    head, *sections = NOTICE.split("\n## ")
    moved = "\n## ".join([head, *reversed(sections)])
    assert judged(NOTICE, moved).verdict in {"minor", "none"}


def test_a_fact_that_is_still_stated_elsewhere_is_not_lost() -> None:
    assert judged(NOTICE + "\nOrders: we keep orders for 6 months.\n", NOTICE).verdict == "minor"


def test_a_lead_in_turns_its_list_round() -> None:
    before = "We do:\n\n- sell your name\n- print your name\n"
    after = "We do not:\n\n- sell your name\n- print your name\n"
    assert judged(before, after).verdict == "significant"


def test_an_item_moved_under_a_denial_is_no_move() -> None:
    before = "We store:\n\n- your photos\n- your voice\n\nWe do not store:\n\n- your letters\n"
    after = "We store:\n\n- your photos\n\nWe do not store:\n\n- your voice\n- your letters\n"
    assert judged(before, after).verdict != "minor"


def test_a_line_without_words_that_moved_leads_to_nothing() -> None:
    """What was put under a lead-in elsewhere is a change of its own, and none of the rule's."""
    listed = "We do:\n\n- print cards\n"
    before = f"We print names.\n\n---\n\nWe bake bread.\n\nWe sell tea.\n\n{listed}"
    after = f"We bake bread.\n\n---\n\nWe sell tea.\n\n{listed}- We print names.\n"
    told = [(one.rule, one.evidence) for one in judged(before, after).findings]
    assert ("not-understood", "changed") not in told
    assert ("not-understood", "the scope of it") in told


def test_a_denial_that_moved_above_an_item_is_no_move() -> None:
    photos, voice, denial = (
        "We store:\n\n- your photos\n",
        "- the voice that you record\n",
        "\nWe do not:\n\n",
    )
    before, after = f"{photos}{voice}{denial}", f"{photos}{denial}{voice}"
    before, after = f"{before}- your letters\n", f"{after}- your letters\n"
    assert judged(before, after).verdict != "minor"
    assert judged(after, before).verdict != "minor"


@pytest.mark.parametrize(
    ("narrowing", "verdict"), [("tell", "significant"), ("review", "review"), ("ignore", "minor")]
)
def test_the_dial_narrowing_turns_a_dropped_item(narrowing: str, verdict: str) -> None:
    dials = Dials(narrowing=narrowing)  # type: ignore[arg-type]
    assert judged(NOTICE, NOTICE.replace("- banks\n", ""), dials).verdict == verdict


def test_the_dial_recipients_turns_a_swapped_supplier() -> None:
    before = "## Who we share with\n\n- Postwise: sends letters.\n- Cardly: takes payments.\n"
    after = before.replace("Postwise", "Mailfern")
    assert judged(before, after).verdict == "minor"
    assert judged(before, after, Dials(recipients="names")).verdict == "significant"


def test_a_rule_can_be_ignored_or_turned() -> None:
    after = NOTICE.replace("6 months", "2 years")
    turned = replace(QUIET, rules={"retention-longer": "minor"})
    ignored = replace(QUIET, rules={"retention-longer": "ignore"})
    assert "retention-longer" in {f.rule for f in judged(NOTICE, after, turned).findings}
    assert "retention-longer" not in {f.rule for f in judged(NOTICE, after, ignored).findings}
    assert judged(NOTICE, after, ignored).verdict != "none"


def test_a_finding_names_a_source_that_holds_in_the_site_s_jurisdiction() -> None:
    after = NOTICE.replace("We collect your name", "We collect your voice recording, your name")
    for jurisdiction in ("uk", "eu"):
        for finding in judged(NOTICE, after, jurisdiction=jurisdiction).findings:
            assert finding.source is not None
            assert jurisdiction in finding.source.jurisdictions


def test_what_no_rule_understands_goes_to_a_person() -> None:
    found = judged("The heron waits beside the mill.", "The heron sleeps beside the mill.")
    assert found.verdict == "review"
    assert found.findings[0].rule == "not-understood"


def test_one_added_not_is_seen_though_nearly_all_words_are_the_same() -> None:
    assert judged(NOTICE, NOTICE.replace("We share", "We do not share")).verdict == "significant"


def test_a_month_is_not_thirty_days_but_twelve_months_are_a_year() -> None:
    keep = "## How long we keep it\n\nWe keep orders for {}.\n"
    assert judged(keep.format("12 months"), keep.format("one year")).verdict == "minor"
    assert judged(keep.format("one month"), keep.format("30 days")).verdict != "minor"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We keep logs 3 months, orders 6 years.", "We keep orders 3 months, logs 6 years."),
        ("We transfer data from the UK to Ireland.", "We transfer data from Ireland to the UK."),
        ("It is now given to couriers.", "It is not given to couriers."),
        ("Hints are off until you turn them on.", "Hints are on until you turn them off."),
        ("You must be over 13 to join.", "You must be under 13 to join."),
        ("You can object to it.", "You can object to it by post."),
        ("We may share it.", "We share it."),
        ("Ask us and a person decides.", "Ask us or a person decides."),
    ],
)  # fmt: skip
def test_small_changes_that_look_harmless_are_never_minor(before: str, after: str) -> None:
    assert judged(before, after).verdict in {"significant", "review"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Last updated: 3 May 2024", "Last Updated: May 9th, 2025"),
        ("Effective as of January 1, 2023", "Effective as of March 15, 2024"),
        ("© 2022 Fernway, Inc. All rights reserved.", "© 2023 Fernway, Inc. All rights reserved."),
        ("Updated over a week ago", "Updated this week"),
        ("If you have any questions, write to us.", "If you have questions, write to us."),
        ("We collect your name,e-mail and address.", "We collect your name, email and address."),
        ("Your data is stored by us in Leeds.", "We store your data in Leeds."),
    ],
)
def test_labels_and_style_are_minor(before: str, after: str) -> None:
    assert judged(before, after).verdict == "minor"


def test_the_same_place_is_told_once_with_its_strongest_reason() -> None:
    after = NOTICE.replace("We keep orders for 6 months.", "We may keep most orders for 9 years.")
    findings = [f for f in judged(NOTICE, after).findings if f.section_id == "retention"]
    assert len(findings) == 1
    assert findings[0].level == "significant"


def test_a_fingerprint_depends_on_rule_section_and_normalised_texts_alone() -> None:
    one = fingerprint("r", "s", "We don’t sell it.", "We sell it.")
    assert one == fingerprint("r", "s", "We do not sell it", "we sell it")
    assert one != fingerprint("r", "s", "We do not sell it", "we give it")
    assert one != fingerprint("q", "s", "We do not sell it.", "We sell it.")
    assert one != fingerprint("r", "t", "We do not sell it.", "We sell it.")
    assert len(one) == 16


def test_two_rows_added_with_the_same_words_have_two_fingerprints() -> None:
    table = "## Cookies\n\n| Name | Use |\n| --- | --- |\n| basket_id | your basket |\n"
    row = "| ad_seen | advertising |\n"
    more = "\n### Elsewhere\n\n| Name | Use |\n| --- | --- |\n"
    found = judged(table + more, table + row + more + row).findings
    prints = [finding.fingerprint for finding in found]
    assert len(prints) == len(set(prints))


def test_a_page_of_unrelated_text_never_ends_in_an_error() -> None:
    assert judged("", NOTICE).verdict == "significant"
    assert judged(NOTICE, "").verdict == "significant"
    assert judged("", "").verdict == "none"


def test_the_rules_fire_in_a_cookie_table_by_its_header() -> None:
    before = "## Cookies\n\n| Cookie | Purpose |\n| --- | --- |\n| sid | session management |\n"
    after = before + "| adx | advertising on other sites |\n"
    assert "cookie-listed" in rules(before, after)


WORDS = st.sampled_from(
    [
        "we",
        "you",
        "not",
        "may",
        "will",
        "share",
        "keep",
        "data",
        "name",
        "6",
        "months",
        "years",
        "with",
        "partners",
        "only",
        "if",
        "the",
        "and",
        "or",
        "never",
    ]
)
SENTENCES = st.lists(
    st.lists(WORDS, min_size=2, max_size=8).map(lambda w: " ".join(w) + "."), max_size=5
)


@settings(max_examples=60, deadline=None)
@given(SENTENCES)
def test_any_text_against_itself_is_none(sentences: list[str]) -> None:
    text = "\n\n".join(sentences)
    assert judged(text, text).verdict == "none"


@settings(max_examples=60, deadline=None)
@given(SENTENCES, SENTENCES)
def test_any_two_texts_are_judged_and_every_change_has_a_finding(
    old: list[str], new: list[str]
) -> None:
    found = judged("\n\n".join(old), "\n\n".join(new))
    assert found.verdict in {"none", "minor", "review", "significant"}
    assert (found.verdict == "none") is (not found.findings)


SCOPES = st.sampled_from(
    [
        "",
        "## Data that we share\n\n",
        "## What we never do\n\n",
        "We do not:\n\n- ",
        "You can:\n\n- ",
    ]
)
"""What a sentence stands under, which may turn it round."""
SAYINGS = st.sampled_from(
    [
        "sell your name to partners for 6 months",
        "share your orders with couriers in Sweden if you ask",
        "keep your email address, your orders and cookies for 2 years",
        "ask us not to use your data",
        "use cookies and your name for advertising",
    ]
)
SCOPED = st.lists(st.tuples(SCOPES, SAYINGS).map("".join), max_size=6).map("\n\n".join)


@settings(max_examples=60, deadline=None)
@given(SCOPED, SCOPED)
def test_what_was_judged_before_changes_no_judgement(old: str, new: str) -> None:
    """What is remembered of a sentence is the same under every heading and beside every other."""
    found = judged(old, new), judged(new, old)
    for name, room in list(sys.modules.items()):
        if name.startswith("fairnotice.significance"):
            for each in vars(room).values():
                if getattr(each, "cache_parameters", dict)().get("maxsize"):
                    each.cache_clear()
    assert (judged(old, new), judged(new, old)) == found


CAMERAS = """
## Cameras in our shops {#cameras}

Cameras in our shops record everyone who comes in.

The pictures are stored for three days.

Our doors count and record visits.
"""


def test_a_section_that_is_new_asks_once_for_each_kind_of_thing_that_it_says() -> None:
    found = judged(NOTICE, NOTICE + CAMERAS)
    told = [finding for finding in found.findings if finding.level == "significant"]
    assert len({finding.rule for finding in told}) == len(told)
    said = "\n".join(finding.new.text for finding in found.findings if finding.new is not None)
    for sentence in CAMERAS.strip().splitlines()[1:]:
        assert sentence.rstrip(".") in said  # every sentence stands in one of the findings
    (data,) = [finding for finding in told if finding.rule == "data-told-more"]
    assert data.evidence.endswith("(and 1 more sentence like it)")
    assert len(data.changes) == 2
    assert data.change == data.changes[0]


def test_a_decision_about_several_sentences_lapses_when_one_of_them_changes() -> None:
    first, second = (
        judged(NOTICE, NOTICE + text).findings
        for text in (CAMERAS, CAMERAS.replace("count and record", "film"))
    )
    assert {f.fingerprint for f in first if f.rule == "data-told-more"} != {
        f.fingerprint for f in second if f.rule == "data-told-more"
    }


COUNT = cookie("count", category="statistics", ground="consent", lifetime="90 days")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((replace(COUNT, lifetime="2 years"),), {"cookie-lifetime-longer"}),
        ((replace(COUNT, ground="statistics"),), {"cookie-asked-no-more"}),
        ((COUNT, cookie("advert", category="marketing", ground="consent")), {"cookie-listed"}),
        ((), {"list-narrowed"}),
    ],
)
def test_findings_on_rows_of_cookies_point_to_their_file(
    rows: tuple[CookieRow, ...], expected: set[str]
) -> None:
    """Contract, section 7: topic T13, whatever else a row names, and the place in cookies.yaml."""
    basket = cookie("basket")
    old, new = (
        parsed(
            "# Cookies\n\n[[cookies]]\n",
            path="content/cookies/2026-01-01.md",
            cookies=(basket, *more),
            cookie_lines=tuple(range(1, len(more) + 2)),
        ).document
        for more in ((COUNT,), rows)
    )
    found = assess(compare(old, new), QUIET, "both", "cookies").findings
    assert {finding.rule for finding in found} == expected
    assert {finding.topic for finding in found} == {"T13"}
    for finding in found:
        passage = finding.new or finding.old
        assert passage is not None
        assert passage.path == "content/cookies/cookies.yaml"
