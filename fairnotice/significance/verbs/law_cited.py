"""An edit in; evidence out when only the law that is cited differs."""

from fairnotice.significance.case import Case, became, stretches
from fairnotice.significance.lexicon import word_set


def law_cited(case: Case) -> str:
    """Decision table J15: laws, their years and articles; no right, basis or safeguard."""
    if case.edited is None or case.edit is None:
        return ""
    if not (case.edit.gained_terms("law") or case.edit.lost_terms("law")):
        return ""
    for kind in ("right", "basis", "safeguard", "data", "place", "recipient"):
        if case.edit.gained_terms(kind) or case.edit.lost_terms(kind):
            return ""
    citing = {
        "act",
        "law",
        "data",
        "protection",
        "regulation",
        "directive",
        "article",
        "under",
        "gdpr",
        "uk",
        "eu",
        "general",
        "privacy",
        "ec",
        "amended",
    }
    rest = [
        n
        for n in (*case.gained_content, *case.lost_content)
        if n not in citing | word_set("months") and not any(c.isdigit() for c in n)
    ]
    return became(stretches(case.edit.lost), stretches(case.edit.gained)) if not rest else ""
