"""An edit in; evidence out when a cookie, a tracker or its provider is newly listed."""

import re

from fairnotice.significance.case import Case, added, has_facts, short, stretches
from fairnotice.significance.lexicon import group, phrases
from fairnotice.significance.statements import Statement
from fairnotice.significance.words import squashed

_TOKEN = re.compile(r"(?:^|[\s,|/(])(_{1,2}\w+|\w+[_.-]\w[\w.-]*|\w*[a-z][A-Z]\w+|[a-z]+\d+\w*)")


def cookie_listed(case: Case, *, exempt: str) -> str:
    """A new row or item, or a new name in one, where cookies are listed. `exempt: yes` when the row
    or its heading says strictly necessary, `exempt: no` otherwise."""
    if case.edit is None or case.edit.new is None:
        return ""
    new = case.edit.new
    if new.block.kind not in {"row", "item"} or not _lists_cookies(new, case):
        return ""
    if _exempt(new) != (exempt == "yes"):
        return ""
    if case.added is not None:
        return added(short(new.text.replace("\t", " · ")))
    known = case.edit.old.text if case.edit.old is not None else ""
    came = [
        t
        for t in case.edit.gained
        if any(m not in known for m in _TOKEN.findall(" " + t.text))
        or (_short_name(t.text) and squashed(t.text) not in case.texts.old_squash.letters)
    ]
    return added(stretches(came)) if came else ""


def _short_name(text: str) -> bool:
    return len(text.split()) <= 3 and len(text) > 1 and not any(c.isdigit() for c in text[:1])


def _lists_cookies(side: Statement, case: Case) -> bool:
    about = f"{side.around} {side.section.title}".lower()
    return (
        "T13" in side.topics[:1]
        or "cookie" in about
        or (case.notice_kind == "cookies")
        or ("cookie" in case.texts.comparison.new.title.lower() and side.block.kind == "row")
    )


def _exempt(side: Statement) -> bool:
    named = side.names("tracking") | {t.name for t in side.context_terms if t.kind == "tracking"}
    low = side.text.lower()
    serves = bool(phrases("tracking", "necessary_purposes").terms(side.stems))
    if serves and not has_facts_of_others(low) and not named & group("tracking", "consent"):
        return True
    return (
        bool(named & group("tracking", "exempt"))
        and not named & group("tracking", "consent")
        and not has_facts_of_others(low)
    )


def has_facts_of_others(low: str) -> bool:
    """True when a row speaks of a third party, advertising or statistics."""
    return any(
        word in low
        for word in ("third party", "3rd party", "advert", "analytic", "statistic", "marketing")
    )


__all__ = ["cookie_listed", "has_facts"]
