"""A finding or its source in; the JSON object that stands for it in every report out."""

from typing import Any

from fairnotice.model import Finding, Passage, Source


def finding_object(finding: Finding) -> dict[str, Any]:
    """One finding as a diff report and a build's report both hold it: rule, level, evidence,
    source, fingerprint, section and the two sides, of which an absent one is None."""
    return {
        "rule": finding.rule,
        "level": finding.level,
        "topic": finding.topic,
        "evidence": finding.evidence,
        "why": finding.why,
        "source": source_object(finding.source),
        "fingerprint": finding.fingerprint,
        "section": {"id": finding.section_id, "title": finding.section_title},
        "old": _passage(finding.old),
        "new": _passage(finding.new),
    }


def source_object(source: Source | None) -> dict[str, str] | None:
    """Who says so, and how sure that is; None where nobody has to."""
    if source is None:
        return None
    return {"cite": source.cite, "url": source.url, "grade": source.grade}


def _passage(passage: Passage | None) -> dict[str, Any] | None:
    """One side of a finding; its path only where that is not the version's."""
    if passage is None:
        return None
    side: dict[str, Any] = {"line": passage.line, "text": passage.text}
    return {"path": passage.path, **side} if passage.path else side
