"""Each change is told by the reason that a lawyer would give, with the words that give it away."""

from typing import NamedTuple

import pytest

from tests.significance.judged import judged, notice, rules


class Told(NamedTuple):
    """A passage that changed, and how it is told."""

    heading: str
    before: str
    after: str
    rule: str
    evidence: str


CHANGES = (
    Told(
        "Who we are",
        "Quayside Broadband Ltd, 4 Pier Street, Bristol, is the controller.",
        "Quayside Broadband Limited, 4 Pier Street, Bristol, is the controller.",
        "company-name-style",
        "Ltd → Limited",
    ),
    Told(
        "Who we are",
        "Quayside Broadband Ltd is the controller.",
        "Quayside Broadband Ltd and Pier Mobile Ltd are joint controllers.",
        "controller-differs",
        "added: Pier Mobile Ltd",
    ),
    Told(
        "Where",
        "Your data stays in the United Kingdom.",
        "Most of your data stays in the United Kingdom.",
        "limit-differs",
        "added: Most of",
    ),
    Told(
        "What we collect",
        "We collect call records.",
        "We collect call recordings.",
        "data-added",
        "added: call recordings",
    ),
    Told(
        "What we collect",
        "The app reads your contact details.",
        "The app reads your contacts.",
        "data-added",
        "added: your contacts",
    ),
    Told(
        "What we collect",
        "We collect your name and address.",
        "We collect your name, address and fingerprint.",
        "special-category-data",
        "added: fingerprint",
    ),
    Told(
        "What we collect",
        "We collect how you use our website.",
        "We collect how you use our website and where your phone is.",
        "data-added",
        "added: where your phone is",
    ),
    Told(
        "Changes to this notice",
        "If we change this notice we will e-mail you 30 days before.",
        "If we change this notice we will put the new one on this page.",
        "change-clause-weaker",
        "e-mail you 30 days before → put the new one on this page",
    ),
    Told(
        "Automated decisions",
        "A computer decides who gets credit; a person looks again if you ask.",
        "A computer decides who gets credit.",
        "condition-differs",
        "removed: a person looks again if you ask",
    ),
    Told(
        "Young people",
        "6\\. We do not sell data of people under 16.",
        "We do not sell data of people under 16.",
        "numbering",
        "removed: 6",
    ),
    Told(
        "Sharing",
        "We never sell your data.",
        "We do not sell your data for money.",
        "promise-narrower",
        "added: for money",
    ),
    Told(
        "Messages",
        "No one reads your messages.",
        "No one outside our company reads your messages.",
        "promise-narrower",
        "added: outside our company",
    ),
    Told(
        "Your rights",
        "We answer within one month, free of charge.",
        "We answer within one calendar month, and may charge a reasonable fee.",
        "false-synonym",
        "free of → a reasonable fee",
    ),
)


@pytest.mark.parametrize("told", CHANGES, ids=lambda told: told.after[:40])
def test_a_change_is_told_by_its_reason_and_by_the_words_that_differ(told: Told) -> None:
    before, after = (notice(told.heading, body) for body in (told.before, told.after))
    (finding,) = judged(before, after).findings
    assert (finding.rule, finding.evidence) == (told.rule, told.evidence)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We send you one letter a month.", "We send you one letter a week."),
        ("We review this notice each year.", "We review this notice every two years."),
        ("We send two newsletters per month.", "We send newsletters."),
    ],
)
def test_how_often_something_is_done_is_no_time_for_which_data_is_kept(
    before: str, after: str
) -> None:
    found = rules(notice("Use", before), notice("Use", after))
    spans = ("retention-longer", "retention-vaguer", "retention-stated", "record-retention-shorter")
    assert found
    assert not found.intersection(spans)


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ("We note which train you take from which station.", False),
        ("Our trains count their passengers.", False),
        ("We train our staff.", False),
        ("We train models on what you write.", True),
        ("We train our software on journeys that you make.", True),
    ],
)
def test_a_train_is_no_training_of_machines(after: str, told: bool) -> None:
    before = "We sell tickets."
    found = rules(notice("Use", before), notice("Use", f"{before}\n\n{after}"))
    assert ("ai-training" in found) == told


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The controller is Quayside Ltd.", "Quayside Ltd is the controller."),
        ("We take the security of your data seriously.", "Keeping your data safe matters to us."),
        ("This page explains how we use cookies.", "This page tells you how we use cookies."),
        ("Cookies are small files.", "A cookie is a small file."),
    ],
)
def test_what_says_the_same_is_told_to_nobody(before: str, after: str) -> None:
    assert judged(notice("Privacy", before), notice("Privacy", after)).verdict == "minor"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We follow you on our site.", "We follow you on other sites."),
        ("We follow you on our site.", "We follow you across sites."),
        ("We share it with our companies.", "We share it with other companies."),
        ("We share it with you.", "We share it with other people."),
        ("We use data about you.", "We use data about others."),
        ("We show ads based on the page.", "We show ads based on what you read."),
        (
            "We keep orders for a year and logs for a month.",
            "We keep logs for a year and orders for a month.",
        ),
        (
            "We share your name with couriers and your orders with banks.",
            "We share your orders with couriers and your name with banks.",
        ),
    ],
)
def test_small_words_that_turn_what_is_said_are_never_wording(before: str, after: str) -> None:
    assert judged(notice("Privacy", before), notice("Privacy", after)).verdict in {
        "significant",
        "review",
    }


def test_who_acts_on_whom_is_no_matter_of_order() -> None:
    before, after = "Our partners tell the council.", "The council tell our partners."
    assert judged(notice("Privacy", before), notice("Privacy", after)).verdict != "minor"


def test_a_letter_by_post_is_nothing_that_somebody_posted() -> None:
    before, after = (notice("Bills", f"We bill you by {way}.") for way in ("e-mail", "post"))
    assert "data-added" not in rules(before, after)


def test_who_is_responsible_may_be_said_in_other_words() -> None:
    said = "Quayside Broadband Ltd is {}."
    before, after = (
        said.format(words) for words in ("the controller", "responsible for your data")
    )
    assert "controller-differs" not in rules(before, after)


@pytest.mark.parametrize(
    "after",
    [
        "We do not share your data in any way.",
        "We do not share your data with anyone.",
        "We do not share your data, and we do not sell it.",
        "We do not share or sell your data.",
    ],
)
def test_a_promise_with_more_force_or_another_beside_it_is_no_less_than_it_was(after: str) -> None:
    before = notice("Sharing", "We do not share your data.")
    assert "promise-narrower" not in rules(before, notice("Sharing", after))


def test_rows_to_which_a_column_was_put_are_the_rows_that_they_were() -> None:
    """Nobody is told that all suppliers are new because their country is now said."""
    head, rule = "| Supplier | What for | Country |", "|---|---|---|"
    rows = ("| Postwing | sends our letters | Ireland |", "| Coinpath | takes payments | Norway |")
    before = "\n".join(("# Notice\n\n## Suppliers\n", head, rule, *rows))
    after = "\n".join(
        (
            "# Notice\n\n## Suppliers\n",
            f"{head} Company’s seat |",
            f"{rule}---|",
            f"{rows[0]} Ireland |",
            f"{rows[1]} Israel |",
        )
    )
    found = {each.rule: each for each in judged(before, after).findings}
    assert "recipients-told-more" not in found
    assert found["country-added"].evidence == "added: Israel"
    assert found["country-added"].old is not None
