"""An edit in; evidence out when a promise not to do something covers less than it did."""

from fairnotice.significance.case import Case, added, content, handles_data, shown
from fairnotice.significance.edits import Stretch
from fairnotice.significance.lexicon import small_words

_JOINED_ON = frozenset({"and", "or", "nor", "but"})
"""What follows one of these is a second promise, not a bound of the first."""
_EMPHASIS = frozenset({"circumstances", "ever", "time", "way", "whatsoever"})
_ALL = frozenset({"any", "anybody", "anyone", "anything", "anywhere"})
_BOUNDS = frozenset(
    {"after", "before", "beyond", "by", "during", "for", "from", "in", "outside", "to", "unless"}
    | {"until", "when", "where", "while", "with", "within", "without", "except", "if"}
)


def promise_narrowed(case: Case) -> str:
    """`We do not sell your data` became `We do not sell your data for money`: words came behind the
    negation that say to whom, what for, when or of which kind, and no word of sense went. Both
    statements deny equally often and are about what is done with data; what the reader must not do
    is no promise."""
    if case.edited is None or case.edit is None:
        return ""
    old, new = case.edited
    times = old.sentence.negations
    if old.denied or new.denied or not times or times != new.sentence.negations:
        return ""
    if set(content(case.edit.lost_words)) - {"never", "not"} or not handles_data(new):
        return ""
    negation = next(term.start for term in new.terms if term.name == "negation")
    if "you" in new.norms[max(0, negation - 3) : negation]:
        return ""
    bounds = [each for each in case.edit.gained if _bounds(each, negation)]
    return added(shown(each.text for each in bounds))


def _bounds(came: Stretch, negation: int) -> bool:
    """Whether a stretch that came bounds what is denied: it follows the negation in one breath."""
    norms = came.norms
    if came.start <= negation or any(negation < each < came.start for each in came.side.breaks):
        return False
    said = {*content(norms), *small_words("for_now").intersection(norms)} - _EMPHASIS
    if not said or norms[0] in _JOINED_ON or (small_words("universal") | _ALL) & set(norms):
        return False
    inside = came.end < len(came.side.norms) and came.end not in came.side.breaks
    return norms[0] in _BOUNDS or inside
