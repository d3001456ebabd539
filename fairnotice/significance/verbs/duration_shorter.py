"""An edit in; evidence out when a span of time in it shrank."""

from fairnotice.significance.case import Case, became
from fairnotice.significance.durations import is_deadline, is_done, only_in_one
from fairnotice.significance.lexicon import small_words
from fairnotice.significance.statements import Statement
from fairnotice.significance.words import words


def _cookie_row(side: Statement) -> bool:
    """A row of a table whose header speaks of lifetimes, or that stands under cookies."""
    under = words(f"{side.section.title} {' '.join(side.block.header)}")
    return side.block.kind == "row" and bool(small_words("logs") & {word.norm for word in under})


def duration_shorter(case: Case, *, of: str) -> str:
    """`of: logs` for logs, cookies and statistics; `of: records` for what people may rely on; `of:
    deadlines` for how long somebody has to ask or to answer."""
    old, new = only_in_one(case)
    if not old or not new or max(new).days >= max(old).days or case.edited is None:
        return ""
    if is_done(case):
        return ""
    logs = (
        any(n.startswith("_") for n in case.edited[1].norms)
        or bool(small_words("logs") & set(case.edited[1].norms))
        or "T13" in case.topics[:1]
        or _cookie_row(case.edited[1])
    )
    sort = "deadlines" if is_deadline(case) else "logs" if logs else "records"
    return became(max(old).text, max(new).text) if sort == of else ""
