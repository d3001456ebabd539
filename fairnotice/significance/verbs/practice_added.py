"""An edit in; evidence out when a statement, or a clause of one, on a topic is new."""

from fairnotice.significance.case import (
    Case,
    added,
    became,
    content,
    has_facts,
    short,
    stretches,
)
from fairnotice.significance.edits import Stretch
from fairnotice.significance.lexicon import FACT_KINDS
from fairnotice.significance.statements import Statement
from fairnotice.significance.topics import cue_counts
from fairnotice.significance.words import stem


def practice_added(case: Case, *, topic: str, least: str = "3") -> str:
    """Fires when the edit's likeliest topic is `topic` and what came says something: a whole
    statement with three words of sense or a listed term, or `least` words of sense at one place."""
    if (
        case.topics[:1] != (topic,)
        or case.edit is None
        or case.edit.statement.block.kind == "heading"
    ):
        return ""
    if case.added is not None:
        says = says_something(case.added, topic)
        return added(short(case.added.text)) if says else ""
    if case.edited is None or not any(says_something(side, topic) for side in case.edited):
        return ""
    long = [
        t
        for t in case.edit.gained
        if len(unsaid(t, case.edit.lost)) >= int(least) and tells(t, topic)
    ]
    if not long:
        return ""
    lost = [t for t in case.edit.lost if content(t.norms)]
    return became(stretches(lost), stretches(long)) if lost else added(stretches(long))


def says_something(side: Statement, topic: str) -> bool:
    """True when a statement is about its topic by its own words, not by its place alone: a cue of
    the topic, or a listed fact; of the notice itself (T16) a cue, or a fact and something done."""
    cue = cue_counts(side.stems).get(topic, 0) > 0
    facts = has_facts(side)
    if topic == "T16":
        return cue or (facts and bool(side.names("action")))
    if side.block.kind == "item" and content(side.norms) and side.frame() and side.block.lead_in:
        return True
    if len(content(side.norms)) < 3:
        return facts or (cue and topic in {"T02", "T13"})
    return cue or facts or bool(side.names("action")) or topic in side.topics_of_section[:2]


def unsaid(stretch: Stretch, others: tuple[Stretch, ...]) -> list[str]:
    """The words of sense of a stretch that came, or went, which do not stand in one that went, or
    came, whatever their ending: they were put elsewhere."""
    known = {stem(norm) for other in others for norm in other.norms}
    return [norm for norm in content(stretch.norms) if stem(norm) not in known]


def tells(stretch: Stretch, topic: str) -> bool:
    """True when words within a statement tell something by themselves: a listed fact, something
    done, a cue of the topic, a figure."""
    found = stretch.side.terms
    inside = [t for t in found if stretch.start <= t.start and t.end <= stretch.end]
    if any(t.kind in FACT_KINDS or t.kind == "action" for t in inside):
        return True
    own = stretch.side.stems[stretch.start : stretch.end]
    return cue_counts(own).get(topic, 0) > 0 or any(n[:1].isdigit() for n in stretch.norms)
