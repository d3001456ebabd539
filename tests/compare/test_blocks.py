"""Which blocks become which: edits, moves, splits, merges, lists and tables."""

from fairnotice.document.tally import tally
from tests.compare.world import compared, redline

LONG = "We keep the records of every call that you make for as long as the contract runs."
OTHER = "The billing portal holds your bank details and the invoices of the last seven years."
THIRD = "Support tickets are read by the people who answer them and by nobody else at all."


def test_a_paragraph_that_moved_and_changed_is_one_change() -> None:
    old = f"## One {{#a}}\n\n{LONG}\n\nShort one.\n\n## Two {{#b}}\n\n{OTHER}"
    new = f"## One {{#a}}\n\nShort one.\n\n## Two {{#b}}\n\n{OTHER}\n\n{LONG}".replace(
        "every call", "each call"
    )
    marked = LONG.replace("every", "[-every-]{+each+}")
    assert redline(old, new) == [f"moved: {marked}"]
    comparison = compared(old, new)
    (departure,) = comparison.departures
    assert comparison.pairs[departure.before].new_text == "Short one."


def test_a_moved_section_is_told_by_its_heading_alone() -> None:
    one = f"## One {{#a}}\n\n{LONG}\n\n{THIRD}"
    two = f"## Two {{#b}}\n\n{OTHER}"
    three = f"## Three {{#c}}\n\n{OTHER.replace('billing', 'second')} {THIRD}"
    comparison = compared(f"{one}\n\n{two}\n\n{three}", f"{one}\n\n{three}\n\n{two}")
    assert [(pair.kind, pair.new_text) for pair in comparison.changes] == [("moved", "Two")]
    assert [pair.new.id for pair in comparison.sections if pair.moved and pair.new] == ["b"]


def test_a_new_heading_above_a_paragraph_does_not_move_it() -> None:
    old = f"## One {{#a}}\n\n{LONG}\n\n{OTHER}"
    new = f"## One {{#a}}\n\n{LONG}\n\n### Billing {{#b}}\n\n{OTHER}"
    assert redline(old, new) == ["added: {+Billing+}"]


def test_a_section_is_known_by_its_words_when_heading_and_id_changed() -> None:
    old = f"## Keeping {{#a}}\n\n{LONG}\n\n{OTHER}"
    new = f"## How long? {{#b}}\n\n{LONG}\n\n{OTHER}"
    assert redline(old, new) == ["changed: [-Keeping-]{+How long?+}"]


def test_what_is_left_of_a_section_stands_in_the_one_that_it_became() -> None:
    kites = "We let kites fly over the harbour when somebody rings the small bell for it."
    old = f"## What is kept {{#kept}}\n\n{LONG}\n\nBells ring.\n\nOwls sleep at noon."
    new = (
        f"## Records of ours {{#records}}\n\n{kites}\n\n{LONG.replace('every', 'each')}\n\n"
        f"{THIRD}\n\n{OTHER}\n\n{THIRD.replace('tickets', 'letters')}"
    )
    for before, after in ((old, new), (new, old)):
        comparison = compared(f"{before}\n\n## End {{#end}}\n", f"{after}\n\n## End {{#end}}\n")
        assert all(section.old and section.new for section in comparison.sections)
        first = comparison.changes[0]
        assert {first.old_text, first.new_text} == {"What is kept", "Records of ours"}


def test_renumbered_headings_stay_with_their_sections() -> None:
    old = f"## 1. Calls\n\n{LONG}\n\n## 2. Bills\n\n{OTHER}"
    new = f"## 1. News\n\nWe send none.\n\n## 2. Calls\n\n{LONG}\n\n## 3. Bills\n\n{OTHER}"
    assert redline(old, new) == [
        "added: {+1. News+}",
        "added: {+We send none.+}",
        "changed: [-1-]{+2+}. Calls",
        "changed: [-2-]{+3+}. Bills",
    ]


def test_of_two_headings_with_the_same_words_the_one_with_other_text_went() -> None:
    first = f"## Owls\n\n{OTHER}\n\n### Records\n\nRead more here.\n\n"
    second = f"## Bells\n\n{THIRD}\n\n### Records\n\n{LONG}\n"
    with_both, with_one = first + second, first.partition("###")[0] + second
    for old, new, kind in ((with_both, with_one, "removed"), (with_one, with_both, "added")):
        told = [(pair.kind, pair.old_text or pair.new_text) for pair in compared(old, new).changes]
        assert told == [(kind, "Records"), (kind, "Read more here.")]


def test_a_split_paragraph_is_one_change_of_format() -> None:
    assert redline(f"{LONG} {OTHER}", f"{LONG}\n\n{OTHER}") == [
        f"format: {LONG}[- -]{{+¶+}}{OTHER}"
    ]
    (kind,) = [pair.kind for pair in compared(f"{LONG}\n\n{OTHER}", f"{LONG} {OTHER}").changes]
    assert kind == "format"


def test_a_paragraph_set_between_two_halves_leaves_them_as_they_were() -> None:
    (line,) = redline(f"{LONG} {OTHER}", f"{LONG}\n\n{THIRD}\n\n{OTHER}")
    assert line.startswith(f"changed: {LONG}")
    assert line.endswith(OTHER)
    assert "[-We" not in line


def test_words_that_stand_on_the_other_side_of_a_break_stay() -> None:
    first, second = f"{THIRD} {LONG}\n\n{OTHER}", f"{THIRD}\n\n{LONG} {OTHER}"
    assert redline(first, second) == [f"format: {THIRD}[- -]{{+¶+}}{LONG}[-¶-]{{+ +}}{OTHER}"]
    assert redline(second, first) == [f"format: {THIRD}[-¶-]{{+ +}}{LONG}[- -]{{+¶+}}{OTHER}"]


def test_a_page_that_ends_elsewhere_moves_its_number_alone() -> None:
    old = f"{LONG} It is kept for seven months\n\n12\n\nin our own rooms. {OTHER}"
    new = f"{LONG}\n\n12\n\nIt is kept for seven months in our own rooms. {OTHER}"
    (line,) = redline(old, new)
    assert line == (
        f"changed: {LONG}[- -]{{+¶12¶+}}It is kept for seven months[-¶12¶-]{{+ +}}in our own rooms."
        f" {OTHER}"
    )


def test_words_that_moved_beyond_a_new_paragraph_stay() -> None:
    old = f"{OTHER} {LONG}\n\n{THIRD}"
    (line,) = redline(old, f"{OTHER}\n\nNobody else hears of them.\n\n{LONG} {THIRD}")
    assert LONG in line.replace("¶", "")
    assert "[-We" not in line


def test_two_paragraphs_that_end_alike_are_not_one() -> None:
    end = "Ask us for a copy at any time."
    old = f"{LONG} {end}\n\n{OTHER} {end}"
    new = f"{LONG}\n\n{OTHER} Nobody reads them. {end}"
    assert len(redline(old, new)) == 2


def test_a_sentence_that_became_a_list_is_one_change() -> None:
    old = "Before it all.\n\nWe collect your name, your postal address, and your telephone number."
    new = (
        "Before it all.\n\nWe collect:\n\n- your name\n- your postal address\n"
        "- your telephone number"
    )
    comparison = compared(old, new)
    assert len(comparison.changes) == 1
    assert len(comparison.changes[0].new) == 4
    assert tally(comparison).words_removed <= 2


def test_a_list_that_became_a_table_keeps_its_words() -> None:
    old = "- Call records for twelve months\n- Bills of the seven last years"
    new = (
        "| what | how long |\n|---|---|\n| Call records | for twelve months |\n"
        "| Bills | of the seven last years |"
    )
    comparison = compared(old, new)
    assert tally(comparison).words_removed == 0
    assert tally(comparison).words_added == 3


def test_a_row_is_compared_cell_by_cell() -> None:
    head = "| what | how long |\n|---|---|\n"
    assert redline(f"{head}| a b | c d |", f"{head}| a c | b d |") == [
        "changed: a [-b-]{+c+}|[-c-]{+b+} d"
    ]


COOKIES = "| name | purpose | category | basis |\n|---|---|---|---|\n"


def test_a_cookie_written_anew_is_one_row() -> None:
    old = "| basket | Counts the visits of each page | Statistics | Consent |"
    new = "| basket | Holds what you want to buy | Strictly necessary | Strictly necessary |"
    (change,) = compared(COOKIES + old, COOKIES + new).changes
    assert (change.kind, change.spans[0]) == ("changed", ("same", "basket\t"))


def test_a_cookie_that_stands_under_another_category_now_is_one_row() -> None:
    basket = "| basket | Counts the visits of each page | Statistics | Consent |\n"
    bought = "| basket | Holds what you want to buy | Strictly necessary | Exempt |\n"
    others = (
        "| session | Keeps you signed in | Strictly necessary | Exempt |\n"
        "| colour | Keeps the colour that you chose for our pages | Preferences | Consent |\n"
    )
    changes = compared(COOKIES + others + basket, COOKIES + bought + others).changes
    assert [change.kind for change in changes] == ["moved"]


def test_two_rows_never_become_one() -> None:
    """A row that took over words of the row below it is changed, and that row is removed."""
    old = (
        "| basket | Holds what you want to buy in our shop | Shop | Consent |\n"
        "| colour | Keeps the colour that you chose for all of our pages | Looks | Consent |"
    )
    new = (
        "| basket | Holds what you want to buy in our shop and keeps the colour that you chose"
        " for all of our pages | Shop | Consent |"
    )
    assert [len(pair.old) for pair in compared(COOKIES + old, COOKIES + new).changes] == [1, 1]
    assert [len(pair.new) for pair in compared(COOKIES + new, COOKIES + old).changes] == [1, 1]


def test_reordered_items_are_moves_without_a_word_lost() -> None:
    items = [f"- {text}" for text in (LONG, OTHER, THIRD)]
    comparison = compared("\n".join(items), "\n".join([items[2], items[0], items[1]]))
    assert [pair.kind for pair in comparison.changes] == ["moved"]
    assert tally(comparison).words_removed == tally(comparison).words_added == 0
    assert tally(comparison).words_moved == 16


def test_a_removed_section_stands_where_it_stood() -> None:
    old = f"## A {{#a}}\n\n{LONG}\n\n## B {{#b}}\n\n{OTHER}\n\n## C {{#c}}\n\n{THIRD}"
    new = f"## A {{#a}}\n\n{LONG}\n\nOne more line.\n\n## C {{#c}}\n\n{THIRD}"
    kinds = [pair.kind for pair in compared(old, new).pairs]
    assert kinds == ["same", "same", "added", "removed", "removed", "same", "same"]


HEAD = "| supplier | place |\n|---|---|\n"
WIDER = "| supplier | place | seat |\n|---|---|---|\n"


def test_a_column_put_in_is_marked_in_its_place_in_every_row() -> None:
    rows = "| Anvil | Bath |\n| Bellows | Leeds |\n"
    wider = "| Anvil | Bath | Bath |\n| Bellows | Leeds | Cork |\n"
    assert redline(HEAD + rows, WIDER + wider) == [
        "changed: supplier|place{+|seat+}",
        "changed: Anvil|Bath{+|Bath+}",
        "changed: Bellows|Leeds{+|Cork+}",
    ]
    assert redline(WIDER + wider, HEAD + rows) == [
        "changed: supplier|place[-|seat-]",
        "changed: Anvil|Bath[-|Bath-]",
        "changed: Bellows|Leeds[-|Cork-]",
    ]


def test_a_first_column_put_in_leaves_the_others_as_they_were() -> None:
    old = "| place |\n|---|\n| Bath |\n| Leeds and York |\n"
    new = "| supplier | place |\n|---|---|\n| Anvil | Bath |\n| Bellows | Leeds and Hull |\n"
    assert redline(old, new)[0] == "changed: {+supplier|+}place"
    assert redline(old, new)[2] == "changed: {+Bellows|+}Leeds and [-York-]{+Hull+}"


def test_a_line_that_says_from_when_is_one_change_when_its_day_is_another() -> None:
    old = f"Effective: 17 July 2020\n\n{LONG}"
    new = f"Effective: 18 October 2024\n\n{LONG}"
    assert redline(old, new) == ["changed: Effective: [-17 July 2020-]{+18 October 2024+}"]


def test_a_day_that_says_what_it_is_the_day_of_now_is_one_change() -> None:
    assert redline(f"16 March 2021\n\n{LONG}", f"Last updated 21 March 2024\n\n{LONG}") == [
        "changed: [-16 March 2021-]{+Last updated 21 March 2024+}"
    ]


_CUT = (
    "| What for | On what ground | Which data |\n|---|---|---|\n"
    "| We post parcels | Our contract with you |  |\n"
    "| The law of the tides | Name and street |  |\n"
    "| We ring bells | Your consent | Nothing at all |\n"
)
_WHOLE = (
    "| What for | On what ground | Which data |\n|---|---|---|\n"
    "| We post parcels | Our contract with you The law of the tides | Name and street |\n"
    "| We ring bells | Your consent | Nothing at all |\n"
)


def test_a_row_that_the_end_of_a_page_had_cut_in_two_lost_no_word() -> None:
    for old, new in ((_CUT, _WHOLE), (_WHOLE, _CUT)):
        (pair,) = compared(old, new).changes
        assert pair.kind == "format"
        assert sorted([len(pair.old), len(pair.new)]) == [1, 2]
    (pair,) = compared(_CUT, _WHOLE.replace("parcels", "letters")).changes[:1]
    assert len(pair.old) == 1


def test_two_full_rows_never_become_one() -> None:
    full = _CUT.replace("contract with you |  |", "contract with you | Bells |")
    full = full.replace("| The law of the tides | Name and street |  |", "| Tides | Law | Name |")
    one = full.replace("| Bells |\n| Tides | Law | Name |", "| Bells Tides Law Name |")
    assert all(len(pair.old) < 2 for pair in compared(full, one).changes)
