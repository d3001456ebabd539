"""An edit in; evidence out when a new statement says that data is given to somebody, or let be seen."""

import re

from fairnotice.significance.case import Case, added, short

_WHAT = r"(?:it|them|these|this|those|(?:some|parts?|all|copies|a copy) of .{1,40}?|(?:your|the|their) .{1,40}?)"
_NOT_THE_READER = r"(?!you\b|your\b|us\b|our\b|ourselves\b|the (?:same|extent|address)\b|be\b)"
_GIVEN = re.compile(
    rf"\b(?:pass|hand|forward|supply|send|give|provide|release|show|deliver)(?:es|s)? (?:on |over )?{_WHAT}"
    rf" (?:on |over )?to {_NOT_THE_READER}\w+"
    rf"|\b(?:is|are|gets?|being) (?:then |also )?(?:passed|handed|forwarded|supplied|sent|given|released|shown)"
    rf" (?:on |over )?to {_NOT_THE_READER}\w+"
    rf"|\bmakes? {_WHAT} available to {_NOT_THE_READER}\w+"
    rf"|\b(?:we|and) lets? {_NOT_THE_READER}.{{1,40}}? (?:see|use|have|read|look at) {_WHAT}(?:\W|$)",
    re.IGNORECASE,
)  # fmt: skip


def given_on(case: Case) -> str:
    """Verbs of giving, whoever gets it: a recipient that no list names is one all the same."""
    if case.added is None or case.added.block.kind == "heading" or case.added.denials:
        return ""
    text = case.added.text_folded
    if re.match(r"\W*(?:you|if you|when you|please)\b", text, re.IGNORECASE):
        return ""
    return added(short(text)) if _GIVEN.search(text) else ""
