"""An edit in; evidence out when it only shows where to read more."""

from fairnotice.significance.case import Case, short
from fairnotice.significance.contacts import emails
from fairnotice.significance.edits import Stretch
from fairnotice.significance.entities import sites
from fairnotice.significance.lexicon import FACT_KINDS, Term, phrases, small_words, stems
from fairnotice.significance.statements import Statement
from fairnotice.significance.words import stem

WAYS_TO_ACT = frozenset({"opt-out", "withdrawal", "objection", "complaint", "opt-in"})
"""Rights that are used where a link leads: it is more than a place to read at."""
_OPENING = 6
"""Words within which a pointer has to begin, or it is only the tail of a statement."""


def only_points(case: Case) -> str:
    """A statement added or removed that points to other words and states no fact (N14, N18)."""
    if case.edit is None:
        return ""
    if any(map(_tells_more, (*case.edit.gained, *case.edit.lost))):
        return ""
    sides = [side for side in (case.edit.old, case.edit.new) if side is not None]
    return short(case.edit.statement.text) if all(_points(side) for side in sides) else ""


def _tells_more(stretch: Stretch) -> bool:
    """Whether a stretch is a clause behind a comma that says what somebody does (`our offers, which
    we choose by what you read`)."""
    if stretch.start == 0 or stretch.start not in stretch.side.breaks:
        return False
    return stretch.norms[0] in {"which", "who", "whom", "and", "but", "because"} and "we" in (
        stretch.norms
    )


def _points(side: Statement) -> bool:
    if len(side.norms) > 45 or side.block.kind == "row" or side.denials:
        return False
    found = _pointers(side)
    if not found or side.names("right") & WAYS_TO_ACT or emails(side.text) or _asks_there(side):
        return False
    if _we_act(side) or any(_says_more(side, place) for place in side.breaks):
        return False
    opens = found[0].start <= _OPENING
    facts = any(term.kind in FACT_KINDS for term in side.terms)
    return opens and not _does(side) if facts else True


def _asks_there(side: Statement) -> bool:
    """Whether what is shown is where something is asked for (`please visit our request portal`)."""
    said = side.sentence.stem_set
    return bool(said & {"form", "portal", "webform"} and said & _ASKING)


_ASKING = frozenset(stems("appeal complain delete erase exercise object opt request withdraw"))


def _we_act(side: Statement) -> bool:
    """Whether it begins with what we do, and not with what we ask the reader to do."""
    first, second = (*side.norms, "")[:2]
    return first == "we" and second not in small_words("inviting")


def _says_more(side: Statement, place: int) -> bool:
    """Whether a clause behind a comma says what is done, and not what is to be read (`see our
    policy, which explains it`)."""
    opener, *behind = side.norms[place : place + 5] or ("",)
    if opener == "which":
        return _TELLING.isdisjoint(map(stem, behind))
    return opener in {"but", "who", "whom"}


_TELLING = frozenset(
    stems(
        "apply are contain cover describe detail explain form govern has have include inform is"
        " list outline provide say set show state tell"
    )
)


def _pointers(side: Statement) -> list[Term]:
    return [
        t
        for t in phrases("wording", "pointers").terms(side.stems)
        if _as_listed(side, t) and _leads_reader(side, t)
    ]


def _as_listed(side: Statement, found: Term) -> bool:
    """`Refer to` and `detailed in` lead the reader; `refers to` and `your details in` do not."""
    first = found.name.split()[0]
    return side.norms[found.start] == first or not (
        first in small_words("showing") or first.endswith("ed")
    )


def _leads_reader(side: Statement, found: Term) -> bool:
    """`see`, `read`, `view` … tell the reader what to do: at the beginning, or after `please`. What
    is only named (`we may ask for more information`) leads nobody: there has to be a place to read
    at. Nor does what somebody else learns or finds, or a way to act (`click here to opt out`)."""
    words = found.name.split()
    before = side.norms[found.start - 1] if found.start else ""
    if words[0] in small_words("showing"):
        return not found.start or before in small_words("asking")
    if words[-1] in {"information", "details"} and not _names_a_place(side):
        return False
    behind = side.norms[found.end : found.end + 2]
    if words[-1] in {"available", "information"} and behind == ("about", "you"):
        return False  # the reader's own is kept, or given, there
    if words[-2:] == ["be", "found"] and side.norms[0] == "your":
        return False
    if words[-1] == "here" and behind[:1] == ("to",):
        return not small_words("acting").intersection(behind)
    return behind[:1] != ("by",) and not {"us", "we"}.intersection(
        side.norms[max(0, found.start - 2) : found.start + 1]
    )


def _names_a_place(side: Statement) -> bool:
    """Whether it says where to read."""
    return bool(small_words("places_to_read") & set(side.norms) or sites(side.text))


def _does(side: Statement) -> bool:
    """The company does something in it: a `we` that no `how`, `what` or `data` leads in."""
    led = {
        "how",
        "what",
        "why",
        "that",
        "data",
        "information",
        "which",
        "when",
        "where",
        "way",
        "ways",
        "and",
        "purposes",
        "policy",
        "who",
        "with",
        "whom",
        "technologies",
        "cookies",
        "rights",
    }
    return any(
        norm == "we" and (place == 0 or side.norms[place - 1] not in led)
        for place, norm in enumerate(side.norms)
    )
