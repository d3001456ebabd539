"""A comparison in; its assessment out: for each place that differs the strongest reason why it
matters, and the verdict.

`minor` has to be earned by a proof; what no rule understands is `review`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from fairnotice.document.language import OWN, related
from fairnotice.law.sources import capped, holding
from fairnotice.model import (
    Assessment,
    Comparison,
    Dials,
    Finding,
    Gravity,
    Pair,
    Passage,
    Rule,
    Section,
    Source,
    Verdict,
)
from fairnotice.significance.beside import measured, put_in, telling
from fairnotice.significance.case import Case, on_cookie
from fairnotice.significance.edits import Texts
from fairnotice.significance.fingerprint import fingerprint
from fairnotice.significance.places import places
from fairnotice.significance.replaced import comparable
from fairnotice.significance.rulebook import FACTS, LAST, PROOFS, STRONG, TOLD_BESIDE, rule
from fairnotice.significance.unread import needs_no_reading
from fairnotice.significance.verbs import VERBS

_GRAVITY: dict[str, int] = {"significant": 0, "review": 1, "minor": 2}

_COOKIES = "T13"
_RETENTION = "T08"

_NARROWING: dict[str, Gravity] = {"tell": "significant", "review": "review", "ignore": "minor"}
"""The dial `narrowing` → level of the rule that sees an item dropped from a list."""


def assess(
    comparison: Comparison,
    dials: Dials,
    jurisdiction: str,
    kind: str = "privacy",
    langs: Sequence[str] = (OWN,),
) -> Assessment:
    """What the changes between two texts mean for the people concerned.

    `jurisdiction` is `uk`, `eu` or `both`; `kind` is the notice's. One finding a place that
    differs, with its strongest reason, and one for each other fact that was put into it; the
    verdict is the gravest finding's level, and `none` when nothing that a reader sees differs.

    `langs` are those of the texts (BCP 47). The rules read English: of a text in another language
    they prove nothing to be minor but what needs no reading.
    """
    english = all(related(lang, OWN) for lang in langs)
    found = [
        judged
        for case in cases(comparison, kind)
        if (first := _judged(case, dials, jurisdiction, english=english)) is not None
        for judged in (first, *_besides(first, dials, jurisdiction))
    ]
    findings = tuple(_findings(found, places(comparison)))
    verdict: Verdict = min((f.level for f in findings), key=_GRAVITY.__getitem__, default="none")
    return Assessment(verdict, findings)


def cases(comparison: Comparison, kind: str = "privacy") -> Iterator[Case]:
    """The places at which two texts differ, in reading order: the edits of each change, or the
    change itself when it holds none."""
    if not comparison.changes:
        return
    texts = Texts(comparison)
    edits = defaultdict(list)
    for edit in texts.edits:
        edits[edit.change].append(edit)
    for pair in comparison.changes:
        for edit in edits.get(pair.number, ()):
            yield Case(texts, edit, pair, kind)
        if pair.number not in edits:
            yield Case(texts, None, pair, kind)


_Judged = tuple[Case, Rule, Gravity, Source | None, str]


def _judged(case: Case, dials: Dials, jurisdiction: str, *, english: bool) -> _Judged | None:
    """The strongest reason at one place. Proofs are asked first, and one of them ends the matter;
    then what is always told; then facts, those of the likeliest topic first. What is longer than
    any sentence is left to a person."""
    sides = case.edited or ([case.edit.statement] * 2 if case.edit is not None else ())
    if sides and not comparable(*(side.norms for side in sides)):
        return _fired(case, rule(*LAST), dials, jurisdiction, english=english)
    for asked in _asked(PROOFS):
        found = _fired(case, asked, dials, jurisdiction, english=english)
        if found is not None:
            return found
    best: _Judged | None = None
    for asked in _in_turn(case.topics):
        found = _fired(case, asked, dials, jurisdiction, english=english)
        if found is None:
            continue
        if best is None or _GRAVITY[found[2]] < _GRAVITY[best[2]]:
            best = found
        if asked.id in dials.rules or best[2] == "significant":
            best = found
            break
        if best is not None and asked.id in LAST:
            break
    return best


def _besides(first: _Judged, dials: Dials, jurisdiction: str) -> Iterator[_Judged]:
    """What else was said at a place: facts of other topics that other words gave away. A row may
    now name a longer time and somebody who gets the data."""
    case, asked, level, _, evidence = first
    if case.edited is None or level != "significant" or asked.id in PROOFS:
        return
    topics, told, joined = {asked.topic}, telling(evidence), put_in(case)
    for each in map(rule, TOLD_BESIDE):
        if each.topic in topics:
            continue
        found = _fired(case, each, dials, jurisdiction, english=True)
        if found is None or found[2] != "significant":
            continue
        words = telling(found[4])
        if told.isdisjoint(words) and (words <= joined or measured(found[4])):
            topics.add(each.topic)
            told |= words
            yield found


@cache
def _asked(names: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules of these names."""
    return tuple(map(rule, names))


@lru_cache(maxsize=1024)
def _in_turn(topics: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules of what matters that look at a place of these topics, in the order in which they
    are asked: strong ones, facts, the last."""
    place = {topic: n for n, topic in enumerate(topics)}
    by_topic = sorted(_asked(FACTS), key=lambda asked: place.get(asked.topic, 99))
    near = topics[:2]
    return tuple(
        asked
        for asked in (*_asked(STRONG), *by_topic, *_asked(LAST))
        if not asked.topics or not set(near).isdisjoint(asked.topics)
    )


def _fired(
    case: Case, asked: Rule, dials: Dials, jurisdiction: str, *, english: bool
) -> _Judged | None:
    """A rule's answer about one place; None when it is silent or switched off."""
    dial = dials.rules.get(asked.id) if dials.rules else None
    if dial == "ignore" or (asked.topics and case.near.isdisjoint(asked.topics)):
        return None
    evidence = VERBS[asked.verb](case, **asked.args)
    if not evidence or (asked.unless and VERBS[asked.unless](case, **asked.unless_args)):
        return None
    source = holding(asked.sources, jurisdiction)
    level = capped(dial or _dialled(asked, dials), source)
    if (
        level == "minor"
        and not english
        and asked.id not in LAST
        and not needs_no_reading(case, asked)
    ):
        return None
    return case, asked, level, source, evidence


def _dialled(asked: Rule, dials: Dials) -> Gravity:
    """A rule's level under the site's dials `narrowing` and `recipients`."""
    if asked.verb == "list_narrowed":
        return _NARROWING[dials.narrowing]
    if asked.id in {"supplier-swapped", "party-replaced"} and dials.recipients == "names":
        return "significant"
    return asked.level


class _Group(NamedTuple):
    """One finding to be: its reason, what else speaks of it, and what it leaves to be read."""

    first: _Judged
    more: tuple[_Judged, ...]
    """The same rule about other sentences that came, or went, at the same place."""
    folded: tuple[_Judged, ...]
    """What no rule understood there."""


def _findings(found: list[_Judged], at: Mapping[int, int]) -> list[Finding]:
    """The findings, gravest first; the same rule twice in one change is one finding."""
    seen: set[tuple[str, int]] = set()
    twins: Counter[str] = Counter()
    findings = []
    for group in _grouped(_folded(found, at), at):
        place = (group.first[1].id, _number(group.first[0]))
        if place in seen:
            continue
        seen.add(place)
        finding = _finding(group, 0)
        twins[finding.fingerprint] += 1
        if twins[finding.fingerprint] > 1:
            finding = _finding(group, twins[finding.fingerprint] - 1)
        findings.append(finding)
    return sorted(findings, key=lambda f: _GRAVITY[f.level])


def _grouped(
    found: Iterable[tuple[_Judged, tuple[_Judged, ...]]], at: Mapping[int, int]
) -> Iterator[_Group]:
    """What one rule says of sentences that came, or went, together, as one: a section that is new
    is a question of the kinds of things it says, not one for each of its sentences."""
    groups: dict[tuple[object, ...], _Group] = {}
    for number, (judged, folded) in enumerate(found):
        case, asked, level, *_ = judged
        whole = case.added is not None, case.removed is not None
        place = at.get(_number(case), 0)
        together = level != "minor" and any(whole) and place
        key = (asked.id, whole, place) if together else (number,)
        if key in groups:
            known = groups[key]
            groups[key] = known._replace(
                more=(*known.more, judged), folded=(*known.folded, *folded)
            )
        else:
            groups[key] = _Group(judged, (), folded)
    yield from groups.values()


def _folded(
    found: list[_Judged], at: Mapping[int, int]
) -> Iterator[tuple[_Judged, tuple[_Judged, ...]]]:
    """Each judgement that stays, with those at its place that no rule understood: they join the
    first that is significant there, else the first of their own."""
    hosts: dict[int, _Judged] = {}
    for judged in found:
        place = at.get(_number(judged[0]), 0)
        if judged[2] == "significant" and judged[1].id not in LAST:
            hosts.setdefault(place, judged)
    guests: dict[int, list[_Judged]] = defaultdict(list)
    for judged in found:
        if judged[1].id in LAST:
            place = at.get(_number(judged[0]), 0)
            guests[id(hosts.setdefault(place, judged))].append(judged)
    for judged in found:
        if judged[1].id not in LAST:
            yield judged, tuple(guests[id(judged)])
        elif guests[id(judged)]:
            yield judged, tuple(guests[id(judged)][1:])


def _number(case: Case) -> int:
    return case.pair.number if case.pair is not None else 0


def _finding(group: _Group, twin: int) -> Finding:
    """One finding. The texts of what was folded into it stand in its fingerprint, so that no waiver
    outlives a change of them."""
    case, asked, level, source, _ = group.first
    section = _section(case)
    section_id = section.id if section is not None else ""
    topic = asked.topic
    if on_cookie(case):
        topic = _COOKIES
    elif topic == "host":
        topic = _host(case, asked)
    told = [_passages(each[0]) for each in (group.first, *group.more)]
    whole = [*told, *(_passages(each[0]) for each in group.folded)]
    whole_old, whole_new = (_joined(side) for side in zip(*whole, strict=True))
    old, new = (_joined(side) for side in zip(*told, strict=True))
    if asked.id in LAST:
        old, new = whole_old, whole_new
    return Finding(
        rule=asked.id,
        level=level,
        topic=topic,
        evidence=_evidence(group),
        why=asked.why,
        source=source,
        fingerprint=fingerprint(
            asked.id,
            section_id,
            whole_old.text if whole_old is not None else "",
            whole_new.text if whole_new is not None else "",
            twin,
        ),
        section_id=section_id,
        section_title=section.title if section is not None else "",
        old=old,
        new=new,
        change=_number(case),
        changes=tuple(dict.fromkeys(_number(each[0]) for each in (group.first, *group.more))),
        title=asked.title,
    )


def _host(case: Case, asked: Rule) -> str:
    """The topic of the statement; where something is done in a time, that is no time of keeping."""
    passed = _RETENTION if asked.verb == "duration_differs" else ""
    return next((topic for topic in case.topics if topic != passed), "T00")


def _evidence(group: _Group) -> str:
    """What gave it away, and how much more of it and beside it there is."""
    _, asked, *_, evidence = group.first
    said = []
    like = sum(each[4] != evidence for each in group.more)
    if like:
        said.append(f"and {_sentences(like)} like it")
    if group.folded:
        to_read = "" if asked.id in LAST else " to read"
        said.append(f"and {_sentences(len(group.folded))}{to_read} here")
    return f"{evidence} ({', '.join(said)})" if said else evidence


def _sentences(more: int) -> str:
    return "1 more sentence" if more == 1 else f"{more} more sentences"


def _joined(found: tuple[Passage | None, ...]) -> Passage | None:
    """Passages of one side as one, at the place of the first."""
    there = [each for each in found if each is not None]
    if not there:
        return None
    return replace(there[0], text="\n".join(each.text for each in there))


def _section(case: Case) -> Section | None:
    """The section in which a reader finds it now; the old one where it is gone."""
    if case.edit is not None and case.edit.new is not None:
        return case.edit.new.section
    if case.pair is not None and case.pair.new_section is not None:
        return case.pair.new_section
    if case.edit is not None and case.edit.old is not None:
        return case.edit.old.section
    return case.pair.old_section if case.pair is not None else None


def _passages(case: Case) -> tuple[Passage | None, Passage | None]:
    """Old and new words side by side: the statements, or the change's blocks."""
    if case.edit is not None:
        old, new = (
            Passage(s.block.line, s.text, s.block.path) if s is not None else None
            for s in (case.edit.old, case.edit.new)
        )
        return old, new
    return _of_pair(case.pair, "old"), _of_pair(case.pair, "new")


def _of_pair(pair: Pair | None, side: str) -> Passage | None:
    blocks = getattr(pair, side) if pair is not None else ()
    if not blocks:
        return None
    return Passage(blocks[0].line, "\n".join(b.text for b in blocks), blocks[0].path)
