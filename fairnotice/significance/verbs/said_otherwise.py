"""An edit in; evidence out when both sentences, or all that a change holds, say the same in
other words or another order."""

from fairnotice.significance.case import Case, became, stretches
from fairnotice.significance.meaning import same_said, same_texts


def said_otherwise(case: Case) -> str:
    """What was said otherwise; `meaning` has the proof."""
    edit = case.edit
    if edit is None:
        return ""
    alike = case.edited is not None and same_said(*case.edited)
    if not alike and not _as_a_whole(case):
        return ""
    return became(stretches(edit.lost), stretches(edit.gained))


def _as_a_whole(case: Case) -> bool:
    """One sentence may have become two, or two one: then all of the change says the same."""
    pair, edit = case.pair, case.edit
    if pair is None or edit is None or not (pair.old and pair.new) or edit.statement.denied:
        return False
    return same_texts(pair.old_text, pair.new_text)
