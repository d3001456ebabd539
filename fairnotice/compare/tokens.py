"""A block's text in, its tokens out: the smallest pieces that a redline shows whole.

A token is a word, a number with its currency sign, an amount with its unit (`30 days`), a date, an
e-mail address, a web address, or one punctuation mark, tab or line feed. The blanks before it are
kept beside it, so that the tokens joined give the text back exactly, whatever it is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count
from operator import not_

from fairnotice.document.words import UNSEEN

# Everything that is neither white space nor one of these belongs to a word: letters of any script
# with their combining marks, digits, currency signs, %, @, #, _, +, emoji.
_PUNCTUATION = (
    r"!\"&'()*,\-./:;<=>?\[\\\]^`{|}~"
    r"\u2010-\u2027\u2030-\u205e\u3001-\u3003\u3008-\u3011\uff01-\uff0f«»¿¡"
)
# Written without blanks between words: each character is a token.
_UNSPACED = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTER = rf"[^\s{_PUNCTUATION}{_UNSPACED}{UNSEEN}]"
_JOINT = rf"(?:[-'’.]|(?<=[0-9])[,:](?=[0-9]))(?={_LETTER})"
# A number after them is no new sentence: `Art. 46`, `Nos. 3 and 4`.
_SHORT_FORMS = "|".join(
    rf"(?<=\b{word}\.)"
    for word in ("Art", "Arts", "No", "Nos", "Para", "para", "Paras", "paras", "Sec", "sec", "pp")
)
_SHORT_STOP = rf"(?:\.(?=[ \xa0][0-9])(?:{_SHORT_FORMS}))?"
_WORD = rf"{_LETTER}++(?:{_JOINT}{_LETTER}++)*{_SHORT_STOP}"

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
# A date that lost the blank behind it, `May 1, 2021Older versions`, still is one.
_END = r"(?:\b|(?<=[0-9]{4})(?=[A-Z][a-z]))"
_DATE = (
    rf"{_DAY} {MONTH}(?:,? [0-9]{{4}})?{_END}"
    rf"|{MONTH} (?:{_DAY}(?:,? [0-9]{{4}})?|[0-9]{{4}}){_END}"
)
_SLASHED = r"[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4}\b"

_PHONE = r"\+?[0-9]{2,5}(?:[ -][0-9]{2,5}){1,4}\b"
"""A telephone number, or a date in figures."""

_COUNT = (
    r"(?:[0-9]+(?:[.,][0-9]+)*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|sixteen|eighteen|twenty(?:[- ](?:one|four|eight))?|thirty(?:-six)?"
    r"|forty(?:-(?:five|eight))?|sixty|ninety)"
)
_UNIT = (
    r"(?:(?:working|business|calendar) )?"
    r"(?:second|minute|hour|day|week|fortnight|month|quarter|year)s?\b"
)
_AMOUNT = rf"{_COUNT}(?: \([0-9a-z-]{{1,12}}\))?[ -]{_UNIT}"
_ADDRESS = r"(?:https?://|www\.)[^\s<>\"()\[\]]*[^\s<>\"()\[\].,;:!?'’]"

# What an amount or a date begins with is looked at first: most words are neither.
_FIGURES = (
    r"(?=[0-9+otfsenJFMASOND])(?:(?<!\w)|(?<=[0-9]{4}))"
    rf"(?:{_AMOUNT}|{_DATE}|{_SLASHED}|{_PHONE})"
)

TOKEN = re.compile(rf"({_ADDRESS}|{_FIGURES}|{_WORD}|[^ \xa0{UNSEEN}])", re.DOTALL)
"""One token. Splitting a text by it says what its tokens are; an alphabet says the same, sooner."""


# Most tokens are words that stood in some notice before, with the marks beside them; such words are
# cut once. The others are cut where they stand, because a token may reach over the blanks between
# them: amounts and dates, telephone numbers, `Art. 46`. Each of those has a figure or a unit in it,
# and reaches at most four words back from it.
_TELLING = re.compile(
    rf"[0-9\xa0{UNSEEN}]|second|minute|hour|day|week|fortnight|month|quarter|year"
)
_BEFORE = 4
_AFTER = 2


LIGHT = frozenset(
    re.findall(
        r"\S+",
        """a an and any are as at be been by can for from has have if in into is it its may more
        not of on or other our such than that the their them these they this to us was we when
        where which who will with would you your
        , ; : ( ) - / ' \" ’ ‘ “ ” – — .""",
    )
)
"""Tokens so frequent that two texts share them by chance."""


class _Words(dict[str, tuple[str, ...]]):
    """Words, each cut once, with the blank before it; empty where its neighbours must be seen."""

    _MOST = 1 << 14

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(self) >= self._MOST:
            self.clear()
        alone = bool(word) and not _TELLING.search(word)
        found = self[word] = (" ", *TOKEN.split(word)[1:-1]) if alone else ()
        return found


_known = _Words()


def tokens_of(word: str) -> Sequence[str]:
    """The tokens of a word; none where its neighbours must be seen."""
    return _known[word][1::2]


def known_parts(words: Iterable[str]) -> list[tuple[str, ...]]:
    """Of each word: blank, token, …, blanks, token; nothing where its neighbours must be seen."""
    return list(map(_known.__getitem__, words))


def stretches(known: Sequence[object]) -> Iterator[tuple[int, int]]:
    """The places of words that must be seen together: those not known, and what is near them."""
    start = end = -1
    for at in compress(count(), map(not_, known)):
        if at - _BEFORE > end or start < 0:
            if end >= 0:
                yield start, end
            start = max(0, at - _BEFORE)
        end = at + 1 + _AFTER
    yield start, min(end, len(known))
