"""An edit in; evidence out when what came was already stated, or what went is still stated."""

from fairnotice.significance.case import Case, content, short
from fairnotice.significance.lexicon import lexicon, phrases, stems
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
    places = (
        *((s, case.texts.new_squash.letters) for s in case.edit.lost),
        *((s, case.texts.old_squash.letters) for s in case.edit.gained),
    )
    if not any(content(stretch.norms) for stretch, _ in places):
        return ""
    for stretch, other in places:
        letters = squashed(stretch.text)
        if content(stretch.norms) and (len(letters) < 40 or letters not in other):
            return ""
    return short(case.edit.statement.text)


def _found(side: Statement, others: list[Statement]) -> str:
    wanted = {stem(n) for n in content(side.norms)}
    if len(wanted) < 3:
        return ""
    if others and phrases("wording", "summaries").terms(side.stems[:6]):
        known = frozenset().union(*(s.stem_set for s in others))
        opening = {w for phrase in lexicon("wording")["summaries"] for w in stems(phrase)}
        if wanted - opening <= known:
            return short(side.text)
    exact = {stem(n) for n in side.norms if not n.isalpha()}
    denials = side.denials
    least = 0.9 * len(wanted)
    before: Statement | None = None
    for here in others:
        alone = len(wanted & here.stem_set)
        if alone * 2 >= least:
            if alone >= least and exact <= here.stem_set and denials <= here.denials:
                return short(here.text)
            if before is not None:
                joined = here.stem_set | before.stem_set
                if (
                    len(wanted & joined) >= least
                    and exact <= joined
                    and denials <= max(here.denials, before.denials)
                ):
                    return short(before.text)
        before = here
    return ""
