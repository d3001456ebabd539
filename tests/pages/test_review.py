"""The review pages: what people who decide, approve and write to customers read on them."""

import re
import shlex
from dataclasses import replace
from functools import cache
from itertools import pairwise
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairnotice import urls
from fairnotice.archive.sign_off import content_hash
from fairnotice.compare.compare import compare
from fairnotice.document.parse import parsed
from fairnotice.model import (
    ChangeLine,
    Day,
    EmailSettings,
    Notification,
    Organisation,
    Passage,
    Place,
    Problem,
    Question,
    SignOff,
    Waiver,
)
from fairnotice.pages.review_facts import coded
from fairnotice.pages.review_findings import sides
from fairnotice.pages.site import rendered
from tests.pages.reading import dead_links, elements, ids, links, meta, text, words
from tests.pages.views import example, example_view, view
from tests.world import TEXT, entry, version

OLD = version("2025-01-01")
LONGER = TEXT.replace("six months", "nine years")
UNCLEAR = TEXT.replace("your name and your address", "your name and your blorb")
PATH = "privacy/2026-06-01/index.html"
MAIL = {"organisation": Organisation("Brindle Bakery Ltd", support_email="help@brindle.example")}


def page(*, body: str = LONGER, settings: dict[str, object] | None = None, **said: object) -> bytes:
    """The review page of a draft that follows `OLD`."""
    told = {"significance": "significant", **said}
    new = version("2026-06-01", body, status="draft", entry=entry("2026-06-01", **told))
    return rendered(view(OLD, new, **(settings or MAIL))).review[PATH]


def classed(content: bytes, name: str) -> list[Element]:
    """The elements that have a class."""
    return [e for e in elements(content) if name in e.get("class", "").split()]


def mails(content: bytes) -> dict[str, tuple[str, str, str]]:
    """Words of each mail link → to whom, subject, words of the message."""
    found = {}
    for said, address in links(content).items():
        if address.startswith("mailto:") and "?" in address:
            parts = urlsplit(address)
            asked = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
            found[said] = (unquote(parts.path), asked["subject"][0], asked["body"][0])
    return found


def codes(content: bytes) -> list[str]:
    """The lines for the editor."""
    return [words(e) for e in elements(content, "pre")]


@cache
def undecided() -> bytes:
    """A page with findings that a person has to decide about."""
    return page(body=UNCLEAR)


def test_the_verdict_stands_in_one_sentence() -> None:
    (said,) = classed(page(), "standfirst")
    assert words(said) == "Customers must be told of 1 point."
    (said,) = classed(undecided(), "standfirst")
    assert "person has" in words(said)


def test_old_and_new_words_stand_side_by_side_with_what_changed_marked() -> None:
    (old, *_), (new, *_) = classed(page(), "side-old"), classed(page(), "side-new")
    assert words(old) == ("Old words We keep your orders for removed six months end removed.")
    assert words(new) == "New words We keep your orders for added nine years end added."


def test_a_finding_says_why_on_whose_word_and_leads_into_the_text_and_back() -> None:
    content = page()
    (finding,) = classed(content, "finding-told")
    said = words(finding)
    assert "Why it matters." in said
    assert "Who says so." in said
    assert "last checked on" in said
    there = links(content)
    assert any(href == "#change-1" for href in there.values())
    assert f"#{finding.get('id')}" in there.values()


def test_an_undecided_finding_offers_two_messages_and_a_line_for_each_decision() -> None:
    content = undecided()
    (card,) = classed(content, "finding-open")
    name = words(next(e for e in card.iter() if e.get("class") == "finding-id")).split()[1]
    name = name.rstrip(",")
    found = mails(content)
    to, subject, message = found[f"Tell customers, finding {name}"]
    assert to == "help@brindle.example"
    assert subject == f"privacy@2026-06-01, finding {name}: tell customers"
    assert "Decision: tell customers\r\n" in message
    assert f"finding {name}" in message
    assert "privacy@2026-06-01" in message
    _, _, message = found[f"Do not tell, because …, finding {name}"]
    assert "Decision: do not tell customers, because:\r\n" in message
    written = [shlex.split(line) for line in codes(content) if " decide " in line]
    tail = ["--reason", "…", "--by", "…"]
    begin = ["fairnotice", "decide", "privacy@2026-06-01", name]
    assert [*begin, "--tell", *tail] in written
    assert [*begin, "--no-tell", *tail] in written


def test_mail_goes_to_the_editor_where_the_settings_name_one() -> None:
    content = page(settings={**MAIL, "email": EmailSettings(editor="editor@brindle.example")})
    assert {to for to, _, _ in mails(content).values()} == {"editor@brindle.example"}


def test_a_decision_names_who_took_it_when_and_why() -> None:
    finding = next(
        f
        for a in view(OLD, version("2026-06-01", UNCLEAR, status="draft")).assessments.values()
        for f in a.findings
    )
    waiver = Waiver(finding.fingerprint[:10], False, "Blorb is a joke.", "Ada", Day(2026, 2, 3))
    content = page(body=UNCLEAR, waivers=(waiver,))
    (card,) = classed(content, "finding-kept")
    assert "Decided: customers are not told. Blorb is a joke. Ada, 3 February 2026" in words(card)
    assert "Decided: customers are not told (1)" in text(content)
    assert not classed(content, "finding-open")


def test_no_page_shows_yaml() -> None:
    for content in (page(), undecided()):
        shown = text(content)
        for key in ("waivers:", "tell:", "significance:", "approved:"):
            assert key not in shown


def test_what_is_not_told_yet_in_one_section_and_alike_is_one_line() -> None:
    rows = "".join(f"\n| {item} | PLACE |" for item in ("Bread", "Cakes", "Rolls"))
    table = f"{TEXT}\n## Where it is {{#where}}\n\n| What | Where |\n|---|---|{rows}\n"
    old = version("2025-01-01", table.replace("PLACE", "Ireland"))
    said = entry("2026-06-01", significance="significant")
    moved = table.replace("PLACE", "United States")
    new = version("2026-06-01", moved, status="draft", entry=said)
    content = rendered(view(old, new, **MAIL)).review[PATH]
    (banner,) = classed(content, "banner")
    assert [words(e) for e in banner.iter() if e.tag.endswith("li")] == [
        "Where it is: Data goes to another country in Where it is (3 times)"
    ]
    assert "Not told yet: 3 points" in words(banner)


def test_a_finding_that_no_line_tells_is_listed_as_not_told_yet() -> None:
    shown = text(page())
    assert "Not told yet: 1 point" in shown
    line = ChangeLine("changed", "We keep orders longer.", section="retention")
    content = page(changes=(line,))
    assert "Every point that must be told is covered" in text(content)
    assert "Covers 1 point" in text(content)
    assert "#page-line-1" in links(content).values()


def test_a_line_without_a_finding_behind_it_says_so() -> None:
    lines = (
        ChangeLine("changed", "We keep orders longer.", section="retention"),
        ChangeLine("changed", "We say it better.", section="data"),
    )
    assert "No point that has to be told stands behind this line" in text(page(changes=lines))


def test_the_notice_clock_counts_days_given_needed_and_missing() -> None:
    new = version(
        "2026-06-01",
        LONGER,
        published="2026-05-20",
        status="draft",
        entry=entry("2026-06-01", significance="significant"),
    )
    content = rendered(view(OLD, new)).review[PATH]
    (clock,) = classed(content, "clock")
    assert words(clock) == (
        "Days given 12 Days needed 30 Days missing 18 Earliest day it may apply 19 June 2026"
    )


def test_a_draft_whose_published_day_has_passed_unseen_is_counted_from_today() -> None:
    new = version(
        "2026-03-21",
        LONGER,
        published="2026-01-01",
        status="draft",
        entry=entry("2026-03-21", significance="significant"),
    )
    content = rendered(view(OLD, new)).review["privacy/2026-03-21/index.html"]
    (clock,) = classed(content, "clock")
    assert "Days given 20 Days needed 30 Days missing 10" in words(clock)


def test_an_open_question_has_a_message_ready_and_an_answered_one_its_answer() -> None:
    questions = (
        Question("Who bakes?", answer="Ada.", answered_by="Nell", date=Day(2026, 2, 1)),
        Question("How long – really?", section="retention"),
    )
    content = page(questions=questions)
    shown = text(content)
    assert "(1 open)" in shown
    assert "Answer. Ada. Nell, 1 February 2026" in shown
    assert shown.index("How long – really?") < shown.index("Who bakes?")
    _, subject, message = mails(content)["Send the answer to question 1"]
    assert subject == "privacy@2026-06-01: answer to a question on How long we keep it"
    assert "Question: How long – really?\r\n" in message


def test_answers_are_folded_away_and_open_questions_are_not() -> None:
    done = Question("Who bakes?", answer="Ada.")
    mixed = page(questions=(done, Question("How long?")))
    (fold,) = [e for e in classed(mixed, "findings") if "Who bakes?" in words(e)]
    assert str(fold.tag).endswith("details")
    assert words(fold).startswith("Show 1 answer ")
    assert "How long?" not in words(fold)
    open_ones = classed(mixed, "questions")[0]
    assert "How long?" in words(open_ones)
    assert "Who bakes?" not in words(open_ones)


def test_the_verdict_says_when_customers_were_first_told() -> None:
    days = (Day(2026, 2, 20), Day(2026, 2, 18))
    sent = tuple(Notification("email", "all customers", day, 412) for day in days)
    (said,) = classed(page(notified=sent), "standfirst")
    assert words(said).endswith("; the first message about it is of 18 February 2026.")
    assert "first message" not in words(classed(page(), "standfirst")[0])


def test_the_message_is_shown_for_both_audiences_marked_proof_and_without_styles() -> None:
    content = page()
    letters = classed(content, "letter")
    assert [e.get("aria-label") for e in letters] == [
        "Message to customers",
        "Message to people whose details a customer keeps with us",
    ]
    for letter in letters:
        assert words(letter).startswith("Subject PROOF: ")
        assert "still a draft" in words(letter)
    assert b"style=" not in content


def test_a_version_that_nobody_is_told_of_needs_no_message() -> None:
    content = page(body=TEXT.replace("tells you here", "tells you, here,"), significance="minor")
    assert "No message is needed" in text(content)
    assert not classed(content, "letter")


def test_what_was_sent_stands_in_the_ledger() -> None:
    sent = Notification("email", "all customers", Day(2026, 2, 20), 412)
    assert "20 February 2026: email to all customers, 412 people." in text(page(notified=(sent,)))


def test_a_sign_off_says_whether_it_still_fits_the_text() -> None:
    bare = version("2026-06-01", LONGER, status="draft", entry=entry("2026-06-01"))
    good = SignOff("Ada", "legal", Day(2026, 2, 1), content_hash(bare))
    stale = SignOff("Nell", "comms", Day(2026, 1, 1), "0" * 64)
    signed = replace(bare, entry=entry("2026-06-01", approved=(stale, good)))
    shown = text(rendered(view(OLD, signed)).review[PATH])
    assert "Ada, legal, on 1 February 2026 Still fits" in shown
    assert "Nell, comms, on 1 January 2026 Lapsed" in shown


def test_who_approves_has_a_message_and_the_editor_a_line() -> None:
    content = page()
    assert mails(content)["Sign this version off"][1] == "privacy@2026-06-01: signed off"
    assert 'fairnotice approve privacy@2026-06-01 --by "…" --role "…"' in codes(content)


def test_a_first_version_that_is_a_draft_has_a_page_with_its_text() -> None:
    question = Question("Who bakes?")
    first = version("2026-06-01", status="draft", entry=entry("2026-06-01", questions=(question,)))
    content = rendered(view(first)).review[PATH]
    shown = text(content)
    assert "nothing to compare it with" in shown
    assert "Who bakes?" in shown
    assert "We keep your orders for six months." in shown


def test_what_editors_mend_stands_folded_at_the_end_with_commands_as_code() -> None:
    problem = Problem(
        "x", "error", Place("site.yaml"), "Not <so>.", "Run `fairnotice lock`.",
        version="privacy@2026-06-01",
    )  # fmt: skip
    new = version("2026-06-01", LONGER, status="draft", entry=entry("2026-06-01"))
    content = rendered(view(OLD, new, **MAIL)).review[PATH]
    assert "For editors: problems" not in text(content)
    found = replace(view(OLD, new), problems=(problem,))
    content = rendered(found).review[PATH]
    assert "Not <so>. Run fairnotice lock." in text(content)
    assert b"<code>fairnotice lock</code>" in content


def test_text_in_backticks_is_code_and_everything_is_escaped() -> None:
    assert coded("Run `a <b>` & go") == "Run <code>a &lt;b&gt;</code> &amp; go"
    assert coded("no code") == "no code"


def test_the_index_lists_what_waits_soonest_first_with_days_left() -> None:
    said = {"significance": "significant"}
    far = version("2026-06-01", LONGER, status="draft", entry=entry("2026-06-01", **said))
    near = version(
        "2026-04-10", LONGER, notice="cookies", status="draft", entry=entry("2026-04-10", **said)
    )
    content = rendered(view(OLD, far, near)).review["index.html"]
    items = [words(e) for e in next(iter(classed(content, "todo")))]
    assert items[0].startswith("10 days left by 11 March 2026 Cookies notice")
    assert items[1].startswith("62 days left by 2 May 2026 Privacy notice")
    assert "Write to customers" in items[0]


def test_the_first_lines_say_what_to_do_next_and_by_when() -> None:
    said = {"significance": "significant", "questions": (Question(ask="Which tax law?"),)}
    new = version("2026-06-01", LONGER, status="draft", entry=entry("2026-06-01", **said))
    pages = rendered(view(OLD, new)).review
    (line,) = classed(pages["index.html"], "next")
    assert words(line) == (
        "Next: Answer 1 question (Privacy notice, version of 1 June 2026), by 2 May 2026 at the "
        "latest (62 days left)."
    )
    (line,) = classed(pages[PATH], "next")
    assert words(line) == "Next: Answer 1 question, by 2 May 2026 at the latest (62 days left)."


def _many() -> bytes:
    """A page with more told findings than are shown at once, in two sections."""
    kinds = (
        "orders", "bills", "letters", "photographs", "recordings", "addresses", "names", "notes",
    )  # fmt: skip
    kept = "\n".join(f"- We keep your {one} for {n} years." for n, one in enumerate(kinds, 3))
    rights = "## Your rights {#rights}\n\nYou can ask us for a copy of your data."
    old = "\n\n".join(("# Notice", "## How long we keep it {#retention}", kept, rights + "\n"))
    new = re.sub(r"\d+ years", lambda found: f"1{found[0]}", old)
    new += "\nYou can withdraw your consent at any time.\n"
    said = entry("2026-06-01", significance="significant")
    return rendered(
        view(
            version("2025-01-01", old),
            version("2026-06-01", new, status="draft", entry=said),
            **MAIL,
        )
    ).review[PATH]


def test_many_points_are_folded_section_by_section_the_weightiest_first_with_counts() -> None:
    content = _many()
    folds = classed(content, "finding-fold")
    heads = [words(next(e for e in fold.iter() if e.tag.endswith("summary"))) for fold in folds]
    assert heads[0].startswith("Your rights")
    assert heads[1].startswith("How long we keep it")
    cards = [
        len([e for e in fold.iter() if "finding-told" in e.get("class", "").split()])
        for fold in folds
    ]
    assert sum(cards) > 8
    for head, number in zip(heads, cards, strict=True):
        assert f" {number} point" in head
        assert f"{number} not told yet" in head
    assert f"Customers must be told ({sum(cards)})" in text(content)


def test_few_points_are_shown_at_once() -> None:
    assert not classed(page(), "finding-fold")


def test_what_waits_for_a_decision_comes_before_what_is_told_anyway() -> None:
    both = UNCLEAR.replace("six months", "nine years")
    fates = [e.get("class") for e in classed(page(body=both), "finding")]
    assert fates.index("finding finding-open") < fates.index("finding finding-told")


def test_what_is_late_is_said_to_be_overdue() -> None:
    said = {"significance": "significant"}
    late = version("2026-03-20", LONGER, status="draft", entry=entry("2026-03-20", **said))
    content = rendered(view(OLD, late)).review["index.html"]
    assert "overdue." in words(classed(content, "standfirst")[0])
    assert "Overdue by 11 days" in text(content)


def test_the_index_lists_what_can_still_be_mended_and_counts_the_notes_that_cannot() -> None:
    new = version("2026-06-01", LONGER, status="draft", entry=entry("2026-06-01"))
    places = Place("content/privacy/x.md", 3)
    said = {
        "Noted in the old one.": (OLD.ref, "info", True),
        "Noted in the draft.": (new.ref, "info", False),
        "Noted in the settings.": ("", "info", False),
        "The lock of the old one broke.": (OLD.ref, "error", False),
    }
    problems = tuple(
        Problem("x", level, places, wrong, "", version=ref, settled=settled)
        for wrong, (ref, level, settled) in said.items()
    )
    made = rendered(replace(view(OLD, new), problems=problems)).review
    index = text(made[urls.review_home()])
    listed = {wrong for wrong in said if wrong in index}
    assert listed == said.keys() - {"Noted in the old one."}
    assert f"problems ({len(listed)})" in index
    assert "1 note on versions whose words can no longer change stands on the pages" in index
    assert "Noted in the old one." in text(made[urls.review(OLD.notice, OLD.name)])


def test_the_index_leads_to_every_version() -> None:
    leads = set(links(example().review["index.html"]).values())
    for notice in example_view().site.notices:
        for each in notice.versions:
            assert urls.review(notice.id, each.name) in leads


def test_no_link_leads_nowhere_and_no_id_stands_twice() -> None:
    assert dead_links(example().review) == []
    for path, content in example().review.items():
        if path.endswith(".html"):
            assert len(ids(content)) == len(set(ids(content))), path


def test_no_search_engine_and_no_page_of_the_site_knows_the_review() -> None:
    for path, content in example().review.items():
        if path.endswith(".html"):
            assert meta(content, "robots") == "noindex, nofollow"
            assert b"<script" not in content
    pages = {path for path in example().review if path.endswith(".html")}
    for path, content in example().site.items():
        if path.endswith(".html"):
            assert b"For staff. Not published." not in content, path
            assert not any("review" in href for href in links(content).values()), path
    assert pages


def test_headings_never_skip_a_rank() -> None:
    for path, content in example().review.items():
        if not path.endswith(".html"):
            continue
        ranks = [int(e.tag[-1]) for e in elements(content) if e.tag[-2:] in RANKS]
        assert ranks[0] == 1, path
        for before, after in pairwise(ranks):
            assert after <= before + 1, path


RANKS = {"h1", "h2", "h3", "h4", "h5", "h6"}


def test_both_sides_give_back_the_words_of_each_finding() -> None:
    seen = example_view()
    marked = 0
    for key, assessment in seen.assessments.items():
        pairs = {pair.number: pair for pair in seen.comparisons[key].changes}
        for finding in assessment.findings:
            old, new = sides(finding, pairs.get(finding.change))
            for side, passage in ((old, finding.old), (new, finding.new)):
                shown = "".join(span.text for span in side)
                assert all(row in shown for row in (passage.text if passage else "").splitlines())
            assert all(span.kind != "added" for span in old)
            assert all(span.kind != "removed" for span in new)
            marked += any(span.kind != "same" for span in (*old, *new))
    assert marked > 20


def test_words_from_several_places_of_a_change_are_shown_with_what_differs_marked() -> None:
    texts = ("We rely on four grounds. They are old. We say why.", "We rely on four. We say how.")
    documents = [parsed(f"## A {{#a}}\n\n{each}\n", path="a.md").document for each in texts]
    (pair,) = compare(*documents).changes
    finding = replace(
        next(iter(next(iter(example_view().assessments.values())).findings)),
        old=Passage(1, "We say why.\nWe rely on four grounds."),
        new=Passage(1, "We say how.\nWe rely on four."),
    )
    old, new = sides(finding, pair)
    assert ("".join(s.text for s in old), "".join(s.text for s in new)) == texts
    assert "grounds" in "".join(s.text for s in old if s.kind == "removed")
    assert "how" in "".join(s.text for s in new if s.kind == "added")
    elsewhere = replace(finding, old=Passage(1, "Not there.\nWe say why."))
    assert [s.kind for side in sides(elsewhere, pair) for s in side] == ["same", "same"]


SOME = st.text(alphabet="ab .", min_size=1, max_size=30)


@given(SOME, SOME, st.data())
def test_any_stretch_of_a_change_is_cut_out_exactly(
    old: str, new: str, data: st.DataObject
) -> None:
    texts = [f"## A {{#a}}\n\nThe end is {each} and so on for us.\n" for each in (old, new)]
    documents = [parsed(each, path="a.md").document for each in texts]
    pairs = [p for p in compare(*documents).changes if p.kind == "changed" and p.old and p.new]
    for pair in pairs:
        cut = data.draw(st.integers(0, len(pair.old_text) - 1))
        wanted = pair.old_text[cut:]
        found = replace(
            next(iter(next(iter(example_view().assessments.values())).findings)),
            old=Passage(1, wanted),
            new=Passage(1, pair.new_text),
        )
        before, after = sides(found, pair)
        assert "".join(span.text for span in before) == wanted
        assert "".join(span.text for span in after) == pair.new_text


@given(st.text(max_size=40), st.text(max_size=200))
@pytest.mark.filterwarnings("error")
def test_a_mail_link_gives_back_any_words_and_is_plain_ascii(subject: str, said: str) -> None:
    subject = subject.replace("\0", "")
    link = urls.mail("help@brindle.example", subject, said)
    assert link.isascii()
    assert not set(link) & set(' "<>\n\r')
    asked = parse_qs(urlsplit(link).query, keep_blank_values=True, strict_parsing=True)
    assert asked["subject"] == [" ".join(subject.split())], "a subject is one line"
    assert asked["body"] == ["\r\n".join(said.splitlines())]


def test_days_of_notice_are_not_called_enough_while_nobody_knows_how_many_are_needed() -> None:
    said = text(page(body=UNCLEAR, significance=""))
    assert "That is enough" not in said
    assert "Whether that is enough is known when it is decided" in said
