"""An edit in; evidence out when it only adds a route, a language or a format."""

from fairnotice.significance.case import Case, added, content, has_facts, stretches
from fairnotice.significance.contacts import emails, phones, postal
from fairnotice.significance.edits import Edit, Stretch
from fairnotice.significance.lexicon import FACT_KINDS, small_words, stems, terms
from fairnotice.significance.statements import Statement


def contact_added(case: Case) -> str:
    """Decision table N13: nothing is taken away, what came is a way to reach the company, or a
    language or format in which the notice can be had."""
    if case.edit is None or case.edit.new is None:
        return ""
    fires = _tongues(case.edit) or _ways(case, case.edit.new)
    return added(stretches(case.edit.gained)) if fires else ""


def _tongues(edit: Edit) -> bool:
    came, gone = set(content(edit.gained_words)), set(content(edit.lost_words))
    languages = small_words("languages")
    return bool(came & languages) and came <= languages | {"available"} and gone <= came


def _ways(case: Case, new: Statement) -> bool:
    assert case.edit is not None  # noqa: S101 - asked by contact_added only
    if case.edit.old is not None and content(case.edit.lost_words):
        return False
    if case.added is not None and not _only_contact(new):
        return False
    stopping = _on_stopping(case.edit)
    if ("T12" in case.topics[:1] and not stopping) or not _reaches(case, new):
        return False
    came = [w for w in content(case.edit.gained_words) if w not in {"or", "either", "can", "may"}]
    if case.edit.old is not None and any(_writes_to(stretch) for stretch in case.edit.gained):
        return True
    routes = emails(new.text) | phones(new.text) | small_words("ways_to_reach")
    if stopping:
        routes |= small_words("ways_to_stop")
    ways = [w for w in came if w in routes or any(c.isdigit() for c in w)]
    return bool(came) and len(ways) >= 0.6 * len(came)


def _on_stopping(edit: Edit) -> bool:
    """Whether it was told already how something is stopped, and another way may be taken now."""
    told = edit.old is not None and not _STOPPED.isdisjoint(edit.old.stems)
    return told and "or" in edit.gained_words and "and" not in edit.gained_words


_STOPPED = frozenset(stems("cancel object stop unsubscribe withdraw"))


def _writes_to(stretch: Stretch) -> bool:
    """`or write to us at` and a postal address, and nothing about data."""
    named = {term.kind for term in terms().terms(stems(stretch.text))} & {*FACT_KINDS} - {"place"}
    opens = stretch.norms[:1] in {("or",), ("and",), ("write",)} and "write" in stretch.norms[:4]
    scope = set(stretch.norms) & (small_words("compulsion") | small_words("risky") - {"or"})
    return opens and postal(stretch.text) and not named and not scope


def _only_contact(side: Statement) -> bool:
    if has_facts(side) or len(side.norms) > 25:
        return False
    return bool(
        emails(side.text) or phones(side.text) or postal(side.text) or "T02" in side.topics[:1]
    )


def _reaches(case: Case, new: Statement) -> bool:
    """The statement tells how to reach the company, and what came is one more way."""
    assert case.edit is not None  # noqa: S101 - asked by contact_added only
    one_more = {"or", "and", "also", "either"} & set(
        case.edit.gained_words
    ) or case.added is not None
    fresh = emails(" ".join(t.text for t in case.edit.gained)) or phones(
        " ".join(t.text for t in case.edit.gained)
    )
    return bool(one_more or fresh) and (
        "us" in new.norms or "contact" in new.names("action") or bool(fresh) or bool(case.added)
    )
