"""An edit in; evidence out when a stated span of time is gone, or a first one is stated."""

from fairnotice.significance.case import Case, became, stretches
from fairnotice.significance.durations import is_deadline, is_done
from fairnotice.significance.quantities import lasting


def duration_vaguer(case: Case, *, now: str, of: str = "kept") -> str:
    """`now: gone` when the old statement gave a span and the new one gives none; `now: stated` the
    other way round. `of: deadlines` for how long somebody has to ask or to answer."""
    if case.edited is None or case.edit is None:
        return ""
    old, new = (lasting(side.text) for side in case.edited)
    if bool(old) == bool(new) or is_deadline(case) != (of == "deadlines") or is_done(case):
        return ""
    if now == "gone" and old:
        return became(", ".join(p.text for p in old), stretches(case.edit.gained))
    if now == "stated" and new:
        return became(stretches(case.edit.lost), ", ".join(p.text for p in new))
    return ""
