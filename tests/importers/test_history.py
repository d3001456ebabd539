"""Texts with their days become versions: which, with which ids, and what their entries say."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from fairnotice.compare.compare import compare
from fairnotice.document.parse import parsed
from fairnotice.importers.history import Imported, Reading, Snapshot, Step, Wanted, history
from fairnotice.model import Assessment, Comparison, Day, Dials
from fairnotice.significance.assess import assess
from tests.document.strategies import edits, notices

TODAY = Day(2026, 3, 1)
TEXT = """# Privacy notice

Brindle Bakery tells you here what it does with your data.

## What we collect

We collect your name and your address when you order bread from us.

## How long we keep it

We keep your orders for six months, and then we delete all of them.
"""


def judged(comparison: Comparison) -> Assessment:
    return assess(comparison, Dials(), "uk")


READING = Reading(parsed, compare, judged)


def steps(*texts: tuple[str, str], since: str = "", min_words: int = 0) -> list[Step]:
    snapshots = [Snapshot(Day.fromisoformat(day), text.encode(), "") for day, text in texts]
    start = Day.fromisoformat(since) if since else None
    wanted = Wanted("privacy", "Privacy notice", TODAY, start, min_words)
    return list(history(snapshots, wanted, READING))


def versions(found: Sequence[Step]) -> list[Imported]:
    return [step.version for step in found if step.version is not None]


def ids(version: Imported) -> list[str]:
    return [section.id for section in version.document.sections]


def test_the_last_text_of_a_day_is_its_version() -> None:
    found = versions(
        steps(
            ("2020-01-01", TEXT.replace("six", "five")),
            ("2020-01-01", TEXT),
            ("2020-02-01", TEXT.replace("six", "nine")),
        )
    )
    assert [version.name for version in found] == ["2020-01-01", "2020-02-01"]
    assert b"six months" in found[0].content


def test_a_day_on_which_readers_saw_no_other_words_is_no_version() -> None:
    laid_out = TEXT.replace("We collect your name and", "We collect your name\nand")
    found = steps(("2020-01-01", TEXT), ("2020-02-01", laid_out), ("2020-03-01", TEXT))
    assert len(versions(found)) == 1


def test_small_changes_are_part_of_the_next_version() -> None:
    small, large = TEXT.replace("six", "nine"), TEXT.replace("six", "nine") + "\nWe sell bread.\n"
    found = steps(("2020-01-01", TEXT), ("2020-02-01", small), ("2020-03-01", large), min_words=5)
    assert [version.name for version in versions(found)] == ["2020-01-01", "2020-03-01"]
    assert b"nine" in versions(found)[1].content
    assert found[1].notes == ("4 words differ from 2020-01-01: fewer than 5.",)


def test_texts_before_a_day_are_left_out_and_the_first_entry_says_that_there_were_some() -> None:
    found = versions(
        steps(("2020-01-01", TEXT), ("2020-02-01", TEXT.replace("six", "9")), since="2020-01-15")
    )
    assert [(version.name, version.entry.earlier) for version in found] == [
        ("2020-02-01", "not-held")
    ]


def test_headings_get_ids_that_outlive_their_words() -> None:
    renamed = TEXT.replace("## How long we keep it", "## Retention of orders")
    again = renamed.replace(
        "# Privacy notice\n", "# Privacy notice\n\n## How long we keep it\n\nX.\n"
    )
    found = versions(steps(("2020-01-01", TEXT), ("2020-02-01", renamed), ("2020-03-01", again)))
    assert b"## How long we keep it {#how-long-we-keep-it}" in found[0].content
    assert b"## Retention of orders {#how-long-we-keep-it}" in found[1].content
    assert b"## Retention of orders {#how-long-we-keep-it}" in found[2].content
    assert "how-long-we-keep-it-2" in ids(found[2])
    assert "Its heading was “How long we keep it” before." in found[1].entry.changes[0].summary


def test_an_id_that_the_text_changes_is_a_moved_id() -> None:
    one = TEXT.replace("keep it\n", "keep it {#retention}\n")
    other = TEXT.replace("keep it\n", "keep it {#how-long}\n").replace("six", "nine")
    found = versions(steps(("2020-01-01", one), ("2020-02-01", other)))
    assert found[1].entry.moved_ids == {"retention": "how-long"}


def test_a_section_that_vanishes_has_a_line_that_says_so() -> None:
    without = TEXT.partition("## How long")[0]
    found = versions(steps(("2020-01-01", TEXT), ("2020-02-01", without)))
    assert [(line.kind, line.section) for line in found[1].entry.changes] == [
        ("removed", "how-long-we-keep-it")
    ]


def test_a_grave_change_is_declared_and_told() -> None:
    found = versions(
        steps(("2020-01-01", TEXT), ("2020-02-01", TEXT.replace("six months", "two years")))
    )
    entry = found[1].entry
    assert (entry.provenance, entry.significance) == ("imported", "significant")
    assert entry.changes[0].section == "how-long-we-keep-it"
    assert "6 months → 2 years" in entry.changes[0].summary


def test_underlined_headings_and_closed_ones_get_ids_too() -> None:
    text = "Title\n=====\n\nOne heading\n---\n\nText.\n\n## Another ##\n\nMore. [to it](#another)\n"
    content = versions(steps(("2020-01-01", text)))[0].content.decode()
    assert "One heading {#one-heading}\n---" in content
    assert "## Another {#another}" in content
    assert content.startswith("Title\n=====")


def test_links_follow_a_heading_that_keeps_its_id() -> None:
    renamed = TEXT.replace("## How long we keep it", "## Retention of orders")
    linked = f"{renamed}\nSee [there](#retention-of-orders).\n"
    found = versions(steps(("2020-01-01", TEXT), ("2020-02-01", linked)))
    assert b"[there](#how-long-we-keep-it)" in found[1].content


def test_a_text_without_a_title_gets_the_front_matters_or_the_notices() -> None:
    bare = TEXT.partition("\n\n")[2]
    named = f"---\ntitle: 'Bakery''s notice'\nlayout: page\n---\n\n{bare}"
    found = steps(("2020-01-01", bare), ("2020-02-01", named))
    assert versions(found)[0].content.startswith(b"# Privacy notice\n\nBrindle")
    assert versions(found)[1].content.startswith(b"# Bakery's notice\n\nBrindle")
    notes = [note for step in found for note in step.notes]
    assert notes == ["From 2020-02-01 on, front matter is left out (title, layout)."]


def test_headings_of_the_first_rank_below_a_title_in_front_matter_are_sections() -> None:
    text = "---\ntitle: Our notice\n---\n# Who\n\nWe.\n\n# What\n\nData.\n"
    assert ids(versions(steps(("2020-01-01", text)))[0]) == ["who", "what"]


def test_a_later_day_in_front_matter_is_the_day_from_which_the_text_applies() -> None:
    dated = f"---\neffective_date: 2020-02-20\n---\n{TEXT}"
    stale = f"---\neffective_date: 2020-02-20\n---\n{TEXT.replace('six', 'nine')}"
    found = versions(steps(("2020-02-01", dated), ("2020-06-01", stale)))
    assert [version.name for version in found] == ["2020-02-20", "2020-06-01"]
    assert found[0].content.startswith(b"---\npublished: 2020-02-01\n---\n")
    overtaken = versions(steps(("2020-02-01", dated), ("2020-02-10", stale)))
    assert [version.name for version in overtaken] == ["2020-02-01", "2020-02-20"]


def test_what_is_no_text_is_left_out_and_said() -> None:
    snapshots = [
        Snapshot(Day(2020, 1, 1), b"\x00\x01", "abc"),
        Snapshot(Day(2020, 1, 2), b"version https://git-lfs.github.com/spec/v1\n", "abd"),
        Snapshot(Day(2020, 1, 3), "# Caf\xe9\n\nText.\n".encode("cp1252"), "abe"),
        Snapshot(Day(2020, 1, 4), b"# Deep\n\n" + b"> " * 90 + b"x\n", "abf"),
    ]
    found = list(history(snapshots, Wanted("privacy", "Notice", TODAY), READING))
    assert [step.version is None for step in found] == [True, True, False, True]
    assert found[0].notes == ("2020-01-01 (abc) is left out: it is no text file.",)
    assert "Git LFS" in found[1].notes[0]
    assert found[2].notes == ("2020-01-03 (abe): not UTF-8, read as windows-1252.",)
    assert "is left out, line" in found[3].notes[0]


def test_what_would_act_in_a_browser_goes_and_all_other_html_stays() -> None:
    text = (
        TEXT
        + "\n<p onclick='x()' class=y>Read <b>it</b>. Now.</p>\n\n"
        + "<script>\nx()\n</script>\n\n"
        + "Write [to us](javascript:go(1)) <iframe src='x'></iframe> now.\n"
    )
    step = steps(("2020-01-01", text))[0]
    assert step.version is not None
    content = step.version.content.decode()
    assert "<p class=y>Read <b>it</b>." in content
    assert "Write to us  now." in content
    problems = parsed(content, path="").problems
    assert [p for p in problems if p.level == "error"] == []
    assert any("The HTML tag <script> is taken out" in note for note in step.notes)
    assert any("javascript:go(1" in note for note in step.notes)


def test_two_rules_with_text_between_them_are_no_front_matter() -> None:
    text = f"---\n\nSome words here\n\n---\n\n{TEXT.partition(chr(10))[2]}"
    content = versions(steps(("2020-01-01", text)))[0].content.decode()
    assert "Some words here" in content
    untitled = f"***\n\n{TEXT}"
    assert versions(steps(("2020-01-01", untitled)))[0].document.title == "Privacy notice"


@settings(max_examples=60, deadline=None)
@given(edits(), notices())
@example(
    (
        "# Privacy notice\n\n## Who\n\n## Rights\n\nwe\n\n## Rights\n\n[^n]: What the note says.\n",
        "## Who\n\n## Rights\n\n[^n]: What the note says.\n",
    ),
    "# Privacy notice\n\n## Who {#rights}\n\n[^n]: What the note says.\n",
)
def test_no_id_is_ever_lost_without_a_word(edit: tuple[str, str], third: str) -> None:
    """Every id of a version is in the next, or moved, or in a line of kind `removed`; and adding
    ids changes no word."""
    texts = (*edit, third)
    found = versions(steps(*((f"2020-01-0{n}", text) for n, text in enumerate(texts, 1))))
    for version in found:
        assert version.document.title == version.raw.title
        assert [s.title for s in version.document.sections] == [
            s.title for s in version.raw.sections
        ]
    for old, new in pairwise(found):
        gone = {line.section for line in new.entry.changes if line.kind == "removed"}
        told = {*ids(new), *new.entry.moved_ids, *gone, "top"}
        assert set(ids(old)) <= told
        assert set(new.entry.moved_ids.values()) <= set(ids(new))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.binary(max_size=200), min_size=1, max_size=3))
def test_no_bytes_make_it_fail(contents: list[bytes]) -> None:
    snapshots = [Snapshot(Day(2020, 1, n), each, "") for n, each in enumerate(contents, 1)]
    assert list(history(snapshots, Wanted("privacy", "Notice", TODAY), READING)) is not None
