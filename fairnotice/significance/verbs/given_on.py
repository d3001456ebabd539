"""An edit in; evidence out when a new statement says that data is given or shown to somebody."""

import re

from fairnotice.significance.case import Case, added, short

_DATA = r"""(?:it|them|these|this|those|(?:some|parts?|all|copies|a\ copy)\ of\ .{1,40}?
    |(?:your|the|their)\ .{1,40}?)"""
_SOMEBODY = r"(?!you\b|your\b|us\b|our\b|ourselves\b|the\ (?:same|extent|address)\b|be\b)\w+"
_GIVEN = re.compile(
    rf"""
    \b(?:pass|hand|forward|supply|send|give|provide|release|show|deliver)(?:es|s)?
        \ (?:on\ |over\ )?{_DATA}\ (?:on\ |over\ )?to\ {_SOMEBODY}
  | \b(?:is|are|gets?|being)\ (?:then\ |also\ )?
        (?:passed|handed|forwarded|supplied|sent|given|released|shown)
        \ (?:on\ |over\ )?to\ {_SOMEBODY}
  | \bmakes?\ {_DATA}\ available\ to\ {_SOMEBODY}
  | \b(?:we|and)\ lets?\ {_SOMEBODY}.{{0,40}}?\ (?:see|use|have|read|look\ at)\ {_DATA}(?:\W|$)
    """,
    re.IGNORECASE | re.VERBOSE,
)


def given_on(case: Case) -> str:
    """Verbs of giving, whoever gets it: a recipient that no list names is one all the same."""
    if case.added is None or case.added.block.kind == "heading" or case.added.denials:
        return ""
    text = case.added.text_folded
    if re.match(r"\W*(?:you|if you|when you|please)\b", text, re.IGNORECASE):
        return ""
    return added(short(text)) if _GIVEN.search(text) else ""
