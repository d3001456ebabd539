"""An edit in; evidence out when a span of time in it shrank."""

from fairnotice.significance.case import Case, became
from fairnotice.significance.lexicon import small_words
from fairnotice.significance.verbs.duration_longer import only_in_one


def duration_shorter(case: Case, *, of: str) -> str:
    """`of: logs` for logs, cookies and statistics; `of: records` for what people may rely on."""
    old, new = only_in_one(case)
    if not old or not new or max(new).days >= max(old).days or case.edited is None:
        return ""
    logs = (
        any(n.startswith("_") for n in case.edited[1].norms)
        or bool(small_words("logs") & set(case.edited[1].norms))
        or "T13" in case.topics[:1]
    )
    return became(max(old).text, max(new).text) if logs == (of == "logs") else ""
