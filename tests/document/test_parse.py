"""What a version's text becomes: sections, blocks, runs, and what an editor is told."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fairnotice.document import parse
from fairnotice.document.parse import parsed
from fairnotice.document.words import words
from fairnotice.model import CookieRow, Document
from tests.document.cases import Case, cases
from tests.document.shown import shown
from tests.document.strategies import notices

SLOW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def document(markdown: str) -> Document:
    return parsed(markdown, path="content/privacy/2020-01-01.md").document


def told(markdown: str, **given: object) -> list[str]:
    problems = parsed(markdown, path="content/cookies/2020-01-01.md", **given).problems  # type: ignore[arg-type]  # keyword by keyword
    return [f"{p.check} {p.level} {p.place.line}" for p in problems]


@pytest.mark.parametrize("case", cases("blocks.txt"), ids=lambda case: case.title)
def test_a_text_becomes_the_blocks_that_the_case_shows(case: Case) -> None:
    assert shown(document(case.markdown)) == case.expected


def test_whatever_cannot_be_seen_is_told_and_no_control_is_left() -> None:
    for code in range(0x110000):
        one = chr(code)
        if parse._UNSEEN.match(one) or parse._CONTROL.match(one):
            assert not parse._all_seen(f"a{one}b"), f"U+{code:04X}"
    assert parse._all_seen("Café – “£3” \xa0\t👩\n")


def test_what_has_no_words_has_its_own_line() -> None:
    source = "Bells\n-----\n\nRing.\n\n---\n\n![](owl.png)\n\n* * *\n\nOwls.\n\n<hr>\n\nEnd.\n"
    blocks = [b for s in document(source).sections for b in s.blocks]
    assert [(block.kind, block.line) for block in blocks] == [
        ("heading", 1),
        ("paragraph", 4),
        ("rule", 6),
        ("picture", 8),
        ("rule", 10),
        ("paragraph", 12),
        ("rule", 14),
        ("paragraph", 16),
    ]


def test_lines_count_from_the_files_beginning_not_the_bodys() -> None:
    block = parsed("Words.\n", path="x.md", first_line=7).document.sections[0].blocks[0]
    assert block.line == 7


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("## A\n", ["heading-without-id warning 1"]),
        ("## A {#a}\n\n## B {#a}\n", ["duplicate-id error 3"]),
        ("## A {#change-3}\n", ["unusable-id error 1"]),
        ("## A {#a%b}\n", ["unusable-id error 1"]),
        ("# A\n\n# B {#b}\n", ["second-title warning 3"]),
        ("ok\n\n[x](javascript:alert)\n", ["unsafe-link error 3"]),
        ("ok\n\n[x](&#106avascript:alert)\n", ["unsafe-link error 3"]),
        ("ok\n\n[x](https://e.example/?a=1&copy=b:2)\n", []),
        ("[x](JaVa&#115;cript:alert)\n", ["unsafe-link error 1"]),
        ("![x](data:image/png;base64,aa)\n", ["unsafe-link error 1"]),
        ("a\n\n<script>x()</script>\n", ["raw-html error 3"]),
        ("a <b onclick='x()'>b</b>\n", ["raw-html error 1"]),
        ("<p style='color: red'>b</p>\n", ["raw-html warning 1"]),
        ("a\n{: .big }\n", ["raw-html warning 1"]),
        ("<marquee>b</marquee>\n", ["raw-html warning 1"]),
        ("a\n\n<!-- a remark -->\n", ["raw-html info 3"]),
        ("<!-- fairnotice: allow dead-link: moved soon -->\n\na\n", []),
        ("[TOC]\n\na\n", ["contents-marker info 1"]),
        ("a\n\n[[cookies]]\n", ["cookie-table error 3"]),
        ("a\u202eb\n", ["unseen-character info 1"]),
        ("a\n\nb\x1b[2J\n", ["unseen-character info 3"]),
        ("See [us](/about/), [mail](mailto:a@b.example), <https://x.example>, `{x}`\n", []),
        ("## A {#a}\n\n<div>b <b>c</b></div>\n", []),
    ],
)
def test_what_is_wrong_is_told_with_its_line(markdown: str, expected: list[str]) -> None:
    assert told(markdown) == expected


@pytest.mark.parametrize("written", ["\x1b", "\x9b", "\x07", "\x7f", "&#27;", "&#x1b;", "\ufffe"])
def test_a_control_character_is_shown_as_damage(written: str) -> None:
    """Nothing printed from a document can act on a terminal, or spoil XML."""
    text = document(f"# A {written} title\n\nb {written} `{written}`\n\n    {written}\n")
    shown = [text.title, *(block.text for block in text.sections[0].blocks)]
    assert shown[:2] == ["A � title", "b � " + ("�" if len(written) == 1 else written)]
    assert "".join(shown).replace("\n", "").isprintable()


def test_what_is_taken_out_does_not_reach_the_document() -> None:
    text = document("[x](javascript:alert(1)) <script>evil()</script><b onclick=x>c</b>\n")
    [block] = text.sections[0].blocks
    assert block.text == "x c"
    assert not any(mark.kind == "link" for run in block.runs for mark in run.marks)


def test_repeated_headings_are_told_apart_by_their_parents_never_by_position() -> None:
    text = "## E-mail\n\n### Your choices\n\na\n\n## Phone\n\n### Your choices\n\nb\n"
    assert [s.id for s in document(text).sections] == [
        "e-mail",
        "e-mail-your-choices",
        "phone",
        "phone-your-choices",
    ]


def test_a_numbered_heading_keeps_its_id_when_it_is_renumbered() -> None:
    assert document("## 3. Who we are\n").sections[0].id == "who-we-are"
    assert document("## 4.1 Who we are\n").sections[0].id == "who-we-are"


def test_an_anchor_before_a_heading_is_its_id() -> None:
    section = document('<a name="old"></a>\n\n## Who we are\n').sections[0]
    assert (section.id, section.named) == ("old", True)


def test_sections_know_their_parents() -> None:
    text = "## A {#a}\n\n#### B {#b}\n\n### C {#c}\n\n## D {#d}\n"
    assert [(s.id, s.parent) for s in document(text).sections] == [
        ("a", ""),
        ("b", "a"),
        ("c", "a"),
        ("d", ""),
    ]


ROW = CookieRow("_ga", "To count visits.", "statistics", "consent", "13 months", "Google")


def test_cookies_stand_where_the_text_asks_for_them() -> None:
    result = parsed(
        "a\n\n[[cookies]]\n\nb\n",
        path="content/cookies/2020-01-01.md",
        cookies=(ROW,),
        cookie_lines=(4,),
    )
    _, header, row, last = result.document.sections[0].blocks
    assert (header.is_header, row.header[0], row.path, row.line, last.text) == (
        True,
        "Name",
        "content/cookies/cookies.yaml",
        4,
        "b",
    )
    assert row.text.split("\t") == [
        "_ga", "Cookie", "Google", "", "To count visits.", "Statistics", "Consent", "13 months", "",
    ]  # fmt: skip
    assert result.problems == ()


def test_rows_that_the_text_does_not_show_are_an_error() -> None:
    assert told("a\n", cookies=(ROW,)) == ["cookie-table error 1"]


@SLOW
@given(notices())
def test_lines_never_fall_except_in_footnotes(markdown: str) -> None:
    lines = [b.line for s in document(markdown).sections if s.id != "footnotes" for b in s.blocks]
    assert lines == sorted(lines)
    assert all(1 <= line <= markdown.count("\n") + 1 for line in lines)


@SLOW
@given(notices())
def test_a_blocks_text_is_its_runs_joined_and_ids_are_all_different(markdown: str) -> None:
    text = document(markdown)
    blocks = [block for section in text.sections for block in section.blocks]
    assert all(block.text == "".join(run.text for run in block.runs) for block in blocks)
    assert len({section.id for section in text.sections}) == len(text.sections)
    assert text.words == sum(words(block.text) for block in blocks)


@SLOW
@given(notices())
@example("- line  \n    break\n        - <info@owl.example>\n\n<info@owl.example>\n")
def test_trailing_blanks_and_windows_line_ends_change_nothing(markdown: str) -> None:
    loose = "\r\n".join(
        line if line.endswith("  ") else line + " " for line in markdown.split("\n")
    )
    assert document(loose).sections == document(markdown).sections


@SLOW
@given(st.text(max_size=300))
def test_no_text_at_all_makes_it_raise(text: str) -> None:
    parsed(text, path="x.md")


MARKS = st.sampled_from([*"<>[]()!*_`#|-:{}\\&;=\"' \nab1^", "[^", "<!--", "-->", "    ", "\n\n"])


@SLOW
@given(st.lists(MARKS, max_size=80))
def test_no_pile_of_marks_makes_it_raise(marks: list[str]) -> None:
    parsed("".join(marks), path="x.md")


def test_an_id_that_is_given_twice_is_told_with_one_that_the_heading_alone_gives() -> None:
    text = "# N\n\n## Who {#who}\n\nWe.\n\n## How long {#who}\n\nSix years. We keep it.\n"
    (problem,) = parsed(text, path="content/privacy/2020-01-01.md").problems
    assert problem.mend == "Give this heading an id of its own, for example {#how-long}."
    taken = text.replace("{#who}\n\nWe.", "{#how-long}\n\nWe.").replace(
        "## How", "## Who {#who}\n\n## How"
    )
    (problem,) = parsed(taken, path="content/privacy/2020-01-01.md").problems
    assert "{#how-long}" not in problem.mend
