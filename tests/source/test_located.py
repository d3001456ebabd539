"""YAML is read as the text that stands there, and a slip is explained where it was made."""

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fairnotice.source.located import MAX_COMPLAINTS, MAX_DEPTH, MAX_SIZE, located
from fairnotice.source.nodes import Gap, ListNode, MapNode, Node, TextNode
from fairnotice.source.written import in_line


def said(node: Node | None) -> object:
    """The tree in plain Python; a gap is an ellipsis."""
    if isinstance(node, TextNode):
        return node.text
    if isinstance(node, ListNode):
        return [said(item) for item in node.items]
    if isinstance(node, MapNode):
        return {key.text: said(value) for key, value in node.pairs}
    return ... if isinstance(node, Gap) else None


def slips(text: str) -> list[str]:
    """Each problem as `line:column wrong`."""
    return [f"{p.place.line}:{p.place.column} {p.wrong}" for p in located(text, "f.yaml").problems]


COLON = "A colon followed by a blank stands in a text without quotation marks."
NO_COLON = "This line has no colon."
TAB = "A tab stands where only blanks may stand."
COLUMN = "This line begins in a column in which no line above it begins."

OTHER = "A blank of another kind (U+00A0) stands where YAML knows plain ones alone."

SLIPS = [
    ("a colon in a text", "summary: Note: we moved\n", [f"1:14 {COLON}"]),
    (
        "no blank after the colon",
        "title:Privacy\nlang: en\n",
        ["1:7 A blank is missing after the colon of `title`."],
    ),
    ("a line without a colon", "title: a\nlang\nstatus: draft\n", [f"2:1 {NO_COLON}"]),
    ("a key without a colon", "brand\n  colour: x\n", [f"1:1 {NO_COLON}"]),
    ("a tab before a key", "brand:\n\tcolour: x\n", [f"2:1 {TAB}"]),
    ("a tab in a list", "links:\n- title: a\n\turl: b\n", [f"3:1 {TAB}"]),
    (
        "a quotation mark that stays open",
        'title: "Privacy\nlang: en\n',
        ['1:8 The quotation mark " that opens here is never closed.'],
    ),
    (
        "an apostrophe in single quotes",
        "title: 'It's ours'\n",
        ["1:12 The text goes on after its closing quotation mark."],
    ),
    (
        "a no-break blank before a key",
        "- a: b\n\u00a0\u00a0c: d\n",
        [f"2:1 {OTHER}"],
    ),
    ("a no-break blank after a colon", "a: b\nc:\u00a0d\n", [f"2:3 {OTHER}"]),
    ("a no-break blank in a text", "a: b\u00a0c\n", []),
    (
        "words after a bracket",
        "a: [b] c\n",
        ["1:8 The text goes on after its closing bracket."],
    ),
    (
        "words after a quotation",
        'title: "Privacy" notice\n',
        ["1:18 The text goes on after its closing quotation mark."],
    ),
    ("an at sign", "email: @acme\n", ["1:8 A text that begins with `@` needs quotation marks."]),
    ("a per cent sign", "a: %x\n", ["1:4 A text that begins with `%` needs quotation marks."]),
    ("a backtick", "a: `x`\n", ["1:4 A text that begins with a backtick needs quotation marks."]),
    (
        "bold Markdown",
        "summary: **New** rights\n",
        ["1:10 A text that begins with `*` needs quotation marks."],
    ),
    (
        "an alias",
        "a: *b\n",
        ["1:4 `*b` points to another place of the file, which is not allowed here."],
    ),
    (
        "an anchor",
        "a: &b c\n",
        ["1:4 `&b` names a place of the file, which is not allowed here."],
    ),
    ("a tag", "a: !secret b\n", ["1:4 `!secret` is a YAML tag, which is not allowed here."]),
    (
        "a Python tag",
        "a: !!python/name:os.system x\n",
        ["1:4 `!!os.system` is a YAML tag, which is not allowed here."],
    ),
    (
        "a template's braces",
        "a: {{ name }}\n",
        ["1:5 A list or a mapping stands where the name of a key is expected."],
    ),
    ("a key too far left", "a:\n    b: c\n  d: e\n", [f"3:3 {COLUMN}"]),
    (
        "a key too far right",
        "a: b\n  c: d\n",
        ["2:3 This line begins further right than the key above it, which has a value already."],
    ),
    (
        "an item's key too far left",
        "- a: b\n c: d\n",
        ["2:2 This line belongs to no item of the list above it."],
    ),
    (
        "a key among items",
        "- a\nb: c\n",
        ["2:1 This line belongs to no item of the list above it."],
    ),
    (
        "an item among keys",
        "a: b\n- c\n",
        ["2:1 A list item stands where a key is expected."],
    ),
    ("an item on the key's line", "a: - b\n", ["1:4 A list cannot begin on the line of its key."]),
    (
        "a bracket that stays open",
        "a: [b, c\nd: e\n",
        ["1:4 What `[` opens here is never closed, or a comma is missing in it."],
    ),
    (
        "a backslash in double quotes",
        'a: "C:\\Queue"\n',
        ["1:7 A backslash in double quotes begins a special sign, and this is none."],
    ),
    (
        "an invisible character by backslash",
        'a: "x\\0y"\n',
        ["1:4 A backslash in these double quotes stands for an invisible character."],
    ),
    ("words behind a bar", "a: | b\n  c\n", ["1:4 Words stand on the line of `|`."]),
    ("a bracket alone", "a: ]\n", ["1:4 `]` stands where a value is expected."]),
    ("a directive", "%a\nb: c\n", ["1:1 A line that begins with `%` cannot be read."]),
    (
        "two documents",
        "a: b\n---\nc: d\n",
        ["2:1 A line `---` begins a second document here, and what follows is not read."],
    ),
    (
        "a key twice",
        "a: b\nc: d\na: e\n",
        ["3:1 `a` stands here a second time; the first is on line 1."],
    ),
    (
        "a control character",
        "a: b\nc: d\x07e\n",
        ["2:5 An invisible character (U+0007) stands here."],
    ),
    (
        "a line separator from a word processor",
        "a: b\u2028c\n",
        ["1:5 An invisible character (U+2028) stands here."],
    ),
    (
        "several slips in one list",
        "- a: b: c\n- d: 'e\n- f: g\n- h: @i\n",
        [
            f"1:7 {COLON}",
            "2:6 The quotation mark ' that opens here is never closed.",
            "4:6 A text that begins with `@` needs quotation marks.",
        ],
    ),
    (
        "several slips in one mapping",
        "a: *b\nc: d: e\nf: g\nf: h\n",
        [
            "1:4 `*b` points to another place of the file, which is not allowed here.",
            f"2:5 {COLON}",
            "4:1 `f` stands here a second time; the first is on line 3.",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [s[1:] for s in SLIPS], ids=[s[0] for s in SLIPS])
def test_a_slip_is_told_in_an_editors_words_at_its_place(text: str, expected: list[str]) -> None:
    assert slips(text) == expected
    assert all(problem.mend for problem in located(text, "f.yaml").problems)


def test_all_scalars_stay_the_text_that_stands_there() -> None:
    text = "country: NO\nversion: 1.10\nnumber: 01234567\nday: 2018-05-15\nyes: yes\nnull: ~\n"
    assert said(located(text, "f").root) == {
        "country": "NO",
        "version": "1.10",
        "number": "01234567",
        "day": "2018-05-15",
        "yes": "yes",
        "null": "~",
    }


def test_every_node_knows_its_line_and_column() -> None:
    root = located("a:\n  - b: 'é😀'\n    c: d\n", "f", first_line=11).root
    assert isinstance(root, MapNode)
    items = root.pairs[0][1]
    assert isinstance(items, ListNode)
    item = items.items[0]
    assert isinstance(item, MapNode)
    places = [(key.text, value.line, value.column) for key, value in item.pairs]
    assert places == [("b", 12, 8), ("c", 13, 8)]
    assert (items.line, items.column, item.line, item.column) == (12, 3, 12, 5)


def test_reading_goes_on_behind_a_slip_and_leaves_a_gap_in_its_place() -> None:
    found = located("- a: 1\n- b: 'x\n- c: 2\n", "f")
    assert said(found.root) == [{"a": "1"}, ..., {"c": "2"}]
    assert not found.whole


def test_a_bomb_of_aliases_is_refused_unexploded() -> None:
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    found = located("\n".join(levels), "f")
    assert {problem.check for problem in found.problems} == {"yaml-anchor", "yaml-alias"}


@pytest.mark.parametrize("nested", ["[" * 5000, "- " * 5000, "? " * 5000, "{a: " * 5000])
def test_nesting_without_end_is_refused(nested: str) -> None:
    found = located(nested, "f")
    assert "yaml-depth" in {problem.check for problem in found.problems}


def test_nesting_up_to_the_limit_is_read() -> None:
    assert located("[" * MAX_DEPTH + "]" * MAX_DEPTH, "f").problems == ()


def test_a_file_that_is_too_large_is_not_read() -> None:
    found = located("a" * (MAX_SIZE + 1), "f")
    assert [problem.check for problem in found.problems] == ["too-large"]


def test_the_number_of_complaints_has_an_end() -> None:
    text = "".join(f"k{number}: 'x\n" for number in range(1000))
    assert len(located(text, "f").problems) == MAX_COMPLAINTS


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n"])
def test_a_text_that_says_nothing_is_no_problem(text: str) -> None:
    found = located(text, "f")
    assert (said(found.root) or None, found.problems, found.whole) == (None, (), True)


def test_a_comment_in_the_place_of_a_value_is_remembered() -> None:
    root = located("a: #1 in clocks\nb: c # d\n", "f").root
    assert isinstance(root, MapNode)
    values = [value for _, value in root.pairs]
    assert [v.comment for v in values if isinstance(v, TextNode)] == ["#1 in clocks", ""]


YAMLISH = st.text(
    st.sampled_from(list("ab:- \n\t'\"[]{},#&*!|>%@`?~\\.0=<\r")) | st.characters(), max_size=60
)


@settings(deadline=None)
@given(YAMLISH)
@example("\ud800")
@example("a: '\r\n")
@example("? [a\n: b")
@example("&a &b")
@example('"\\')
def test_no_text_makes_reading_fail(text: str) -> None:
    found = located(text, "f")
    assert all(problem.place.line >= 1 and problem.place.column >= 1 for problem in found.problems)
    assert found.whole or found.problems


@settings(deadline=None)
@given(YAMLISH)
def test_what_other_readers_take_for_text_is_the_same_text_here(text: str) -> None:
    """Where PyYAML reads plain strings, lists and mappings of them, so does this."""
    try:
        theirs = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - builds strings only
    except (yaml.YAMLError, ValueError, TypeError, RecursionError, UnicodeError):
        return
    found = located(text, "f")
    if not found.problems:
        assert said(found.root) == (None if theirs is None else theirs)


TEXTS = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"
    )
)


@settings(deadline=None)
@given(TEXTS)
@example("NO")
@example("- a")
@example("a: b")
@example("#")
@example(" x ")
@example("'")
def test_any_text_that_is_written_is_read_back_as_it_was(text: str) -> None:
    root = located(f"- {in_line(text)}\n- {in_line({text: text})}\n- {in_line([text])}", "f").root
    assert said(root) == [text, {text: text}, [text]]


@settings(deadline=None)
@given(st.integers(0, 30), TEXTS)
def test_lines_before_a_text_do_not_change_its_column(lines: int, text: str) -> None:
    root = located("\n" * lines + f"k: {in_line(text)}", "f").root
    assert isinstance(root, MapNode)
    value = root.pairs[0][1]
    assert (value.line, value.column) == (lines + 1, 4)


def test_windows_line_ends_count_once() -> None:
    assert slips("a: b\r\nc: d\r\ne: f: g\r\n") == [f"3:5 {COLON}"]


def test_the_changelog_of_this_repository_reads_without_a_problem() -> None:
    root = Path(__file__).parents[2]
    for path in (root / "content/changelog.yaml", root / "example/content/changelog.yaml"):
        assert located(path.read_text("utf-8"), path.name).problems == ()


_EDGES = "\0\x08\t\n\x0b\x0d\x0e\x1f \x7e\x7f\x9f\xa0\u2027\u2028\u2029\u202a\ud7ff\ud800\udfff"
_EDGES += "\ue000\ufefe\ufeff\uff00\ufffd\ufffe\uffff\U00010000\U0010ffff"
_TAKEN_FOR_NOTHING = "\x85\u2028\u2029\ufeff"
"""What PyYAML reads as the end of a line, or as a mark that is not there."""


@given(st.characters() | st.sampled_from(_EDGES))
@settings(max_examples=500)
def test_what_yaml_forbids_and_what_no_editor_shows_is_told_and_nothing_else(one: str) -> None:
    told = [wrong for wrong in slips(f"a: x{one}y\n") if "invisible character" in wrong]
    forbidden = yaml.reader.Reader.NON_PRINTABLE.match(one) or one in _TAKEN_FOR_NOTHING
    assert bool(told) == bool(forbidden)
