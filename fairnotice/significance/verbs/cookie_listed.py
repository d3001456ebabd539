"""An edit in; evidence out when a cookie, a tracker or its provider is newly listed."""

import re

from fairnotice.significance.case import Case, added, has_facts, short, stretches
from fairnotice.significance.edits import Stretch
from fairnotice.significance.lexicon import group, phrases, small_words
from fairnotice.significance.statements import Statement
from fairnotice.significance.words import squashed

_TOKEN = re.compile(r"(?:^|[\s,|/(])(_{1,2}\w+|\w+[_.-]\w[\w.-]*|\w*[a-z][A-Z]\w+|[a-z]+\d+\w*)")

_WORDS = re.compile(r"[A-Z]?[a-z]{3,}(?:-[a-z]{2,})+\.?|[a-z]+\.[A-Z][a-z]+")


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
        listed = new.block.kind == "row" or _opens_item(new, case) or _tokens(new.text)
        return added(short(new.text.replace("\t", " · "))) if listed else ""
    known = case.edit.old.text if case.edit.old is not None else ""
    everywhere = case.texts.old_squash.letters
    came = [
        t
        for t in case.edit.gained
        if any(
            # One of letters alone may be a company that is named elsewhere (`TrackField`).
            m not in known and not (m.isalpha() and squashed(m) in everywhere)
            for m in _tokens(t.text)
        )
        or (_named(t) and squashed(t.text) not in everywhere)
    ]
    return added(stretches(came)) if came else ""


def _tokens(text: str) -> list[str]:
    """What is written like the name of a cookie: `_ga`, `session-id`, `PHPsession`; words with a
    hyphen alone (`third-party`) are none."""
    return [t for t in _TOKEN.findall(" " + text) if not _WORDS.fullmatch(t)]


def _opens_item(side: Statement, case: Case) -> bool:
    """Whether a statement begins an item as what is listed does: with no word that goes on about
    what was named before, and none that speaks to the reader."""
    place = case.texts.places[id(side)]
    statements = case.texts.new
    first = not place or statements[place - 1].block is not side.block
    return first and side.norms[0] not in small_words("no_listing")


def _named(stretch: Stretch) -> bool:
    """A short stretch that stands like a member of a list, or is written like a name."""
    text = stretch.text
    if len(text.split()) > 3 or len(text) < 2 or text[:1].isdigit():
        return False
    start = stretch.start + (stretch.norms[0] in {"and", "or"})
    words = stretch.side.words[start : stretch.end]
    return stretch.is_member or (start > 0 and bool(words) and words[0].raw[:1].isupper())


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
    if side.names("recipient") or not _OTHER_ENDS.isdisjoint(side.names("purpose")):
        return False
    serves = bool(phrases("tracking", "necessary_purposes").terms(side.stems))
    if serves and not has_facts_of_others(low) and not named & group("tracking", "consent"):
        return True
    return (
        bool(named & group("tracking", "exempt"))
        and not named & group("tracking", "consent")
        and not has_facts_of_others(low)
    )


_OTHER_ENDS = frozenset(
    {"advertising", "ai training", "analytics", "combining", "marketing", "profiling", "research"}
)
"""Purposes that no strictly necessary cookie has, whatever else it does."""


def has_facts_of_others(low: str) -> bool:
    """True when a row speaks of a third party, advertising or statistics."""
    return any(
        word in low
        for word in ("third party", "3rd party", "advert", "analytic", "statistic", "marketing")
    )


__all__ = ["cookie_listed", "has_facts"]
