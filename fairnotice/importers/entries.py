"""A comparison and what it means in; a first draft of its changelog entry out."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from fairnotice.document.ids import TOP
from fairnotice.document.tally import tally
from fairnotice.model import (
    Assessment,
    ChangeLine,
    Comparison,
    Entry,
    Finding,
    LineKind,
    Pair,
    Section,
    SectionPair,
    Verdict,
)

_DECLARED: Mapping[Verdict, Literal["", "significant", "minor"]] = {
    "significant": "significant",
    "review": "",
    "minor": "minor",
    "none": "minor",
}
"""What the entry declares. Where a person has to decide, nothing: the tool does not know."""

_MOST_NAMED = 8
"""Sections that a summary names."""

_MOST_SAID = 3
"""Findings that the line of a section tells."""

_LONGEST = 90
"""Signs of evidence that a line quotes."""


def first_entry(notice: str, version: str, *, earlier_text: bool) -> Entry:
    """The entry of a notice's first version; `earlier_text`: an older one existed."""
    return Entry(
        notice=notice,
        version=version,
        provenance="imported",
        earlier="not-held" if earlier_text else "",
        summary="The oldest text of this notice that this archive holds.",
    )


def entry(
    notice: str,
    version: str,
    comparison: Comparison,
    assessment: Assessment,
    moved_ids: Mapping[str, str],
) -> Entry:
    """The entry of a version against the one before it.

    A line for each section that differs, and one of kind `removed` for each id that is gone and
    not in `moved_ids`. The words are the tool's; nobody at the company has read them.
    """
    lines = tuple(_lines(comparison, assessment.findings, moved_ids))
    return Entry(
        notice=notice,
        version=version,
        provenance="imported",
        significance=_DECLARED[assessment.verdict],
        summary=_summary(comparison, assessment.verdict),
        changes=lines,
        moved_ids=dict(moved_ids),
    )


def _summary(comparison: Comparison, verdict: Verdict) -> str:
    counts = tally(comparison)
    titles = list(dict.fromkeys(_titles(comparison)))
    named = ", ".join(titles[:_MOST_NAMED])
    more = len(titles) - _MOST_NAMED
    where = f", in: {named}" + (f" and {_count(more, 'other section')}" if more > 0 else "")
    told = "" if verdict != "review" else " Whether it matters to readers was not decided."
    return (
        f"Drafted from the texts: {_count(counts.words_removed, 'word')} removed, "
        f"{_count(counts.words_added, 'word')} added{where if named else ''}.{told}"
    )


def _titles(comparison: Comparison) -> Iterator[str]:
    for pair in comparison.changes:
        section = pair.new_section or pair.old_section
        if section is not None and section.title:
            yield f"“{section.title}”"


def _lines(
    comparison: Comparison, findings: Sequence[Finding], moved_ids: Mapping[str, str]
) -> Iterator[ChangeLine]:
    here = {section.id for section in comparison.new.sections} | set(moved_ids)
    changes: dict[str, list[Pair]] = {}
    for pair in comparison.changes:
        section = pair.new_section or pair.old_section
        changes.setdefault(_id(section), []).append(pair)
    for both in comparison.sections:
        if both.new is None and both.old is not None and both.old.id not in here | {TOP}:
            title = both.old.title or both.old.id
            yield ChangeLine("removed", f"The section “{title}” is gone.", both.old.id)
        elif both.new is not None:
            # Blocks of a section that has gone may stand under its old id.
            line = _line(both, changes.get(both.new.id, ()), findings)
            if line is not None:
                yield line


def _line(
    both: SectionPair, changes: Sequence[Pair], findings: Iterable[Finding]
) -> ChangeLine | None:
    """What one section of the new text has different; None for nothing."""
    section = both.new
    if section is None:
        return None
    if both.old is None:
        title = section.title or "before the first heading"
        return ChangeLine("added", f"A new section: “{title}”.", section.id)
    numbers = {pair.number for pair in changes}
    about = [f for f in findings if f.change in numbers]
    renamed = both.old.title != section.title and both.old.title
    said = [f"Its heading was “{both.old.title}” before."] if renamed else []
    told = list(dict.fromkeys(_told(about)))
    said += [*told[:_MOST_SAID]]
    if len(told) > _MOST_SAID:
        said.append(f"And {len(told) - _MOST_SAID} more.")
    if changes and not told:
        said.append(_counted(changes))
    if not said:
        return (
            ChangeLine("clarified", "Stands in another place.", section.id)
            if (both.moved)
            else None
        )
    return ChangeLine(_kind(about), " ".join(said), section.id)


def _kind(findings: Collection[Finding]) -> LineKind:
    grave = any(finding.level != "minor" for finding in findings)
    return "changed" if grave else "clarified"


def _told(findings: Iterable[Finding]) -> Iterator[str]:
    for finding in findings:
        if finding.level != "minor" and finding.title:
            evidence = " ".join(finding.evidence.split())
            short = evidence if len(evidence) <= _LONGEST else ""
            yield f"{finding.title}: {short}." if short else f"{finding.title}."


def _counted(changes: Sequence[Pair]) -> str:
    kinds = {pair.kind for pair in changes}
    if kinds <= {"link"}:
        return "Links lead elsewhere."
    if kinds <= {"format"}:
        return "Laid out in another way; the words are the same."
    if kinds <= {"moved"} and all(span.kind == "same" for p in changes for span in p.spans):
        return "Passages stand in another place."
    if kinds <= {"added"}:
        return "Text was added."
    if kinds <= {"removed"}:
        return "Text was taken out."
    return "Reworded."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _id(section: Section | None) -> str:
    return section.id if section else ""
