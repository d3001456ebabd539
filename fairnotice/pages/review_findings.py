"""Findings of a version in; each with its words side by side, its decision and its mail links, out.

They are parted by what happens to them (to decide, told, not told, small) and grouped by the
section in which they stand, what is told gravest first; many are folded away section by section.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from fairnotice import urls
from fairnotice.document import cookie_table
from fairnotice.document.language import Voices
from fairnotice.document.markings import Marking
from fairnotice.law.weight import weight
from fairnotice.model import Comparison, Finding, Pair, Passage, Span, Version, Waiver
from fairnotice.pages.cookie_words import spoken_rows
from fairnotice.pages.language import heard
from fairnotice.pages.review_facts import (
    assessment_of,
    dossier_of,
    editors_address,
    entry_of,
    predecessor,
)
from fairnotice.pages.view import View

Fate = Literal["told", "open", "kept", "small"]
"""What happens to a finding: customers hear of it; a person has yet to decide; a person decided
that they do not; nobody has to hear of it."""

FATES: tuple[Fate, ...] = ("open", "told", "kept", "small")
"""In the order of the page: first what somebody has to do."""

_AT_A_GLANCE = 8
"""More told findings than this are folded away, section by section: nobody reads eighty cards."""

_NAMED = 3
"""So many kinds of findings are named on the line of a folded section."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision that can be taken, in two ways."""

    mail: str
    """Link that opens a message to the editor."""
    command: str
    """The line with which the editor writes it down."""


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """A finding as people read it and settle it."""

    finding: Finding
    name: str
    """As much of its fingerprint as tells it from the others."""
    anchor: str
    href: str
    """To the change in the redline, or empty."""
    fate: Fate
    old: tuple[Span, ...]
    """Old words, those that are gone marked; empty when there are none."""
    new: tuple[Span, ...]
    context: str
    """What leads into the list in which the words stand, or may be empty."""
    columns: tuple[str, ...]
    """Heads of the table's columns, where they stand in a table."""
    around_spoken: str
    """Attributes of an element with `context` or `columns`."""
    section_spoken: str
    """Attributes of an element with the title of its section."""
    waiver: Waiver | None
    lines: tuple[int, ...]
    """Numbers, from 1, of the author's lines that tell of it."""
    tell: Choice
    keep: Choice


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings of one section."""

    title: str
    """Empty for what stands before the first section."""
    spoken: str
    """Attributes of an element with that title."""
    anchor: str
    findings: tuple[FindingFacts, ...]
    kinds: tuple[tuple[str, int], ...]
    """What the findings say in short, and how many say it: the most frequent first."""
    more: int
    """How many findings say something else."""
    untold: int
    """Findings to tell that no line of the author's covers."""


@dataclass(frozen=True, slots=True)
class FindingPart:
    """Findings with one fate."""

    fate: Fate
    count: int
    folded: bool
    """True when there are too many to show at once."""
    groups: tuple[FindingGroup, ...]


def parts(view: View, version: Version, comparison: Comparison) -> tuple[FindingPart, ...]:
    """The findings of a version against its predecessor, parted by their fate.

    Within a part they are grouped by section: those to tell by how much their topic matters, what
    no line tells yet before all; the others in reading order. Parts without findings are left out.
    """
    facts = tuple(_facts(view, version, comparison))
    found = []
    for fate in FATES:
        here = [one for one in facts if one.fate == fate]
        here.sort(key=lambda one: one.finding.change or len(comparison.pairs))
        if here:
            folded = fate == "told" and len(here) > _AT_A_GLANCE
            found.append(FindingPart(fate, len(here), folded, _groups(fate, here)))
    return tuple(found)


def _groups(fate: Fate, findings: Sequence[FindingFacts]) -> tuple[FindingGroup, ...]:
    """The findings section by section, in the order of the page."""
    sections: dict[str, list[FindingFacts]] = {}
    for one in findings:
        sections.setdefault(one.finding.section_id, []).append(one)
    groups = [_group(fate, each) for each in sections.values()]
    return tuple(sorted(groups, key=_urgency) if fate == "told" else groups)


def _group(fate: Fate, findings: Sequence[FindingFacts]) -> FindingGroup:
    first = findings[0].finding
    kinds = Counter(one.finding.title or one.finding.rule for one in findings).most_common(_NAMED)
    return FindingGroup(
        title=first.section_title,
        spoken=findings[0].section_spoken,
        anchor=f"page-{fate}-in-{first.section_id}",
        findings=tuple(findings),
        kinds=tuple(kinds),
        more=len(findings) - sum(number for _, number in kinds),
        untold=sum(fate == "told" and not one.lines for one in findings),
    )


def _urgency(group: FindingGroup) -> tuple[bool, int, int]:
    """Sort key: not told yet first, then by the weightiest topic, then by how much there is."""
    topic = min(weight(one.finding.topic) for one in group.findings)
    return not group.untold, topic, -len(group.findings)


def by_marking(
    found: tuple[FindingPart, ...], markings: Mapping[int, Marking]
) -> Mapping[int, tuple[FindingFacts, ...]]:
    """Number of a marking → the findings that it gave rise to, gravest fate first.

    `markings` has the marking of each change by the change's number.
    """
    lists: dict[int, list[FindingFacts]] = {}
    for one in _all(found):
        numbers = one.finding.changes or (one.finding.change,)
        for marking in dict.fromkeys(markings[n].number for n in numbers if n in markings):
            lists.setdefault(marking, []).append(one)
    return {number: tuple(each) for number, each in lists.items()}


def by_line(found: tuple[FindingPart, ...]) -> Mapping[int, tuple[FindingFacts, ...]]:
    """Number of an author's line, from 1 → the findings to tell or to decide that it covers."""
    lists: dict[int, list[FindingFacts]] = {}
    for one in _all(found):
        for number in one.lines if one.fate in ("told", "open") else ():
            lists.setdefault(number, []).append(one)
    return {number: tuple(each) for number, each in lists.items()}


def _all(found: tuple[FindingPart, ...]) -> Iterator[FindingFacts]:
    for part in found:
        for group in part.groups:
            yield from group.findings


def _facts(view: View, version: Version, comparison: Comparison) -> Iterator[FindingFacts]:
    assessment, entry = assessment_of(view, version), entry_of(version)
    findings = assessment.findings if assessment else ()
    dossier = dossier_of(view, version)
    pairs = {pair.number: pair for pair in comparison.changes}
    voices = heard(view, version, predecessor(view, version))
    headings = frozenset(version.document.headings)
    for finding in findings:
        waiver = entry.waiver_for(finding, findings)
        name = dossier.names.get(finding.fingerprint, finding.fingerprint)
        pair = pairs.get(finding.change)
        old, new = sides(finding, pair)
        # An item or a row by itself can be a riddle.
        blocks = (*pair.new, *pair.old) if pair else ()
        of_cookies = any(map(cookie_table.is_row, blocks))
        if of_cookies:
            # Each side stands alone, so what is the same there is of its own language.
            new = spoken_rows(new, voices)
            old = spoken_rows(old, voices._replace(aside=voices.old_aside))
        around = voices.text if pair and pair.new else voices.old_text
        yield FindingFacts(
            finding=finding,
            name=name,
            anchor=f"page-finding-{name}",
            href=f"#{urls.change_anchor(finding.change)}" if finding.change else "",
            fate=_fate(finding, waiver),
            old=old,
            new=new,
            context=next((b.lead_in for b in blocks if b.lead_in and not b.header), ""),
            columns=next((b.header for b in blocks if b.header), ()),
            around_spoken="" if of_cookies else around,
            section_spoken=_section_spoken(finding, headings, voices),
            waiver=waiver,
            lines=tuple(n + 1 for n in dossier.lines.get(finding.fingerprint, ())),
            tell=_choice(view, version, finding, name, tell=True),
            keep=_choice(view, version, finding, name, tell=False),
        )


def _section_spoken(finding: Finding, headings: Collection[tuple[str, str]], voices: Voices) -> str:
    """Attributes of the title of its section, as the new text has it (`headings`) or the old."""
    new = (finding.section_id, finding.section_title) in headings
    return voices.of_title(finding.section_id, gone=not new)


def _fate(finding: Finding, waiver: Waiver | None) -> Fate:
    if waiver:
        return "told" if waiver.tell else "kept"
    fates: dict[str, Fate] = {"significant": "told", "review": "open", "minor": "small"}
    return fates[finding.level]


def _choice(view: View, version: Version, finding: Finding, name: str, *, tell: bool) -> Choice:
    """One of the two decisions, as a message to the editor and as the editor's command."""
    decision = "tell customers" if tell else "do not tell customers, because:"
    title = view.notice_of(version).title
    words = [
        "Hello,",
        "",
        f"Here is a decision about the {title}, version {version.name}.",
        "",
        f"Decision: {decision}",
        *(("Reason: ",) if tell else ("", "")),
        "Name: ",
        "",
        f"It is about finding {name}: {finding.title or finding.rule}",
        f"Section: {finding.section_title or title}",
        *((f"Words: {_one_line(finding.evidence)}",) if finding.evidence else ()),
        f"Version: {version.ref}",
    ]
    subject = f"{version.ref}, finding {name}: {'tell' if tell else 'do not tell'} customers"
    option = "--tell" if tell else "--no-tell"
    return Choice(
        mail=urls.mail(editors_address(view.site.settings), subject, "\n".join(words)),
        command=f'fairnotice decide {version.ref} {name} {option} --reason "…" --by "…"',
    )


_LONGEST = 240
"""Signs of a finding's words in a message: some programs cut links at 2,000."""


def _one_line(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1].rstrip() + "…"


def sides(finding: Finding, pair: Pair | None) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The old and the new words of a finding, with what differs between them marked.

    Where one side is missing nothing is marked: all of it is new, or gone. So it is where the
    finding's words do not stand in the change. Where they stand in it in several places, all words
    of the change are shown.
    """
    plain = _plain(finding.old), _plain(finding.new)
    if pair is None or finding.old is None or finding.new is None:
        return plain
    old = _stretch(pair, finding.old.text, "removed", pair.old_text)
    new = _stretch(pair, finding.new.text, "added", pair.new_text)
    if old and new:
        return old, new
    if not (_holds(pair.old_text, finding.old.text) and _holds(pair.new_text, finding.new.text)):
        return plain
    return (
        _stretch(pair, pair.old_text, "removed", pair.old_text),
        _stretch(pair, pair.new_text, "added", pair.new_text),
    )


def _holds(whole: str, lines: str) -> bool:
    """Whether each of `lines` stands somewhere in `whole`."""
    return all(line in whole for line in lines.splitlines())


def _plain(passage: Passage | None) -> tuple[Span, ...]:
    return (Span("same", passage.text),) if passage else ()


def _stretch(
    pair: Pair, wanted: str, own: Literal["removed", "added"], whole: str
) -> tuple[Span, ...]:
    """The spans of one side, cut to the wanted words; empty when they do not stand there."""
    start = whole.find(wanted)
    if start < 0:
        return ()
    end = start + len(wanted)
    found, at = [], 0
    for span in pair.spans:
        if span.kind not in ("same", own):
            continue
        piece = span.text[max(0, start - at) : max(0, end - at)]
        at += len(span.text)
        if piece:
            found.append(Span(span.kind, piece))
    return tuple(found)
