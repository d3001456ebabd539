"""An edit in; evidence out when what a reader can do with their data is more or less."""

from fairnotice.significance.case import Case, became, stretches
from fairnotice.significance.lexicon import small_words


def right_words(case: Case) -> str:
    """A verb of a right (correct, delete, object …) or its object (a copy, a list) came or went in
    a statement on what the reader can do or ask."""
    if case.edited is None or case.edit is None or "T09" not in case.topics[:2]:
        return ""
    asks = {"you", "your", "right", "rights", "request", "residents"}
    if not all(asks & set(side.norms) for side in case.edited):
        return ""
    listed = small_words("right_words")
    gone, came = set(case.edit.lost_words) & listed, set(case.edit.gained_words) & listed
    return became(stretches(case.edit.lost), stretches(case.edit.gained)) if gone != came else ""
