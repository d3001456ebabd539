"""What normalising folds, and what it must not."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fairnotice.significance.contacts import emails, phones, postal
from fairnotice.significance.entities import companies, sites
from fairnotice.significance.lexicon import stems, terms
from fairnotice.significance.quantities import ages, dates, numeral, periods
from fairnotice.significance.topics import heading_topics
from fairnotice.significance.words import (
    _PLAIN,
    LETTER,
    breaks,
    folded,
    norms,
    sentences,
    squashed,
    stem,
    words,
)

_TO_NINETEEN = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelt(number: int, hyphen: str, conjunction: str) -> str:
    """A number below a thousand in words."""
    if number < 20:
        return _TO_NINETEEN[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (hyphen + _TO_NINETEEN[ones] if ones else "")
    hundreds, rest = divmod(number, 100)
    tail = f"{conjunction}{spelt(rest, hyphen, conjunction)}" if rest else ""
    return f"{_TO_NINETEEN[hundreds]} hundred{tail}"


@given(
    st.integers(0, 999), st.sampled_from(["-", " "]), st.sampled_from([" and ", " "]), st.booleans()
)
def test_a_number_in_words_is_the_same_in_figures(
    number: int, hyphen: str, conjunction: str, capital: bool
) -> None:
    words = spelt(number, hyphen, conjunction)
    text = f"For {words.capitalize() if capital else words} days."
    assert numeral(text) == f"For {number} days."


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("a hundred days", "100 days"),
        ("between one hundred and two hundred days", "between 100 and 200 days"),
        ("one or two years", "1 or 2 years"),
        ("hundreds of weighty reasons", "hundreds of weighty reasons"),
        ("six (6) months", "6 (6) months"),
        ("two thousand days", "2000 days"),
    ],
)
def test_numbers_side_by_side_stay_apart(text: str, figures: str) -> None:
    assert numeral(text) == figures


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We don’t sell it", "we do not sell it"),
        ("six years", "6 years"),
        ("e-mail", "email"),
        ("organisation", "organization"),
        ("U.S. users", "US users"),
        ("we shall reply", "we will reply"),
        ("https://www.a.example/b/", "http://a.example/b"),
        ("privacy [at] a.example", "privacy@a.example"),
    ],
)
def test_style_is_folded(one: str, other: str) -> None:
    assert norms(one) == norms(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("we do", "we do not"),
        ("now", "not"),
        ("tell us", "tell the US"),
        ("1.5", "15"),
        ("can", "can't"),
    ],
)
def test_what_differs_in_sense_stays_apart(one: str, other: str) -> None:
    assert norms(one) != norms(other)


def test_a_word_keeps_its_raw_text_and_place() -> None:
    text = "We don’t sell Names."
    assert [text[w.start : w.end] for w in words(text)][-1] == "Names"


_ODD = st.one_of(
    st.text(
        st.one_of(st.characters(), st.sampled_from("abN'’‘“”–-—&.@_{}% 1,\u00a0\u200b\u00adﬁ")),
        max_size=60,
    ),
    st.lists(
        st.sampled_from(
            """a Any any questions US 1 23 000 , . [at] (at) [dot] @ 's - _x e-mail www. x.y
            https:// & £ € + < ( [ ; : ] ) ! … ✓ ABC | İ é""".split()  # noqa: SIM905
            + [" "] * 9
            + ["{{ x.y }}", "{% b %}", "\t", "\n", "\u00a0"]
        ),
        max_size=14,
    ).map("".join),
)
"""Any text at all, and what means something to what reads words, in any order."""


@given(_ODD)
def test_norms_are_those_of_the_words_in_order(text: str) -> None:
    assert norms(text) == tuple(word.norm for word in words(text))


@given(_ODD)
@example("over £ 500, 1 2.5")
def test_letters_are_kept_one_by_one(text: str) -> None:
    assert squashed(text) == "".join(LETTER.findall(folded(text).lower()))


@given(_ODD)
def test_folding_is_the_same_character_by_character(text: str) -> None:
    """`str.translate` with the same table, which looks up every character, gives the same."""
    table = str.maketrans(_PLAIN)
    once = unicodedata.normalize("NFKC", text.translate(table)).translate(table)
    assert folded(text) == once


@given(_ODD)
def test_a_word_follows_a_break_where_a_stop_stands_before_it(text: str) -> None:
    found, plain = words(text), folded(text)
    assert breaks(text) == {
        place
        for place in range(1, len(found))
        if set(plain[found[place - 1].end : found[place].start]) & set(",;:()[]{}.!?\t|")
    }


def test_sentences_are_not_cut_at_abbreviations_and_ordinals() -> None:
    assert sentences("Acme Inc. keeps it. See no. 4. 2. Then us.") == (
        "Acme Inc. keeps it.", "See no. 4.", "2. Then us.",
    )  # fmt: skip


def test_inflection_is_folded_but_personal_is_no_person() -> None:
    assert stem("shares") == stem("sharing") == stem("shared")
    assert stem("personal") != stem("person")
    assert stem("profile") != stem("profiling")


def test_periods_are_days_and_dates_have_one_form() -> None:
    assert [p.days for p in periods("two years, 24 months, 30 (thirty) days")] == [730, 730, 30]
    assert (
        dates("3 May 2026") == dates("May 3rd, 2026") == dates("2026-05-03") == dates("03/05/2026")
    )


def test_ages_are_read_with_their_words() -> None:
    assert ages("aged 16 and over, under the age of 13, at least sixteen years old") == {13, 16}
    assert ages("13 months") == frozenset()


def test_routes_are_found() -> None:
    assert emails("Write to a (at) b.example or c@d.example.") == {"a@b.example", "c@d.example"}
    assert phones("Tel. +44 20 7946 0991, since 2019-2020") == {"442079460991"}
    assert postal("Acorn House, 381 Midsummer Boulevard")
    assert not postal("In 4 of 5 cases our building stays open")


def test_names_of_companies_and_sites_are_found() -> None:
    assert list(companies("Fenbrook Tea Ltd and Harrow Foods plc run it.")) == [
        "fenbrook tea ltd",
        "harrow foods plc",
    ]
    assert sites("On www.fernway.example and shop.example; mail a@b.example") == {
        "fernway.example",
        "shop.example",
    }


def test_terms_do_not_run_across_a_comma_and_places_come_from_the_tz_database() -> None:
    found = {(t.kind, t.name) for t in terms().terms(stems("stored in Manila and Sweden"))}
    assert ("place", "Philippines") in found
    assert ("place", "Sweden") in found


def test_a_heading_announces_its_topic() -> None:
    assert heading_topics("How long we keep it")[0] == "T08"
    assert heading_topics("Cookies")[0] == "T13"
    assert heading_topics("Who we share with")[0] == "T06"
