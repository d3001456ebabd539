"""A replacement (words that went, words that came at one place) in; how it is proved to be mere
wording out, or nothing.

A proof stands on closed lists and on the two texts. What it can hide is kept out of the lists: no
modal verb, negation, quantifier, condition or connective counts as style (sections 5.2 and 5.3 of
the decision table).
"""

import re
from functools import cache
from typing import Literal

from rapidfuzz.distance import DamerauLevenshtein

from fairnotice.significance.contacts import phones, same_number
from fairnotice.significance.edits import Edit, Texts
from fairnotice.significance.entities import SUFFIX_STYLES
from fairnotice.significance.lexicon import (
    Names,
    known_words,
    lexicon,
    renamed,
    small_words,
    stems,
    synonyms,
    word_set,
)
from fairnotice.significance.parties import other_parties
from fairnotice.significance.persons import (
    OTHERS,
    other_person,
    other_question,
    other_role,
    persons,
)
from fairnotice.significance.replaced import Replacement, replaced
from fairnotice.significance.statements import Statement
from fairnotice.significance.structure import CUSTOMERS, Sides, is_structure
from fairnotice.significance.tense import other_tense
from fairnotice.significance.words import norms, squashed, stem

Proof = Literal["", "spelling", "names", "numbering", "addresses", "synonyms", "style"]


def replacements(edit: Edit) -> list[Replacement]:
    """The places at which two statements differ."""
    if edit.old is None or edit.new is None:
        return []
    return replaced(edit.old.norms, edit.new.norms)


def proof(edit: Edit, each: Replacement, texts: Texts) -> Proof:
    """How a replacement is proved to be wording; empty when it is not."""
    if _same_letters(each) or _pronoun(edit, each, texts) or _in_full(edit, each, texts):
        return "style"
    if _synonyms(edit, each):
        return "synonyms"
    if _mended(edit, each, texts):
        return "spelling"
    if _risky(each.old) != _risky(each.new) or _persons_changed(edit, each):
        return ""
    for holds, name in (
        (_numbering, "numbering"),
        (_addresses, "addresses"),
        (_names, "names"),
        (_same_phones, "style"),
        (_structure, "style"),
    ):
        if holds(edit, each):
            return name  # type: ignore[return-value]
    return "spelling" if _spelling(edit, each, texts) else ""


def _persons_changed(edit: Edit, each: Replacement) -> bool:
    """We where you stood, they where we did, what where it was who …: another who does it, or to
    whom it is done. `Your` for `their` is wording where customers became `you` at another place."""
    if other_question(each.old, each.new):
        return True
    if not other_person(each.old, each.new):
        return False
    if persons((*each.old, *each.new)) != {"they", "you"}:
        return True
    return not any(
        _customers(one) and "you" in persons(other)
        for place in replacements(edit)
        for one, other in ((place.old, place.new), (place.new, place.old))
    )


def _customers(norms: tuple[str, ...]) -> bool:
    return not CUSTOMERS.isdisjoint(map(stem, norms))


def _same_letters(each: Replacement) -> bool:
    old, new = "".join(each.old), "".join(each.new)
    if _signs(each.old) != _signs(each.new):
        return False
    figures = [[n for n in side if n.isdigit()] for side in (each.old, each.new)]
    if figures[0] != figures[1] and len("".join(figures[0])) < _TELEPHONE:
        return False
    return old == new or squashed(old) == squashed(new)


_TELEPHONE = 7
"""Digits from which figures cut otherwise are one number still."""


def _in_full(edit: Edit, each: Replacement, texts: Texts) -> bool:
    """A name in full where its initials stood, or before them: `the DfE`, `the Department for
    Education (DfE)`; or the reverse."""
    if edit.old is None or edit.new is None:
        return False
    old, new = (each.old_start, len(each.old)), (each.new_start, len(each.new))
    if not (_spells(edit.old, *old, edit.new, *new) or _spells(edit.new, *new, edit.old, *old)):
        return False
    if not (each.old and each.new) or each.old[-1] == each.new[-1]:
        return True
    # `DPA` may stand for several: a law is known, or one of the texts says it.
    laws = edit.old.names("law"), edit.new.names("law")
    return (bool(laws[0]) and laws[0] == laws[1]) or _explained(edit.old, edit.new, each, texts)


def _explained(old: Statement, new: Statement, each: Replacement, texts: Texts) -> bool:
    """Whether the old or the new text has the name with its initials behind it."""
    said = (
        old.raw(each.old_start, each.old_start + len(each.old)),
        new.raw(each.new_start, each.new_start + len(each.new)),
    )
    brief, full = sorted(said, key=len)
    name = re.sub(r"^(?:(?:an?|of|the) )+", "", full)
    both = squashed(f"{name} {brief.split()[-1]}")
    return any(both in squash.letters for squash in (texts.old_squash, texts.new_squash))


def _spells(side: Statement, start: int, length: int, other: Statement, at: int, more: int) -> bool:
    """Whether some words of one side have the initials that stand at the place in the other, or
    right behind them in both."""
    words = side.words[start : start + length]
    while words and words[0].norm in _ARTICLES:
        words = words[1:]
    brief = other.words[at : at + max(more, 1)]
    if words and brief and words[-1].norm == brief[-1].norm and more:
        words = words[:-1]  # `Department for Education (DfE)` for `DfE`
    while len(brief) > 1 and brief[0].norm in _ARTICLES:
        brief = brief[1:]
    if len(brief) != 1 or len(words) < _LEAST_INITIALS:
        return False
    raw = brief[0].raw
    if sum(map(str.isupper, raw)) < _LEAST_INITIALS or not raw.isalpha():
        return False
    initials = ["".join(w.norm[0] for w in words if w.norm not in small) for small in (_SMALL, ())]
    return raw.lower() in initials


_ARTICLES = frozenset({"a", "an", "of", "the"})
_SMALL = frozenset({"and", "for", "of", "the"})
_LEAST_INITIALS = 2


def _signs(norms: tuple[str, ...]) -> list[str]:
    """Signs that are as good as words: `<`, `£`."""
    return [norm for norm in norms if not any(map(str.isalnum, norm))]


def _risky(norms: tuple[str, ...]) -> list[str]:
    return sorted(n for n in norms if n in small_words("risky"))


def _numbering(edit: Edit, each: Replacement) -> bool:
    """Only ordinals of sections, items and footnotes differ."""
    number = re.compile(r"\(?(\d{1,2}|[ivx]{1,4}|[a-z])(\.\d{1,2})*\)?")
    if not all(number.fullmatch(n) for n in (*each.old, *each.new)):
        return False
    if (not each.old or _opens_line(edit.old, each.old_start)) and (
        not each.new or _opens_line(edit.new, each.new_start)
    ):
        return True
    if each.old_start == 0 and each.new_start == 0:
        return True
    before = edit.new.norms[max(0, each.new_start - 3) : each.new_start] if edit.new else ()
    return bool(
        {
            "section",
            "sections",
            "clause",
            "paragraph",
            "step",
            "part",
            "annex",
            "appendix",
            "footnote",
        }
        & set(before)
    )


def _opens_line(side: Statement | None, place: int) -> bool:
    """An ordinal typed at the beginning of a sentence or line: `4. To comply …`."""
    if side is None or place >= len(side.words):
        return False
    word = side.words[place]
    before = side.text_folded[: word.start].rstrip()
    after = side.text_folded[word.end : word.end + 3]
    return (not before or before[-1] in ".;:?!" or before.endswith((" or", " and"))) and bool(
        re.match(r"[.)]\s+\S", after)
    )


def _addresses(edit: Edit, each: Replacement) -> bool:
    """Written-out addresses of pages: on the same host, or of one page for another. A bare host
    for another is another site, not another address."""
    if len(each.old) != 1 or len(each.new) != 1 or edit.old is None or edit.new is None:
        return False
    old, new = each.old[0], each.new[0]
    if "@" in old + new or not all(
        "." in n and n[0] != "." and any(c.isalpha() for c in n) for n in (old, new)
    ):
        return False
    schemes = [
        side.words[place].raw.lower().startswith("http")
        for side, place in ((edit.old, each.old_start), (edit.new, each.new_start))
    ]
    return (
        old.split("/")[0] == new.split("/")[0]
        or ("/" in old + new and all(schemes))
        or ("/" in old and "/" in new)
    )


def _names(_: Edit, each: Replacement) -> bool:
    """A company's suffix in another style; the same letters."""

    def styled(norms: tuple[str, ...]) -> list[str]:
        plain = (n if n[:1].isdigit() else n.replace(".", "") for n in norms)
        return [SUFFIX_STYLES.get(n, n) for n in plain]

    return bool(each.old and each.new) and styled(each.old) == styled(each.new)


@cache
def _canonical(stems: tuple[str, ...]) -> tuple[str, ...]:
    """Stems with each synonym as the first of its line; words of structure left out."""
    return tuple(renamed(stems, _names_of_synonyms(), _neutral()))


@cache
def _names_of_synonyms() -> Names:
    return Names(synonyms(), 5)


@cache
def _neutral() -> frozenset[str]:
    """Words of structure, without inflection."""
    return frozenset(stem(word) for word in word_set("neutral"))


def _synonyms(edit: Edit, each: Replacement) -> bool:
    """Both sides are the same line of the list of synonyms, or the same words inflected."""
    if not each.old or not each.new or _persons_changed(edit, each):
        return False
    if OTHERS.isdisjoint(each.old) != OTHERS.isdisjoint(each.new):
        return False
    old, new = (tuple(map(stem, side)) for side in (each.old, each.new))
    if old == new:
        return True
    # Words of structure alone say nothing of what is the same.
    return _canonical(old) == _canonical(new) != ()


def _structure(edit: Edit, each: Replacement) -> bool:
    """Words of structure that carry no fact."""
    if edit.old is None or edit.new is None:
        return False
    sides = Sides(edit.old.sentence, edit.new.sentence, bool(edit.statement.denials))
    return is_structure(sides, each)


def _same_phones(edit: Edit, each: Replacement) -> bool:
    """Figures alone came or went, and the telephone numbers are the same but for a prefix."""
    if edit.old is None or edit.new is None or not all(n.isdigit() for n in (*each.old, *each.new)):
        return False
    one, other = (phones(side.text) for side in (edit.old, edit.new))
    return bool(one and other) and all(
        any(same_number(each, known) for known in there)
        for here, there in ((one, other), (other, one))
        for each in here
    )


def _spelling(edit: Edit, each: Replacement, texts: Texts) -> bool:
    """One word for one word, one or two letters apart, and only one of the two is a word."""
    if len(each.old) != 1 or len(each.new) != 1:
        return False
    old, new = each.old[0], each.new[0]
    if not (old.isalpha() and new.isalpha()) or min(len(old), len(new)) < 3:
        return False
    if {old, new} & word_set("company_suffixes"):
        return False
    if DamerauLevenshtein.distance(old, new) > 2 or edit.old is None or edit.new is None:
        return False
    return is_word(old, texts) != is_word(new, texts)


def _mended(edit: Edit, each: Replacement, texts: Texts) -> bool:
    """A slip became the word that was meant, also a word that carries scope (`untill`, `whithin`);
    a capital may be a name's, and is none."""
    if not _spelling(edit, each, texts) or edit.old is None or not is_word(each.new[0], texts):
        return False
    raw = edit.old.words[each.old_start].raw
    near = DamerauLevenshtein.distance(each.old[0], each.new[0]) == 1 or len(each.new[0]) > 5
    return near and (raw.islower() or each.old_start == 0)


_PRONOUNS = frozenset({"it", "they", "them", "its", "their"})


def _pronoun(edit: Edit, each: Replacement, texts: Texts) -> bool:
    """A pronoun for what it stands for, or the reverse: the name is how the sentence before begins,
    and is nobody who gets data. `Both` for `it`, as the first word, follows a list that shrank."""
    if _risky(each.old) != _risky(each.new):
        return False
    if each.old and each.new and each.old_start == each.new_start == 0:
        both = {each.old[0], each.new[0]}
        rest = [[stem(n) for n in side[1:]] for side in (each.old, each.new)]
        if both <= {"both", "it", "they"} and rest[0] == rest[1]:
            return True
    for side, pronoun, name, statements in (
        (edit.old, each.old, each.new, texts.old),
        (edit.new, each.new, each.old, texts.new),
    ):
        if len(pronoun) != 1 or pronoun[0] not in _PRONOUNS or not 0 < len(name) <= 3:
            continue
        before = _before(side, statements, texts)
        named = [stem(n) for n in name if n not in word_set("neutral")]
        if before is None or not named or before.names("recipient"):
            continue
        if set(named) <= set(before.stems[: len(named) + 2]):
            return True
    return False


def _before(side: Statement | None, statements: list[Statement], texts: Texts) -> Statement | None:
    """The sentence before, in the same block."""
    if side is None or not (place := texts.places[id(side)]):
        return None
    before = statements[place - 1]
    return before if before.block is side.block else None


def is_word(word: str, texts: Texts) -> bool:
    """Whether a normalised word is one of the language, or one that the two texts use often."""
    if word in known_words() or word in word_set("neutral"):
        return True
    return word in _dictionary() or texts.times(word) >= 6


@cache
def _dictionary() -> frozenset[str]:
    """English words (pyspellchecker's list); read only when a typing slip is suspected."""
    from spellchecker import SpellChecker  # noqa: PLC0415 - takes longer to load than to compare

    return frozenset(SpellChecker(language="en", distance=1).word_frequency.words())


_BEING = frozenset({"is", "are", "was", "were", "been", "be"})


def _turned(places: list[Replacement]) -> bool:
    """Active for passive: together the places lose and gain the same verb of processing, one of the
    forms is passive, and who acts is the same (decision table N08)."""
    if len(places) < 2:
        return False
    old = [n for each in places for n in each.old]
    new = [n for each in places for n in each.new]
    if _risky(tuple(old)) != _risky(tuple(new)) or ("we" in old or "us" in old) != (
        "we" in new or "us" in new
    ):
        return False
    if not _BEING & {*old, *new}:
        return False
    one, other = (
        _canonical(tuple(stem(n) for n in words if n not in _BEING)) for words in (old, new)
    )
    return one == other and len(one) == 1 and one[0] in _verbs()


@cache
def _verbs() -> frozenset[str]:
    listed = lexicon("actions")["terms"]
    single = {_canonical(stems(phrase)) for group in listed.values() for phrase in group}
    return frozenset(each[0] for each in single if len(each) == 1)


def wording(edit: Edit, texts: Texts) -> tuple[Proof, ...] | None:
    """The proofs of all places at which an edited statement differs; None when one has none."""
    places = replacements(edit)
    if _cell_filled(edit):
        return None
    if _turned(places):
        return ("synonyms",)
    found: list[Proof] = []
    for each in places:
        name = proof(edit, each, texts)
        if not name:
            return None
        found.append(name)
    return None if _other_data(edit) or _others(edit) else tuple(found)


def _cell_filled(edit: Edit) -> bool:
    """Whether a cell of a row says something where it was empty, or not any more: a tick does."""
    sides = [side for side in (edit.old, edit.new) if side is not None and side.block.kind == "row"]
    said = [[bool(norms(cell)) for cell in side.text.split("\t")] for side in sides]
    return len(said) > 1 and len(said[0]) == len(said[1]) and said[0] != said[1]


def _others(edit: Edit) -> bool:
    """Whether somebody acts to whom it was done, others are spoken of, or what was done is done."""
    if edit.old is None or edit.new is None:
        return False
    both = edit.old.norms, edit.new.norms
    return other_role(*both) or other_parties(*both) or other_tense(*both)


def _other_data(edit: Edit) -> bool:
    """Whether each statement names a kind of data that the other does not: the words of one kind
    may be those of another, but for an ending (`your contacts`, `your contact details`)."""
    if edit.old is None or edit.new is None:
        return False
    old, new = edit.old.names("data"), edit.new.names("data")
    return not old <= new and not new <= old
