"""The diff report has the shape that scripts rely on."""

import json
from typing import Any

from fairnotice.model import Assessment, Block, Document, Finding, Passage, Run, Section, Source
from fairnotice.reports.diff_json import Side, diff_report
from tests.compare.world import compared

OLD = Side("privacy@2016-01-01", "content/privacy/2016-01-01.md", "a" * 64)
NEW = Side("privacy@2018-05-15", "content/privacy/2018-05-15.md", "b" * 64)


def report(old: str, new: str, assessment: Assessment | None = None) -> Any:
    return json.loads(json.dumps(diff_report(compared(old, new), assessment, OLD, NEW)))


def test_a_change_gives_sides_spans_and_counts() -> None:
    found = report(
        "## How long {#retention}\n\nWe keep it for 6 months.",
        "## How long {#retention}\n\nWe keep it for 2 years.",
    )
    assert found["tool"]["name"] == "fairnotice"
    assert "id" not in found
    assert found["old"] == {
        "id": "privacy@2016-01-01",
        "path": "content/privacy/2016-01-01.md",
        "sha256": "a" * 64,
        "words": 8,
    }
    assert found["verdict"] == "review"
    assert found["findings"] == []
    assert found["changes"] == [
        {
            "kind": "changed",
            "section": {"id": "retention", "title": "How long"},
            "old": {"line": 3, "text": "We keep it for 6 months."},
            "new": {"line": 3, "text": "We keep it for 2 years."},
            "spans": [
                ["same", "We keep it for "],
                ["removed", "6 months"],
                ["added", "2 years"],
                ["same", "."],
            ],
        }
    ]
    assert found["summary"] == {
        "words_same": 6,
        "words_moved": 0,
        "words_removed": 2,
        "words_added": 2,
        "sections": ["retention"],
    }


def test_the_absent_side_of_an_addition_or_removal_is_null() -> None:
    found = report("One line.\n\nSomething wholly different.", "One line.")
    assert [(c["kind"], c["new"]) for c in found["changes"]] == [("removed", None)]
    found = report("One line.", "One line.\n\nSomething wholly different.")
    assert [(c["kind"], c["old"]) for c in found["changes"]] == [("added", None)]


def test_the_same_text_has_the_verdict_none() -> None:
    assert report("All of it.", "All  \nof it.".replace("  \n", "\n"))["verdict"] == "none"


def test_a_pair_of_many_carries_its_id() -> None:
    found = diff_report(compared("a", "b"), None, OLD, NEW, "004")
    assert list(found)[:2] == ["tool", "id"]
    assert found["id"] == "004"


def test_a_cookie_row_names_its_own_file() -> None:
    from fairnotice.compare.compare import compare

    def table(lifetime: str) -> Document:
        text = f"_ga\t{lifetime}"
        row = Block("row", text, (Run(text),), 7, path="content/cookies/cookies.yaml")
        return Document("", (Section("top", "", 1, 1, "", (row,)),), len(text.split()))

    found = diff_report(compare(table("2 days"), table("2 years")), None, OLD, NEW)
    assert found["changes"][0]["old"] == {
        "path": "content/cookies/cookies.yaml",
        "line": 7,
        "text": "_ga\t2 days",
    }


def test_findings_are_told_with_their_source() -> None:
    source = Source("wp260", "WP260 rev.01 ¶30", "https://example.org", "Q", _day(), ("eu",))
    finding = Finding(
        rule="retention-longer",
        level="significant",
        topic="T08",
        evidence="6 months → 2 years",
        why="Because.",
        source=source,
        fingerprint="3f9a1c",
        section_id="retention",
        section_title="How long",
        old=Passage(3, "6 months"),
        new=Passage(3, "2 years"),
    )
    found = report("6 months.", "2 years.", Assessment("significant", (finding,)))
    assert found["verdict"] == "significant"
    assert found["findings"] == [
        {
            "rule": "retention-longer",
            "level": "significant",
            "topic": "T08",
            "evidence": "6 months → 2 years",
            "why": "Because.",
            "source": {"cite": "WP260 rev.01 ¶30", "url": "https://example.org", "grade": "Q"},
            "fingerprint": "3f9a1c",
            "section": {"id": "retention", "title": "How long"},
            "old": {"line": 3, "text": "6 months"},
            "new": {"line": 3, "text": "2 years"},
        }
    ]


def _day() -> Any:
    import datetime

    return datetime.date(2026, 11, 23)
