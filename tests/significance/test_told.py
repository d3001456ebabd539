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
        "Sharing",
        "We do not sell your data.",
        "We do not currently sell your data.",
        "promise-narrower",
        "added: currently",
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
        ("Customers can correct their details.", "You can correct your details."),
        ("We do not show your photo.", "We do not show your photo to anyone."),
        ("We share your data with the club.", "Your data is shared with the club by us."),
        ("They help us run the shop.", "They help us to run the shop."),
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
        ("You can see it.", "They can see it."),
        ("Your list is open to you.", "Your list is open to them."),
        ("They ask us for your file.", "We ask them for your file."),
        ("They use it for our purposes.", "They use it for their own purposes."),
        ("You can see what other members post.", "Other members can see what you post."),
        ("You tell us who your doctor is.", "Your doctor tells us who you are."),
        ("We see what you write.", "You see what we write."),
        ("You choose what we see.", "We choose what you see."),
        ("It goes to the club because you ask us.", "It goes to the club because we ask you."),
        ("Your data is shared with us by clubs.", "Your data is shared by us with clubs."),
        ("You can ask a person to look again.", "You can ask us to look again."),
        ("Only you can open it.", "Only they can open it."),
        ("Only you can open it.", "Only you and we can open it."),
        ("We cannot open it.", "You cannot open it."),
        ("We use photos for the book.", "We use photos for the book and our website."),
        ("We show your photo.", "We show your photo to anyone."),
        ("We get details from shops.", "We get details for shops."),
        ("We share reports about schools.", "We share reports with schools."),
        ("You can ask for a copy.", "You can ask for a copy once."),
        ("We delete it.", "We delete part of it."),
        ("You can correct your details in the app.", "You can see your details in the app."),
        ("We use data about you to help others.", "We use data about others to help you."),
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


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A copy costs £1.50.", "A copy costs £150."),
        ("A copy costs £5.", "A copy costs €5."),
        ("We keep it for 1-2 years.", "We keep it for 12 years."),
        ("It is open to ages 16+.", "It is open to ages 16."),
        ("We refuse those with a score < 500.", "We refuse those with a score > 500."),
        ("We erase it within 30 days.", "We erase it within 30 working days."),
    ],
)
def test_a_sign_beside_a_figure_is_as_good_as_a_word(before: str, after: str) -> None:
    assert judged(notice("Privacy", before), notice("Privacy", after)).verdict != "minor"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We keep it for 1–2 years.", "We keep it for 1-2 years."),
        ("Call 0117 496 0123.", "Call 01174960123."),
        ("Call 040 / 41 91 31-0.", "Call 040/419131-0."),
        ("Last updated: 01/05/2026", "Last updated: 01.05.2026"),
        ("A copy costs £1,000.", "A copy costs £1000."),
    ],
)
def test_the_same_figures_typed_otherwise_are_told_to_nobody(before: str, after: str) -> None:
    assert judged(notice("Privacy", before), notice("Privacy", after)).verdict == "minor"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("✓ | ✗", "✓ | ✓"),
        ("✓ | –", "✓ | ✓"),
        ("x |  ", "x | x"),
        ("Yes | No", "No | Yes"),
        ("Yes | No", "Yes | Yes"),
    ],
)
def test_a_tick_in_another_cell_is_another_fact(before: str, after: str) -> None:
    table = "| Who sees it | Name | Address |\n|---|---|---|\n| Printer | {} |\n| Bank | x | x |"
    old, new = (notice("Sharing", table.format(cells)) for cells in (before, after))
    assert judged(old, new).verdict in {"significant", "review"}


def test_a_tick_in_another_style_is_the_same_tick() -> None:
    table = "| Who sees it | Name |\n|---|---|\n| Printer | {} |"
    old, new = (notice("Sharing", table.format(tick)) for tick in ("✓", "✔"))
    assert judged(old, new).verdict == "minor"


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("Staff in Leeds may see it.", "Staff in Bristol and Truro may see it.", "party-replaced"),
        ("Staff in Leeds may see it.", "Staff in Bristol and Delhi may see it.", "country-named"),
        ("The Parish Office keeps it.", "The Diocese Office keeps it.", "party-replaced"),
        ("Your name goes to Fernhill.", "Your name goes to Oakmere.", "party-replaced"),
        ("We buy lists from Fernhill.", "We buy lists from Oakmere.", "party-replaced"),
        ("Your notes are kept in Ashford.", "Your notes are kept in Hythe.", "party-replaced"),
        ("Dr Marsh decides.", "Decidex decides.", "party-replaced"),
        ("We are the Harbour Trust.", "We are the Quay Trust.", "controller-renamed"),
        ("The Swiftcart app shows it.", "The Pierbasket app shows it.", "product-renamed"),
        (
            "Our data protection officer is Jo Marsh.",
            "Our data protection officer is Pat Reed.",
            "contact-person",
        ),
    ],
)
def test_another_name_is_told_by_what_its_bearer_does(before: str, after: str, rule: str) -> None:
    assert rules(notice("Your data", before), notice("Your data", after)) == {rule}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Nothing leaves Europe.", "Little leaves Europe."),
        ("Necessary cookies wait for nobody.", "Useful cookies wait for nobody."),
        (
            "| Kind | Asked |\n|---|---|\n| Chat | Optional |",
            "| Kind | Asked |\n|---|---|\n| Chat | Required |",
        ),
        (
            "| sid | Lasts |\n|---|---|\n| tst | Briefly |",
            "| sid | Lasts |\n|---|---|\n| tst | Longer |",
        ),
    ],
)
def test_a_plain_word_that_begins_a_sentence_or_a_cell_is_no_name(before: str, after: str) -> None:
    assert judged(notice("Cookies", before), notice("Cookies", after)).verdict != "minor"


@pytest.mark.parametrize(
    ("heading", "before", "after", "told"),
    [
        (
            "How long",
            "| What | Kept | Given to |\n|---|---|---|\n| Bills | 6 years | auditors |",
            "| What | Kept | Given to |\n|---|---|---|\n| Bills | 9 years | auditors, insurers |",
            {"retention-longer": "6 years → 9 years", "recipient-added": "added: insurers"},
        ),
        (
            "How long",
            "We keep recordings for 30 days and share them with our insurer.",
            "We keep recordings for 90 days and share them with our insurer and the police.",
            {"retention-longer": "30 days → 90 days", "recipient-added": "added: police"},
        ),
        (
            "Cookies",
            "| Name | What for | Lasts |\n|---|---|---|\n| tst | statistics | 30 days |",
            "| Name | What for | Lasts |\n|---|---|---|\n| tst | marketing | 90 days |",
            {
                "cookie-lifetime-longer": "30 days → 90 days",
                "purpose-added": "added: marketing",
            },
        ),
        (
            "How long",
            "We keep letters for 30 days.",
            "We keep letters for 90 days.",
            {"retention-longer": "30 days → 90 days"},
        ),
    ],
)
def test_two_facts_at_one_place_are_two_findings(
    heading: str, before: str, after: str, told: dict[str, str]
) -> None:
    """A decision not to tell of the one says nothing of the other."""
    found = judged(notice(heading, before), notice(heading, after)).findings
    assert {finding.rule: finding.evidence for finding in found} == told
    assert len({finding.fingerprint for finding in found}) == len(told)


@pytest.mark.parametrize(
    ("before", "after", "narrowed"),
    [
        ("We share it with couriers (in Wales).", "We share it with couriers.", False),
        ("We share it with the club (on a court order).", "We share it with the club.", False),
        ("We collect your age (in bands).", "We collect your age.", False),
        ("We share it with couriers, banks and shops.", "We share it with couriers, shops.", True),
        (
            "We share it with couriers, with banks and with shops.",
            "We share it with couriers and with shops.",
            True,
        ),
    ],
)
def test_a_bound_that_went_is_no_member_of_a_list(before: str, after: str, narrowed: bool) -> None:
    found = judged(notice("Who gets your data", before), notice("Who gets your data", after))
    assert ({each.rule for each in found.findings} == {"list-narrowed"}) is narrowed
    assert (found.verdict == "minor") is narrowed


def test_a_pointer_that_says_what_is_done_is_no_mere_pointer() -> None:
    before = notice("Offers", "Learn more about our offers.")
    after = notice("Offers", "Learn more about our offers, which we choose by what you read.")
    assert judged(before, after).verdict != "minor"
