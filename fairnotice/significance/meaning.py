"""Two sentences in, whether they say the same in other words out.

A proof by closed lists (`lexicon/sayings.yaml`): ways of saying are taken out of both, and what is
left has to be the same, word for word, in the same order wherever an order can carry sense. What
was denied, limited, conditioned, allowed or counted stays in what is left.
"""

import re
from bisect import bisect_left
from collections import Counter
from functools import cache, lru_cache
from itertools import pairwise

from fairnotice.significance.lexicon import (
    FACT_KINDS,
    Names,
    lexicon,
    renamed,
    stems,
    synonyms,
    terms,
)
from fairnotice.significance.parties import exchanged_parties, other_parties
from fairnotice.significance.persons import (
    hidden_doer,
    joined,
    other_persons,
    other_role,
    other_way,
    reached,
    unbounded,
)
from fairnotice.significance.quantities import ages, measured
from fairnotice.significance.replaced import comparable
from fairnotice.significance.sentence import sentence
from fairnotice.significance.statements import Statement
from fairnotice.significance.structure import Sides, carried
from fairnotice.significance.tense import other_tense
from fairnotice.significance.words import norms, sentences

Said = tuple[str, ...]
"""What a sentence says: its words, ways of saying taken out, each by the name of its line."""

_SCOPE = frozenset({"NOT", "ONLY", "MUST", "unless", "except", "without", "all", "every", "each"})
"""What acts on the words beside it: with one of these, their order has to be the same."""

_CLAUSES = frozenset(
    {"IF", "WHILE", "CONSENT", "BEFORE", "QUESTIONS", "SIGNUP", "NOMORE", "unless", "until"}
)
"""What begins a clause that may stand before or behind the other."""

_STATES = frozenset({"on", "off", "in", "out"})
_SWITCHED = frozenset({"off", "turn", "switch", "opt"})
"""Words beside which `on` and `in` say what is the case."""

_LONGEST = 8
_PARTNERS = 4
"""What is spoken of, at least, where two things have a partner each: your name and couriers, your
balance and banks."""
_TOO_SHORT = 2
"""Words that two sentences must have left in common, so that the proof stands on something."""


def same_said(old: Statement, new: Statement) -> bool:
    """Whether two sentences say the same: who does what, with what, for what, under what limits."""
    return old.denied == new.denied and _same(old.text, new.text)


def consists_of(statement: Statement) -> frozenset[str]:
    """What a statement says, in no order: those that say the same consist of the same."""
    return frozenset(said(statement.text))


def same_texts(old: str, new: str) -> bool:
    """The same of two texts of some sentences: each thing is said as often as before, and either in
    the same order, however it is cut, or by the same sentences."""
    one, other = said(old), said(new)
    if sorted(one) != sorted(other) or not _same(old, new):
        return False
    return one == other or _by_sentence(old) == _by_sentence(new)


def _by_sentence(text: str) -> list[list[str]]:
    """What each sentence of a text says, in no order."""
    return sorted(sorted(said(each)) for each in sentences(text))


def _same(old: str, new: str) -> bool:
    one, other = said(old), said(new)
    if len(set(one)) < _TOO_SHORT or _scope(one) != _scope(other) or set(one) != set(other):
        return False
    norms_of = norms(old), norms(new)
    if not comparable(*norms_of) or _others(*norms_of, one, other):
        return False
    if not (_same_first(one, other) or _hidden(*norms_of)):
        return False
    spans = sum(word.startswith("span") for word in one)
    ordered = "from" in norms_of[0] or spans > 1 or bool((_SCOPE | _STATES) & set(one))
    if not _turned(one, other, anyhow=not (ordered or _partners(old))):
        return False
    # Where words stand in another order, what comes at one place is what goes at another.
    return one != other or not carried(Sides(sentence(old), sentence(new), "NOT" in one))


def _others(old: tuple[str, ...], new: tuple[str, ...], one: Said, other: Said) -> bool:
    """Whether others act or are reached, have another part, or something is done to another end."""
    return (
        not _same_actor(old, new)
        or _third_acts(old, new, one, other)
        or other_role(old, new)
        or hidden_doer(old, new)
        or unbounded(old, new)
        or joined(old, new)
        or ("NOT" not in one and reached(old, new))
        or _other_part(old, new)
        or other_parties(old, new)
        or other_tense(old, new)
        or {_asks(old), _asks(new)} == {True, False}
        or _asks_anybody(old) != _asks_anybody(new)
        or exchanged_parties(old, new)
        or _other_ends(old, new, one, other)
    )


def _asks(norms_of: tuple[str, ...]) -> bool | None:
    """Whether we ask the reader for it, or obtain it, which may be from anybody; None for neither
    or both."""
    done = {norm for before, norm in pairwise(norms_of) if before == "we"}
    asked, got = (not done.isdisjoint(each) for each in (_ASKED, _GOT))
    return asked if asked != got else None


def _asks_anybody(norms_of: tuple[str, ...]) -> bool:
    """Whether we ask about something without a word on whom: it may be others than the reader."""
    return ("ask", "about") in pairwise(norms_of)


_ASKED, _GOT = frozenset({"ask", "request"}), frozenset({"acquire", "obtain", "receive"})


def _partners(text: str) -> bool:
    """Whether several facts of one kind stand with several of another, and might change partners:
    your name goes to couriers and your orders to banks, or the reverse."""
    named = {(term.kind, term.name) for term in terms().terms(stems(text))}
    kinds = Counter(kind for kind, _ in named if kind in FACT_KINDS)
    return sum(count > 1 for count in kinds.values()) > 1


@lru_cache(maxsize=8192)
def said(text: str) -> Said:
    """What one sentence says."""
    sequence = stems(_AT_MOST.sub("at most", _measured(_unexplained(_unabbreviated(text)))))
    table, light = _ways(), _light()
    kept = [name for name in renamed(sequence, table, light - _STATES) if name]
    if _SWITCHED.isdisjoint(kept):  # `opt out` is a way of saying
        kept = [name for name in kept if name not in _STATES]
    if kept.count("NOT") == kept.count("without") == 1:
        kept = _only_with(kept)
    if any(name.startswith("age") for name in kept):
        kept = [name for name in kept if name != "the child"]
    return tuple(kept)


_AT_MOST = re.compile(r"\bnot? longer than(?=\s+span)", re.IGNORECASE)
"""What says so before a span of time; behind `keep no longer than` may be an end."""


_CONSENTS = frozenset({"CONSENT", "consent", "permission"})


def _only_with(kept: list[str]) -> list[str]:
    """What is not done without somebody's consent is done with it only."""
    refused, without = kept.index("NOT"), kept.index("without")
    near = [name for name in kept[without + 1 : without + 3] if name in _CONSENTS]
    if refused > without or not near:
        return kept
    head = [name for at, name in enumerate(kept[:without]) if at != refused]
    behind = kept[without + 1 :]
    if behind[0] in near:
        behind[0] = "CONSENT"  # as `with your permission`
    return [*head, "ONLY", *behind]


def _measured(text: str) -> str:
    """The text with each span of time and each age as one word, whatever its unit."""
    plain = measured(text)
    for age in ages(text):
        number = rf"(?:the age of\s+)?(?:{age}|span{age * 3650}x)\b"
        years = r"(?:\s+of age)?(?:\s+years(?: of age| old)?)?"
        for name, said_so in (("low", "under|below|younger than"), ("high", "over|above")):
            plain = re.sub(rf"\b(?:{said_so})\s+{number}{years}", f" age{name}x{age} ", plain)
    return plain


def _unabbreviated(text: str) -> str:
    """The text without the initials, in brackets, of the words before them."""

    if "(" not in text:
        return text
    words = list(re.finditer(r"[A-Za-z]+", text))
    starts = [word.start() for word in words]

    def kept(found: re.Match[str]) -> str:
        before = bisect_left(starts, found.start())
        near = [word[0] for word in words[max(0, before - len(found[1]) - 2) : before]]
        initials = "".join(word[0].upper() for word in near if word[0].isupper())
        return "" if initials.endswith(found[1]) else found[0]

    return re.sub(r"(?<!\s)\s*\(([A-Z]{2,6})\)", kept, text)


_WISH = re.compile(
    r"^(?:if|when|where|should) you(?: would|['’]d)? (?:like|want|wish) to\b", re.IGNORECASE
)
"""What `to` says at the beginning of a sentence: `If you would like to object, …`."""
_GO_TO = re.compile(r"^to (?:go to|open|reach|see|view|visit)\b", re.IGNORECASE)
"""What `for` says there: `To see our prices, click here`."""

_SHOULD_YOU = re.compile(r"(^|[,;] )should you\b", re.IGNORECASE)
"""`Should you have questions`: if you have some."""
_ORDINAL = re.compile(
    r"(?:(?<=^)|(?<=[:;,.] )|(?<= and )|(?<= or ))\((?:[a-z]|[ivx]{2,4}|\d{1,2})\) "
)
"""`(a)` before what is told one by one: not the letter of an article."""

_APPOSITION = re.compile(
    r"(?<=[A-Z]\w)([\w.]{0,100}+),\s+(?:an?|our|the)\s+[\w\s-]{0,50}?"
    r"\b(?:service|provider|company|tool|platform|vendor|firm|supplier|processor)s?\s*(?:,|(?=[.;)]))"
)
"""What a name in a sentence is, told between commas: `Acme, a delivery service, …`."""


_REGISTER = re.compile(r"(?<=(?:corporated|registered) in England) and Wales\b", re.IGNORECASE)
"""What the register of companies is called in full; elsewhere Wales is one country more."""

_ENTRY = re.compile(
    r"(?:\b(?:under|with) )?(?:\b(?:company|registered|registration) )?\bnumber(?=:? \d{6,8}\b)",
    re.IGNORECASE,
)
"""What stands before a company's number in that register."""


def _unexplained(text: str) -> str:
    """The text without what is said of a name between commas: what sort of company it is; with an
    end where somebody's wish for it is told, and its entry in the register of companies
    told in one way."""
    plain = _SHOULD_YOU.sub(r"\1if you", _ORDINAL.sub("", text))
    return _ENTRY.sub(
        "company number",
        _REGISTER.sub("", _APPOSITION.sub(r"\1", _GO_TO.sub("for", _WISH.sub("to", plain)))),
    )


@cache
def _ways() -> Names:
    """Stems of each way of saying → the name of its line; nothing for what adds nothing."""
    listed = lexicon("sayings")
    light = _light()
    table = {key: name for key, name in synonyms().items() if not light.issuperset(key)}
    table.update({stems(each): "" for each in listed["phrases"]})
    for line in listed["same"]:
        table.update({stems(each): line[0] for each in line[1:]})
        table.setdefault(stems(line[0]), line[0])
    return Names(table, _LONGEST)


@cache
def _light() -> frozenset[str]:
    return frozenset(each for word in lexicon("sayings")["light"] for each in stems(word))


def _scope(found: Said) -> Counter[str]:
    """How often each word stands that carries scope or condition."""
    return Counter(name for name in found if name in _SCOPE or name in {"IF", "MAY", "WHILE"})


def _other_ends(old: tuple[str, ...], new: tuple[str, ...], one: Said, other: Said) -> bool:
    """Whether one is done `to` an end that the other does not have, though it has the word: `our
    help team reads it to help you`."""
    ends, theirs = _ends(old), _ends(new)
    more = (ends - theirs).keys() & (Counter(one) - Counter(other)).keys()
    return bool(more or (theirs - ends).keys() & (Counter(other) - Counter(one)).keys())


def _ends(norms_of: tuple[str, ...]) -> Counter[str]:
    """How often something is done to each end."""
    behind = (norm for before, norm in pairwise(norms_of) if before == "to")
    return Counter(name for norm in behind for name in said(norm) if name.isupper())


def _spoken_of(found: Said) -> Said:
    """What is spoken of, without what is done and how it is limited."""
    return tuple(name for name in found if not name.isupper())


def _turned(one: Said, other: Said, *, anyhow: bool) -> bool:
    """Whether what is spoken of stands in the same order, or with the clauses the other way round;
    `anyhow` also where none of the words begins a clause, and in any order where nothing can change
    its partner.

    Verbs, and `not` and `only` beside them, go elsewhere when a sentence is turned to the passive.
    """
    first, second = _spoken_of(one), _spoken_of(other)
    if anyhow and len(first) + len(_CLAUSES & set(one)) < _PARTNERS:
        return first == second or _begun(one) == _begun(other)
    if first == second or len(first) != len(second) or not (anyhow or _CLAUSES & set(one)):
        return first == second
    # As letters: how a row of them is found in another does not hang on what stands in it.
    letters: dict[str, str] = {}
    ours, theirs = (
        "".join([letters.setdefault(word, chr(len(letters))) for word in side])
        for side in (first, second)
    )
    return theirs in ours + ours


def _begun(found: Said) -> Counter[tuple[str, str]]:
    """What each clause begins with: `after you buy` says what comes first."""
    begins = {"after", "BEFORE", *_CLAUSES}
    return Counter((one, other) for one, other in pairwise(found) if one in begins)


def _same_first(one: Said, other: Said) -> bool:
    """Whether the same is spoken of first, or a clause can stand first."""
    return _spoken_of(one)[:1] == _spoken_of(other)[:1] or bool(_CLAUSES & set(one))


def _hidden(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether what stands first is not who acts: we or you act in both, or one is passive."""
    return bool(_actors(old) & _actors(new)) or any(map(_passive, (old, new)))


_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being) (?:\w+ )?\w+(?:ed|en|ept|ent|eld|old|ade|set)\b"
)


def _actors(norms: tuple[str, ...]) -> set[str]:
    """Whether we, or you, are who acts. In `send you receipts` you are not."""
    found = {"we"} & set(norms)
    begins = lexicon("sayings")["before_you"]
    for before, norm in pairwise(("if", *norms)):
        if norm == "you" and before in begins:
            found.add("you")
    return found


def _same_actor(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether the same act: `we give you` is not `you give us`, nor `they give us` `we give`."""
    for ours, others in ((old, new), (new, old)):
        acting, their = _actors(ours), _actors(others)
        passive = _passive(others)
        if acting == {"we"} and their == {"you"} and not passive:
            return False
        done_to_us = "us" in others and "by" not in others
        if acting == {"we"} and not their and done_to_us and not passive:
            return False
    return True


def _other_part(old: tuple[str, ...], new: tuple[str, ...]) -> bool:
    """Whether the persons have another part; a sentence in the passive has them elsewhere."""
    if _passive(old) != _passive(new):
        return other_way(old, new)
    return other_persons(old, new)


_NOT_DONE = _SCOPE | _CLAUSES | {"ANYTIME", "FREE", "MAY", "MORE", "NEAR", "RESIDENT"}
"""Names of lines that no one does."""


def _third_acts(old: tuple[str, ...], new: tuple[str, ...], one: Said, other: Said) -> bool:
    """Whether we or you act in one, on what acts in the other: `you tell us who your doctor is` is
    not `your doctor tells us who you are`."""
    return any(
        _actors(ours) and not _actors(theirs) and not _passive(theirs) and _acts_now(said_of, acts)
        for ours, theirs, said_of, acts in ((old, new, one, other), (new, old, other, one))
    )


def _acts_now(before: Said, now: Said) -> bool:
    """Whether what is spoken of first stands before what is done, and stood behind that."""
    if now[0].isupper() or now[0] not in before:
        return False
    done = next((name for name in now if name.isupper() and name not in _NOT_DONE), None)
    return done in before and before.index(done) < before.index(now[0])


def _passive(norms: tuple[str, ...]) -> bool:
    return _PASSIVE.search(" ".join(norms)) is not None
