"""A site in; its versions compared, judged and checked out, remembered by all they depend on."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple, TypeVar

from fairnotice.archive.text_hash import text_hash
from fairnotice.calendar.dates_in_text import Claim, claims
from fairnotice.compare.alphabet import Kin
from fairnotice.compare.compare import compare
from fairnotice.gate import declared as gate
from fairnotice.gate.sections import nearest_line
from fairnotice.lint import lint
from fairnotice.memo.keys import key
from fairnotice.memo.late import LateMapping, without_text
from fairnotice.memo.memo import Memo
from fairnotice.memo.spread import Spread, worked_ahead
from fairnotice.memo.trace import seeing
from fairnotice.model import Assessment, Comparison, Problem, Site, Timeline, Version
from fairnotice.pages.section_history import kept_step, step_key
from fairnotice.pages.view import Key
from fairnotice.significance.assess import assess

T = TypeVar("T")

_AT_ONCE = 2048
"""Versions that are judged before what was found is put into the store: a few kilobytes each. What
neighbours have in common is worked out once for all of them that one process judges."""


class Facts(NamedTuple):
    """All that is asked of each version, kept as one: a site has thousands of them."""

    linted: tuple[Problem, ...]
    claims: tuple[Claim, ...]
    hashed: str
    """Empty where nobody asked: the version has no line in the lock."""
    declared: tuple[Problem, ...]
    assessment: Assessment | None


class Judging:
    """What is known of each version by itself, and beside its predecessor."""

    def __init__(
        self,
        site: Site,
        timelines: Mapping[str, Timeline],
        texts: Mapping[str, str],
        wanted: Iterable[Key],
        memo: Memo,
    ) -> None:
        """`texts` holds what tells the text at a path from all others; `wanted` is compared."""
        self._site, self._timelines, self._texts, self._memo = site, timelines, texts, memo
        self._versions = {v.ref: v for notice in site.notices for v in notice.versions}
        self._kin = Kin()
        self._outside = {
            # All of a version but its text.
            ref: key(without_text(version))
            for ref, version in self._versions.items()
        }
        self.comparison_keys = {pair: self._comparison_key(pair) for pair in wanted}
        """What tells each wanted comparison from all others: the two texts."""
        self.comparisons: Mapping[Key, Comparison] = LateMapping(
            {pair: f"comparison {' '.join(pair)}" for pair in self.comparison_keys}, self._compared
        )
        """Each of these pairs of versions, compared when somebody looks at it."""
        self.assessment_keys = {
            pair: self._assessment_key(pair)
            for pair in self.comparison_keys
            if pair == self._with_predecessor(self._versions[f"{pair[0]}@{pair[2]}"])
        }
        """What tells the judgement on each version against its predecessor from all others."""
        shared = key("lint", site.settings, site.places)
        self._lint_keys = {
            ref: self._lint_key(version, shared) for ref, version in self._versions.items()
        }
        self._facts: dict[str, Facts | None] = {}
        self._gathered: dict[str, dict[str, tuple[str, Any]]] = {ref: {} for ref in self._versions}
        """Of each version what was asked of it: the name by which that is kept, and the value."""

    def work_ahead(self, spread: Spread) -> None:
        """Works out all that follows for each version, on as many cores as `spread` has."""
        worked_ahead(
            [
                partial(self._all_of, version)
                for ref, version in self._versions.items()
                if not self._known(ref) and not all(map(self._memo.knows, self._keys_of(version)))
            ],
            self._memo,
            spread,
            _AT_ONCE,
        )

    def assessments(self) -> dict[Key, Assessment]:
        """Each version against its predecessor, by the site's dials and its country's law."""
        return {pair: self._assessment(pair) for pair in self.assessment_keys}

    def linted(
        self, version: Version, work_out: Callable[[], tuple[Problem, ...]]
    ) -> tuple[Problem, ...]:
        """What the checks find in a version, remembered by all that they can look at."""
        if facts := self._known(version.ref):
            return facts.linted
        name = self._lint_keys[version.ref]
        found = self._memo.kept(name, tuple[Problem, ...], work_out)
        return self._gather(version.ref, "linted", name, found)

    def claims(self, version: Version) -> tuple[Claim, ...]:
        """The days that the text of a version states of itself."""
        if facts := self._known(version.ref):
            return facts.claims
        name = self._claims_key(version)
        found = self._memo.kept(name, tuple[Claim, ...], lambda: claims(version.document))
        return self._gather(version.ref, "claims", name, found)

    def hashed(self, version: Version) -> str:
        """The hash of a version's words, as the lock has it."""
        facts = self._known(version.ref)
        if facts and facts.hashed:
            return facts.hashed
        # The key of a text covers its body and its cookies: all that is hashed but the title.
        name = key("text hash", self._texts[version.path], version.title)
        found = self._memo.kept(name, str, lambda: text_hash(version))
        return self._gather(version.ref, "hashed", name, found)

    def declared(self) -> Iterator[Problem]:
        """Where declarations disagree with what is detected, remembered for each version."""
        for version in self._versions.values():
            yield from self._declared(version)

    def spots(self, pair: Key) -> Mapping[str, int | None]:
        """Fingerprint of each finding whose words are gone → the nearest line in the new text."""
        return self._memo.kept(
            key("spots", self.assessment_keys[pair]),
            dict[str, int | None],
            lambda: {
                finding.fingerprint: nearest_line(self.comparisons[pair], finding.section_id)
                for finding in self._assessment(pair).findings
                if finding.new is None
            },
        )

    def keep(self) -> None:
        """Keeps all that was asked of each version as one, for the next build."""
        for ref, found in self._gathered.items():
            if {"linted", "claims"} <= found.keys():
                pair = self._with_predecessor(self._versions[ref])
                wanted = pair in self.assessment_keys
                if wanted == ("assessment" in found) and wanted == ("declared" in found):
                    parts = {sort: value for sort, (_, value) in found.items()}
                    facts = Facts(**{"hashed": "", "declared": (), "assessment": None, **parts})
                    self._memo.note(self._facts_key(ref), facts)
                    self._memo.put_by(name for name, _ in found.values())

    def _known(self, ref: str) -> Facts | None:
        """All that is asked of a version, where a build kept it as one."""
        if ref not in self._facts:
            self._facts[ref] = self._memo.look(self._facts_key(ref), Facts)
        return self._facts[ref]

    def _facts_key(self, ref: str) -> str:
        # What the checks can look at covers all that the others depend on but the judgement.
        pair = self._with_predecessor(self._versions[ref])
        return key("facts", self._lint_keys[ref], self.assessment_keys.get(pair, ""))

    def _gather(self, ref: str, sort: str, name: str, found: T) -> T:
        self._gathered[ref][sort] = name, found
        return found

    def _all_of(self, version: Version) -> None:
        before = self._versions.get(f"{version.notice}@{self._with_predecessor(version)[1]}")
        lint.of_version(self._site, version, before, self._timelines, self.linted)
        self.claims(version)
        self.hashed(version)
        pair = self._with_predecessor(version)
        if pair in self.assessment_keys:
            self._declared(version)
            self.spots(pair)
            # Histories go through all steps, whichever page has one.
            kept_step(
                self._memo, self.comparison_keys[pair], version, lambda: self.comparisons[pair]
            )

    def _keys_of(self, version: Version) -> Iterator[str]:
        """Of what is told apart most finely: who has these has all."""
        yield self._lint_keys[version.ref]
        yield self._claims_key(version)
        pair = self._with_predecessor(version)
        if pair in self.assessment_keys:
            yield self.assessment_keys[pair]
            yield step_key(self.comparison_keys[pair], version)

    def _with_predecessor(self, version: Version) -> Key:
        standing = self._timelines[version.notice].standings[version.name]
        return version.notice, standing.predecessor, version.name

    def _assessment(self, pair: Key) -> Assessment:
        ref = f"{pair[0]}@{pair[2]}"
        facts = self._known(ref)
        if facts and facts.assessment:
            return facts.assessment

        def judge() -> Assessment:
            settings = self._site.settings
            return assess(
                self.comparisons[pair],
                settings.significance,
                settings.organisation.jurisdiction,
                self._site.notice(pair[0]).kind,
                self._langs(pair),
            )

        found = self._memo.kept(self.assessment_keys[pair], Assessment, judge)
        return self._gather(ref, "assessment", self.assessment_keys[pair], found)

    def _assessment_key(self, pair: Key) -> str:
        settings = self._site.settings
        return key(
            "assessment",
            self.comparison_keys[pair],
            settings.significance,
            settings.organisation.jurisdiction,
            self._site.notice(pair[0]).kind,
            self._langs(pair),
        )

    def _langs(self, pair: Key) -> tuple[str, ...]:
        """The languages of the two texts."""
        notice, old, new = pair
        return tuple(self._versions[f"{notice}@{name}"].lang for name in (old, new))

    def _compared(self, pair: Key) -> Comparison:
        notice, old, new = pair
        before, after = (self._versions[f"{notice}@{name}"].document for name in (old, new))
        with seeing():
            return self._memo.large.value(
                self.comparison_keys[pair], lambda: compare(before, after, self._kin)
            )

    def _comparison_key(self, pair: Key) -> str:
        notice, old, new = pair
        names = (self._versions[f"{notice}@{name}"].path for name in (old, new))
        return key("comparison", *(self._texts[path] for path in names))

    def _lint_key(self, version: Version, shared: str) -> str:
        timeline, notice = self._timelines[version.notice], self._site.notice(version.notice)
        standing = timeline.standings[version.name]
        before = self._versions.get(f"{notice.id}@{standing.predecessor}")
        return key(
            shared,
            (notice.id, notice.title, notice.kind),
            self._outside[version.ref],
            self._texts[version.path],
            self._texts[before.path] if before else None,
            (timeline.in_force, standing),  # no check asks for the day
        )

    def _claims_key(self, version: Version) -> str:
        return key("claims", self._texts[version.path])

    def _declared(self, version: Version) -> tuple[Problem, ...]:
        pair = self._with_predecessor(version)
        if pair not in self.assessment_keys:
            return ()
        if facts := self._known(version.ref):
            return facts.declared

        def told() -> tuple[Problem, ...]:
            one = dataclasses.replace(self._site.notice(version.notice), versions=(version,))
            single = dataclasses.replace(self._site, notices=(one,))
            judged = {pair: self._assessment(pair)}
            return tuple(gate.problems(single, self._timelines, judged, self.comparisons))

        name = key("declared", self._outside[version.ref], self.assessment_keys[pair])
        found = self._memo.kept(name, tuple[Problem, ...], told)
        return self._gather(version.ref, "declared", name, found)
