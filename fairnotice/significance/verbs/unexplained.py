"""Whatever no other verb understood in; its place out, for a person to read."""

from fairnotice.significance.case import Case, became, stretches


def unexplained(case: Case) -> str:
    """Fires for every edit and every change."""
    if case.edit is None:
        return "changed"
    return became(stretches(case.edit.lost), stretches(case.edit.gained)) or "the scope of it"
