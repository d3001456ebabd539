"""A text in, the routes in it by which people can reach someone out: e-mail, telephone, address."""

import re

from fairnotice.significance.lexicon import word_set
from fairnotice.significance.quantities import without_dates
from fairnotice.significance.words import folded, norms

_PHONE = re.compile(r"(?<![\w.])(\+?\(?\d[\d\s().-]{6,}\d)(?![\w])")
_SPELT = re.compile(
    r"(?<![\w.+-])[.+-]*+(\w[\w.+-]*+) at ([\w-]+(?:\.[\w-]+)*) dot ([a-z]{2,})\b", re.IGNORECASE
)
_UK_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")
_ZIP = re.compile(
    r"\b(?:[A-Z]{2}\s+\d{5}(?:-\d{4})?|[A-Z]?-?\d{4,5}\s+[A-Z][a-zä-ü]+|[A-Z]\d{2}\s[A-Z\d]{4})\b"
)
_NUMBER_FIRST = re.compile(
    r"\b\d{1,5}[a-zA-Z]?(?:-\d+)?,?\s+"
    r"(?:(?:[A-ZÀ-Þ][\w.'-]*|\d+(?:st|nd|rd|th))[ ,]+){0,4}(?P<word>[A-ZÀ-Þ][\w.]*)"
)
_WORD_FIRST = re.compile(
    r"\b(?P<word>[A-ZÀ-Þ][\w.]*)(?:\s+(?:de|du|des|la|[A-ZÀ-Þ][\w.'-]*)){0,4}"
    r"[ ,]+(?:No\.?\s*)?\d{1,5}\b"
)
_ONE_WORD = re.compile(
    r"\b[A-ZÀ-Þ][\w-]*(?:stra(?:ss|ß)e|str\.|weg|platz|allee|ring|twiete|gasse|kai|gatan|vej|laan"
    r"|straat)\s+\d",
    re.IGNORECASE,
)


def emails(text: str) -> set[str]:
    """E-mail addresses in lower case, `[at]` and `(dot)` resolved."""
    spelt = {f"{m[1]}@{m[2]}.{m[3]}".lower() for m in _SPELT.finditer(text)}
    return {norm for norm in norms(text) if "@" in norm} | spelt


def phones(text: str) -> set[str]:
    """Telephone numbers, digits alone."""
    found = set()
    for match in _PHONE.finditer(without_dates(text)):
        digits = re.sub(r"\D", "", match.group())
        if 8 <= len(digits) <= 15 and not re.fullmatch(r"(19|20)\d{6}", digits):
            found.add(digits.removeprefix("00"))
    return found


def same_number(one: str, other: str) -> bool:
    """Whether two telephone numbers are one, with the country's prefix in one of them: 0800 and
    0900 are two, though all else is the same."""
    cores = sorted((one.lstrip("0"), other.lstrip("0")), key=len)
    return cores[1].endswith(cores[0])


def postcodes(text: str) -> set[str]:
    """The United Kingdom's postcodes in a text, without blanks."""
    return {re.sub(r"\s", "", code) for code in _UK_POSTCODE.findall(folded(text))}


def postal(text: str) -> bool:
    """True when a text holds a postal address, or a line of one."""
    plain = folded(text)
    if _UK_POSTCODE.search(plain) or _ZIP.search(plain):
        return True
    if _ONE_WORD.search(plain):
        return True
    known = word_set("address_words")
    return any(
        match["word"].lower().rstrip(".") in known
        for pattern in (_NUMBER_FIRST, _WORD_FIRST)
        for match in pattern.finditer(plain)
    )
