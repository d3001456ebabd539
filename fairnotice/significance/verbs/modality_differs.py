"""An edit in; evidence out when a hope became a practice, or a promise a hope."""

from collections import Counter

from fairnotice.significance.case import Case, became, handles_data, stretches
from fairnotice.significance.edits import Edit
from fairnotice.significance.lexicon import small_words
from fairnotice.significance.replaced import Replacement
from fairnotice.significance.statements import Statement
from fairnotice.significance.wording import proof, replacements

_CAN = frozenset({"can"})


def modality_differs(case: Case, *, turn: str) -> str:
    """`turn: firmer` when a hedge went (may share → share), `turn: weaker` when one came or a
    promise went, `turn: reader` when only what the reader may or can do is put otherwise."""
    if case.edited is None or case.edit is None:
        return ""
    old, new = case.edited
    found = replacements(case.edit)
    for each in found:
        gone, came = set(each.old), set(each.new)
        reader = _of_reader(old, each.old_start) or _of_reader(new, each.new_start)
        soft, hard = (
            small_words("hopes") | (_CAN if not reader else frozenset()),
            small_words("promises"),
        )
        if turn != "reader" and not (
            gone & small_words("kept_words") or _processes(old) or _processes(new)
        ):
            continue
        if reader:
            if (
                turn == "reader"
                and all(proof(case.edit, e, case.texts) or _modal_only(e) for e in found)
                and (gone | came)
                <= small_words("hopes") | _CAN | {"be", "able", "to", "are", "also", "you"}
                and gone != came
                and not _hedged_being(case.edit, each)
            ):
                return became(stretches(case.edit.lost), stretches(case.edit.gained))
            continue
        if turn == "firmer" and (_stays(old, new, gone & soft) or _forbids(old, new, each)):
            continue
        if turn == "firmer" and gone & soft and not came & soft and not _neutral(gone, came):
            return became(stretches(case.edit.lost), stretches(case.edit.gained))
        if turn == "weaker" and (
            (came & soft and not gone & soft)
            or (gone & {"always", "must", "ensure", "guarantee"} and not came & hard)
        ):
            return became(stretches(case.edit.lost), stretches(case.edit.gained))
    return ""


def _hedged_being(edit: Edit, each: Replacement) -> bool:
    """A hedge alone before what the reader has, is or needs: `you may have a right`."""
    side, start, words = (
        (edit.old, each.old_start, each.old) if each.old else (edit.new, each.new_start, each.new)
    )
    if side is None or (each.old and each.new):
        return False
    return bool(set(side.norms[start + len(words) :][:1]) & {"be", "have", "need"})


def _forbids(old: Statement, new: Statement, each: Replacement) -> bool:
    """Whether `not` stands behind the place in both: `may not` forbids as `must not` does."""
    behind = (
        side.norms[start + len(words) :][:1]
        for side, start, words in ((old, each.old_start, each.old), (new, each.new_start, each.new))
    )
    return all(norms == ("not",) for norms in behind)


def _stays(old: Statement, new: Statement, hedges: set[str]) -> bool:
    """The hedge went at one place and came at another, as when passive becomes active: as often as
    before it stands beside the same verb."""
    before, after = (_hedged(side, hedges) for side in (old, new))
    return bool(before) and before <= after


def _hedged(side: Statement, hedges: set[str]) -> Counter[str]:
    """The verbs that stand behind a hedge, `be` left out, with how often."""
    found: Counter[str] = Counter()
    for place, norm in enumerate(side.norms):
        behind = [s for s in side.stems[place + 1 : place + 3] if s != "be"]
        if norm in hedges and behind:
            found[behind[0]] += 1
    return found


def _modal_only(each: Replacement) -> bool:
    return {*each.old, *each.new} <= small_words("hopes") | _CAN | {
        "be",
        "able",
        "to",
        "are",
        "also",
        "you",
    }


def _processes(side: Statement) -> bool:
    """The statement is about data, or about what is done with it."""
    return handles_data(side) or bool(side.names("right"))


def _neutral(gone: set[str], came: set[str]) -> bool:
    return bool(gone & {"generally"}) and not came


def _of_reader(side: Statement, place: int) -> bool:
    """True when the words before the place speak of the reader."""
    before = side.norms[max(0, place - 3) : place + 1]
    return "you" in before and "we" not in before
