"""Slips of an editor late in the evening: each is told with its place and how to mend it."""

import pytest

from fairnotice.model import Problem
from fairnotice.source.frontmatter import front_matter
from fairnotice.source.located import located
from fairnotice.source.site import read
from fairnotice.source.version_names import version_name
from tests.world import FILES

LOG = "content/changelog.yaml"
NEWEST = "content/privacy/2026-02-01.md"


def found(path: str, old: str, new: str) -> list[Problem]:
    """What the valid site has to say once `old` has become `new` in one of its files."""
    assert old in FILES[path]
    files = {**FILES, path: FILES[path].replace(old, new, 1)}
    before = read({each: text.encode() for each, text in FILES.items()}).problems
    after = read({each: text.encode() for each, text in files.items()}).problems
    return [problem for problem in after if problem not in before]


@pytest.mark.parametrize(
    ("path", "old", "new", "check", "place", "mend"),
    [
        (LOG, "longer.", "longer: a year.", "yaml-syntax", "8:37", "double quotes"),
        (LOG, "  significance", "\tsignificance", "yaml-syntax", "7:1", "tab"),
        (LOG, "summary: We", 'summary: "We', "yaml-syntax", "8:12", "Close it"),
        (LOG, "summary: We keep", "summary: 'We're", "yaml-syntax", "8:16", "double quotes"),
        (LOG, "kind: changed", "kind:changed", "yaml-syntax", "11:12", "Write `kind: changed`"),
        (LOG, "      kind", "     kind", "yaml-syntax", "11:6", "column 7"),
        (LOG, "- notice: cookies", "  notice: cookies", "duplicate-key", "13:3", "put `- `"),
        (LOG, "  summary:", "  sumary:", "unknown-key", "8:3", "`summary`"),
        (LOG, "significance: significant", "significance: major", "bad-value", "7:17", "`minor`"),
        (LOG, "kind: changed", "kind: “changed”", "bad-value", "11:13", "`changed`"),
        (LOG, "orders for longer", "order #5 longer", "cut-off-words", "8:26", "double quotes"),
        (LOG, "version: 2026-02-01", "version: 1.2.2026", "entry-without-version", "5:12", "named"),
        (
            LOG,
            "version: 2026-02-01",
            "version: 2026-02-02",
            "entry-without-version",
            "5:12",
            "mean",
        ),
        (LOG, "notice: cookies", "notice: cookie", "entry-without-version", "13:11", "`cookies`"),
        (LOG, "section: retention", "section: retension", "unknown-section", "10:16", "retention"),
        (NEWEST, "01\n---\n", "01\n", "unclosed-front-matter", "1:1", "`---`"),
        (NEWEST, "2026-01-01", "2026-02-30", "bad-date", "2:12", "exists"),
        (NEWEST, "published", "status: Draft\npublished", "bad-value", "2:9", "`draft`"),
        (NEWEST, "published", "status: live\npublished", "bad-value", "2:9", "take the line out"),
        (NEWEST, "{#retention}", "{#data}", "duplicate-id", "13:1", "of its own"),
        (NEWEST, "{#retention}", "{#retention", "unusable-id", "13:1", "Write {#retention}"),
        (NEWEST, "{#retention}", "#retention}", "unusable-id", "13:1", "Write {#retention}"),
        (NEWEST, "{#retention}", "{#how long}", "raw-html", "13:30", "hyphens for blanks"),
        (NEWEST, "We keep", "<<<<<<< HEAD\nWe keep", "merge-conflict", "15:1", "delete"),
        ("site.yaml", "Europe/London", "London", "bad-timezone", "3:11", "`Europe/London`"),
    ],
)
def test_a_slip_is_told_with_its_place_and_how_to_mend_it(
    path: str, old: str, new: str, check: str, place: str, mend: str
) -> None:
    told = [problem for problem in found(path, old, new) if problem.check == check]
    assert [str(problem.place) for problem in told][:1] == [f"{path}:{place}"]
    assert mend in told[0].mend


@pytest.mark.parametrize("front", ["status draft", "status:draft"])
def test_a_missing_colon_or_blank_is_told_once(front: str) -> None:
    assert len(front_matter(f"{front}\n", NEWEST).problems) == 1


@pytest.mark.parametrize(
    "text", ["a: b # a comment\n", "a: '#5'\n", "a: b#5\n", "a: |\n  b #5\n", "# c\na: b\n"]
)
def test_what_is_no_slip_is_left_alone(text: str) -> None:
    assert located(text, "a.yaml").problems == ()


@pytest.mark.parametrize("mark", ["'", '"'])
@pytest.mark.parametrize(
    "text",
    [
        "- notice: a\n  summary: Qtext\n  if_nothing: more\n- notice: b\n  summary: QtextQ\n",
        "- notice: a\n  summary: Qtext\n- notice: b\n  summary: Qmore\n",
        "- notice: a\n  summary:\n    Qtext\n  if_nothing: QmoreQ\n",
    ],
)
def test_a_quotation_mark_that_another_text_closes_is_told_where_it_opens(
    mark: str, text: str
) -> None:
    text = text.replace("Q", mark)
    first = located(text, "a.yaml").problems[0]
    assert (first.place.line, first.check) == (
        text[: text.index(mark)].count("\n") + 1,
        "yaml-syntax",
    )
    assert first.mend.startswith(f"Close it with {mark}")


def test_the_entries_behind_it_are_read() -> None:
    text = '- notice: a\n  summary: "text\n- notice: b\n  kind: b #5 c\n  summary: "more"\n'
    assert [p.place.line for p in located(text, "a.yaml").problems] == [2, 4]


@pytest.mark.parametrize(
    "text",
    [
        'a: "We changed\n  note: that we did"\n',
        '- a: "We changed\n\n    note: that we did"\n  b: c\n',
        'a:\n  "We changed\n   and: more"\n',
        'a: "We changed\nthe site https://a.example and more"\nb: "c"\n',
    ],
)
def test_a_text_of_several_lines_may_hold_colons(text: str) -> None:
    assert located(text, "a.yaml").problems == ()


def test_the_keys_of_an_entry_without_its_dash_are_one_slip() -> None:
    text = "- notice: a\n  version: b\n  notice: c\n  version: d\n  summary: e\n  version: f\n"
    problems = located(text, "a.yaml").problems
    assert [(p.check, p.place.line) for p in problems] == [
        ("duplicate-key", 3),
        ("duplicate-key", 6),
    ]


def test_an_entry_that_a_lost_blank_cuts_short_lacks_nothing() -> None:
    told = found(LOG, "  version: 2026-02-01", " version: 2026-02-01")
    assert [(each.check, each.place.line) for each in told] == [("yaml-syntax", 5)]


@pytest.mark.parametrize("value", ["“a year”", "‘a year’", "„a year“", "«a year»", "'“a year”'"])
def test_the_quotation_marks_of_a_word_processor_are_told(value: str) -> None:
    (problem,) = located(f"a: b\nc: {value}\n", "a.yaml").problems
    assert (str(problem.place), problem.level) == ("a.yaml:2:4", "warning")


@pytest.mark.parametrize("value", ["“a” and “b”", "We say “a year”", "“A year” is new", "don’t"])
def test_those_inside_a_text_belong_there(value: str) -> None:
    assert located(f"a: {value}\n", "a.yaml").problems == ()


def test_words_behind_a_text_of_several_lines_are_seen_on_the_last() -> None:
    (problem,) = located("x: y\na: b\n  c #5 d\n", "a.yaml", first_line=10).problems
    assert str(problem.place) == "a.yaml:12:5"


@pytest.mark.parametrize(
    ("name", "mend"),
    [
        ("2026-05-01.txt", "call it 2026-05-01.md"),
        ("2026-05-01", "call it 2026-05-01.md"),
        ("2026-05-01.docx", "write its text into 2026-05-01.md"),
    ],
)
def test_nobody_is_told_to_delete_what_may_be_their_version(name: str, mend: str) -> None:
    told = version_name(f"content/privacy/{name}").problem
    assert told is not None
    assert mend in told.mend
    assert "elete" not in told.mend
