"""Rights made easy: a ready-made message for each, what to expect, where to complain."""

from urllib.parse import parse_qs, urlsplit

from fairnotice.law.sources import sources
from fairnotice.model import ComplaintRoute, Day, Organisation, Right
from fairnotice.pages.rights_law import COMPLAIN_TO_US, EXPECT, REGULATORS, RIGHTS
from fairnotice.pages.site import rendered
from tests.pages.reading import links, text
from tests.pages.views import view
from tests.world import version

COMPANY = Organisation(
    "Brindle & Sons Ltd", email="hello@b.example", support_email="data@b.example"
)


def page(name: str = "privacy/index.html", **more) -> bytes:
    return rendered(view(version("2025-01-01"), **{"organisation": COMPANY, **more})).site[name]


def test_each_right_opens_a_message_that_is_ready_to_send() -> None:
    found = urlsplit(links(page())["Get a copy of your data"])
    assert (found.scheme, found.path) == ("mailto", "data@b.example")
    fields = parse_qs(found.query)
    assert fields["subject"] == ["Get a copy of your data"]
    assert fields["body"][0].startswith("To Brindle & Sons Ltd,\r\n\r\nPlease send me a copy")


def test_the_settings_say_it_their_way() -> None:
    own = Right("access", "Ask us", "Dear all,\nplease: 5 & 6?", to="x@b.example", expect="A week.")
    found = page(rights=(own,))
    assert links(found)["Ask us"] == (
        "mailto:x@b.example?subject=Ask%20us&body=Dear%20all%2C%0D%0Aplease%3A%205%20%26%206%3F"
    )
    assert "Ask us A week." in text(found)
    assert "Get a copy" not in text(found)


def test_an_address_begins_no_field_of_a_message() -> None:
    """Who can write settings could otherwise have all that readers write copied to himself."""
    sly = "data?bcc=me@b.example"
    found = page(organisation=Organisation("Brindle", email=sly, support_email=sly))
    led = [one for one in links(found).values() if one.startswith("mailto:")]
    assert led
    assert all("bcc" not in parse_qs(urlsplit(one).query) for one in led)
    assert links(found)[sly] == "mailto:data%3Fbcc%3Dme@b.example"


def test_a_right_stands_in_the_notices_that_the_settings_name() -> None:
    other = Right("access", "Ask us", "Please.", notices=("cookies",))
    assert "Ask us" not in text(page(rights=(other,)))


def test_ways_to_complain_are_those_of_the_law_of_the_day() -> None:
    spring, autumn = text(page()), text(page(today=Day(2026, 10, 1)))
    assert "the Information Commissioner's Office (ICO)" in spring
    assert "within 30 days" not in spring
    assert "the Information Commission (known as the ICO)" in autumn
    assert "within 30 days" in autumn
    assert "Commissioner's Office" not in autumn


def test_readers_in_the_eu_are_sent_to_their_own_authority() -> None:
    company = Organisation("B", email="a@b.example", jurisdiction="eu")
    found = text(page(organisation=company, today=Day(2026, 10, 1)))
    assert "the data protection authority of the country where you live" in found
    assert "ICO" not in found


def test_an_older_version_and_a_company_without_an_address_offer_no_message() -> None:
    both = view(version("2024-01-01"), version("2025-01-01"), organisation=COMPANY)
    assert "Use your rights" not in text(rendered(both).site["privacy/2024-01-01/index.html"])
    silent = Organisation("B")
    assert b"mailto:" not in page(organisation=silent)


def test_every_fact_of_the_law_says_where_it_stands() -> None:
    for row in (*RIGHTS, *EXPECT, *COMPLAIN_TO_US, *REGULATORS):
        assert sources()[row.source].grade in {"P", "Q"}, row.source


def test_what_holds_in_the_uk_and_the_eu_is_said_once() -> None:
    both = Organisation("B", email="a@b.example", jurisdiction="both")
    found = text(page(organisation=both, today=Day(2026, 10, 1)))
    assert found.count("It normally costs nothing") == 1
    assert "known as the ICO" in found
    assert "where you live" in found


def test_ways_to_complain_are_the_settings_where_they_give_any() -> None:
    routes = (
        ComplaintRoute(
            "Write to our data protection officer", "mailto:dpo@b.example", "In a week."
        ),
        ComplaintRoute("How we deal with complaints", "/privacy/#how"),
        ComplaintRoute("Ask at the till"),
        ComplaintRoute("Say no to cookies", "https://b.example/no", notices=("cookies",)),
    )
    found = page(complaints=routes)
    assert links(found)["Write to our data protection officer"] == "mailto:dpo@b.example"
    assert links(found)["How we deal with complaints"] == "#how"
    assert "Write to our data protection officer. In a week." in text(found)
    assert "Ask at the till." in text(found)
    for other in ("Say no to cookies", "Complain to us", "(ICO)"):
        assert other not in text(found)
    assert "Get a copy of your data" in text(found)


def test_a_notice_without_rights_can_have_ways_to_complain() -> None:
    route = ComplaintRoute("Say no", "https://b.example/no", notices=("cookies",))
    shown = rendered(
        view(version("2025-01-01", notice="cookies"), organisation=COMPANY, complaints=(route,))
    ).site["cookies/index.html"]
    assert links(shown)["Say no"] == "https://b.example/no"
    assert b'<h2 id="page-complain">' in shown
    assert "Use your rights" not in text(shown)
