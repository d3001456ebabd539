"""An edit in; evidence out when what came was already stated, or what went is still stated."""

from fairnotice.significance.case import Case, content, short
from fairnotice.significance.statements import Statement
from fairnotice.significance.words import squashed, stem


def stated_elsewhere(case: Case) -> str:
    """Decision table N14, N15: the other text has one statement, or two neighbours, with the same
    words of sense, under the same scope and with as many negations."""
    if case.edit is not None and id(case.edit.statement) in case.texts.copies:
        return ""
    if case.added is not None:
        return _found(case.added, case.texts.old)
    if case.removed is not None:
        return _found(case.removed, case.texts.new)
    if case.edit is None:
        return ""
    places = (*((s, case.texts.new_squash.letters) for s in case.edit.lost), *((s, case.texts.old_squash.letters) for s in case.edit.gained))
    for stretch, other in places:
        letters = squashed(stretch.text)
        if content(stretch.norms) and (len(letters) < 40 or letters not in other):
            return ""
    return short(case.edit.statement.text) if places else ""


def _found(side: Statement, others: list[Statement]) -> str:
    wanted = {stem(n) for n in content(side.norms)}
    if len(wanted) < 3:
        return ""
    exact = {stem(n) for n in side.norms if not n.isalpha()}
    denials = _denials(side)
    for first, second in zip(others, [*others[1:], None], strict=True):
        for joined in ((first,), (first, second) if second is not None else ()):
            if not joined:
                continue
            has = {each for s in joined for each in s.stems}
            if exact <= has and len(wanted & has) >= 0.9 * len(wanted) and denials <= max(_denials(s) for s in joined):
                return short(joined[0].text)
    return ""


def _denials(side: Statement) -> int:
    return sum(term.name == "negation" for term in side.terms) + side.denied
