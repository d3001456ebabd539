"""An edit in; evidence out when each place where it differs is proved to be wording."""

from fairnotice.significance.case import Case, became, stretches
from fairnotice.significance.wording import wording


def only_wording(case: Case, *, sort: str) -> str:
    """`sort`: the gravest proof needed: `spelling`, `names`, `numbering`, `addresses`, `synonyms` or `style`."""
    if case.edited is None or case.edit is None:
        return ""
    old, new = case.edited
    if old.denied != new.denied:
        return ""
    proofs = wording(case.edit, case.texts)
    if not proofs:
        return ""
    order = ("spelling", "names", "numbering", "addresses", "synonyms", "style")
    if min(proofs, key=order.index) != sort:
        return ""
    return became(stretches(case.edit.lost), stretches(case.edit.gained))
