"""An edit in; the spans of time that only one side states, and what they are the time of, out."""

from itertools import pairwise

from fairnotice.significance.case import Case, on_cookie, stretches
from fairnotice.significance.edits import Edit
from fairnotice.significance.lexicon import small_words
from fairnotice.significance.quantities import Period, lasting
from fairnotice.significance.statements import Statement


def only_in_one(case: Case) -> tuple[list[Period], list[Period]]:
    """The spans that only one side has, when the statement is on both sides."""
    if case.edited is None:
        return [], []
    old, new = (lasting(side.text) for side in case.edited)
    if not old and new and case.edit is not None and (session := _session(case.edit)):
        old = [Period(0.0, session)]
    return (
        [p for p in old if p.days not in {q.days for q in new}],
        [p for p in new if p.days not in {q.days for q in old}],
    )


def _session(edit: Edit) -> str:
    """What said that it lasts as long as the browser is open; empty when nothing did."""
    gone = frozenset(edit.lost_words)
    if "session" in gone:
        return "session"
    closed = not _CLOSED.isdisjoint(gone) and not _BROWSER.isdisjoint(gone)
    return stretches(edit.lost) if closed else ""


_CLOSED = frozenset({"close", "closed", "closes", "closing"})
_BROWSER = frozenset({"browser", "browsers"})


def is_deadline(case: Case) -> bool:
    """Whether somebody has so long to ask or to answer, and nothing is kept for that time: neither
    by the words themselves nor by what they stand under, and no cookie."""
    if case.edited is None or on_cookie(case) or "T13" in case.topics[:1]:
        return False
    return all(_asks_or_answers(side) and "retain" not in side.frame() for side in case.edited)


def _asks_or_answers(side: Statement) -> bool:
    """Whether somebody asks for something, objects or is answered; the reader may `ask us`."""
    asked = small_words("asked_or_answered")
    return not asked.isdisjoint(side.stems) or ("ask", "us") in pairwise(side.norms)


def is_done(case: Case) -> bool:
    """Whether something is done so soon, or for so long, by the words themselves, and nothing is
    kept for that time: unpaid bills are passed on after 30 days."""
    if case.edited is None or on_cookie(case) or "T13" in case.topics[:1] or is_deadline(case):
        return False
    return all(
        side.block.kind != "row"
        and small_words("logs").isdisjoint(side.norms)
        and (_tells(side) or _nothing_kept(side))
        for side in case.edited
    )


def _tells(side: Statement) -> bool:
    """Whether all that is done is done at once, or tells of something."""
    done = side.names("action")
    return bool(done) and done <= _DONE


def _nothing_kept(side: Statement) -> bool:
    """Whether we or the reader do something else than keep what is told of, and its section is on
    another matter: `you can apply again after three months`."""
    if _ACTING.isdisjoint(side.norms) or "T08" in side.topics_of_section:
        return False
    return "retain" not in side.frame()


_ACTING = frozenset({"we", "you"})


_DONE = frozenset({"contact", "decide", "inform", "market", "share"})
"""What is done at once, or tells of something: it says nothing of how long data is kept."""
