"""The words of two sentences, or of one place in them, in; whether another person stands where one
stood, out.

Pronouns name nobody, and yet `you can see it` and `they can see it` are two facts.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise, permutations

from fairnotice.significance.lexicon import lexicon, small_words, word_kinds
from fairnotice.significance.replaced import codes, replaced
from fairnotice.significance.words import stem

_OF_PERSON = {
    word: person for person, words in lexicon("small_words")["persons"].items() for word in words
}
"""Pronoun → the person that it stands for: we, you or they."""

PRONOUNS = frozenset(_OF_PERSON)

_ACTING = {"we": "we", "they": "they", "he": "they", "she": "they"}
"""Pronouns that always act. `You` may also be whom something is done to."""

OTHERS = frozenset({"across", "another", "else", "elsewhere", "other", "others"})
"""Words that turn what is one's own into what is not."""

_SOURCE = frozenset({"by", "from"})
_GOAL = frozenset({"to", "with"})
_ABOUT = frozenset({"about"})
_JOINS = frozenset({"and", "or"})


def persons(norms: Iterable[str]) -> frozenset[str]:
    """The persons that the pronouns among some words stand for."""
    return frozenset(_OF_PERSON[norm] for norm in norms if norm in _OF_PERSON)


def other_person(old: Iterable[str], new: Iterable[str]) -> bool:
    """Whether, at one place, one person's pronoun went and another's came."""
    gone, come = persons(old), persons(new)
    return bool(gone - come and come - gone)


_WHO, _WHAT = frozenset({"who", "whom"}), frozenset({"what", "how", "where", "whether", "why"})


def other_question(old: Iterable[str], new: Iterable[str]) -> bool:
    """Whether, at one place, it was told who, and now what, or the reverse: `we limit who can see
    it` and `we limit what they can see`."""
    before, after = frozenset(old), frozenset(new)
    return any(
        not _WHO.isdisjoint(one - other) and not _WHAT.isdisjoint(other - one)
        for one, other in ((before, after), (after, before))
    )


_WAYS = (frozenset({"from"}), frozenset({"for", "to", "with"}), frozenset({"about"}))
"""Where things come from, where they go, what they are about."""


def other_direction(old: Iterable[str], new: Iterable[str]) -> bool:
    """Whether, at one place, what came from somebody goes there, or is about them."""
    gone, come = (
        {number for number, way in enumerate(_WAYS) if not way.isdisjoint(side)}
        for side in (old, new)
    )
    return bool(gone - come and come - gone)


def other_persons(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether two sentences, neither of them passive, tell of other persons, or give one another
    part: another acts, or is joined to them, or what came from them goes to them."""
    return _exchanged(old, new) or _act_otherwise(old, new) or other_way(old, new)


def other_way(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether what came from a person, or is about one, goes to that person, or the reverse."""
    return any(
        _beside(one, way) & _beside(other, _GOAL) - _beside(other, way) - _beside(one, _GOAL)
        for one, other in ((old, new), (new, old))
        for way in (_SOURCE, _ABOUT)
    )


def other_role(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether somebody does what is done to them in the other sentence: `companies that we own`,
    `companies that own us`."""
    return any(
        _does(one, acts) & _done_to(other, whom) - _done_to(one, whom) - _does(other, acts)
        for one, other in ((old, new), (new, old))
        for acts, whom in (("we", "us"), ("they", "them"))
    )


def _does(norms: tuple[str, ...], acts: str) -> frozenset[str]:
    """What stands right behind who acts, without inflection."""
    return frozenset(stem(norm) for before, norm in pairwise(norms) if before == acts)


def _done_to(norms: tuple[str, ...], whom: str) -> frozenset[str]:
    """What stands right before to whom it is done, without inflection."""
    return frozenset(stem(norm) for norm, behind in pairwise(norms) if behind == whom)


_IF = r"\b(?:if|when|where|once|unless|until|after|before)"
_IF_WE = re.compile(rf"{_IF} (we|you)(?! (?:are|were|is|was)\b)")
_IF_DONE = re.compile(
    rf"{_IF}(?: \w+){{1,3}}? (?:is|are|was|were|been) (?:not )?\w+(?:ed|en|ept|ent|eld|old|ade)\b"
    r"(?! by\b)"
)


def hidden_doer(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether something depends on what we or you do, and now on its being done by anybody: `if you
    report them`, `if they are reported`."""
    return any(
        _IF_WE.search(one) and not _IF_WE.search(other) and _IF_DONE.search(other)
        for one, other in permutations(" ".join(norms) for norms in (old, new))
    )


def joined(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether a person or a thing of a common kind was joined by `and` or `or` that the other
    sentence does not know (`for the book and our website`), or another way: `in person`."""
    if (_IN_PERSON in pairwise(old)) != (_IN_PERSON in pairwise(new)):
        return True
    return any(
        not _JOINS.isdisjoint(more)
        and (persons(more) - persons(other) or _things(more) - _things(other))
        for more, other in _more(old, new)
    )


_IN_PERSON = ("in", "person")


def reached(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether people that the other sentence does not know are whom something goes to (`we show it
    to anyone`)."""
    return any(
        not _GOAL.isdisjoint(more) and not (_ANYBODY & set(more)).issubset(other)
        for more, other in _more(old, new)
    )


def unbounded(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether one sentence tells with whom somebody speaks, and the other has the same of all their
    talk (`when you speak to us`, `when you speak`); or one tells of all that somebody does (`what
    you do on our pages`)."""
    if _all_done(old) != _all_done(new):
        return True
    one, other = _spoken(old), _spoken(new)
    return any(
        verb in map(stem, there)
        for verbs, there in ((one - other, new), (other - one, old))
        for verb in verbs
    )


def _all_done(norms: tuple[str, ...]) -> frozenset[str]:
    """The persons of whom all is told that they do."""
    return frozenset(
        _OF_PERSON[person]
        for what, person, done in zip(norms, norms[1:], norms[2:], strict=False)
        if what == "what" and person in PRONOUNS and done in {"do", "did", "does"}
    )


def _spoken(norms: tuple[str, ...]) -> frozenset[str]:
    """The words of speech behind which stands with whom, without inflection."""
    with_whom = (
        stem(verb)
        for verb, before, person in zip(norms, norms[1:], norms[2:], strict=False)
        if before in _GOAL and person in PRONOUNS
    )
    return _speaking().intersection(with_whom)


@cache
def _speaking() -> frozenset[str]:
    return frozenset(map(stem, lexicon("sayings")["speaking"]))


_WHOEVER = frozenset({"anybody", "anyone", "everybody", "everyone", "somebody", "someone"})
_ANYBODY = _WHOEVER | {"individuals", "people"}


def _more(
    old: tuple[str, ...], new: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each stretch of words that one sentence has beside those of the other, and the other."""
    for tag, a, b, c, d in codes(old, new):
        if tag == "insert":
            yield new[c:d], old
        elif tag == "delete":
            yield old[a:b], new


def _exchanged(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether at some place a person stands where another did, we where it was a person, or what is
    others' where it was not."""
    for one, other, start, _ in replaced(old, new):
        if _any_other(one, other, old[start + len(one) :][:1]):
            return True
        if other_person(one, other) or other_question(one, other) or other_direction(one, other):
            return True
        both = (one, other), (other, one)
        if any(differ(*each) for differ in (_human, _about, _opened) for each in both):
            return True
        if one and other and OTHERS.isdisjoint(one) != OTHERS.isdisjoint(other):
            return True
    return False


def _any_other(one: tuple[str, ...], other: tuple[str, ...], behind: tuple[str, ...]) -> bool:
    """Whether any of its kind is now somebody's: `at any branch`, `at your branch`. Any data about
    you are yours."""
    if not small_words("told").isdisjoint(behind):
        return False
    return any(
        "any" in this and "any" not in that and bool(_OWNERS & set(that) - set(this))
        for this, that in ((one, other), (other, one))
    )


_OWNERS = frozenset({"our", "their", "your"})


def _opened(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether anybody stands where a certain person did: `if anyone reports it`, `if you do`."""
    anybody = not _WHOEVER.isdisjoint(other) and _WHOEVER.isdisjoint(one)
    return anybody and bool(persons(one) - persons(other))


def _human(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether people stand on one side, and pronouns, but for theirs, on the other."""
    people = word_kinds()["people"]
    return (
        not people.isdisjoint(map(stem, one))
        and people.isdisjoint(map(stem, other))
        and "we" in persons(other) - persons(one)
    )


_WHOM = frozenset({"you", "them"})
_PLACES = frozenset({"page", "pages", "site", "sites", "website", "websites", "app", "apps"})


def _about(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a person stands where a page did: `adverts that fit the page` do not fit `you`."""
    return (
        not _PLACES.isdisjoint(one)
        and _PLACES.isdisjoint(other)
        and not persons(one)
        and not _WHOM.isdisjoint(other)
    )


def _act_otherwise(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether the same is done by other persons alone."""
    one, other = _acts(old), _acts(new)
    return any(one[verb].isdisjoint(other[verb]) for verb in one.keys() & other.keys())


def _acts(norms: tuple[str, ...]) -> dict[str, set[str]]:
    """What is done → the persons whose pronouns stand right before it."""
    leads = lexicon("sayings")["before_you"]
    found: dict[str, set[str]] = {}
    for place, (before, norm) in enumerate(pairwise(("if", *norms))):
        person = _ACTING.get(norm)
        if norm == "you" and before in leads:
            person = "you"
        if person is None:
            continue
        verb = next((n for n in norms[place + 1 :] if n not in small_words("auxiliaries")), None)
        if verb is not None and verb not in PRONOUNS:
            found.setdefault(stem(verb), set()).add(person)
    return found


def _beside(norms: tuple[str, ...], prepositions: frozenset[str]) -> frozenset[str]:
    """The persons who stand right behind one of some prepositions, as `us`, not as `our`."""
    return frozenset(
        _OF_PERSON[norm]
        for before, norm in pairwise(norms)
        if before in prepositions and norm in {"us", "you", "them"}
    )


def _things(norms: tuple[str, ...]) -> frozenset[str]:
    """The words of common kinds of things and people among some words, without inflection."""
    kinds = frozenset().union(*word_kinds().values())
    return kinds.intersection(map(stem, norms))
