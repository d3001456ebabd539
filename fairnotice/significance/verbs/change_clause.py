"""An edit in; evidence out when the promise to tell of changes grew weaker or stronger."""

from itertools import pairwise

from fairnotice.significance.case import Case, became, stretches
from fairnotice.significance.durations import only_in_one
from fairnotice.significance.lexicon import Term, phrases
from fairnotice.significance.quantities import periods
from fairnotice.significance.statements import Statement


def change_clause(case: Case, *, turn: str) -> str:
    """`turn: weaker` when telling people goes, watching the page comes or changes are told less
    long before; `turn: stronger` when telling comes, or earlier."""
    if case.edit is None:
        return ""
    longer = _notice(case)
    if longer:
        old, new = (max(each).text for each in only_in_one(case))
        return became(old, new) if (longer > 0) == (turn == "stronger") else ""
    if "T16" not in (*case.topics[:2], *case.edit.statement.topics[:2]):
        return ""
    if not any(_about_changes(side) for side in (case.edit.old, case.edit.new) if side is not None):
        return ""
    told = [_tells(side) for side in (case.edit.old, case.edit.new)]
    watch = [_watches(side) for side in (case.edit.old, case.edit.new)]
    weaker = (told[0] and not told[1]) or (watch[1] and not watch[0] and not told[1])
    weaker |= told[0] and told[1] and _period(case.edit.old) and not _period(case.edit.new)
    sooner = told[0] and told[1] and _period(case.edit.new) and not _period(case.edit.old)
    stronger = (
        sooner
        or (told[1] and not told[0])
        or (watch[0] and not told[0] and case.removed is not None)
    )
    if (turn == "weaker" and weaker) or (turn == "stronger" and stronger and not weaker):
        return became(stretches(case.edit.lost), stretches(case.edit.gained))
    return ""


def _notice(case: Case) -> float:
    """By how many days people are told of changes earlier than before."""
    old, new = only_in_one(case)
    if not old or not new or case.edited is None:
        return 0
    told = all(
        _about_changes(side)
        and "retain" not in side.names("action")
        and ("inform" in side.names("action") or "notic" in side.stems)
        for side in case.edited
    )
    return max(new).days - max(old).days if told else 0


_CHANGES = frozenset(
    {
        "chang",
        "updat",
        "amend",
        "modify",
        "revis",
        "revision",
        "amendment",
        "modification",
        "alter",
    }
)


_DOCUMENTS = frozenset({"notic", "policy", "statement", "term"})


def _about_changes(side: Statement) -> bool:
    """About changes to the notice: not about what users post, nor about a breach of security."""
    said = side.sentence.stem_set
    if "breach" in said:
        return False
    posted = _is_posted(side) and not _DOCUMENTS.isdisjoint(said)
    return posted or not _CHANGES.isdisjoint(said) or any(map(_of_the_page, _watching(side)))


def _of_the_page(term: Term) -> bool:
    """Whether a phrase says that the reader looks: anything may be done from time to time."""
    return term.name != "time to time"


def _is_posted(side: Statement) -> bool:
    """Whether something is posted; what comes `by post` is not."""
    return any(
        norm in {"posted", "posting", "posts"}
        or (norm == "post" and before not in {"by", "or", "the"})
        for before, norm in pairwise(("", *side.norms))
    )


def _period(side: Statement | None) -> bool:
    return side is not None and bool(periods(side.text))


def _tells(side: Statement | None) -> bool:
    return side is not None and bool(
        phrases("wording", "change_clause", "telling").terms(side.stems)
    )


def _watches(side: Statement | None) -> bool:
    """Whether the reader is to look; that we look (`we regularly review it`) asks nothing."""
    return side is not None and bool(_watching(side))


def _watching(side: Statement) -> list[Term]:
    """The phrases that say so."""
    return [
        term
        for term in phrases("wording", "change_clause", "watching").terms(side.stems)
        if "we" not in side.norms[max(0, term.start - 2) : term.start] or "post" in term.name
    ]
