"""A document in, its statements out: sentences, list items and rows, each with the headings and
lead-ins that give it its sense."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from fairnotice.model import Block, Document, Pair, Section
from fairnotice.significance.lexicon import Term, stems, terms
from fairnotice.significance.topics import cue_counts, heading_topics, section_topics
from fairnotice.significance.words import Word, folded, norms, sentences, squashed, stem, words

_DENIAL = re.compile(
    r"\b(?:do|does|did|will|shall|would|can|may|must|is|are|was|were|has|have)(?:\s+not\b|n't\b)|\bcannot\b"
    r"|\bnever\b|\bno longer\b|\bwithout\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def _denies(text: str) -> bool:
    """A negation that is no idiom (`including but not limited to`)."""
    return bool(_DENIAL.search(text)) and any(
        term.name == "negation" for term in terms().terms(stems(text)) if term.kind == "polarity"
    )


_STOPS = frozenset(",;:()[]{}.!?\t|")


@dataclass(frozen=True, eq=False)
class Statement:
    """A sentence, a list item or a table row, with what it stands under."""

    text: str
    """As it stands in the notice."""
    block: Block
    section: Section
    topics_of_section: tuple[str, ...]
    change: int
    """Number of the change that it stands in; 0 when its block is unchanged."""
    heading: str = ""
    """The nearest heading above it, also one inside a list or a table's title."""

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words, normalised."""
        return words(self.text)

    @cached_property
    def norms(self) -> tuple[str, ...]:
        """Its normalised words alone."""
        return norms(self.text)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Its words without inflection."""
        return tuple(map(stem, self.norms))

    @cached_property
    def stem_set(self) -> frozenset[str]:
        """Its stems, each once."""
        return frozenset(self.stems)

    @cached_property
    def squash(self) -> str:
        """Its letters and digits alone."""
        return squashed(self.text)

    @cached_property
    def terms(self) -> list[Term]:
        """The terms of the word lists that stand in it."""
        found = terms().terms(self.stems, self.breaks)
        named = [t for t in found if t.kind in {"law", "safeguard", "regulator"}]
        return [
            t
            for t in found
            if (t.kind != "place" or not any(n.start <= t.start and t.end <= n.end for n in named))
            and self.norms[max(0, t.start - 1) : t.end + 1] != ("in", "order", "to")
        ]

    @cached_property
    def breaks(self) -> frozenset[int]:
        """Indices of words that follow a comma, a bracket or a stop."""
        text = self.text_folded
        return frozenset(
            place
            for place in range(1, len(self.words))
            if set(text[self.words[place - 1].end : self.words[place].start]) & _STOPS
        )

    @cached_property
    def around(self) -> str:
        """What it stands under: list lead-in, table header, section title."""
        return " ".join(part for part in (self.block.lead_in, *self.block.header) if part)

    @cached_property
    def context_terms(self) -> list[Term]:
        """Terms of lead-in, table header and heading."""
        return terms().terms(stems(f"{self.around} . {self.section.title}"))

    @cached_property
    def denied(self) -> bool:
        """True when a lead-in or heading turns it round (`We do not:`)."""
        if _denies(self.section.title) and not self.section.title.rstrip().endswith("?"):
            return True
        lead = self.block.lead_in.split(". ")[-1]
        leads = lead.rstrip().endswith(":") or len(lead.split()) <= 8
        return leads and _denies(lead) and len(lead.split()) <= 25

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
            score[topic] = score.get(topic, 0) + 1.0 * min(count, 3)
        for topic, count in cue_counts(stems(self.around)).items():
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
        kinds of data."""
        if {"cookie", "cookies"} & set(self.norms):
            yield "T13", 0.8
        elif any(t.kind == "tracking" for t in self.terms):
            yield "T13", 0.4
        if any(t.kind == "recipient" and t.start <= 1 for t in self.terms):
            yield "T06", 0.8
        if self.block.kind == "item" and len(self.names("data")) >= 2:
            yield "T03", 0.8

    @property
    def _of_whole_notice(self) -> bool:
        """It stands under the notice's own title, which says nothing of the matter."""
        title = set(stems(self.section.title))
        own = {"privacy", "notic", "policy", "statement", "introduction", "overview"}
        return self.section.id == "top" or bool(title & own and not title & {"chang", "updat"})

    def names(self, kind: str) -> set[str]:
        """Names of its terms of one kind."""
        return {term.name for term in self.terms if term.kind == kind}

    @cached_property
    def denials(self) -> int:
        """How many negations it holds, that of its lead-in or heading included."""
        return sum(term.name == "negation" for term in self.terms) + self.denied

    def frame(self) -> set[str]:
        """What is done: its actions, or those of its lead-in, header and heading."""
        own = self.names("action")
        return own | {t.name for t in self.context_terms if t.kind == "action"}

    def raw(self, start: int, end: int) -> str:
        """The text of some of its words, as they were written."""
        if start >= end:
            return ""
        return self.text_folded[self.words[start].start : self.words[end - 1].end]

    @cached_property
    def text_folded(self) -> str:
        """The text in which the words' places count."""
        return folded(self.text)


def statements(
    block: Block, section: Section, topics: tuple[str, ...], change: int, heading: str = ""
) -> list[Statement]:
    """The statements of one block; headings and rules count as one, rows are never cut."""
    if block.kind == "rule":
        return []
    texts = (
        (block.text.replace("\n", " "),)
        if block.kind in {"row", "heading"}
        else sentences(block.text)
    )
    return [
        Statement(text, block, section, topics, change, heading) for text in texts if text.strip()
    ]


def document_statements(document: Document, changes: dict[int, int]) -> Iterator[Statement]:
    """All statements of a document; `changes` maps id(block) to the number of its change."""
    for section in document.sections:
        topics = section_topics(section, document)
        heading = section.title
        for block in section.blocks:
            heading = block.text if block.kind == "heading" else heading
            yield from statements(block, section, topics, changes.get(id(block), 0), heading)


def numbered(pairs: Sequence[Pair], side: str) -> dict[int, int]:
    """id(block) → number of the change in which it stands on this side."""
    return {id(block): pair.number for pair in pairs for block in getattr(pair, side)}
