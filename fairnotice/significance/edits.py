"""A comparison in, its edits out: which statement became which, and what came and went in it.

Moves come before edits: a statement that stands anywhere in the other text under the same scope
is neither lost nor gained. What is left is paired by likeness, first within a change, then across
the whole text (Adhikari and Dewri 2021 align sentences of two notices so).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Indel

from fairnotice.model import Comparison, Pair
from fairnotice.once import Once
from fairnotice.significance.lexicon import Term, stems
from fairnotice.significance.meaning import consists_of, same_said
from fairnotice.significance.replaced import Code, codes, comparable
from fairnotice.significance.squash import Squash
from fairnotice.significance.statements import Statement, document_statements, numbered
from fairnotice.significance.words import squashed

_JOINS = frozenset({"and", "or"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring words that came or went."""

    side: Statement
    start: int
    end: int

    @property
    def text(self) -> str:
        """As written."""
        return self.side.raw(self.start, self.end)

    @property
    def norms(self) -> tuple[str, ...]:
        """Normalised words."""
        return self.side.norms[self.start : self.end]

    @property
    def is_member(self) -> bool:
        """Whether it stands like a member of a list: between commas, brackets, `and` or `or`."""
        norms, breaks = self.side.norms, {0, len(self.side.norms), *self.side.breaks}
        opens = self.start in breaks or bool({norms[self.start - 1], norms[self.start]} & _JOINS)
        if self.end in breaks:
            return opens
        return opens and bool({norms[self.end], norms[self.end - 1]} & _JOINS)


@dataclass(frozen=True, eq=False)
class Edit:
    """A statement and what it became; None where it is new or gone."""

    old: Statement | None
    new: Statement | None

    @property
    def statement(self) -> Statement:
        """The new statement, or the one that went."""
        found = self.new or self.old
        assert found is not None  # noqa: S101 - an edit has a side by construction
        return found

    @property
    def change(self) -> int:
        """Number of the change that shows it."""
        if self.new is not None and self.new.change:
            return self.new.change
        return self.old.change if self.old is not None else 0

    @property
    def _codes(self) -> Sequence[Code]:
        if self.old is None or self.new is None:
            return ()
        return codes(self.old.norms, self.new.norms)

    @cached_property
    def lost(self) -> tuple[Stretch, ...]:
        """Stretches of the old statement that went."""
        if self.old is None:
            return ()
        if self.new is None:
            return (Stretch(self.old, 0, len(self.old.norms)),)
        return tuple(
            Stretch(self.old, a, b) for tag, a, b, _, _ in self._codes if tag != "equal" and b > a
        )

    @cached_property
    def gained(self) -> tuple[Stretch, ...]:
        """Stretches of the new statement that came."""
        if self.new is None:
            return ()
        if self.old is None:
            return (Stretch(self.new, 0, len(self.new.norms)),)
        return tuple(
            Stretch(self.new, c, d) for tag, _, _, c, d in self._codes if tag != "equal" and d > c
        )

    @cached_property
    def lost_words(self) -> tuple[str, ...]:
        """All normalised words that went."""
        return tuple(norm for stretch in self.lost for norm in stretch.norms)

    @cached_property
    def gained_words(self) -> tuple[str, ...]:
        """All normalised words that came."""
        return tuple(norm for stretch in self.gained for norm in stretch.norms)

    def gained_terms(self, kind: str) -> list[Term]:
        """Terms of a kind that the new statement has and the old one has not."""
        if self.new is None:
            return []
        known = self.old.names(kind) if self.old is not None else set()
        return [t for t in self.new.terms if t.kind == kind and t.name not in known]

    def lost_terms(self, kind: str) -> list[Term]:
        """Terms of a kind that the old statement had and the new one has not."""
        if self.old is None:
            return []
        known = self.new.names(kind) if self.new is not None else set()
        return [t for t in self.old.terms if t.kind == kind and t.name not in known]


_NUMBER = re.compile(r"^\d{1,2}")


class Texts(Once):
    """The two texts of a comparison as statements, for rules that look at the whole."""

    def __init__(self, comparison: Comparison) -> None:
        """Reads all statements once; what is costly is worked out when asked for."""
        self.comparison = comparison
        self.old = document_statements(comparison.old, numbered(comparison.changes, "old"))
        self.new = document_statements(comparison.new, numbered(comparison.changes, "new"))
        self.copies: set[int] = set()
        """id() of statements that are edits although their words stand in the other text too."""

    @cached_property
    def changes(self) -> Mapping[int, Pair]:
        """The changes by their numbers."""
        return {pair.number: pair for pair in self.comparison.changes}

    @cached_property
    def on_cookies(self) -> bool:
        """True when the notice's title says that it is about cookies and their like."""
        found = self.comparison.new
        title = found.title or next((s.title for s in found.sections if s.title), "")
        if set(stems(title)) & {"cooki", "tracker", "pixel"}:
            return True
        naming = sum([s.sentence.names_cookies for s in self.new])
        return naming >= 0.15 * len(self.new)

    @cached_property
    def old_stems(self) -> Sequence[frozenset[str]]:
        """Of each statement of the old text its stems."""
        return [s.sentence.stem_set for s in self.old]

    @cached_property
    def new_stems(self) -> Sequence[frozenset[str]]:
        """Of each statement of the new text its stems."""
        return [s.sentence.stem_set for s in self.new]

    @cached_property
    def old_squash(self) -> Squash:
        """Letters and digits of the whole old text."""
        return Squash([s.sentence for s in self.old])

    @cached_property
    def new_squash(self) -> Squash:
        """Letters and digits of the whole new text."""
        return Squash([s.sentence for s in self.new])

    @cached_property
    def titles(self) -> frozenset[str]:
        """Letters and digits of the title of each section, with its number and without."""
        titles = {
            squashed(section.title)
            for document in (self.comparison.old, self.comparison.new)
            for section in document.sections
        }
        return frozenset(titles | {_NUMBER.sub("", title) for title in titles})

    def times(self, norm: str) -> int:
        """How often a word stands in the two texts."""
        return self._times[norm]

    @cached_property
    def _times(self) -> Counter[str]:
        return Counter(norm for s in (*self.old, *self.new) for norm in s.norms)

    @cached_property
    def old_words(self) -> frozenset[str]:
        """Every word of the old text."""
        return frozenset().union(*(s.norms for s in self.old))

    @cached_property
    def said(self) -> tuple[frozenset[tuple[str, ...]], ...]:
        """Of the old text and of the new: the words of each statement."""
        return tuple(frozenset(s.norms for s in side) for side in (self.old, self.new))

    @cached_property
    def places(self) -> Mapping[int, int]:
        """id() of each statement → its place among those of its text."""
        return {id(s): at for side in (self.old, self.new) for at, s in enumerate(side)}

    @cached_property
    def led(self) -> tuple[Mapping[str, set[tuple[str, ...]]], ...]:
        """Of the old text and of the new: by lead-in the words of each statement under it."""
        found = []
        for side in (self.old, self.new):
            under: dict[str, set[tuple[str, ...]]] = defaultdict(set)
            for each in side:
                if each.block.lead_in:
                    under[each.block.lead_in].add(each.norms)
            found.append(dict(under))
        return tuple(found)

    @cached_property
    def old_names(self) -> frozenset[tuple[str, str]]:
        """(kind, name) of every term of the old text."""
        return _names(self.old)

    @cached_property
    def new_names(self) -> frozenset[tuple[str, str]]:
        """(kind, name) of every term of the new text."""
        return _names(self.new)

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """What is left when moved, re-cut and repeated statements are taken out; reading order of
        the changes."""
        return _edits(self)

    @cached_property
    def told_with(self) -> Mapping[int, int]:
        """Number of a change → that of the change at which is told what became of a statement of
        it, or what it was before; the first, of several."""
        found: dict[int, int] = {}
        for edit in self.edits:
            for side in (edit.old, edit.new):
                if side is not None and side.change not in (0, edit.change):
                    found.setdefault(side.change, edit.change)
        return found

    @cached_property
    def edits_of(self) -> Mapping[str, Sequence[Edit]]:
        """The edits by the section in which a reader finds them."""
        found: dict[str, list[Edit]] = defaultdict(list)
        for edit in self.edits:
            found[edit.statement.section.id].append(edit)
        return dict(found)


def _names(statements: Iterable[Statement]) -> frozenset[tuple[str, str]]:
    return frozenset().union(*(s.sentence.term_names for s in statements))


_ALIKE_AT_ONE_PLACE = 0.5
_BARELY_ALIKE_AT_ONE_PLACE = 0.3
_ALIKE_ELSEWHERE = 0.6
_LONG_ENOUGH_TO_FIND = 24
"""Letters from which a statement's squashed text is no chance find in the other text."""


_TRIES = 500_000
"""Pairs of statements of one change that are held against each other: a text of 160,000 words that
is written anew throughout, paragraph by paragraph, has a twentieth of them."""
_TRIES_BY_SENSE = 10_000
"""Pairs of statements that consist of the same, of which it is worked out whether they say it."""

_SHORT = 8
"""Words up to which a lost copy beside a new statement counts as what that statement was."""


def _edits(texts: Texts) -> tuple[Edit, ...]:
    quiet = {
        p.number
        for p in texts.comparison.changes
        # What moved may stand under another heading or lead-in, which turns it round.
        if p.kind in {"link", "format"} or (p.kind != "moved" and _recut(p))
    }
    old, new = _without_kept(texts, quiet)
    gone = [s for s in old if id(s) in texts.copies or not _stands_in(s, texts.new_squash)]
    came = [s for s in new if id(s) in texts.copies or not _stands_in(s, texts.old_squash)]
    grown, shrunk = _alone_in(came, old), _alone_in(gone, new)
    parts = (id(part) for _, part in (*grown, *shrunk))
    asked = {*map(id, gone), *map(id, came), *parts}
    old, new = ([s for s in side if id(s) in asked] for side in (old, new))
    edits: list[Edit] = []
    old, new = _paired(old, new, _ALIKE_AT_ONE_PLACE, edits)
    old, new = _paired_anywhere(old, new, edits)
    old, new = _paired(old, new, _BARELY_ALIKE_AT_ONE_PLACE, edits)
    old, new = _paired_by_sense(old, new, edits)
    left = {*map(id, old), *map(id, new)}
    found = [(0.0, 0, 0, part, whole) for whole, part in grown if {id(part), id(whole)} <= left]
    old, new = _taken(found, old, new, edits)
    edits += [Edit(s, None) for s in old] + [Edit(None, s) for s in new]
    return tuple(sorted(edits, key=lambda e: (e.change, e.statement.block.line)))


def _without_kept(texts: Texts, quiet: set[int]) -> tuple[list[Statement], list[Statement]]:
    """The statements of changes that do not stand in the other text as well.

    A copy is another matter than a move: where one section loses a copy and gains a copy of
    something else, what it says has changed although both stand elsewhere too; and a copy in a
    section that is new says of that section's matter what was said of another's.
    """
    old = [s for s in texts.old if s.change and s.change not in quiet and s.norms]
    new = [s for s in texts.new if s.change and s.change not in quiet and s.norms]
    # Only these are looked up, and what has other words has another key.
    asked = {s.sentence.said for s in (*old, *new)}
    old_keys = Counter([s.key for s in texts.old if s.sentence.said in asked])
    new_keys = Counter([s.key for s in texts.new if s.sentence.said in asked])
    lost_copies = [s for s in old if 0 < new_keys[s.key] < old_keys[s.key]]
    gained_copies = [s for s in new if 0 < old_keys[s.key] < new_keys[s.key]]
    swapped = {_heading(s) for s in lost_copies} & {_heading(s) for s in gained_copies}
    known = set(map(squashed, {s.heading for s in texts.old}))
    copies = {
        id(s) for s in (*lost_copies, *gained_copies) if _heading(s) in swapped and len(s.norms) > 1
    }
    copies |= {
        id(s) for s in gained_copies if _heading(s) not in known and s.block.kind != "heading"
    }
    fresh = {s.change for s in new if not old_keys[s.key] and len(s.norms) <= _SHORT}
    copies |= {
        id(s)
        for s in lost_copies
        if len(s.norms) <= _SHORT and {s.change - 1, s.change, s.change + 1} & fresh
    }
    texts.copies.update(copies)
    return (
        [s for s in old if not new_keys[s.key] or id(s) in copies],
        [s for s in new if not old_keys[s.key] or id(s) in copies],
    )


def _heading(statement: Statement) -> str:
    return squashed(statement.heading)


def _recut(pair: Pair) -> bool:
    """True when only blanks, marks, case, punctuation or the cut into blocks differ."""
    return bool(pair.old and pair.new) and squashed(pair.old_text) == squashed(pair.new_text)


def _stands_in(statement: Statement, squash: Squash) -> bool:
    letters = statement.sentence.squash
    return len(letters) >= _LONG_ENOUGH_TO_FIND and not statement.denied and squash.holds(letters)


def _alone_in(
    longer: list[Statement], shorter: list[Statement]
) -> list[tuple[Statement, Statement]]:
    """Each longer statement and the one of its change that stands whole in it, where that is the
    only one there: it was not kept, words were put before or behind it (`Most of your data …`), or
    taken from there."""
    alone = []
    by_change = _by_change(shorter, longer)
    for statement in longer:
        held = [
            each
            for each in by_change.get(statement.change, ())
            if (letters := each.sentence.squash) and letters in statement.sentence.squash
        ]
        if len(held) == 1:
            alone.append((statement, held[0]))
    return alone


def _by_change(
    statements: Sequence[Statement], others: Sequence[Statement]
) -> Mapping[int, Sequence[Statement]]:
    """The statements of each change, to be held against the others of that change. The largest
    changes are left out where that were too much: what they hold is paired as if it stood
    elsewhere."""
    found: dict[int, list[Statement]] = defaultdict(list)
    for statement in statements:
        found[statement.change].append(statement)
    if len(statements) * len(others) > _TRIES:
        against = Counter(each.change for each in others)
        room = _TRIES
        for change in sorted(found, key=lambda each: len(found[each]) * against[each]):
            room -= len(found[change]) * against[change]
            if room < 0:
                del found[change]
    return found


def _likeness(old: Statement, new: Statement) -> float:
    if old.block.kind == "heading" != new.block.kind:
        return 0.0
    if not comparable(old.stems, new.stems):  # in any order, then
        shared = (Counter(old.stems) & Counter(new.stems)).total()
        return 2 * shared / (len(old.stems) + len(new.stems))
    return Indel.normalized_similarity(old.stems, new.stems)


def _paired(
    old: list[Statement], new: list[Statement], least: float, edits: list[Edit]
) -> tuple[list[Statement], list[Statement]]:
    """Pairs statements of the same change, the likest first; gives back what is left."""
    by_change = _by_change(new, old)
    found = sorted(
        (
            (-likeness, i, j, a, b)
            for i, a in enumerate(old)
            for j, b in enumerate(by_change.get(a.change, ()))
            if (likeness := _likeness(a, b)) >= least
        ),
        key=lambda each: each[:3],
    )
    return _taken(found, old, new, edits)


def _paired_by_sense(
    old: list[Statement], new: list[Statement], edits: list[Edit]
) -> tuple[list[Statement], list[Statement]]:
    """Pairs statements of a section that say the same, with hardly a word in common order."""
    sides = [[s for s in side if comparable(s.norms, s.norms)] for side in (old, new)]
    shared = set(map(_scope, sides[0])) & set(map(_scope, sides[1]))
    by_sense: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for statement in sides[1]:
        if (scope := _scope(statement)) in shared:
            by_sense[*scope, consists_of(statement)].append(statement)
    found = []
    room = _TRIES_BY_SENSE
    for i, a in enumerate(sides[0]):
        if (scope := _scope(a)) in shared:
            likely = by_sense.get((*scope, consists_of(a)), ())
            room -= len(likely)
            if room < 0:
                break
            found += [(-1.0, i, j, a, b) for j, b in enumerate(likely) if same_said(a, b)]
    return _taken(found, old, new, edits)


def _scope(statement: Statement) -> tuple[str, bool]:
    """What two statements share that can say the same."""
    return _heading(statement), statement.denied


def _paired_anywhere(
    old: list[Statement], new: list[Statement], edits: list[Edit]
) -> tuple[list[Statement], list[Statement]]:
    """Pairs statements that stand at different places, by the rarer words they share."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for j, statement in enumerate(new):
        for norm in set(statement.norms):
            if len(norm) > 3:
                by_word[norm].append(j)
    found = []
    for i, a in enumerate(old):
        shared = Counter(
            j
            for norm in dict.fromkeys(a.norms)  # in their order: of those alike the first counts
            if len(holding := by_word.get(norm, ())) <= 40
            for j in holding
        )
        for j, _ in shared.most_common(6):
            likeness = _likeness(a, new[j])
            if likeness >= _ALIKE_ELSEWHERE:
                found.append((-likeness, i, j, a, new[j]))
    return _taken(sorted(found, key=lambda each: each[:3]), old, new, edits)


def _taken(
    found: list[tuple[float, int, int, Statement, Statement]],
    old: list[Statement],
    new: list[Statement],
    edits: list[Edit],
) -> tuple[list[Statement], list[Statement]]:
    gone: set[int] = set()
    for _, _, _, a, b in found:
        if id(a) not in gone and id(b) not in gone:
            gone.update((id(a), id(b)))
            edits.append(Edit(a, b))
    return [s for s in old if id(s) not in gone], [s for s in new if id(s) not in gone]
