"""A text in which everything changed, told of line by line, is checked in seconds."""

import os
import time
from pathlib import Path

import pytest

from fairnotice.compare.compare import compare
from fairnotice.gate.sections import covering, nearest_line
from tests.folder import Site
from tests.world import SITE_YAML, version

SECONDS = 10.0
"""Of processors, children's too; it takes three, and took more than a minute."""

MANY = 1_000
DAY = "2026-06-01"


def _text(months: int, many: int = MANY) -> str:
    parts = (
        f"## Part {n} {{#p{n}}}\n\nWe keep your letter {n} for {months} months.\n\n"
        for n in range(many)
    )
    return "# Privacy notice\n\n" + "".join(parts)


@pytest.mark.parametrize("named", [True, False], ids=["by section", "of the whole"])
def test_a_thousand_changes_with_a_line_for_each_are_checked_in_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], named: bool
) -> None:
    """Each line was held against each finding and each change, seven times."""
    lines = (
        f"    - kind: changed\n      summary: We keep letter {n} longer.\n"
        + (f"      section: p{n}\n" if named else "")
        for n in range(MANY)
    )
    site = Site(tmp_path, capsys)
    site.put(
        {
            "site.yaml": SITE_YAML.partition("  - id: cookies")[0],
            "content/privacy/2025-01-01.md": _text(6),
            f"content/privacy/{DAY}.md": _text(9),
            "content/changelog.yaml": (
                f"- notice: privacy\n  version: {DAY}\n  significance: significant\n"
                f"  summary: All is kept longer.\n  changes:\n{''.join(lines)}"
            ),
        }
    )
    begin = sum(os.times()[:4])
    said = site.run("check", "--format", "json")
    assert sum(os.times()[:4]) - begin < SECONDS
    assert "finding-not-told" not in said.out
    assert "retention-longer" in said.out
    assert "bad-value" not in said.out
    assert "missing-key" not in said.out


def test_thousands_of_sections_that_are_gone_are_placed_at_once() -> None:
    """Each was sought from the first section on."""
    comparison = compare(version(text=_text(6, 4_000)).document, version(text="# P\n").document)
    begin = time.process_time()
    for pair in comparison.changes:
        if pair.old_section:
            assert nearest_line(comparison, pair.old_section.id) is None
            assert pair.old_section.id in covering(comparison, pair.old_section.id, pair.number)
    assert time.process_time() - begin < 1.0
