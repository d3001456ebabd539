"""One place at which two sentences differ in; whether only words of structure came, went or
changed there, and say no fact, out.

Most such words are style. Yet where one stands alone, before a figure or in another's place it may
bound what is said, say who acts, or open a list: `data from our app`, `used by us`, `such as`.
"""

from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from fairnotice.significance.lexicon import lexicon, small_words, word_kinds, word_set
from fairnotice.significance.persons import OTHERS, PRONOUNS, other_direction
from fairnotice.significance.replaced import Replacement, replaced
from fairnotice.significance.sentence import Sentence
from fairnotice.significance.words import stem

CUSTOMERS = frozenset({"user", "customer", "visitor", "member", "subscriber"})
"""What a notice calls its readers, without inflection."""


class Sides(NamedTuple):
    """What was said and what is said now."""

    old: Sentence
    new: Sentence
    denied: bool
    """Whether it is a denial."""


class _Alone(NamedTuple):
    """Words that came, or went, where nothing went, or came."""

    words: tuple[str, ...]
    before: tuple[str, ...]
    """The words of the sentence before them."""
    behind: tuple[str, ...]
    """Those behind them."""


_Way = Callable[[Sides, _Alone], bool]
"""Whether words alone carry a fact in one way."""


def is_structure(sides: Sides, each: Replacement) -> bool:
    """Words of structure alone, none of which carries a fact here."""
    letters = {"".join(each.old), "".join(each.new)}
    if "emailprotected" in letters and any("@" in side for side in letters):
        return True
    return _neutral(each) and not _carries(sides, each, (*_OF_ANYBODY, _with_persons))


def carried(sides: Sides) -> bool:
    """Whether words of structure carry a fact at some place at which two sentences differ that
    tell of the same persons."""
    return any(
        _neutral(each) and _carries(sides, each, _OF_ANYBODY)
        for each in replaced(sides.old.norms, sides.new.norms)
    )


def _neutral(each: Replacement) -> bool:
    neutral = word_set("neutral")
    return all(n in neutral or stem(n) in CUSTOMERS for n in (*each.old, *each.new))


def _carries(sides: Sides, each: Replacement, ways: tuple[_Way, ...]) -> bool:
    if other_direction(each.old, each.new) or _opens(sides, each) or _compels(sides, each):
        return True
    if each.old and each.new:
        return _differ(sides, each)
    alone = _alone(sides, each)
    return any(carries(sides, alone) for carries in ways)


def _alone(sides: Sides, each: Replacement) -> _Alone:
    side, start = (sides.old, each.old_start) if each.old else (sides.new, each.new_start)
    words = each.old or each.new
    return _Alone(words, side.norms[:start], side.norms[start + len(words) :])


def _differ(sides: Sides, each: Replacement) -> bool:
    """Whether words of structure that stand for each other say something else: our site is no other
    site, nor a product a person, nor what is done by us done for us."""
    one, other = ({stem(n) for n in side} & CUSTOMERS for side in (each.old, each.new))
    if (one and other and one != other) or _whose(each.old) != _whose(each.new):
        return True
    return _opposed(sides, each) or _other_doer(sides, each) or _all_but(sides, each)


def _whose(norms: tuple[str, ...]) -> set[str]:
    """Of what kinds of things, and of others' or not."""
    kinds = {kind for kind, names in word_kinds().items() if names.intersection(map(stem, norms))}
    return kinds | ({"others"} if OTHERS.intersection(norms) else set())


def _opens(sides: Sides, each: Replacement) -> bool:
    """Whether a list that was closed is open, or the reverse: `such as`, `including`, `etc`."""
    openers = small_words("openers")
    if openers.isdisjoint((*each.old, *each.new)):
        return False
    return _open(sides.old.norms) != _open(sides.new.norms)


def _open(norms: tuple[str, ...]) -> bool:
    """Whether a list in a sentence is open. What an example begins with is none of a list."""
    openers = small_words("openers") - {"such"}
    return not openers.isdisjoint(norms[2:]) or ("such", "as") in pairwise(norms)


def _compels(sides: Sides, each: Replacement) -> bool:
    """Whether something has to be done that was simply done, or the reverse."""
    if "to" not in (*each.old, *each.new):
        return False
    return _must_be(sides.old.norms) != _must_be(sides.new.norms)


def _must_be(norms: tuple[str, ...]) -> int:
    """How often something has to be done: `you have to`, `they had to`, not `it is to`."""
    return sum(one in {"had", "has", "have"} and other == "to" for one, other in pairwise(norms))


def _opposed(sides: Sides, each: Replacement) -> bool:
    """Whether a word stands where one did that says otherwise (`opposed`), `above` and `below`
    before a figure alone; what a notice tells of itself is worded as it likes."""
    old, new = frozenset(each.old), frozenset(each.new)
    if _figure_behind(sides, each) and _swapped(old, new, (["above"], ["below"])):
        return True
    differ = lexicon("false_friends")
    if any(_swapped(old, new, pair) for pair in differ["structure"]):
        return True
    asks = differ["of_practice"]
    return not _of_the_notice(sides) and any(_swapped(old, new, pair) for pair in asks)


def _swapped(old: frozenset[str], new: frozenset[str], pair: tuple[list[str], list[str]]) -> bool:
    """Whether words of the one group went and words of the other came."""
    one, other = pair
    return any(
        not gone.isdisjoint(one)
        and gone.isdisjoint(other)
        and not come.isdisjoint(other)
        and come.isdisjoint(one)
        for gone, come in ((old, new), (new, old))
    )


def _behind(sides: Sides, each: Replacement) -> tuple[tuple[Sentence, int], tuple[Sentence, int]]:
    """Where each side goes on behind the place."""
    return (
        (sides.old, each.old_start + len(each.old)),
        (sides.new, each.new_start + len(each.new)),
    )


def _figure_behind(sides: Sides, each: Replacement) -> bool:
    return any(_figures(side.norms[end : end + 2]) for side, end in _behind(sides, each))


def _figures(norms: tuple[str, ...]) -> bool:
    return any(norm.isdigit() for norm in norms)


def _of_the_notice(sides: Sides) -> bool:
    """Whether a statement is about the notice itself, or shows where to read more."""
    words = small_words("of_the_notice")
    return any(not words.isdisjoint(side.norms) for side in (sides.old, sides.new))


def _other_doer(sides: Sides, each: Replacement) -> bool:
    """Whether what is done by somebody is done for or to them, or `who` does it where we did."""
    old, new = frozenset(each.old), frozenset(each.new)
    if len(old) == len(new) == 1 and _swapped(old, new, (["who"], ["we", "you", "they"])):
        return True
    if not any(_swapped(old, new, pair) for pair in lexicon("false_friends")["doers"]):
        return False
    return any(_is_somebody(side, end) for side, end in _behind(sides, each))


def _is_somebody(side: Sentence, place: int) -> bool:
    """Whether a pronoun or a name stands there, which no preposition makes a way of doing."""
    if place >= len(side.words):
        return False
    word = side.words[place]
    return word.norm in {"us", "you", "them", "others"} or word.raw[:1].isupper()


def _all_but(sides: Sides, each: Replacement) -> bool:
    """Whether what was left out of all is in it: `everything but calls`, `everything and calls`."""
    if not _swapped(frozenset(each.old), frozenset(each.new), (["but"], ["and"])):
        return False
    before = sides.old.norms[: each.old_start]
    return bool(before) and before[-1] in small_words("whole")


def _limits(sides: Sides, alone: _Alone) -> bool:
    """Words that limit: `once`, `part of it`, `our own`, `ourselves`; in a denial also those that
    say for how long it holds (`we do not currently sell it`)."""
    words = frozenset(alone.words)
    limiting = set(small_words("limiting"))
    if not _of_the_notice(sides):
        limiting |= small_words("limiting_practice")
    if sides.denied:
        limiting |= small_words("for_now")
    if "as" not in words:
        limiting |= {"part", "parts"}
    if not PRONOUNS.isdisjoint(words):
        limiting.add("own")
    return not limiting.isdisjoint(words)


def _adds(_: Sides, alone: _Alone) -> bool:
    """`Even` or `and` before a condition, and how much more: `two more years`."""
    if alone.words[-1] in {"and", "even"} and not small_words("conditions").isdisjoint(
        alone.behind[:1]
    ):
        return True
    more = not _MORE.isdisjoint(alone.words)
    return more and _figures((*alone.before[-1:], *alone.behind[:1]))


_MORE = frozenset({"above", "additional", "below", "further", "more"})


def _with_persons(_: Sides, alone: _Alone) -> bool:
    """Several words with a person in them, or with `and`: somebody else may do it too; or whom we
    ask, who may be anybody now."""
    if alone.words in {("you",), ("them",)} and alone.before[-1:] in {("ask",), ("asks",)}:
        return True
    return len(alone.words) > 1 and not _PERSONAL.isdisjoint(alone.words)


_PERSONAL = frozenset({"and", "we", "us", "you", "they", "them"})


def _bounds(sides: Sides, alone: _Alone) -> bool:
    """Where, with whom or on what occasion: `on our site`, `in our company`, `in these cases`, told
    by one sentence alone."""
    places = small_words("prepositions") | {"across"}
    if places.isdisjoint(alone.words) or _in_order(alone):
        return False
    bounds = _bounding().intersection(map(stem, alone.words))
    return bool(bounds - sides.old.stem_set) or bool(bounds - sides.new.stem_set)


def _in_order(alone: _Alone) -> bool:
    """Whether only an end is told, `in order to`, and no customer's order."""
    return alone.words[-1] == "order" and alone.behind[:1] in {("for",), ("that",), ("to",)}


@cache
def _bounding() -> frozenset[str]:
    """What bounds behind a preposition, without inflection."""
    kinds = word_kinds()
    more = frozenset(map(stem, ("case", "company", "order")))
    return kinds["services"] | kinds["people"] | CUSTOMERS | more


def _modifies(_: Sides, alone: _Alone) -> bool:
    """A noun alone that says which: `service messages`, `order data`, `identity document`; and what
    says that it is the whole: `full card number`."""
    word = alone.words[0] if len(alone.words) == 1 else ""
    behind = alone.behind[0] if alone.behind else ""
    if word in {"full", "personal"}:
        return bool(behind) and behind not in small_words("told")
    if word in {"document", "statement"}:
        return bool(alone.before) and alone.before[-1] not in word_set("neutral")
    if word == "order":
        return not _in_order(alone)
    if word == "our":
        return stem(behind) in {stem("people"), stem("company")}
    if stem(word) in word_kinds()["services"] or word == "company":
        return bool(behind) and behind not in word_set("neutral") | small_words("auxiliaries")
    return False


def _of_talk(_: Sides, alone: _Alone) -> bool:
    """Details of what is spoken or written are not the words themselves."""
    talk = frozenset(map(stem, lexicon("sayings")["speaking"]))
    told = not small_words("told").isdisjoint(alone.words) and "of" in alone.words
    return told and not talk.isdisjoint(map(stem, alone.behind[:2]))


_OF_ANYBODY: tuple[_Way, ...] = (_limits, _adds, _bounds, _modifies, _of_talk)
"""Ways in which words of structure alone carry a fact, whoever acts."""
