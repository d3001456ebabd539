"""An edit in; evidence out when both sentences, or all that a change holds, say the same in
other words or another order."""

from fairnotice.significance.case import Case, became, stretches
from fairnotice.significance.meaning import same_said, same_texts


def said_otherwise(case: Case) -> str:
    """What was said otherwise; `meaning` has the proof."""
    if case.edit is None or (case.edited is not None and same_said(*case.edited)):
        edit = case.edit
        return became(stretches(edit.lost), stretches(edit.gained)) if edit is not None else ""
    pair = case.pair
    if pair is None or not (pair.old and pair.new) or case.edit.statement.denied:
        return ""
    # One sentence may have become two, or two one.
    whole = same_texts(pair.old_text, pair.new_text)
    return became(stretches(case.edit.lost), stretches(case.edit.gained)) if whole else ""
