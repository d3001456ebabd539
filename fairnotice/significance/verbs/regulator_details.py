"""An edit in; evidence out when only a regulator's name, address or page differs."""

from fairnotice.significance.case import Case, became, stretches


def regulator_details(case: Case) -> str:
    """Decision table N12: the body continues and the right is the same."""
    if case.edited is None or case.edit is None:
        return ""
    old, new = case.edited
    if not old.names("regulator") or not new.names("regulator"):
        return ""
    if case.edit.gained_terms("right") or case.edit.lost_terms("right") or case.edit.gained_terms("data"):
        return ""
    if len(case.gained_content) > 12 or len(case.lost_content) > 12 or old.denials != new.denials:
        return ""
    return became(stretches(case.edit.lost), stretches(case.edit.gained))
