"""A section or a statement in, its topics (T01 … T16) out, the likeliest first."""

from collections import Counter
from collections.abc import Mapping
from functools import cache

from fairnotice.model import Section
from fairnotice.significance.lexicon import Matcher, entry, lexicon, phrases, stems


@cache
def topic_names() -> Mapping[str, str]:
    """Topic id → its name in plain words."""
    return lexicon("topics")["names"]  # type: ignore[no-any-return]


_IDLE = ""
"""The name of a phrase that says nothing of its topic."""


@cache
def _headings() -> Matcher:
    return _by_topic("headings", idle="idle_headings")


@cache
def _cues() -> Matcher:
    return _by_topic("cues", idle="idle")


def _by_topic(part: str, idle: str = "") -> Matcher:
    """Of a part of the list; phrases of `idle` hide the cues of their topic that stand in them."""
    listed, hiding = lexicon("topics")[part], lexicon("topics")[idle] if idle else {}
    return Matcher(
        entry(topic, name, phrase)
        for phrases, named in ((listed, True), (hiding, False))
        for topic in phrases
        for phrase in phrases[topic]
        for name in [topic if named else _IDLE]
    )


@cache
def heading_topics(text: str) -> tuple[str, ...]:
    """Topics that a heading, an id or a list's lead-in announces."""
    found = Counter(term.name for term in _headings().terms(stems(text.replace("-", " "))))
    return tuple(topic for topic, _ in found.most_common() if topic != _IDLE)


def section_topics(section: Section, by_id: Mapping[str, Section]) -> tuple[str, ...]:
    """Topics of a section: from its id, its heading, the headings around it; `by_id` has all
    sections of its document."""
    if section.id == "top":
        return ("T16",)
    own = heading_topics(f"{section.title} {section.id if section.named else ''}")
    around: tuple[str, ...] = ()
    above = section.parent
    for _ in range(6):
        if above not in by_id:
            break
        around += heading_topics(by_id[above].title)
        above = by_id[above].parent
    return tuple(dict.fromkeys(own + around))


@cache
def cue_counts(sequence: tuple[str, ...]) -> Mapping[str, int]:
    """How many cues of each topic stand in a sequence of stems."""
    return Counter(term.name for term in _cues().terms(sequence) if term.name != _IDLE)


@cache
def months() -> Matcher:
    """Names of months, for dates."""
    return phrases("wording", "months")
