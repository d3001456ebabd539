"""A line is added to a YAML file; everything else in it stays as it was."""

import datetime
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from fairnotice.source.edit import EditError, appended, appended_lines, item_that_says
from fairnotice.source.located import located
from fairnotice.source.nodes import ListNode
from fairnotice.source.written import Value, in_line, said

WAIVER = {
    "finding": "3f9a1c00",
    "tell": False,
    "reason": "Names only: no effect",
    "by": "Ann O'Neil",
    "date": datetime.date(2018, 5, 10),
}

CHANGELOG = """\
# The head.

- notice: privacy
  version: 2018-05-15   # the first
  summary: >-
    A text
    in lines.

# ---- cookies
- notice: cookies
  version: '2018-05-15'
  changes:   # to fill in
    # - section: x
  waivers: []   # none yet
  approved: [{by: A}]
  errata:
  - text: x
    # about x
  few: {a: 1}
"""

PLACES = [
    (
        "at the end of the file",
        (),
        "  few: {a: 1}\n",
        "  few: {a: 1}\n\n- k: v\n",
    ),
    (
        "below a key that is not there yet",
        (0, "waivers"),
        "    in lines.\n",
        "    in lines.\n  waivers:\n    - k: v\n",
    ),
    (
        "below an empty key and the comment in it",
        (1, "changes"),
        "    # - section: x\n",
        "    # - section: x\n    - k: v\n",
    ),
    (
        "instead of empty brackets, whose comment stays",
        (1, "waivers"),
        "  waivers: []   # none yet\n",
        "  waivers:   # none yet\n    - k: v\n",
    ),
    ("in brackets", (1, "approved"), "[{by: A}]", "[{by: A}, {k: v}]"),
    (
        "below the comment that belongs to the last item",
        (1, "errata"),
        "    # about x\n",
        "    # about x\n  - k: v\n",
    ),
    ("in braces", (1, "few", "list"), "{a: 1}", "{a: 1, list: [{k: v}]}"),
]


@pytest.mark.parametrize(
    ("at", "before", "after"), [p[1:] for p in PLACES], ids=[p[0] for p in PLACES]
)
def test_the_new_item_stands_where_an_editor_would_put_it(
    at: tuple[str | int, ...], before: str, after: str
) -> None:
    assert CHANGELOG.count(before) == 1
    assert appended(CHANGELOG, at, {"k": "v"}) == CHANGELOG.replace(before, after)


def test_a_waiver_is_written_as_a_person_would_write_it() -> None:
    text = appended("- notice: privacy\n", (0, "waivers"), WAIVER)
    assert text == (
        "- notice: privacy\n"
        "  waivers:\n"
        '    - finding: "3f9a1c00"\n'
        "      tell: false\n"
        '      reason: "Names only: no effect"\n'
        '      by: "Ann O\'Neil"\n'
        "      date: 2018-05-10\n"
    )


def test_an_item_can_be_put_behind_another_than_the_last() -> None:
    assert (
        appended("- a\n\n- b\n\n# c\n- d\n", (), "x", behind=1) == "- a\n\n- b\n\n- x\n\n# c\n- d\n"
    )
    assert appended("[a, b]\n", (), "x", behind=0) == "[a, x, b]\n"


def test_comments_in_the_new_item_are_written_too() -> None:
    text = appended_lines("- a: b\n", (), ["# why", "a: c", "d:   # later", "  # - e"])
    assert text == "- a: b\n# why\n- a: c\n  d:   # later\n    # - e\n"


@pytest.mark.parametrize("empty", ["", "# only a comment\n", "---\n", "[]\n", "[]"])
def test_a_list_begins_in_a_file_that_says_nothing(empty: str) -> None:
    text = appended(empty, (), {"k": "v"})
    assert said_by(text) == [{"k": "v"}]
    assert text.startswith(empty.removesuffix("[]\n").removesuffix("[]"))


def test_windows_line_ends_stay() -> None:
    text = appended(CHANGELOG.replace("\n", "\r\n"), (0, "waivers"), WAIVER)
    assert text == appended(CHANGELOG, (0, "waivers"), WAIVER).replace("\n", "\r\n")


@pytest.mark.parametrize("end", ["|", "|-", "|+", ">", ">-", ">+"])
@pytest.mark.parametrize("blank", ["", "\n", "\n\n\n"])
def test_a_block_of_text_before_the_new_line_keeps_its_words(end: str, blank: str) -> None:
    text = f"- a: {end}\n    One.\n\n    Two.\n{blank}- b: c\n"
    assert (
        said_by(appended(text, (0, "list"), "x"))[0]["a"].rstrip() == said_by(text)[0]["a"].rstrip()
    )


REFUSED = [
    ("a text where the list would be", (0, "summary"), "`summary` is not a list."),
    ("an entry that is not there", (7, "waivers"), "There is no 7."),
    ("a key below a text", (0, "summary", "x"), "There is no 0/summary/x."),
    ("a key below a missing key", (0, "x", "y"), "There is no 0/x/y."),
]


@pytest.mark.parametrize(("at", "why"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_what_cannot_be_done_is_refused_with_the_reason(
    at: tuple[str | int, ...], why: str
) -> None:
    with pytest.raises(EditError, match=f"^{why}$"):
        appended(CHANGELOG, at, "x")


def test_a_file_that_cannot_be_read_is_not_touched() -> None:
    with pytest.raises(EditError, match=r"^Line 2: A colon followed by a blank"):
        appended("- a: b\n- c: d: e\n", (), "x")


def test_an_item_behind_one_that_is_not_there_is_refused() -> None:
    with pytest.raises(EditError, match="There is no item 3"):
        appended("- a\n- b\n", (), "x", behind=2)


def test_an_entry_is_found_by_what_it_says() -> None:
    assert item_that_says(CHANGELOG, {"notice": "cookies", "version": "2018-05-15"}) == 1
    with pytest.raises(EditError, match="There is no item with notice: terms"):
        item_that_says(CHANGELOG, {"notice": "terms"})


# ---------------------------------------- laws


def said_by(text: str) -> Any:
    """What a YAML text says, in plain Python; it has to be good."""
    tree = located(text, "f")
    assert tree.problems == (), text
    return said(tree.root) if tree.root is not None else None


WORDS = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"
    ),
    max_size=12,
)
SCALARS = WORDS | st.booleans() | st.integers(0, 999) | st.dates()
VALUES: st.SearchStrategy[Value] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(["notice", "version", "changes", "waivers", "a b", "no"])
ENTRIES = st.lists(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4), min_size=1, max_size=4)
REMARKS = st.sampled_from([(), (), (), (), ("# one",), ("  # two", ""), ("      # three",)])


def trimmed(value: Any) -> Any:
    """Without the line feeds at the end of texts: those of a block depend on what follows it."""
    if isinstance(value, dict):
        return {key: trimmed(part) for key, part in value.items()}
    if isinstance(value, list):
        return [trimmed(part) for part in value]
    return value.rstrip("\n")


def remarks(text: str) -> list[str]:
    """The lines that are comments, with their indentation."""
    return [line for line in text.splitlines() if line.lstrip().startswith("#")]


def as_text(value: Value) -> object:
    """A value as text alone, as it is read."""
    if isinstance(value, dict):
        return {key: as_text(part) for key, part in value.items()}
    if isinstance(value, list):
        return [as_text(part) for part in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def laid_out(draw: st.DrawFn, value: Value) -> list[str]:
    """A value as one of the ways to write it; a first line that is empty belongs below its key."""
    if isinstance(value, dict) and value and draw(st.booleans()):
        return ["", *(line for key, part in value.items() for line in pair(draw, key, part))]
    if isinstance(value, list) and value and draw(st.booleans()):
        return ["", *(line for part in value for line in item(draw, part))]
    plain = isinstance(value, str) and value.isalnum() and value.isascii()
    style = draw(st.sampled_from(["one line", "single", "block", "folded"]))
    if not isinstance(value, str) or style == "one line":
        return [in_line(value)]
    if style == "single":
        return ["'" + value.replace("'", "''") + "'"]
    if not plain:
        return [in_line(value)]
    sign = "|" if style == "block" else ">"
    blank = [""] * draw(st.integers(0, 2))
    return [sign + draw(st.sampled_from(["", "-", "+"])), f"  {value}", f"  {value}", *blank]


def pair(draw: st.DrawFn, key: str, value: Value) -> list[str]:
    """The lines of a key and its value."""
    first, *rest = laid_out(draw, value)
    indent = (
        "" if isinstance(value, list) and draw(st.booleans()) else " " * draw(st.integers(1, 4))
    )
    return [f"{in_line(key)}: {first}".rstrip(), *((indent + line).rstrip() for line in rest)]


def item(draw: st.DrawFn, value: Value) -> list[str]:
    """The lines of an item."""
    first, *rest = laid_out(draw, value)
    if not first:
        first, *rest = rest
    indent = " " * draw(st.integers(1, 3))
    return [f"-{indent}{first}", *(f" {indent}{line}".rstrip() for line in rest)]


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A list of mappings in odd layouts, with comments and blank lines strewn in."""
    written = [line for entry in draw(ENTRIES) for line in item(draw, entry)]
    end = draw(st.sampled_from(["\n", "\r\n"]))
    text = end.join(line for each in written for line in (*draw(REMARKS), each))
    text += draw(st.sampled_from(["", end, end * 3, f"{end}# end", f"{end}    # end{end}"]))
    tree = located(text, "f")
    assume(not tree.problems and isinstance(tree.root, ListNode))
    return text


@settings(deadline=None, max_examples=300)
@given(documents(), VALUES, st.integers(0, 3), KEYS | st.none())
@example("- notice:\n  # d", {}, 0, "notice")
def test_only_the_intended_change_happens(
    text: str, value: Value, number: int, key: str | None
) -> None:
    before = said_by(text)
    assume(number < len(before))
    at: tuple[str | int, ...] = () if key is None else (number, key)
    there = [] if key is None else before[number].get(key, [])
    try:
        after = appended(text, at, value)
    except EditError:
        # What stands there is not a list; a list is never refused.
        assert not isinstance(there, list)
        return
    expected = before
    if key is None:
        expected = [*before, as_text(value)]
    else:
        expected[number][key] = [*(there or []), as_text(value)]
    assert trimmed(said_by(after)) == trimmed(expected)
    assert remarks(after) == remarks(text)
    assert ("\r\n" in after) >= ("\r\n" in text)


@settings(deadline=None)
@given(documents(), VALUES)
def test_a_line_that_is_added_and_cut_out_again_leaves_the_same_text(
    text: str, value: Value
) -> None:
    """Nothing but an insertion happens to a list in lines."""
    after = appended(text, (), value)
    common = next(
        (i for i, (a, b) in enumerate(zip(text, after, strict=False)) if a != b), len(text)
    )
    assert after.endswith(text[common:])


@settings(deadline=None)
@given(st.text(st.sampled_from(list("ab:- \n'\"[]{},#&*!|>\r")), max_size=60), VALUES)
def test_any_text_is_edited_well_or_refused(text: str, value: Value) -> None:
    try:
        after = appended(text, (), value)
    except EditError:
        return
    assert said_by(after) == [*(said_by(text) or []), as_text(value)]
