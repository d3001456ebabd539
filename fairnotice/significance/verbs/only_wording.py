"""An edit in; evidence out when each place where it differs is proved to be wording."""

from fairnotice.significance.case import Case, became, stretches

ORDER = ("spelling", "names", "numbering", "addresses", "synonyms", "style")
"""The proofs of wording, the one that needs most trust first."""


def only_wording(case: Case, *, sort: str) -> str:
    """`sort`: the gravest proof that was needed, one of `ORDER`."""
    if case.edited is None or case.edit is None:
        return ""
    old, new = case.edited
    if old.denied != new.denied:
        return ""
    if not case.proofs or min(case.proofs, key=ORDER.index) != sort:
        return ""
    return became(stretches(case.edit.lost), stretches(case.edit.gained))
