"""What an author wrote about a version and what was found in; out come the changes in the order in
which a message tells them, with the words of the notice before and after.

Most important first, at most five in full, and these about five different matters where there are
so many; the rest by name and with a link: a message that tells everything at length tells nothing.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from fairnotice.law.weight import weight
from fairnotice.mail.occasion import Occasion, told
from fairnotice.mail.quotes import Quotes, quotes
from fairnotice.model import ChangeLine, Document, Finding, Pair

MOST_IN_FULL = 5
"""So many changes are told at length."""

MOST_IN_BRIEF = 3
"""So many of the others have a sentence each; where there are more, their sections are named."""

_MOST_QUOTED = 200
"""Lines of an entry for which passages are sought: each is held against all changes of its section.
Where an author wrote so many, nobody needs the words of the notice beside them."""

_MAIN_SHARE = 3
"""A topic is a line's own when at least one in so many of its findings is about it."""

_ENOUGH_WORDS = 2
"""So many words of a line must stand in a passage before it is quoted for that line."""

_WORD = re.compile(r"[^\W\d_]{4,}|\d+")


@dataclass(frozen=True, slots=True)
class Telling:
    """One change as a message tells it."""

    line: ChangeLine
    index: int
    """Its index in the entry's `changes`."""
    title: str
    """Title of the section; empty for the whole notice."""
    findings: tuple[Finding, ...]
    """The told findings that it tells of more nearly than any other line, those that matter most
    first; those of its own topic before all."""
    matter: int
    """How many of them are about the same topic as the first."""
    quotes: Quotes | None
    """The notice's words before and after, where a passage fits."""
    change: int
    """Number of the quoted change in the comparison, or 0."""
    part: Literal["", "new", "gone"] = ""
    """Whether its whole section is new, or gone."""


class Tellings(NamedTuple):
    """The changes of a version: some in full, the rest in short."""

    full: tuple[Telling, ...]
    also: tuple[Telling, ...]
    """Those for which there was no room in full."""
    smaller: tuple[Telling, ...]
    """Those that say something more clearly and change nothing for the reader."""


def tellings(occasion: Occasion) -> Tellings:
    """The entry's changes in the order of a message, by how much is said of each; made once.

    What has a last day for the reader always comes in full, where there is room. Else a second
    change on one topic waits until every topic has been told once, so that five changes tell of
    five matters. A line of kind `clarified` that covers no told finding is a smaller change,
    unless there are no others.
    """
    return occasion.once(_tellings)


def _tellings(occasion: Occasion) -> Tellings:
    ordered = sorted(_all(occasion), key=lambda one: _rank(one, occasion))
    weighty = [one for one in ordered if one.findings or one.line.kind != "clarified"]
    spread = _spread(weighty or ordered)
    told_before = {one.index for one in spread}
    rest = tuple(one for one in ordered if one.index not in told_before)
    return Tellings(spread[:MOST_IN_FULL], spread[MOST_IN_FULL:], rest)


def topics(shown: Sequence[Telling]) -> tuple[str, ...]:
    """The topics of the told findings of `shown`, in that order, each once."""
    return tuple(dict.fromkeys(one.findings[0].topic for one in shown if one.findings))


def _spread(ordered: Sequence[Telling]) -> tuple[Telling, ...]:
    """The same tellings, those first that have a last day or open a topic."""
    seen: set[str] = set()
    opening = []
    for one in ordered:
        topic = one.findings[0].topic if one.findings else ""
        if one.line.until or (topic and topic not in seen):
            opening.append(one)
        seen.add(topic)
    first = {one.index for one in opening}
    return (*opening, *(one for one in ordered if one.index not in first))


def _all(occasion: Occasion) -> Iterator[Telling]:
    """The entry's changes in the author's order."""
    changes = occasion.entry.changes
    parents = _parents(occasion)
    covered = _covered(occasion, {line.section for line in changes}, parents)
    passages = _passages(occasion, parents) if len(changes) <= _MOST_QUOTED else {}
    titles = _titles(occasion)
    new, gone = _new_and_gone(occasion)
    used: set[int] = set()
    for index, line in enumerate(changes):
        findings, matter = covered.get(line.section, ((), 0))
        pair = _passage(line, findings, passages.get(line.section, ()), used)
        if pair:
            used.add(pair.number)
        yield Telling(
            line=line,
            index=index,
            title=titles.get(line.section, ""),
            findings=findings,
            matter=matter,
            quotes=quotes(pair) if pair else None,
            change=pair.number if pair else 0,
            part="new" if line.section in new else "gone" if line.section in gone else "",
        )


def _covered(
    occasion: Occasion, sections: set[str], parents: Mapping[str, str]
) -> Mapping[str, tuple[tuple[Finding, ...], int]]:
    """The told findings that a line about each section tells of more nearly than any other line,
    and how many of them are about the same matter as the first."""
    near: dict[str, list[Finding]] = {}
    for finding in sorted(told(occasion), key=lambda one: _topic_rank(one.topic, occasion)):
        section = _nearest(finding, sections, parents)
        if section is not None:
            near.setdefault(section, []).append(finding)
    found = {}
    for section, listed in near.items():
        findings = _own_first(listed)
        matter = sum(one.topic == findings[0].topic for one in findings)
        found[section] = findings, matter
    return found


def _new_and_gone(occasion: Occasion) -> tuple[set[str], set[str]]:
    """The sections that only the new document has, and those that only the old one has; moved ones
    are neither."""
    if not occasion.predecessor:
        return set(), set()
    moved = occasion.entry.moved_ids
    old = {moved.get(one.id, one.id) for one in occasion.predecessor.document.sections}
    new = {one.id for one in occasion.version.document.sections}
    return new - old - {""}, old - new - {""}


def _nearest(finding: Finding, lines: set[str], parents: Mapping[str, str]) -> str | None:
    """Which of the sections that lines speak of holds `finding` most nearly.

    Empty for the whole notice; None where no line covers it.
    """
    for section in _upwards(finding.section_id, parents):
        if section in lines:
            return section
    return "" if "" in lines else None


def _own_first(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, those first whose topic is one of the line's own.

    A passing word on a weightier topic does not make it the topic of the line.
    """
    count = Counter(one.topic for one in findings)
    return tuple(sorted(findings, key=lambda one: count[one.topic] * _MAIN_SHARE < len(findings)))


def _rank(one: Telling, occasion: Occasion) -> tuple[bool, bool, bool, int, int, int]:
    """Sort key: told first, with a last day first, changed before clarified, then by topic.

    Within a topic what has more to tell of it comes first, then the author's order decides.
    """
    topic = one.findings[0].topic if one.findings else ""
    return (
        not one.findings,
        one.line.until is None,
        one.line.kind == "clarified",
        _topic_rank(topic, occasion),
        -one.matter,
        one.index,
    )


def _topic_rank(topic: str, occasion: Occasion) -> int:
    """How early a topic comes; what a cookie notice says of cookies comes first."""
    if topic == "T13" and occasion.notice.kind == "cookies":
        return -1
    return weight(topic)


def _documents(occasion: Occasion) -> Iterator[Document]:
    """The old document, then the new one, whose facts win."""
    if occasion.predecessor:
        yield occasion.predecessor.document
    yield occasion.version.document


def _parents(occasion: Occasion) -> Mapping[str, str]:
    """Section id → id of the enclosing section; an old id that moved → its new id."""
    parents = {
        section.id: section.parent
        for document in _documents(occasion)
        for section in document.sections
    }
    return {**parents, **occasion.entry.moved_ids}


def _titles(occasion: Occasion) -> Mapping[str, str]:
    """Section id → its title."""
    return {
        section.id: section.title
        for document in _documents(occasion)
        for section in document.sections
    }


def _upwards(section: str, parents: Mapping[str, str]) -> Iterator[str]:
    """The section, the one around it, and so on."""
    seen: set[str] = set()
    while section and section not in seen:
        yield section
        seen.add(section)
        section = parents.get(section, "")


class _Said(NamedTuple):
    """A change of the text that can be quoted."""

    pair: Pair
    words: frozenset[str]


def _passages(occasion: Occasion, parents: Mapping[str, str]) -> Mapping[str, Sequence[_Said]]:
    """Section → the changes that can be quoted for a line about it."""
    found: dict[str, list[_Said]] = {}
    for pair in occasion.comparison.changes if occasion.comparison else ():
        section = pair.new_section or pair.old_section
        if section and _quotable(pair):
            said = _Said(pair, frozenset(_words(" ".join(_different(pair)))))
            for above in _upwards(section.id, parents):
                found.setdefault(above, []).append(said)
    return found


def _passage(
    line: ChangeLine, findings: Sequence[Finding], passages: Sequence[_Said], used: set[int]
) -> Pair | None:
    """The change of the text that `line` speaks of: the one that shares most words with it.

    A change with a told finding is preferred, one that another line has taken is left out.
    """
    weighty = {finding.change for finding in findings}
    said = _words(f"{line.summary} {line.means}")
    best, most = None, 0
    for pair, words in passages:
        if pair.number in used:
            continue
        shared = len(said & words)
        score = 2 * shared + (pair.number in weighty) + (pair.kind == line.kind)
        if shared >= _ENOUGH_WORDS and score > most:
            best, most = pair, score
    return best


def _quotable(pair: Pair) -> bool:
    """Whether words of the running text differ: not a heading, a link or a mark alone."""
    return (
        pair.kind in ("added", "removed", "changed", "moved")
        and any(block.kind not in ("heading", "rule") for block in (*pair.old, *pair.new))
        and any(text.strip() for text in _different(pair))
    )


def _different(pair: Pair) -> Iterator[str]:
    """The texts that stand on one side only."""
    return (span.text for span in pair.spans if span.kind != "same")


def _words(text: str) -> set[str]:
    """The words that carry meaning: four letters or more, and numbers."""
    return {word.casefold() for word in _WORD.findall(text)}
