"""Whatever no other verb understood in; its place out, for a person to read."""

from fairnotice.significance.case import Case, became, stretches
from fairnotice.significance.signs import signed_otherwise


def unexplained(case: Case) -> str:
    """Fires for every edit and every change."""
    if case.edit is None:
        signed = case.pair is not None and signed_otherwise(case.pair)
        return "a tick, or the sign of a note, stands elsewhere" if signed else "changed"
    return became(stretches(case.edit.lost), stretches(case.edit.gained)) or "the scope of it"
