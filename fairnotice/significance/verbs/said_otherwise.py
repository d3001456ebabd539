"""An edit in; evidence out when both sentences, or all that a change holds, say the same in
other words or another order."""

from fairnotice.significance.case import Case, became, stretches
from fairnotice.significance.edits import Texts
from fairnotice.significance.meaning import said, same_said, same_texts
from fairnotice.significance.recut import recut
from fairnotice.significance.statements import Statement


def said_otherwise(case: Case) -> str:
    """What was said otherwise; `meaning` has the proof."""
    edit = case.edit
    if edit is None:
        return ""
    alike = case.edited is not None and _alike(*case.edited)
    joined = id(edit.statement) in case.texts.once(recut)
    if not alike and not joined and not _as_a_whole(case):
        return ""
    return became(stretches(edit.lost), stretches(edit.gained))


def _alike(old: Statement, new: Statement) -> bool:
    """Rows say the same when each of their cells does: what is in which column is half of it. A
    table may have got a column."""
    if not same_said(old, new):
        return False
    if "row" not in {old.block.kind, new.block.kind}:
        return True
    cells = [[sorted(said(cell)) for cell in side.text.split("\t")] for side in (old, new)]
    return len(cells[0]) != len(cells[1]) or cells[0] == cells[1]


def _as_a_whole(case: Case) -> bool:
    """One sentence may have become two, or two one: then all of the change says the same."""
    pair, edit = case.pair, case.edit
    if pair is None or edit is None or not (pair.old and pair.new) or edit.statement.denied:
        return False
    if edit.statement.block.kind == "row":
        return False
    return case.texts.once(_same_change, pair.number)


def _same_change(texts: Texts, number: int) -> bool:
    """Whether the two texts of a change say the same: asked by each of its sentences."""
    return same_texts(texts.changes[number].old_text, texts.changes[number].new_text)
