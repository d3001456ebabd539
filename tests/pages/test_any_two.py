"""Any two versions: what each can be compared with, what was said in between, two columns."""

from hypothesis import given, settings

from fairnotice.compare.compare import compare
from fairnotice.document.parse import parsed
from fairnotice.document.side_by_side import side_by_side
from fairnotice.model import ChangeLine, CompareSettings, Day
from fairnotice.pages.site import rendered
from tests.document.strategies import notices
from tests.pages.reading import elements, links, text, words
from tests.pages.views import view
from tests.world import TEXT, entry, version

RENAMED = TEXT.replace("{#retention}", "{#times}")
ALL = (
    version("2023-01-01"),
    version(
        "2024-01-01",
        TEXT.replace("six", "seven"),
        entry=entry(
            "2024-01-01",
            changes=(
                ChangeLine("changed", "Seven.", "retention"),
                ChangeLine("clarified", "Neat."),
            ),
        ),
    ),
    version(
        "2025-01-01",
        RENAMED.replace("six", "eight"),
        entry=entry(
            "2025-01-01",
            changes=(ChangeLine("changed", "Eight.", "times", "Longer.", "Object."),),
            moved_ids={"retention": "times"},
        ),
    ),
)


def page(path: str, **more) -> bytes:
    return rendered(view(*ALL, **more)).site[path]


def test_what_the_authors_of_all_versions_in_between_said_is_joined_by_section() -> None:
    found = page("privacy/compare/2023-01-01/2025-01-01/index.html")
    assert (
        "What 2 versions changed, section by section How long we keep it "
        "Changed Eight. 1 January 2025 What it means for you. Longer. "
        "What you can do. Object. Changed Seven. 1 January 2024 "
        "The whole notice Made clearer Neat. 1 January 2024" in text(found)
    )


def test_of_very_many_versions_the_latest_are_told_and_the_others_counted() -> None:
    years = [
        version(f"20{year}-01-01", f"{TEXT}\nOn {year}.\n", entry=entry(f"20{year}-01-01"))
        for year in range(10, 45)
    ]
    made = rendered(view(*years, today=Day(2044, 6, 1))).site
    whole = text(made["privacy/compare/2010-01-01/2044-01-01/index.html"])
    assert whole.count("What it means for you") == 30
    assert "4 earlier versions came in between, too: see what changed and when." in whole
    near = text(made["privacy/compare/2043-01-01/2044-01-01/index.html"])
    assert "came in between" not in near


def test_the_notice_in_force_asks_which_version_the_reader_read() -> None:
    found = page("privacy/index.html")
    assert "what has changed since the version you read" in text(found)
    both = "compare/2023-01-01/2025-01-01/index.html"
    assert links(found)["Compare with 1 January 2023"] == both


def test_every_version_can_be_compared_with_every_other() -> None:
    found = links(page("privacy/2024-01-01/index.html"))
    assert found["Compare with 1 January 2025"] == "../compare/2024-01-01/2025-01-01/index.html"
    assert found["Compare with 1 January 2023"] == "../compare/2023-01-01/2024-01-01/index.html"


def test_beyond_the_cap_a_page_offers_what_there_is_and_names_the_command_for_the_rest() -> None:
    more = (*ALL, version("2026-01-01", TEXT))
    made = rendered(view(*more, compare=CompareSettings(2))).site
    found = made["privacy/2024-01-01/index.html"]
    assert "fairnotice diff" not in text(found)
    early = made["privacy/2023-01-01/index.html"]
    assert "Compare with 1 January 2025" not in links(early)
    assert "1 other version has no page of comparison with this one." in text(early)
    assert "fairnotice diff privacy@2023-01-01 privacy@2025-01-01" in text(early)


def test_two_columns_hold_the_old_text_and_the_new_one() -> None:
    found = page("privacy/compare/2023-01-01/2024-01-01/side-by-side/index.html")
    rows = [[words(cell) for cell in row] for row in elements(found, "tr")]
    assert rows[0] == ["1 January 2023 No longer in force", "1 January 2024 No longer in force"]
    assert rows[-1] == [
        "We keep your orders for removed six months end removed.",
        "We keep your orders for added seven months end added. Change 1. Changed",
    ]
    assert links(found)["Change 1. Changed"] == "../index.html#change-1"
    assert [e.get("scope") for e in elements(found, "th")] == ["col", "col"]


def test_what_was_written_anew_stands_beside_what_it_replaced() -> None:
    """Whoever reads across finds both in one row, however many paragraphs they are."""
    gone = (
        "Ravens fetch whatever has been posted before noon.\n\nNobody reads any of it on the way."
    )
    came = "Tide clocks send the hour to everyone in the valley who asked us for that service."
    old = f"# N\n\n## Post {{#post}}\n\nWe post it.\n\n{gone}\n\nThat is all.\n"
    versions = (
        version("2023-01-01", old),
        version("2024-01-01", old.replace(gone, came), entry=entry("2024-01-01")),
    )
    found = rendered(view(*versions)).site[
        "privacy/compare/2023-01-01/2024-01-01/side-by-side/index.html"
    ]
    (row,) = [
        [words(cell) for cell in row]
        for row in elements(found, "tr")
        if "change" in (row.get("class") or "").split()
    ]
    assert row[0].startswith("removed Ravens")
    assert "Nobody reads any of it" in row[0]
    assert row[1].startswith("added Tide clocks")
    assert row[1].endswith("Change 1. Changed")


def test_lists_go_on_with_their_number_and_cells_say_their_column() -> None:
    one = "# N\n\n1. One\n2. Two\n\n| A | B |\n|---|---|\n| x | y |\n"
    both = (parsed(each, path="x").document for each in (one, one.replace("y", "z")))
    rows = side_by_side(compare(*both), str)
    whole = "".join(row.new for row in rows)
    assert '<ol start="2">' in whole
    assert '<p class="cell"><span class="column">B:</span> <ins>' in whole
    assert 'id="' not in whole


@settings(max_examples=40, deadline=None)
@given(notices(), notices())
def test_each_column_holds_every_word_of_its_text(old: str, new: str) -> None:
    a, b = parsed(old, path="x").document, parsed(new, path="x").document
    rows = side_by_side(compare(a, b), str)
    assert len([row for row in rows if row.old or row.new]) == len(rows)
    assert sum(bool(row.number) for row in rows) == len(compare(a, b).changes)


def test_a_section_that_came_has_one_number_in_two_columns() -> None:
    more = TEXT + "\n## Tide clocks {#clocks}\n\nThey send the hour.\n\nYou can stop that.\n"
    versions = (version("2023-01-01"), version("2024-01-01", more, entry=entry("2024-01-01")))
    found = rendered(view(*versions)).site[
        "privacy/compare/2023-01-01/2024-01-01/side-by-side/index.html"
    ]
    rows = [e.get("class") or "" for e in elements(found, "tr")]
    added = [row for row in rows if "added" in row]
    assert ["goes-on" in row for row in added] == [False, True, True]
    assert text(found).count("Change 1. New") == 1
