"""A comparison in; its assessment out: for each place that differs the strongest reason why it
matters, and the verdict.

`minor` has to be earned by a proof; what no rule understands is `review`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

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
from fairnotice.significance.case import Case
from fairnotice.significance.edits import Texts
from fairnotice.significance.fingerprint import fingerprint
from fairnotice.significance.rulebook import FACTS, LAST, PROOFS, STRONG, rule
from fairnotice.significance.sources import capped, holding
from fairnotice.significance.verbs import VERBS

_GRAVITY: dict[str, int] = {"significant": 0, "review": 1, "minor": 2}

_NARROWING: dict[str, Gravity] = {"tell": "significant", "review": "review", "ignore": "minor"}
"""The dial `narrowing` → level of the rule that sees an item dropped from a list."""


def assess(
    comparison: Comparison, dials: Dials, jurisdiction: str, kind: str = "privacy"
) -> Assessment:
    """What the changes between two texts mean for the people concerned.

    `jurisdiction` is `uk`, `eu` or `both`; `kind` is the notice's. One finding a place that
    differs, with its strongest reason; the verdict is the gravest finding's level, and `none`
    when nothing that a reader sees differs.
    """
    found = [
        judged
        for case in cases(comparison, kind)
        if (judged := _judged(case, dials, jurisdiction)) is not None
    ]
    findings = tuple(_findings(found))
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


def _judged(case: Case, dials: Dials, jurisdiction: str) -> _Judged | None:
    """The strongest reason at one place. Proofs are asked first, and one of them ends the matter;
    then what is always told; then facts, those of the likeliest topic first."""
    for rule_id in PROOFS:
        found = _fired(case, rule(rule_id), dials, jurisdiction)
        if found is not None:
            return found
    best: _Judged | None = None
    for rule_id in (*STRONG, *_by_topic(case), *LAST):
        found = _fired(case, rule(rule_id), dials, jurisdiction)
        if found is None:
            continue
        if best is None or _GRAVITY[found[2]] < _GRAVITY[best[2]]:
            best = found
        if rule_id in dials.rules or best[2] == "significant":
            best = found
            break
        if best is not None and rule_id in LAST:
            break
    return best


def _by_topic(case: Case) -> list[str]:
    place = {topic: n for n, topic in enumerate(case.topics)}
    return sorted(FACTS, key=lambda rule_id: place.get(rule(rule_id).topic, 99))


def _fired(case: Case, asked: Rule, dials: Dials, jurisdiction: str) -> _Judged | None:
    """A rule's answer about one place; None when it is silent or switched off."""
    dial = dials.rules.get(asked.id)
    if dial == "ignore" or (asked.topics and not set(asked.topics) & set(case.topics[:2])):
        return None
    evidence = VERBS[asked.verb](case, **asked.args)
    if not evidence or (asked.unless and VERBS[asked.unless](case, **asked.unless_args)):
        return None
    source = holding(asked.sources, jurisdiction)
    level = capped(dial or _dialled(asked, dials), source)
    return case, asked, level, source, evidence


def _dialled(asked: Rule, dials: Dials) -> Gravity:
    """A rule's level under the site's dials `narrowing` and `recipients`."""
    if asked.verb == "list_narrowed":
        return _NARROWING[dials.narrowing]
    if asked.id == "supplier-swapped" and dials.recipients == "names":
        return "significant"
    return asked.level


def _findings(found: list[_Judged]) -> list[Finding]:
    """The findings, gravest first; the same rule twice in one change is one finding."""
    seen: set[tuple[str, int]] = set()
    twins: Counter[str] = Counter()
    findings = []
    for case, asked, level, source, evidence in found:
        place = (asked.id, case.pair.number if case.pair is not None else 0)
        if place in seen:
            continue
        seen.add(place)
        finding = _finding(case, asked, level, source, evidence, 0)
        twins[finding.fingerprint] += 1
        if twins[finding.fingerprint] > 1:
            finding = _finding(case, asked, level, source, evidence, twins[finding.fingerprint] - 1)
        findings.append(finding)
    return sorted(findings, key=lambda f: _GRAVITY[f.level])


def _finding(
    case: Case, asked: Rule, level: Gravity, source: Source | None, evidence: str, twin: int
) -> Finding:
    section = _section(case)
    old, new = _passages(case)
    topic = asked.topic
    if topic == "host":
        topic = case.topics[0] if case.topics else "T00"
    return Finding(
        rule=asked.id,
        level=level,
        topic=topic,
        evidence=evidence,
        why=asked.why,
        source=source,
        fingerprint=fingerprint(
            asked.id,
            section.id if section is not None else "",
            old.text if old is not None else "",
            new.text if new is not None else "",
            twin,
        ),
        section_id=section.id if section is not None else "",
        section_title=section.title if section is not None else "",
        old=old,
        new=new,
        change=case.pair.number if case.pair is not None else 0,
        title=asked.title,
    )


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
