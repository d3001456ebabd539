"""A document in, its statements out: sentences, list items and rows, each with the headings and
lead-ins that give it its sense."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from fairnotice.memo.same import Same
from fairnotice.model import Block, BlockKind, Document, Pair, Section
from fairnotice.significance.lexicon import Term, small_words, stems, terms
from fairnotice.significance.sentence import Sentence, sentence
from fairnotice.significance.topics import cue_counts, heading_topics, section_topics
from fairnotice.significance.words import Word, sentences

_DENIAL = re.compile(
    r"\b(?:do|does|did|will|shall|would|can|may|must|is|are|was|were|has|have)(?:\s+not\b|n't\b)|\bcannot\b"
    r"|\bnever\b|\bno longer\b|\bwithout\b",
    re.IGNORECASE,
)


_JOINED = (("and",), ("or",))
_REACH = 12
"""Words behind a negation that it may turn: `not` and a list of what is done, or of what to."""
_CONTEXTS = 1 << 12
"""Headings and lead-ins of which is remembered what they say: a notice has some dozens."""
_BLOCKS = 1 << 13
"""Blocks of which the sentences are remembered: as many as there are sentences (`sentence`)."""


def _denies(text: str) -> bool:
    """A negation that is no idiom (`including but not limited to`)."""
    return bool(_DENIAL.search(text)) and any(
        term.name == "negation" for term in terms().terms(stems(text)) if term.kind == "polarity"
    )


@lru_cache(maxsize=_CONTEXTS)
def _turned_round(title: str, lead_in: str) -> bool:
    """Whether a lead-in or heading turns round what stands under it (`We do not:`)."""
    if _denies(title) and not title.rstrip().endswith("?"):
        return True
    lead = lead_in.rsplit(". ", maxsplit=1)[-1]
    leads = lead.rstrip().endswith(":") or len(lead.split()) <= 8
    return leads and _denies(lead) and len(lead.split()) <= 25


@lru_cache(maxsize=_CONTEXTS)
def _around(lead_in: str, header: tuple[str, ...]) -> str:
    """One text for all that stands under it: thousands of items may stand under a long one."""
    return " ".join(part for part in (lead_in, *header) if part)


@lru_cache(maxsize=_CONTEXTS)
def _terms_of(around: str, title: str) -> list[Term]:
    return terms().terms(stems(f"{around} . {title}"))


_stems_of = lru_cache(maxsize=_CONTEXTS)(stems)


@dataclass(eq=False)
class Statement:
    """A sentence, a list item or a table row, with what it stands under.

    Nobody changes one. That Python would see to it costs twice what it takes to make one, and each
    comparison makes all of two texts.
    """

    sentence: Sentence
    """What its words say by themselves."""
    block: Block
    section: Section
    topics_of_section: tuple[str, ...]
    change: int
    """Number of the change that it stands in; 0 when its block is unchanged."""
    heading: str = ""
    """The nearest heading above it, also one inside a list or a table's title."""

    @property
    def text(self) -> str:
        """As it stands in the notice."""
        return self.sentence.text

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words, normalised."""
        return self.sentence.words

    @property
    def norms(self) -> tuple[str, ...]:
        """Its normalised words alone."""
        return self.sentence.norms

    @property
    def stems(self) -> tuple[str, ...]:
        """Its words without inflection."""
        return self.sentence.stems

    @property
    def terms(self) -> tuple[Term, ...]:
        """The terms of the word lists that stand in it."""
        return self.sentence.terms

    @property
    def breaks(self) -> frozenset[int]:
        """Indices of words that follow a comma, a bracket or a stop."""
        return self.sentence.breaks

    @cached_property
    def pauses(self) -> frozenset[int]:
        """Its breaks without those before `and` and `or`: `we sell, or share, it` is one saying."""
        return frozenset(at for at in self.breaks if self.norms[at : at + 1] not in _JOINED)

    @cached_property
    def around(self) -> str:
        """What it stands under: list lead-in, table header, section title."""
        return _around(self.block.lead_in, self.block.header)

    @property
    def context_terms(self) -> list[Term]:
        """Terms of lead-in, table header and heading."""
        return _terms_of(self.around, self.section.title)

    @property
    def title_stems(self) -> tuple[str, ...]:
        """The words of its section's title, without inflection."""
        return _stems_of(self.section.title)

    @cached_property
    def denied(self) -> bool:
        """True when a lead-in or heading turns it round (`We do not:`)."""
        return _turned_round(self.section.title, self.block.lead_in)

    @cached_property
    def key(self) -> tuple[object, ...]:
        """Equal for statements that say the same: words, scope, and for short ones the verb they
        hang on."""
        if len(self.norms) > 6:
            return (self.norms, self.denied)
        frame = frozenset(t.name for t in self.context_terms if t.kind == "action")
        return (self.norms, self.denied, frame if self.block.lead_in else None)

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Topics by its own words, its lead-in and its section, the likeliest first."""
        score: dict[str, float] = {}
        for topic, count in cue_counts(self.stems).items():
            if topic != "T08" or not self._answers:
                score[topic] = score.get(topic, 0) + 1.0 * min(count, 3)
        for topic, count in cue_counts(_stems_of(self.around)).items():
            score[topic] = score.get(topic, 0) + 0.8 * min(count, 2)
        for topic in heading_topics(self.around):
            score[topic] = score.get(topic, 0) + 0.6
        for place, topic in enumerate(self.topics_of_section):
            weight = max(1.6 - 0.5 * place, 0.3)
            if topic == "T16" and self._of_whole_notice:
                weight = 0.4
            score[topic] = score.get(topic, 0) + weight
        for topic, weight in self._own_weights():
            score[topic] = score.get(topic, 0) + weight
        return tuple(sorted(score, key=lambda t: (-score[t], t)))

    def _own_weights(self) -> Iterator[tuple[str, float]]:
        """What a statement is about by its build: cookies named, others as its subject, a list of
        kinds of data, a right (to delete is no retention)."""
        if self.sentence.names_cookies:
            yield "T13", 0.8
        elif any(t.kind == "tracking" for t in self.terms):
            yield "T13", 0.4
        if any(t.kind == "recipient" and t.start <= 1 for t in self.terms):
            yield "T06", 0.8
        if len(self.names("data")) >= (2 if self.block.kind == "item" else 3) and (
            self.block.kind == "item" or self._lists("data")
        ):
            yield "T03", 0.8
        if self.names("right"):
            yield "T09", 0.2

    @property
    def _answers(self) -> bool:
        """Whether somebody asks or answers, and nothing is kept: the time is that of the answer."""
        asked = small_words("asked_or_answered")
        return not asked.isdisjoint(self.sentence.stem_set) and "retain" not in self.names("action")

    def _lists(self, kind: str) -> bool:
        """Whether two of its terms of a kind stand like members of a list, behind others."""
        return (
            sum(
                term.kind == kind
                and term.start > 0
                and (term.start in self.breaks or self.norms[term.start - 1] in {"and", "or"})
                for term in self.terms
            )
            > 1
        )

    @property
    def _of_whole_notice(self) -> bool:
        """It stands under the notice's own title, which says nothing of the matter."""
        title = set(self.title_stems)
        own = {"privacy", "notic", "policy", "statement", "introduction", "overview"}
        return self.section.id == "top" or bool(title & own and not title & {"chang", "updat"})

    def names(self, kind: str) -> frozenset[str]:
        """Names of its terms of one kind."""
        return self.sentence.names.get(kind, frozenset())

    @property
    def denials(self) -> int:
        """How many negations it holds, that of its lead-in or heading included."""
        return self.sentence.negations + self.denied

    def denies(self, start: int) -> bool:
        """Whether what begins at this word is said not to be: by what the statement stands under,
        or by a negation before it, behind which nobody does something else and nothing is
        excepted."""
        near = range(start - _REACH, start + 1)
        before = [
            t.end
            for t in self.terms
            if t.name == "negation" and t.end in near and self.norms[t.start] != "non"
        ]
        between = self.norms[max(before) : start] if before else ()
        return self.denied or (bool(before) and small_words("turning").isdisjoint(between))

    def frame(self) -> frozenset[str]:
        """What is done: its actions, or those of its lead-in, header and heading."""
        own = self.names("action")
        return own | {t.name for t in self.context_terms if t.kind == "action"}

    def raw(self, start: int, end: int) -> str:
        """The text of some of its words, as they were written."""
        if start >= end:
            return ""
        return self.text_folded[self.words[start].start : self.words[end - 1].end]

    @property
    def text_folded(self) -> str:
        """The text in which the words' places count."""
        return self.sentence.folded


def document_statements(document: Document, changes: dict[int, int]) -> list[Statement]:
    """All statements of a document; `changes` maps id(block) to the number of its change."""
    found: list[Statement] = []
    for block, unchanged in _statements(Same(document.sections)):
        change = changes.get(id(block), 0)
        found += [replace(said, change=change) for said in unchanged] if change else unchanged
    return found


@lru_cache(maxsize=1)
def _statements(same: Same[tuple[Section, ...]]) -> list[tuple[Block, list[Statement]]]:
    """The statements of each block of a text, as if nothing had changed.

    The version that came is that which the next one is held against.
    """
    found = []
    by_id = {section.id: section for section in same.it}
    for section in same.it:
        topics, heading = section_topics(section, by_id), section.title
        for block in section.blocks:
            heading = block.text if block.kind == "heading" else heading
            said = [
                Statement(each, block, section, topics, 0, heading)
                for each in _sentences(block.text, block.kind)
            ]
            found.append((block, said))
    return found


@lru_cache(maxsize=_BLOCKS)
def _sentences(text: str, kind: BlockKind) -> tuple[Sentence, ...]:
    """The sentences of one block; a heading is one, rows are never cut, and rules say nothing."""
    if kind == "rule":
        return ()
    whole = kind in {"row", "heading"}
    parts = (text.replace("\n", " "),) if whole else sentences(text)
    return tuple(sentence(part) for part in parts if part.strip())


def numbered(pairs: Sequence[Pair], side: str) -> dict[int, int]:
    """id(block) → number of the change in which it stands on this side."""
    return {id(block): pair.number for pair in pairs for block in getattr(pair, side)}
