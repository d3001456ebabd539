"""A statement in, the names in it out: companies by their suffix, other proper names, sites."""

import re

from fairnotice.significance.lexicon import Term, word_set
from fairnotice.significance.statements import Statement
from fairnotice.significance.words import folded, squashed

_CAPITAL = r"[A-ZÀ-Þ0-9][\w&'’.\-]*"
_JOINED = re.compile(
    rf"{_CAPITAL}(?:,?\s+(?:{_CAPITAL}|&|of|and|de|van|der|(?:plc|ltd|inc|llp)\b|the(?=\s+[A-Z])))*"
)
_SITE = re.compile(
    r"\b(?:[a-z0-9-]{1,250}+\.){1,30}(?:com|org|net|io|co|app|dev|tv|me|uk|eu|de|fr|jp|blog|tools|pub|cloud|example|info|biz|ai|us|ca|au|social|games|shop|store|space|gay|news)\b(?!@)",
    re.IGNORECASE,
)


def companies(text: str) -> dict[str, str]:
    """Companies with a legal suffix: name without punctuation, lower case → as written."""
    suffixes = word_set("company_suffixes")
    found = {}
    for match in _JOINED.finditer(folded(text)):
        pieces = re.split(r"[\s,]+", match.group())
        start = 0
        for place, piece in enumerate(pieces):
            if place == start or re.sub(r"\W", "", piece).lower() not in suffixes:
                continue
            if piece.lower() == "as" and (piece != "AS" or text.isupper()):
                continue  # `Log Files As with most websites`
            name = " ".join(_own(pieces[max(start, place - 5) : place + 1])).strip(" .,")
            found[re.sub(r"[^\w ]", "", name).lower()] = name
            start = place + 1
    return found


def in_company_name(side: Statement, term: Term) -> bool:
    """Whether the words of a term are some of a company's name: `Beacon Finance Ltd` is no web
    beacon."""
    raw = side.raw(term.start, term.end)
    if not raw[:1].isupper():
        return False
    words = raw.split()
    return any(
        words == pieces[at : at + len(words)]
        for pieces in (name.split() for name in companies(side.text).values())
        for at in range(len(pieces))
    )


_HELPS = re.compile(
    r"(?:^|(\w+)\s+)(?:by|from|to|through|via|using|uses?|with)\s+(?:our\s+)?$", re.IGNORECASE
)
_BEFORE = 40
"""Letters before a company's name in which it stands what it is to us."""
_ANSWERS = frozenset({"controlled", "managed", "operated", "owned", "published", "run"})


def helps(text: str, name: str) -> bool:
    """Whether a company is one by whom something is done, or to whom something goes: `our letters
    are sent by Acme Ltd`. One by whom the site is run answers for it."""
    plain = folded(text)
    place = plain.find(name)
    found = _HELPS.search(plain[max(0, place - _BEFORE) : place]) if place > 0 else None
    return found is not None and (found[1] or "").lower() not in _ANSWERS


SUFFIX_STYLES = {"limited": "ltd", "incorporated": "inc", "corporation": "corp", "company": "co"}
"""A company's suffix in full → its short form: the same legal person."""


def styles(name: str) -> set[str]:
    """Letters and digits of a company's name, with its suffix in full and short."""
    *own, suffix = re.split(r"[\s,]+", name)
    plain = squashed(suffix)
    short = SUFFIX_STYLES.get(plain, plain)
    forms = {short, *(full for full, brief in SUFFIX_STYLES.items() if brief == short)}
    return {squashed("".join(own)) + form for form in forms}


def _own(pieces: list[str]) -> list[str]:
    """A name without the `and` or `the` before it."""
    while len(pieces) > 2 and pieces[0].lower() in {"and", "the", "of", "&"}:
        pieces = pieces[1:]
    return pieces


def names(side: Statement) -> dict[str, str]:
    """Capitalised words that do not merely open the statement: lower case → as written."""
    found = {}
    text = side.text_folded
    for place, word in enumerate(side.words):
        if word.raw[:1].isupper() and (place > 0 or _capital_again(text, word.raw)):
            found[word.norm] = word.raw
    return found


def _capital_again(text: str, raw: str) -> bool:
    return text.count(raw) > 1


def sites(text: str) -> set[str]:
    """Web sites named in a text, lower case, without `www.`; not those of e-mail addresses."""
    plain = re.sub(r"(?<!\S)\S+@\S+", " ", folded(text).lower())
    plain = re.sub(r"https?://", " ", plain)
    return {m.group().removeprefix("www.") for m in _SITE.finditer(plain)}


def is_name(norms: tuple[str, ...], side: Statement, start: int) -> bool:
    """True when a stretch of words is written like a name: each of its words of sense has a
    capital, a digit or an ampersand."""
    if set(norms) & (word_set("months") | word_set("weekdays")):
        return False
    raws = [side.words[start + i].raw for i in range(len(norms))]
    if not raws or len(raws) > 7:
        return False
    small = {"of", "and", "the", "for", "de", "&", "by", "a", "s", "r", "o", "i", "l"}
    return raws[0][:1].isupper() and all(
        r[:1].isupper() or r[:1].isdigit() or r.lower() in small for r in raws
    )
