"""The rule book below the review pages: what comms and legal staff read of a rule."""

from functools import cache

from fairnotice import urls
from fairnotice.model import Dials
from fairnotice.pages.site import rendered
from fairnotice.significance.rulebook import rulebook
from tests.pages.reading import dead_links, elements, ids, links, words
from tests.pages.views import example, view
from tests.world import TEXT, version

PATH = urls.review_rules()


@cache
def book(**levels: str) -> bytes:
    """The rule book of the bakery."""
    new = version("2026-06-01", TEXT.replace("six months", "nine years"), status="draft")
    dials = Dials(rules=levels)  # type: ignore[arg-type]
    return rendered(view(version("2025-01-01"), new, significance=dials)).review[PATH]


def cards(content: bytes) -> dict[str, str]:
    """Id of each rule on the page → its words."""
    return {e.get("id", ""): words(e) for e in elements(content, "article")}


def test_every_rule_says_why_on_whose_authority_and_shows_examples() -> None:
    told = cards(book())
    assert set(told) == {rule.id for rule in rulebook()}
    for rule in rulebook():
        card = told[rule.id]
        assert " ".join(rule.title.split()) in card
        assert " ".join(rule.why.split()) in card
        for source in rule.sources:
            assert source.cite in card
        for example_ in rule.examples:
            assert " ".join(example_.after.split()) in card


def test_a_level_that_site_yaml_turns_is_shown_as_turned() -> None:
    assert "set in site.yaml" not in cards(book())["retention-longer"]
    card = cards(book(**{"retention-longer": "minor"}))["retention-longer"]
    assert "Told to nobody" in card
    assert "set in site.yaml; the rule book says significant" in card


def test_each_finding_of_a_review_page_leads_to_its_rule() -> None:
    pages = example().review
    page = pages["privacy/2027-01-18/index.html"]
    known = ids(pages[PATH])
    named = [address.partition("#")[2] for address in links(page).values() if "rules/" in address]
    rules = [name for name in named if name]
    assert rules
    assert set(rules) <= set(known)


def test_it_is_reached_from_the_index_and_lies_outside_the_public_site() -> None:
    pages = example()
    assert "rules/index.html" in links(pages.review["index.html"]).values()
    assert PATH not in pages.site
    assert b"noindex" in pages.review[PATH]
    assert dead_links(pages.review) == []
