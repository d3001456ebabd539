"""What a message says: the same in both forms, weightiest first, to the right people."""

import re
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from fairnotice.mail.drafts import draft, drafts, proofs
from fairnotice.mail.occasion import Occasion
from fairnotice.mail.quotes import quotes
from fairnotice.model import Assessment, Draft, Span
from tests.mail.world import (
    AFTER,
    COMPARISON,
    ENTRY,
    FINDING,
    LINE,
    NEW,
    OCCASION,
    PAIR,
    SETTINGS,
    TEMPLATES,
    Day,
    block,
    with_entry,
    with_line,
    with_organisation,
    with_version,
)

_PAGE_ADDRESS = re.compile(r"https?://\S+")


def _html_words(one: Draft) -> list[str]:
    body = lxml_html.document_fromstring(one.html).body
    return _bare(" ".join(body.itertext())).split()


def _text_words(one: Draft) -> list[str]:
    return _bare(_PAGE_ADDRESS.sub(" ", one.text)).split()


def _bare(text: str) -> str:
    """Without what only one form has: lines under headings, dashes before items, colons."""
    return re.sub(r"(?m)^\s*(?:=+|-+)\s*$|^\s*- |[:.](?=\s|$)", " ", text)


def _hrefs(one: Draft) -> list[str]:
    return [str(found) for found in lxml_html.document_fromstring(one.html).xpath("//@href")]


@pytest.mark.parametrize("made", [drafts, proofs])
def test_html_and_text_say_the_same_words_in_the_same_order(made: object) -> None:
    for one in made(OCCASION, TEMPLATES):  # type: ignore[operator] # two functions of one shape
        assert len(_html_words(one)) > 100
        assert _html_words(one) == _text_words(one)


_ANY = st.text(
    alphabet=st.sampled_from("abé9ß字 \n\t.,:;-–“'&<>*#=[]()/@\u200b\u202e\x85"), max_size=60
)


def _letters(text: str) -> list[str]:
    return re.findall(r"\w+", _PAGE_ADDRESS.sub(" ", text))


@settings(deadline=None, max_examples=60)
@given(_ANY, _ANY, _ANY, _ANY, _ANY)
@example("See https://notices.larch.example/legal/ or a@b.example.", "<b>", "&amp;", "- x", "=")
def test_html_and_text_say_the_same_whatever_people_wrote(
    said: str, means: str, action: str, summary: str, brand: str
) -> None:
    lines = tuple(
        replace(LINE, section=section, summary=said, means=means, action=action)
        for section in ("retention", "", "gone", "", "", "", "", "retention")
    )
    bent = with_entry(changes=lines, summary=summary, if_nothing=summary)
    organisation = replace(SETTINGS.organisation, trading_name=brand, phone=said)
    for one in drafts(
        replace(bent, settings=replace(SETTINGS, organisation=organisation)), TEMPLATES
    ):
        body = lxml_html.document_fromstring(one.html).body
        assert _letters(" ".join(body.itertext())) == _letters(one.text)


def test_every_page_that_the_html_leads_to_stands_in_the_text() -> None:
    for one in drafts(OCCASION, TEMPLATES):
        pages = [href for href in _hrefs(one) if not href.startswith("mailto:")]
        assert pages == _PAGE_ADDRESS.findall(one.text)


def test_links_lead_to_the_dated_pages_of_the_site_and_to_nobody_else() -> None:
    one = draft(OCCASION, "customers", TEMPLATES)
    base = "https://notices.larch.example/legal/privacy/"
    assert f"{base}2027-01-18/" in _hrefs(one)
    assert f"{base}2020-05-01/" in _hrefs(one)
    assert f"{base}compare/2020-05-01/2027-01-18/" in _hrefs(one)
    assert f"{base}compare/2020-05-01/2027-01-18/#change-1" in _hrefs(one)
    for href in _hrefs(one):
        split = urlsplit(href)
        assert split.scheme == "mailto" or split.hostname == "notices.larch.example"


def test_the_regulator_is_named_in_words_and_not_linked() -> None:
    one = draft(OCCASION, "customers", TEMPLATES)
    assert "ico.org.uk" in one.text
    assert not any("ico.org" in href for href in _hrefs(one))


def test_nothing_in_it_can_be_loaded_or_run() -> None:
    """No picture, no script, no style sheet, no form, no address in a style: nothing tracks."""
    for one in drafts(OCCASION, TEMPLATES):
        page = lxml_html.document_fromstring(one.html)
        assert not page.xpath("//img|//script|//link|//form|//iframe|//object|//video|//*[@src]")
        assert "url(" not in one.html
        assert "@import" not in one.html


def test_styles_stand_on_the_elements() -> None:
    page = lxml_html.document_fromstring(draft(OCCASION, "customers", TEMPLATES).html)
    assert "color" in page.xpath("//a/@style")[0]
    assert page.xpath("string(//style)").strip().startswith("@media")


def test_it_says_before_after_and_what_it_means() -> None:
    text = " ".join(draft(OCCASION, "customers", TEMPLATES).text.split())
    assert "Now: “We keep your orders for 2 years.”" in text
    assert "From 18 January 2027: “We keep your orders for 6 years.”" in text
    assert "What this means for you: You can ask us about an old order for longer." in text


def test_it_says_what_to_do_by_when_and_what_happens_otherwise() -> None:
    text = " ".join(draft(OCCASION, "customers", TEMPLATES).text.split())
    assert "By 17 January 2027: - How long we keep it: Ask us to delete an order" in text
    assert "If you do nothing" in text
    assert "Your orders are kept for 6 years." in text


def test_a_reader_who_can_do_nothing_is_told_that_nothing_is_needed() -> None:
    text = draft(with_line(action=""), "customers", TEMPLATES).text
    assert "You do not need to do anything." in text


def test_it_says_that_it_is_a_service_message() -> None:
    last = " ".join(draft(OCCASION, "customers", TEMPLATES).text.strip().splitlines()[-2:])
    assert last.startswith("This is a service message")
    assert last.endswith("It does not change your marketing choices.")


def test_the_subject_names_the_change_and_its_day() -> None:
    assert (
        draft(OCCASION, "customers", TEMPLATES).subject
        == "From 18 January 2027: changes to how long we keep your data"
    )


def test_the_subject_names_the_notice_where_no_rule_says_what_changes() -> None:
    silent = replace(OCCASION, assessment=Assessment("minor", ()))
    assert (
        draft(silent, "customers", TEMPLATES).subject
        == "From 18 January 2027: changes to our privacy notice"
    )


def test_customers_and_contacts_learn_why_they_are_written_to() -> None:
    customers, contacts = drafts(OCCASION, TEMPLATES)
    assert "a customer of Larch" in " ".join(customers.text.split())
    assert "one of our customers gave us your details" in " ".join(contacts.text.split())
    assert "Please ask it first about those details." in " ".join(contacts.text.split())
    assert customers.html != contacts.html


def test_a_site_says_in_its_own_words_why_it_writes() -> None:
    email = replace(SETTINGS.email, customers="You rent a van from us.")
    own = replace(OCCASION, settings=replace(SETTINGS, email=email))
    assert "You rent a van from us." in draft(own, "customers", TEMPLATES).text


def test_at_most_five_changes_are_told_in_full_and_the_gravest_come_first() -> None:
    grave = replace(LINE, summary="The gravest of all.")
    other = [replace(LINE, section="", summary=f"Number {n}.", action="") for n in range(7)]
    clear = replace(LINE, kind="clarified", section="else", summary="Only clearer.", means="")
    silent = replace(
        with_entry(changes=(clear, *other, grave)),
        assessment=Assessment("significant", (FINDING,)),
    )
    text = draft(silent, "customers", TEMPLATES).text
    full, _, rest = text.partition("Smaller changes")
    assert re.findall(r"(?m)^\d+\. ", full) == ["1. ", "2. ", "3. ", "4. ", "5. "]
    assert "- " not in full.partition("What is changing")[2].replace("-----", "")
    also, _, smaller = rest.partition("These parts only say more clearly")
    assert also.count("Number ") + also.count("The gravest") == 3
    assert "Only clearer." in smaller


def test_many_smaller_changes_are_named_by_their_sections_and_few_in_a_sentence_each() -> None:
    def others(*topics: str) -> list[str]:
        occasion = _lines_about("T04", "T09", "T06", "T07", "T08", *topics)
        titled = tuple(
            NEW.sections[0]._replace(id=f"part-{n}", title=f"Part {n}")
            for n in range(5 + len(topics))
        )
        document = replace(NEW, sections=titled)
        version = replace(occasion.version, document=document)
        text = draft(replace(occasion, version=version), "customers", TEMPLATES).text
        found = text.partition("Smaller changes")[2].partition("See every change")[0]
        return re.findall(r"(?m)^- (.*)$", found)

    assert others("T02", "T01") == ["Part 4: News 4.", "Part 5: News 5."]
    assert sorted(others("T02", "T01", "T10", "T15")) == ["Part 4", "Part 5", "Part 7", "Part 8"]


def test_of_the_summary_the_first_sentence_is_told_since_the_changes_follow() -> None:
    told = with_entry(summary="We keep orders for longer. It is a long story.")
    text = draft(told, "customers", TEMPLATES).text
    assert "We keep orders for longer." in text
    assert "It is a long story." not in text


def test_what_the_quoted_words_say_is_not_said_twice() -> None:
    text = draft(with_line(summary="We keep your orders for 6 years."), "customers", TEMPLATES).text
    assert text.count("We keep your orders for 6 years.") == 1


def test_a_part_that_is_new_or_gone_is_told_as_such_before_and_after() -> None:
    other = replace(NEW, sections=(NEW.sections[0]._replace(id="else", title="Elsewhere"),))
    added = replace(OCCASION, predecessor=replace(OCCASION.version, document=other))
    text = " ".join(draft(added, "customers", TEMPLATES).text.split())
    assert "Now: Our notice has no such part." in text
    assert "From 18 January 2027: We keep your orders for 6 years. It was 2 years." in text
    gone = with_version(document=other)
    text = " ".join(draft(gone, "customers", TEMPLATES).text.split())
    assert "Now: “" not in text
    assert "From 18 January 2027: Our notice no longer has this part." in text
    moved = with_entry(moved_ids={"retention": "else"}, changes=(replace(LINE, section="else"),))
    moved = replace(moved, version=replace(moved.version, document=other))
    assert "part." not in draft(moved, "customers", TEMPLATES).text.partition("What you can")[0]


def _quoted(*spans: Span) -> tuple[str, str]:
    old = "".join(one.text for one in spans if one.kind != "added")
    new = "".join(one.text for one in spans if one.kind != "removed")
    return quotes(PAIR._replace(old=(block(old, 5),), new=(block(new, 5),), spans=spans))


def test_a_sentence_that_stays_does_not_seem_to_be_replaced_by_the_one_that_came_beside_it() -> (
    None
):
    stays, comes = "You can unsubscribe at any time.", "We ask you first."
    both = f"{stays} {comes}"
    assert _quoted(Span("same", stays), Span("added", f" {comes}")) == (stays, both)
    assert _quoted(Span("same", stays), Span("removed", f" {comes}")) == (both, stays)
    other = f"{comes} {stays}"
    assert _quoted(Span("added", f"{comes} "), Span("same", stays)) == (stays, other)
    assert _quoted(Span("removed", comes), Span("same", f" {stays}")) == (other, f"{stays}")


def test_a_sentence_that_stays_and_has_no_room_is_quoted_on_neither_side() -> None:
    stays = " ".join(["We", *["really"] * 25, "do."])
    comes = "We ask you first."
    assert _quoted(Span("same", stays), Span("added", f" {comes}")) == ("", comes)
    assert _quoted(Span("same", stays), Span("removed", f" {comes}")) == (comes, "")


def _lines_about(*topics: str) -> Occasion:
    """A version with a line and a told finding for each topic, each in a section of its own."""
    return replace(
        with_entry(
            changes=tuple(
                replace(
                    LINE, section=f"part-{n}", summary=f"News {n}.", action=f"Do {n}.", until=None
                )
                for n, _ in enumerate(topics)
            )
        ),
        assessment=Assessment(
            "significant",
            tuple(
                replace(FINDING, topic=topic, section_id=f"part-{n}")
                for n, topic in enumerate(topics)
            ),
        ),
    )


def _in_full(occasion: Occasion) -> list[str]:
    text = draft(occasion, "customers", TEMPLATES).text.partition("Smaller changes")[0]
    return re.findall(r"News \d", text)


def test_five_changes_tell_of_five_matters_where_there_are_so_many() -> None:
    many = _lines_about("T04", "T04", "T04", "T09", "T06", "T07", "T08")
    assert _in_full(many) == ["News 0", "News 3", "News 4", "News 5", "News 6"]


def test_what_has_a_last_day_for_the_reader_is_told_in_full_and_first() -> None:
    many = _lines_about("T04", "T09", "T06", "T07", "T08", "T02")
    *others, last = many.entry.changes
    hurried = replace(last, until=Day(2027, 1, 3))
    version = replace(many.version, entry=replace(many.entry, changes=(*others, hurried)))
    assert _in_full(replace(many, version=version))[0] == "News 5"


def test_what_can_be_done_at_any_time_is_said_of_the_changes_told_in_full() -> None:
    many = _lines_about("T04", "T09", "T06", "T07", "T08", "T02")
    text = draft(many, "customers", TEMPLATES).text
    assert re.findall(r"Do \d", text) == [f"Do {n}" for n in range(5)]


def test_a_line_on_the_whole_notice_does_not_take_the_place_of_the_one_on_the_section() -> None:
    """A summary that says that there is something new is not the news."""
    whole = replace(LINE, section="", summary="The summary at the top is new.", until=None)
    near = replace(LINE, until=None)
    text = draft(with_entry(changes=(whole, near)), "customers", TEMPLATES).text
    assert text.index(near.summary) < text.index(whole.summary)


def test_a_passage_that_is_all_new_is_told_in_the_authors_words_with_a_link_to_it() -> None:
    new = PAIR._replace(kind="added", old=(), spans=(Span("added", PAIR.new_text),))
    fresh = replace(OCCASION, comparison=replace(COMPARISON, pairs=(new,)))
    one = draft(fresh, "customers", TEMPLATES)
    assert LINE.summary in " ".join(one.text.split())
    assert "We keep a record of each repair" not in " ".join(one.text.split())
    assert any(href.endswith("/compare/2020-05-01/2027-01-18/#change-1") for href in _hrefs(one))


def test_a_first_version_has_nothing_to_be_compared_with() -> None:
    first = replace(OCCASION, predecessor=None, comparison=None, assessment=None)
    one = draft(first, "customers", TEMPLATES)
    assert not any("compare" in href for href in _hrefs(one))
    assert "2027-01-18/" in one.text


@pytest.mark.parametrize(
    ("today", "law", "said", "unsaid"),
    [
        (Day(2026, 6, 18), "uk", "Information Commissioner's Office", "right to complain to us"),
        (Day(2026, 6, 19), "uk", "right to complain to us", "Information Commission,"),
        (Day(2026, 9, 29), "uk", "Information Commissioner's Office", "Information Commission,"),
        (Day(2026, 9, 30), "uk", "Information Commission,", "Commissioner's Office"),
        (Day(2026, 11, 23), "eu", "data protection authority of the EU country", "ICO"),
        (Day(2026, 11, 23), "eu", "please tell us", "within 30 days"),
        (Day(2026, 11, 23), "both", "If you are in the European Union, you can also", "EU country"),
    ],
)
def test_how_to_complain_follows_the_law_of_the_place_and_the_day(
    today: Day, law: str, said: str, unsaid: str
) -> None:
    occasion = replace(with_organisation(jurisdiction=law), today=today)
    text = " ".join(draft(occasion, "customers", TEMPLATES).text.split())
    assert said in text
    assert unsaid not in text


def test_a_proof_says_so_in_its_subject_above_and_below() -> None:
    for one in proofs(with_version(status="draft"), TEMPLATES):
        assert one.proof
        assert one.subject.startswith("PROOF: ")
        assert one.text.startswith("PROOF, not for sending.")
        assert one.text.count("PROOF, not for sending.") == 2
        assert "This version is still a draft" in one.text


def test_the_text_fits_a_terminal_of_80_columns_but_for_addresses() -> None:
    for one in drafts(with_line(means="word " * 200), TEMPLATES):
        long = [row for row in one.text.splitlines() if len(row) > 72]
        assert all(row.strip().startswith("https://") for row in long)


def test_the_same_input_gives_the_same_draft() -> None:
    assert drafts(OCCASION, TEMPLATES) == drafts(OCCASION, dict(reversed(TEMPLATES.items())))


def test_a_language_without_words_is_a_problem_that_says_what_to_do() -> None:
    (one, _) = drafts(with_version(lang="cy-GB"), TEMPLATES)
    assert one.problems[0].check == "email-language"
    assert "templates/email/words.cy.yaml" in one.problems[0].mend


def test_a_language_of_its_own_has_its_own_words() -> None:
    welsh = {**TEMPLATES, "email/words.cy.yaml": TEMPLATES["email/words.en.yaml"] + "\n"}
    welsh["email/words.cy.yaml"] = welsh["email/words.cy.yaml"].replace('"Hello,"', '"Helo,"')
    one = draft(with_version(lang="cy"), "customers", welsh)
    assert "Helo," in one.text
    assert '<html lang="cy">' in one.html


def test_a_message_in_arabic_runs_from_right_to_left_and_quotes_each_language_as_its_own() -> None:
    arabic = {**TEMPLATES, "email/words.ar.yaml": TEMPLATES["email/words.en.yaml"]}
    bent = with_line(means="")
    one, _ = proofs(replace(bent, version=replace(bent.version, lang="ar")), arabic)
    assert '<html lang="ar" dir="rtl">' in one.html
    (sheet,) = re.findall(r"<div class=.sheet[^>]*>", one.html)
    assert 'lang="ar" dir="rtl"' in sheet
    assert "text-align: right" in sheet
    assert re.search(r'<strong[^>]*>Now:</strong> <span lang="en-GB" dir="ltr">“', one.html)
    assert '<li lang="en-GB" dir="ltr"' in one.html, "what is open is told in English"


def test_a_noun_that_is_spelt_with_a_capital_keeps_it_in_a_sentence() -> None:
    german = {**TEMPLATES, "email/words.de.yaml": TEMPLATES["email/words.en.yaml"]}
    bent = with_version(lang="de")
    site = replace(bent.settings, lang="de")
    named = replace(bent, settings=site, notice=replace(bent.notice, title="Kekshinweise"))
    assert "Our Kekshinweise changes on" in draft(named, "customers", german).text
    french = replace(
        named, settings=replace(site, lang="fr"), version=replace(bent.version, lang="fr")
    )
    words = {**TEMPLATES, "email/words.fr.yaml": TEMPLATES["email/words.en.yaml"]}
    assert "Our kekshinweise changes on" in draft(french, "customers", words).text
    # A version in another language than the site's is called by its own title.
    other = replace(bent, version=replace(bent.version, title="Kekse"))
    assert "Our Kekse changes on" in draft(other, "customers", german).text


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("greeting: [", "YAML"),
        ("- a", "keys and sentences"),
        ("greeting: Hello", "has no sentence “subject”"),
        (TEMPLATES["email/words.en.yaml"].replace("{notice} changes", "{nonsense}"), "braces"),
        (TEMPLATES["email/words.en.yaml"].replace("{notice} changes", "{notice.a}"), "braces"),
        (TEMPLATES["email/words.en.yaml"].replace("January, ", ""), "twelve"),
    ],
)
def test_a_words_file_that_cannot_be_used_is_a_problem_and_not_a_crash(
    broken: str, said: str
) -> None:
    one = draft(OCCASION, "customers", {**TEMPLATES, "email/words.en.yaml": broken})
    assert one.problems[0].check == "template-error"
    assert said in one.problems[0].wrong


@pytest.mark.parametrize("template", ["{{ nonsense }}", "{% if %}", ""])
def test_a_layout_that_cannot_be_used_is_a_problem_and_not_a_crash(template: str) -> None:
    one = draft(OCCASION, "customers", {**TEMPLATES, "email/message.html": template})
    assert bool(one.problems) == bool(template)


def test_what_people_wrote_cannot_become_markup() -> None:
    hostile = '<script>alert("x")</script><img src=x onerror=y> & </title>'
    bent = with_entry(summary=hostile, changes=(replace(LINE, summary=hostile, means=hostile),))
    one = draft(bent, "customers", TEMPLATES)
    page = lxml_html.document_fromstring(one.html)
    assert not page.xpath("//script|//img")
    assert hostile in page.text_content()


def test_a_colour_that_is_none_never_reaches_a_style() -> None:
    brand = replace(SETTINGS.brand, colour="red;} body{background:url(https://evil.example)")
    one = draft(replace(OCCASION, settings=replace(SETTINGS, brand=brand)), "customers", TEMPLATES)
    assert "evil.example" not in one.html


def test_only_the_companys_own_mailboxes_become_links() -> None:
    bent = with_line(means="Ask privacy@larch.example, not stranger@evil.example.")
    hrefs = _hrefs(draft(bent, "customers", TEMPLATES))
    assert "mailto:privacy@larch.example" in hrefs
    assert not any("evil" in href for href in hrefs)


def test_the_world_of_these_tests_is_valid() -> None:
    """Otherwise the tests of the gate would prove nothing."""
    assert AFTER.entry == ENTRY
    assert [one.problems for one in drafts(OCCASION, TEMPLATES)] == [(), ()]
