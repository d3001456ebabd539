"""What a lawyer would mark once is one change for a reader."""

import re
import sys
from collections.abc import Callable
from types import FrameType

import pytest

from fairnotice import urls
from fairnotice.document.listed import listed_changes
from fairnotice.document.markings import by_number, markings
from fairnotice.document.redline_html import redline_html
from fairnotice.document.redline_text import redline_text
from fairnotice.document.side_by_side import side_by_side
from fairnotice.document.ways import Way
from fairnotice.model import Comparison
from fairnotice.pages.change_list import change_list
from tests.compare.world import compared
from tests.document.page import anchors_linked, ids, strictly_valid

_STAYS = "## Contact {#contact}\n\nWrite to us.\n"
_SECTION = (
    "## Our tide clocks {#clocks}\n\n"
    "A tide clock tells us where it hangs.\n\n"
    "- It sends the hour of high water.\n"
    "- It sends the name of the harbour.\n\n"
    "You can stop that.\n\n"
)
_TABLE = (
    "## Who helps us {#helpers}\n\n| Name | Task |\n|---|---|\n| Ebb | post |\n| Flow | parcels |\n"
)
_WIDER = (
    "## Who helps us {#helpers}\n\n| Name | Task | Country |\n|---|---|---|\n"
    "| Ebb | post | Wales |\n| Neap | calls | Wales |\n| Flow | parcels | Wales |\n"
)


def kinds(comparison: Comparison) -> list[str]:
    return [marking.kind for marking in markings(comparison)]


@pytest.mark.parametrize("gone", [True, False])
def test_a_whole_section_that_came_or_went_is_one_change(gone: bool) -> None:
    with_it, without = _SECTION + _STAYS, _STAYS
    comparison = compared(with_it, without) if gone else compared(without, with_it)
    assert kinds(comparison) == ["removed" if gone else "added"]
    assert [each.number for each in markings(comparison)[0].pairs] == [1, 2, 3, 4, 5]


def test_two_sections_that_came_are_two_changes() -> None:
    other = _SECTION.replace("clocks", "bells")
    assert kinds(compared(_STAYS, _SECTION + other + _STAYS)) == ["added", "added"]


@pytest.mark.parametrize("gone", [True, False])
def test_a_section_that_came_or_went_with_those_below_it_is_one_change(gone: bool) -> None:
    below = _SECTION.replace("clocks", "bells").replace("## ", "### ")
    far_below = _SECTION.replace("clocks", "owls").replace("## ", "#### ")
    again = _SECTION.replace("clocks", "crows").replace("## ", "### ")
    with_them, without = _SECTION + below + far_below + again + _STAYS, _STAYS
    comparison = compared(with_them, without) if gone else compared(without, with_them)
    (marking,) = markings(comparison)
    assert marking.kind == ("removed" if gone else "added")
    assert len(marking.pairs) == 20
    body = redline_html(comparison, lambda address: address)
    strictly_valid(body)
    assert body.count('class="change-links"') == 1
    assert body.count(f" {marking.kind} </span>") == body.count(f" end {marking.kind}</span>") == 1
    # What stayed of a section keeps those below it apart.
    stays = "## Our tide clocks {#clocks}\n\nYou can stop that.\n\n"
    new = stays + _STAYS
    assert len(kinds(compared(with_them, new) if gone else compared(new, with_them))) == 3


def test_what_stayed_between_two_new_paragraphs_keeps_them_apart() -> None:
    old = "We keep letters.\n"
    new = "We sell no clocks at night.\n\nWe keep letters.\n\nA bell has a loud voice.\n"
    assert kinds(compared(old, new)) == ["added", "added"]


_OWLS = "Our owls post parcels.\n\nThey fly on Mondays.\n"
_NOBODY = "Call a human being.\n\nNobody answers after six.\n\nWe regret all that.\n"


def test_what_went_and_what_came_in_its_place_are_one_change() -> None:
    comparison = compared(f"Hello.\n\n{_OWLS}\nBye.\n", f"Hello.\n\n{_NOBODY}\nBye.\n")
    (marking,) = markings(comparison)
    assert marking.kind == "changed"
    assert [pair.kind for pair in marking.pairs] == ["removed"] * 2 + ["added"] * 3
    said = redline_text(comparison)
    assert "1. changed (line 3)\n" in said
    assert "    [-Our owls post parcels.\n    They fly on Mondays.-]\n    {+Call a hum" in said
    assert said.count("[-") == said.count("{+") == 1
    body = redline_html(comparison, lambda address: address)
    strictly_valid(body)
    assert body.count("Change 1 of 1") == body.count('class="change-links"') == 1
    # Heard once as gone, once as come.
    for word in ("removed", "added"):
        assert body.count(f" {word} </span>") == body.count(f" end {word}</span>") == 1
    ((item,),) = [section.changes for section in change_list(comparison)]
    assert [(span.kind, span.text) for span in item.excerpt] == [
        ("removed", "Our owls post parcels. They fly on Mondays."),
        ("added", "Call a human being. Nobody answers after six. We regret …"),
    ]
    (listed,) = listed_changes(comparison)
    assert (listed.kind, listed.before, listed.after) == (
        "changed",
        "Our owls post parcels.",
        "Call a human being.",
    )


def test_a_dividing_line_at_the_end_of_what_went_keeps_nothing_apart() -> None:
    (marking,) = markings(compared(f"{_OWLS}\n* * *\n", _NOBODY))
    assert marking.kind == "changed"
    # A line alone is not what a paragraph took the place of.
    assert len(markings(compared(f"Hello.\n\n* * *\n\n{_OWLS}", f"Hello.\n\n{_NOBODY}"))) == 1
    assert kinds(compared("Hello.\n\n* * *\n", f"Hello.\n\n{_NOBODY}")) == ["removed", "added"]


def test_a_section_that_went_and_one_that_came_after_it_are_two_changes() -> None:
    bells = "## Bells {#bells}\n\nSomebody pulls ropes of iron.\n\n"
    owls = f"## Owls {{#owls}}\n\n{_OWLS}\n"
    assert sorted(kinds(compared(owls + _STAYS, bells + _STAYS))) == ["added", "removed"]


def test_what_went_of_a_section_whose_heading_was_struck_is_shown_where_the_rest_stands() -> None:
    owls = "## Owls {#owls}\n\nOwls fly at ten at night.\n\n"
    bells = "Bells ring at noon and at six.\n\nSomebody pulls them.\n\n"
    old = f"{owls}## Bells {{#bells}}\n\n{bells}They are made of iron.\n\n{_STAYS}"
    new = f"{owls}{bells}No clapper has a name.\n\n{_STAYS}"
    comparison = compared(old, new)
    assert kinds(comparison) == ["removed", "changed"]
    assert [line for line in redline_text(comparison).splitlines() if "##" in line] == ["## Owls"]
    assert [section.title for section in change_list(comparison)] == ["Owls"]
    body = redline_html(comparison, lambda address: address)
    strictly_valid(body)
    assert body.count("<section") == 2
    # Of a section of which nothing is left there is nothing to show it among.
    alone = compared(old, owls + _STAYS)
    assert [(one.title, one.gone) for one in change_list(alone)] == [("Bells", True)]


def test_a_row_that_went_and_one_that_came_in_its_place_are_two_changes() -> None:
    new = _TABLE.replace("| Ebb | post |", "| Spring | bells and clocks |")
    assert kinds(compared(_TABLE, new)) == ["removed", "added"]


def test_what_stayed_between_what_went_and_what_came_keeps_them_apart() -> None:
    old, new = f"{_OWLS}\nWe write back.\n", f"We write back.\n\n{_NOBODY}"
    assert kinds(compared(old, new)) == ["removed", "added"]


def test_a_new_column_is_one_change_and_a_new_row_another() -> None:
    for old, new, row in ((_TABLE, _WIDER, "added"), (_WIDER, _TABLE, "removed")):
        found = markings(compared(old, new))
        assert [marking.kind for marking in found] == ["changed", row]
        assert found[0].is_column
        assert len(found[0].pairs) == _TABLE.count("\n| ")


def test_a_row_of_which_more_changed_than_its_column_is_a_change_of_its_own() -> None:
    new = _WIDER.replace("parcels", "parcels and bills").replace("| Neap | calls | Wales |\n", "")
    assert kinds(compared(_TABLE, new)) == ["changed", "changed"]


def test_a_section_that_went_is_heard_stepped_to_and_listed_once() -> None:
    old = _SECTION + _STAYS + "\nWe answer in a week.\n"
    body = redline_html(compared(old, _STAYS + "\nWe answer in a day.\n"), lambda address: address)
    strictly_valid(body)
    assert body.count(" removed </span>") == body.count(" end removed</span>") == 2
    assert body.index(" removed </span>Our tide") < body.index("stop that.<span")
    assert "Change 1 of 2" in body
    assert "Change 2 of 2" in body
    assert body.count('class="change-links"') == 2
    steps = anchors_linked(body) - {urls.change_list_anchor(1), urls.change_list_anchor(6)}
    assert steps == {"change-1", "change-6"}
    # Findings lead to the very paragraph.
    assert {urls.change_anchor(n) for n in range(1, 7)} <= set(ids(body))


def test_cells_are_heard_one_by_one() -> None:
    body = redline_html(compared(_TABLE, _WIDER), lambda address: address)
    assert body.count(" added </span>") == body.count("<ins>")


def test_a_terminal_shows_a_section_that_went_under_one_number() -> None:
    said = redline_text(compared(_SECTION + _STAYS, _STAYS))
    assert said.startswith("## Our tide clocks\n1. removed (line 1)\n    [-Our tide clocks\n")
    assert said.count("[-") == said.count("-]") == 1
    assert said.endswith("    You can stop that.-]\n")


_LINKS = (
    "## Owls {#owls}\n\nOur [night post](http://owls.example/post) flies at ten.\n\n"
    "It [rests](http://owls.example/rest) at noon.\n\n"
    "## Bells {#bells}\n\nSomebody [pulls](http://owls.example/pull) them.\n\n"
    "A [clapper](http://owls.example/clapper) is made of iron.\n"
)
_HTTPS = _LINKS.replace("http:", "https:")


def test_links_that_changed_in_one_way_are_one_change_wherever_they_stand() -> None:
    (marking,) = markings(compared(_LINKS, _HTTPS))
    assert [pair.number for pair in marking.pairs] == [1, 2, 3, 4]
    assert marking.way == Way("links", "http:", "https:")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("http://owls.example", "https://night.example/owls"),
        ("http://owls.example", ""),
        ("", "https://archive.example/of/2031/"),
    ],
)
def test_the_way_is_what_stood_before_the_same_rest(old: str, new: str) -> None:
    moved = _LINKS.replace("http://owls.example", new + "http://owls.example".removeprefix(old))
    for there, way in ((True, (old, new)), (False, (new, old))):
        (marking,) = markings(compared(_LINKS, moved) if there else compared(moved, _LINKS))
        assert marking.way == Way("links", *way)


@pytest.mark.parametrize(
    ("old", "new"), [("", "/en"), ("?from=post", "?from=mail"), ("?by=owl", "?at=ten&by=owl")]
)
def test_the_way_may_be_another_end_of_each_address(old: str, new: str) -> None:
    one = re.sub(r"\((.*?)\)", rf"(\1{old})", _LINKS)
    two = re.sub(r"\((.*?)\)", rf"(\1{new})", _LINKS)
    for before, after in ((one, two), (two, one)):
        (marking,) = markings(compared(before, after))
        assert marking.way is not None
        assert marking.way.sort == "links"
        assert len(marking.pairs) == 4


@pytest.mark.parametrize("given", [True, False])
def test_words_that_became_links_or_are_none_any_more_are_one_change(given: bool) -> None:
    plain = re.sub(r"\[(.*?)\]\(.*?\)", r"\1", _LINKS)
    (marking,) = markings(compared(plain, _LINKS) if given else compared(_LINKS, plain))
    assert marking.way == Way("links", given=given)


def test_links_that_changed_each_in_its_own_way_are_told_singly() -> None:
    new = _LINKS
    for at, word in enumerate(("post", "rest", "pull", "clapper")):
        new = new.replace(f"owls.example/{word})", f"host{at}.example/{word[::-1]})")
    assert kinds(compared(_LINKS, new)) == ["link"] * 4


def test_a_link_whose_words_changed_too_is_a_change_of_its_own() -> None:
    found = markings(compared(_LINKS, _HTTPS.replace("flies at ten", "flies at nine")))
    assert [(marking.kind, len(marking.pairs)) for marking in found] == [
        ("changed", 1),
        ("link", 3),
    ]


def test_links_that_changed_in_one_way_are_shown_each_in_its_place() -> None:
    comparison = compared(_LINKS, _HTTPS)
    body = redline_html(comparison, lambda address: address)
    strictly_valid(body)
    assert "Change 1 of 1" in body
    assert body.count('class="change-links"') == 1
    for word in ("post", "rest", "pull", "clapper"):
        assert f"removed </span>http://owls.example/{word}<" in body
        assert f"added </span>https://owls.example/{word}<" in body
    # From the first place to the others, and back.
    assert anchors_linked(body) == {
        urls.change_list_anchor(1),
        *(f"change-{n}" for n in range(1, 5)),
    }
    assert body.count('<a href="#change-1">change 1</a>') == 3
    (listed,) = listed_changes(comparison)
    assert listed.places == 4
    ((item,),) = [section.changes for section in change_list(comparison)]
    assert [span.text for span in item.excerpt] == ["4 links: http: → https:, in 2 sections"]


def test_a_terminal_shows_links_that_changed_in_one_way_under_one_number() -> None:
    said = redline_text(compared(_LINKS, _HTTPS))
    assert said.startswith("## Owls\n1. 4 links: http: → https:, in 2 sections\n")
    assert said.count("leads to [-http://owls.example/") == 4
    # Of what stands in another section, people want to know which.
    assert "https://owls.example/rest+} (line 5)" in said
    assert "https://owls.example/pull+} (line 9 in “Bells”)" in said


def test_a_section_with_changes_says_what_is_told_elsewhere() -> None:
    said = redline_text(
        compared(
            _LINKS,
            _HTTPS.replace("are made", "was made").replace(
                "A [clapper](https://owls.example/clapper) is",
                "A [clapper](https://owls.example/clapper) was",
            )
            + "\nIt rings.\n",
        )
    )
    assert "## Bells\nalso here: change 1\n2. changed" in said
    more = redline_text(compared(_LINKS, _HTTPS + "\nIt rings.\n"))
    assert "## Bells\nalso here: change 1 in 2 places\n2. added" in more


def test_the_same_link_in_three_places_is_said_once_in_a_terminal() -> None:
    old = "[Ask](/a) by day.\n\nOr [Ask](/a) by night.\n\nOr [Ask](/a) never.\n"
    said = redline_text(compared(old, old.replace("/a", "/b")))
    assert said.count("“Ask” leads to") == 1
    assert "(lines 1, 3, 5)" in said


_RULES = (
    "Bells ring.\n\n* * *\n\n## Owls {#owls}\n\nThey fly.\n\n* * *\n\n"
    "## Tides {#tides}\n\nThey turn.\n\n* * *\n\n## Clocks {#clocks}\n\nThey tick.\n"
)


@pytest.mark.parametrize("given", [True, False])
@pytest.mark.parametrize(
    ("what", "name"),
    [
        ("* * *", "dividing lines"),
        ("![](owl.png)", "pictures without words"),
        ("\u200d", "empty lines"),
    ],
)
def test_lines_and_pictures_without_words_that_came_or_went_are_one_change(
    what: str, name: str, given: bool
) -> None:
    with_them = _RULES.replace("* * *", what)
    without = with_them.replace(f"{what}\n\n", "")
    comparison = compared(without, with_them) if given else compared(with_them, without)
    (marking,) = markings(comparison)
    assert marking.kind == ("added" if given else "removed")
    assert len(marking.pairs) == len(marking.starts) == 3
    said = redline_text(comparison)
    assert said.startswith(f"## The beginning\n1. 3 {name} were {marking.kind}, in 3 sections\n")
    assert "    lines 3, 9 in “Owls”, 15 in “Tides”\n" in said
    body = redline_html(comparison, lambda address: address)
    strictly_valid(body)
    assert body.count(f"was {marking.kind}.") == 3
    assert "The same change in 2 more places: <a" in body
    assert body.count("This is part of <a") == 2


def test_a_line_that_came_with_a_paragraph_belongs_to_it() -> None:
    old = _RULES.replace("* * *\n\n", "")
    new = old
    for at in ("Owls", "Tides", "Clocks"):
        new = new.replace(f"## {at}", f"* * *\n\nHere end the {at.lower()} of old.\n\n## {at}")
    assert kinds(compared(old, new)) == ["added"] * 3


_NUMBERED = "## 1. Owls {#owls}\n\na\n\n## 2. Tides {#tides}\n\nb\n\n## 3. Clocks {#clocks}\n\nc\n"


@pytest.mark.parametrize(
    ("pattern", "by"),
    [(r"## \d\. ", "## "), (r"## (\d)\. ", r"## 1\1. "), (r"## (\d)\. ", r"## \1.1 ")],
)
def test_headings_that_are_numbered_otherwise_are_one_change(pattern: str, by: str) -> None:
    new = re.sub(pattern, by, _NUMBERED)
    for old, now in ((_NUMBERED, new), (new, _NUMBERED)):
        (marking,) = markings(compared(old, now))
        assert marking.way is not None
        assert marking.way.sort == "numbers"


def test_other_quantities_in_headings_are_read_one_by_one() -> None:
    old = re.sub(r"## (\d)\. (\w+)", r"## \1 years for \2", _NUMBERED)
    assert kinds(compared(old, old.replace("years", "months"))) == ["changed"] * 3
    fewer = old.replace("3 years", "4 years").replace("2 years", "3 years").replace("1 y", "2 y")
    assert kinds(compared(old, fewer)) == ["changed"] * 3


def test_what_is_no_longer_bold_in_many_places_is_one_change() -> None:
    old = _RULES.replace("They", "**They**")
    comparison = compared(old, _RULES)
    assert kinds(comparison) == ["format"]
    said = redline_text(comparison)
    assert (
        "1. 3 passages look different: no longer bold, in 3 sections\n    “They fly.” (line 7)"
        in said
    )
    body = redline_html(comparison, lambda address: address)
    assert body.count("Only the formatting changed (no longer bold); the words") == 3
    ((item,),) = [section.changes for section in change_list(comparison)]
    assert [span.text for span in item.excerpt] == [
        "3 passages look different: no longer bold, in 3 sections"
    ]


def test_what_looks_different_in_two_ways_is_two_changes() -> None:
    old = _RULES.replace("They", "**They**").replace("Bells ring", "*Bells* ring")
    said = redline_text(compared(old, _RULES))
    assert "1. formatting changed: no longer italic (line 1)" in said
    assert "2. 3 passages look different: no longer bold" in said


def test_quotation_marks_typed_otherwise_in_many_places_are_one_change() -> None:
    old = 'An "owl" flies.\n\nBells ring.\n\nA "tide" turns.\n\nWe wait.\n\nA "clock" ticks.\n'
    new = re.sub(r'"(\w+)"', r"“\1”", old)
    (marking,) = markings(compared(old, new))
    assert len(marking.pairs) == 3
    # Each is still marked where it stands.
    body = redline_html(compared(old, new), lambda address: address)
    assert body.count("<ins>") == body.count("<del>") == 6
    assert kinds(compared(old, new.replace("turns", "falls"))) == ["changed"] * 3


def test_links_that_went_with_other_words_are_noted_together() -> None:
    old = "Ask [owls](/o) or [bells](/b) at [noon](/n) by letter.\n"
    new = "Ask owls or bells at noon by post, please.\n"
    comparison = compared(old, new)
    (note,) = re.findall(r"No links any more: .*?\.<", redline_html(comparison, str))
    assert [word in note for word in ("“owls”", "“bells”", "“noon”")] == [True] * 3
    said = "no links any more: “owls” [-/o-], “bells” [-/b-], “noon” [-/n-]\n"
    assert said in redline_text(comparison)
    assert said.replace("no links any more", "links now").replace("[-", "{+").replace(
        "-]", "+}"
    ) in redline_text(compared(new, old))


def test_every_change_belongs_to_one_marking() -> None:
    comparison = compared(_SECTION + _TABLE, _WIDER + _STAYS)
    found = markings(comparison)
    assert [marking.number for marking in found] == list(range(1, len(found) + 1))
    assert sorted(by_number(found)) == [pair.number for pair in comparison.changes]


def test_pages_that_show_a_comparison_share_its_markings() -> None:
    comparison = compared(_SECTION + _STAYS, _STAYS)
    assert markings(comparison) is markings(comparison)
    assert comparison == compared(_SECTION + _STAYS, _STAYS)


def _calls(work: Callable[[], object]) -> int:
    """How many calls of functions a piece of work takes, steps of generators among them."""
    count = 0

    def called(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def _clocks(count: int, *, mark: str = "") -> str:
    """So many paragraphs, other ones for each half and double of a number."""
    numbers = range(count, 2 * count)
    paragraphs = (f"Clock {at} tells {mark}us{mark} where it hangs.\n\n" for at in numbers)
    return "## Our tide clocks {#clocks}\n\n" + "".join(paragraphs)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (lambda _: _STAYS, lambda count: _clocks(count) + _STAYS),
        (lambda count: _clocks(count) + _STAYS, lambda _: _STAYS),
        (_clocks, lambda count: _clocks(count, mark="*")),
    ],
    ids=["came", "went", "look different"],
)
@pytest.mark.parametrize(
    "shown",
    [
        markings,
        redline_text,
        listed_changes,
        lambda comparison: redline_html(comparison, lambda address: address),
        lambda comparison: side_by_side(comparison, lambda address: address),
    ],
    ids=["markings", "redline_text", "listed_changes", "redline_html", "side_by_side"],
)
def test_a_section_of_twice_as_many_paragraphs_takes_at_most_twice_the_work(
    old: Callable[[int], str], new: Callable[[int], str], shown: Callable[[Comparison], object]
) -> None:
    def calls(count: int) -> int:
        comparison = compared(old(count), new(count))
        return _calls(lambda: shown(comparison))

    calls(2)  # what is made once in the life of the program is there
    assert calls(200) <= 2 * calls(100)
