"""What a verb is asked about: one edit, or one change without an edit, in its two texts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from fairnotice.document.cookie_table import is_row
from fairnotice.model import Pair
from fairnotice.once import Once
from fairnotice.significance.edits import Edit, Stretch, Texts
from fairnotice.significance.lexicon import FACT_KINDS, Term, stems, terms, word_set
from fairnotice.significance.statements import Statement
from fairnotice.significance.topics import cue_counts
from fairnotice.significance.wording import Proof, wording

_TOPIC_OF = {
    "basis": "T05",
    "right": "T09",
    "to retain": "T08",
    "to share": "T06",
    "recipient": "T06",
    "safeguard": "T07",
    "tracking": "T13",
    "to market": "T12",
    "to decide": "T11",
    "security": "T15",
    "to collect": "T03",
    "data": "T03",
    "purpose": "T04",
}
"""Kind of term, or what is done → the topic that it speaks of, the most telling first."""


@dataclass(frozen=True, eq=False)
class Case(Once):
    """One place where the texts differ."""

    texts: Texts
    edit: Edit | None
    """What a statement became; None when a change holds no edit (marks, links, moves)."""
    pair: Pair | None
    """The change as the redline shows it."""
    notice_kind: str = "privacy"

    @cached_property
    def topics(self) -> tuple[str, ...]:
        """Topics of the edit, the likeliest first; what came or went weighs most."""
        if self.edit is None:
            return ()
        rank: dict[str, float] = {}
        for side in (self.edit.new, self.edit.old):
            if side is not None:
                for place, topic in enumerate(side.topics):
                    rank[topic] = max(rank.get(topic, 0.0), 2.0 - 0.4 * place)
        for topic, weight in self._weights_of_stretches():
            rank[topic] = rank.get(topic, 0.0) + weight
        if self.notice_kind == "cookies" or self.texts.on_cookies:
            rank["T13"] = rank.get("T13", 0.0) + 1.2
        untold = self._under_title_alone if rank else self.edit.old is not None
        if untold and rank.keys() <= {"T16"}:
            return tuple(dict.fromkeys((*self._topics_by_terms(), *rank)))
        return tuple(sorted(rank, key=lambda t: (-rank[t], t)))

    def _weights_of_stretches(self) -> Iterator[tuple[str, float]]:
        """What came or went in an edited statement: the cues in it, who is named first there."""
        if self.edit is None or self.edited is None:
            return
        for stretch in (*self.edit.gained, *self.edit.lost):
            part = stretch.side.stems[stretch.start : stretch.end]
            for topic, count in cue_counts(part).items():
                yield topic, 1.2 * min(count, 2)
            if any(t.kind == "recipient" and t.start == stretch.start for t in stretch.side.terms):
                yield "T06", 0.8

    @cached_property
    def near(self) -> frozenset[str]:
        """The two likeliest."""
        return frozenset(self.topics[:2])

    @cached_property
    def proofs(self) -> tuple[Proof, ...] | None:
        """How each place at which an edited statement differs is proved to be wording; None when
        one is not."""
        return wording(self.edit, self.texts) if self.edit is not None else None

    @property
    def _under_title_alone(self) -> bool:
        """Whether a statement that changed, or an item of a list, stands under the notice's own
        title, which says nothing of the matter, and does not speak of the notice itself."""
        assert self.edit is not None  # noqa: S101 - asked for an edit only
        if self.edited is None and self.edit.statement.block.kind not in {"item", "row"}:
            return False
        sides = [side for side in (self.edit.new, self.edit.old) if side is not None]
        return not any(
            cue_counts(side.stems).get("T16") or side.section.id != "top" for side in sides
        )

    def _topics_by_terms(self) -> tuple[str, ...]:
        """Topics by the facts alone that the statements name, where no cue and no heading tells.
        Not asked of a wholly new sentence, which may be about anything."""
        assert self.edit is not None  # noqa: S101 - asked for an edit only
        sides = [side for side in (self.edit.new, self.edit.old) if side is not None]
        kinds = {t.kind for side in sides for t in side.terms}
        kinds |= {f"to {t.name}" for side in sides for t in side.terms if t.kind == "action"}
        return tuple(dict.fromkeys(topic for kind, topic in _TOPIC_OF.items() if kind in kinds))

    @cached_property
    def added(self) -> Statement | None:
        """The statement, when it is new as a whole."""
        return self.edit.new if self.edit is not None and self.edit.old is None else None

    @cached_property
    def removed(self) -> Statement | None:
        """The statement, when it is gone as a whole."""
        return self.edit.old if self.edit is not None and self.edit.new is None else None

    @cached_property
    def edited(self) -> tuple[Statement, Statement] | None:
        """Old and new statement, when there are both."""
        if self.edit is None or self.edit.old is None or self.edit.new is None:
            return None
        return self.edit.old, self.edit.new

    @cached_property
    def gained_content(self) -> tuple[str, ...]:
        """Words that came and carry sense."""
        return content(self.edit.gained_words) if self.edit is not None else ()

    @cached_property
    def lost_content(self) -> tuple[str, ...]:
        """Words that went and carry sense."""
        return content(self.edit.lost_words) if self.edit is not None else ()


def content(norms: Iterable[str]) -> tuple[str, ...]:
    """The words that carry sense: no words of structure, no single letters."""
    neutral = word_set("neutral")
    return tuple(n for n in norms if n not in neutral and (len(n) > 1 or n.isdigit()))


def has_facts(statement: Statement) -> bool:
    """True when a statement names data, a purpose, a recipient, a place, a basis, a right …"""
    return any(term.kind in FACT_KINDS for term in statement.terms)


def handles_data(statement: Statement) -> bool:
    """True when a statement is about data, or about what is done with it."""
    done = statement.names("action") - {"contact", "apply", "agree"}
    return bool(done or statement.names("data") or statement.names("tracking"))


def shown(pieces: Iterable[str], *, limit: int = 4) -> str:
    """Some pieces of text for a finding's evidence, each once, the first few."""
    distinct = list(dict.fromkeys(piece.strip(" ,;:.") for piece in pieces if piece.strip(" ,;:.")))
    more = " …" if len(distinct) > limit else ""
    return ", ".join(short(piece) for piece in distinct[:limit]) + more


def short(text: str, limit: int = 90) -> str:
    """A text cut at a word for evidence."""
    flat = " ".join(text.replace("\t", " | ").split())
    return flat if len(flat) <= limit else flat[:limit].rsplit(" ", 1)[0] + " …"


def written(side: Statement, found: Iterable[Term]) -> str:
    """Terms as the text has them."""
    return shown(side.raw(term.start, term.end) for term in found)


def added(text: str) -> str:
    """Evidence for something that came."""
    return f"added: {text}" if text else ""


def removed(text: str) -> str:
    """Evidence for something that went."""
    return f"removed: {text}" if text else ""


def became(old: str, new: str) -> str:
    """Evidence for something that became something else."""
    if old and new:
        return f"{short(old)} → {short(new)}"
    return added(short(new)) if new else removed(short(old))


def stretches(found: Iterable[Stretch]) -> str:
    """Stretches as written."""
    return shown(stretch.text for stretch in found)


def term_names(text: str, kind: str) -> set[str]:
    """Names of the terms of a kind in any text."""
    return {term.name for term in terms().terms(stems(text)) if term.kind == kind}


def on_cookie(case: Case) -> bool:
    """Whether it is about a row of cookies.yaml, whatever else the row names."""
    sides = (case.edit.old, case.edit.new) if case.edit is not None else ()
    return any(side is not None and is_row(side.block) for side in sides)
