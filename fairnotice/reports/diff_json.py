"""A comparison, its assessment and two sides in; the diff report as plain data out.

`fairnotice diff --format json` prints it, and `diff --pairs` one a line.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from fairnotice import __version__
from fairnotice.document.language import OWN
from fairnotice.document.tally import tally
from fairnotice.model import (
    Assessment,
    Block,
    Comparison,
    Pair,
    Section,
    Verdict,
    Version,
)
from fairnotice.reports.finding_json import finding_object


class Side(NamedTuple):
    """Where one of the two texts comes from."""

    id: str
    """`notice@version`, or the path as it was given."""
    path: str
    sha256: str
    """Of the file's bytes, in hexadecimal."""
    lang: str = OWN
    """BCP 47; `und` for a file that is no version and not in English."""


def side_of(version: Version, content: bytes) -> Side:
    """A version of a site, whose file has this content."""
    return Side(version.ref, version.path, hashlib.sha256(content).hexdigest(), version.lang)


def verdict_of(comparison: Comparison, assessment: Assessment | None) -> Verdict:
    """The assessment's verdict; without one `review`, since no change may pass unjudged."""
    if assessment is not None:
        return assessment.verdict
    return "review" if comparison.changes else "none"


def diff_report(
    comparison: Comparison,
    assessment: Assessment | None,
    old: Side,
    new: Side,
    pair_id: object = None,
) -> Mapping[str, Any]:
    """The report on two texts; `pair_id` names the pair, where many are compared."""
    counts = tally(comparison)
    return {
        "tool": {"name": "fairnotice", "version": __version__},
        **({} if pair_id is None else {"id": pair_id}),
        "old": _side(old, comparison.old.words),
        "new": _side(new, comparison.new.words),
        "verdict": verdict_of(comparison, assessment),
        "findings": [
            finding_object(finding) for finding in (assessment.findings if assessment else ())
        ],
        "changes": [_change(pair) for pair in comparison.changes],
        "summary": {
            "words_same": counts.words_same,
            "words_moved": counts.words_moved,
            "words_removed": counts.words_removed,
            "words_added": counts.words_added,
            "sections": list(counts.sections),
        },
    }


def _side(side: Side, words: int) -> dict[str, Any]:
    return {"id": side.id, "path": side.path, "sha256": side.sha256, "words": words}


def _change(pair: Pair) -> dict[str, Any]:
    return {
        "kind": pair.kind,
        "section": _section(pair.new_section or pair.old_section),
        "old": _blocks(pair.old, pair.old_text),
        "new": _blocks(pair.new, pair.new_text),
        "spans": [[span.kind, span.text] for span in pair.spans],
    }


def _section(section: Section | None) -> dict[str, str]:
    return {"id": section.id if section else "", "title": section.title if section else ""}


def _blocks(blocks: Sequence[Block], text: str) -> dict[str, Any] | None:
    """One side of a change; its path only where that is not the version's (a cookie row)."""
    if not blocks:
        return None
    side: dict[str, Any] = {"line": blocks[0].line, "text": text}
    return {"path": blocks[0].path, **side} if blocks[0].path else side
