"""A block's text in, its tokens out: the smallest pieces that a redline shows whole.

A token is a word, a number with its currency sign, an amount with its unit (`30 days`), a date, an
e-mail address, a web address, or one punctuation mark, tab or line feed. The blanks before it are
kept beside it, so that the tokens joined give the text back exactly, whatever it is.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain, count
from typing import NamedTuple

from fairnotice.model import Block

# Everything that is neither white space nor one of these belongs to a word: letters of any script
# with their combining marks, digits, currency signs, %, @, #, _, +, emoji.
_PUNCTUATION = (
    r"!\"&'()*,\-./:;<=>?\[\\\]^`{|}~"
    r"\u2010-\u2027\u2030-\u205e\u3001-\u3003\u3008-\u3011\uff01-\uff0f«»¿¡"
)
# Written without blanks between words: each character is a token.
_UNSPACED = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTER = rf"[^\s{_PUNCTUATION}{_UNSPACED}]"
_JOINT = rf"(?:[-'’.]|(?<=[0-9])[,:](?=[0-9]))(?={_LETTER})"
# A number after them is no new sentence: `Art. 46`, `Nos. 3 and 4`.
_SHORT_FORMS = "|".join(
    rf"(?<=\b{word}\.)"
    for word in ("Art", "Arts", "No", "Nos", "Para", "para", "Paras", "paras", "Sec", "sec", "pp")
)
_SHORT_STOP = rf"(?:\.(?=[ \xa0][0-9])(?:{_SHORT_FORMS}))?+"
_WORD = rf"{_LETTER}++(?:{_JOINT}{_LETTER}++)*+{_SHORT_STOP}"

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"[0-9]{1,2}(?:st|nd|rd|th)?"
# A list of dates that lost its blanks, `May 1, 2021June 2, 2020`, still is one of dates.
_END = r"(?:\b|(?<=[0-9]{4})(?=[JFMASOND][a-z]))"
_DATE = (
    rf"{_DAY} {MONTH}(?:,? [0-9]{{4}})?\b"
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

_TOKEN = re.compile(rf"({_ADDRESS}|{_FIGURES}|{_WORD}|[^ \xa0])", re.DOTALL)


class Tokens(NamedTuple):
    """A text cut into tokens."""

    parts: list[str]
    """Blanks, token, blanks, token, …, blanks: odd places are tokens; joined they are the text."""
    ids: str
    """One character a token; equal tokens of one comparison have equal characters."""


_CHARACTERS = tuple(map(chr, range(1, 4096)))
"""As many as most comparisons need; making them anew costs more than all else an alphabet does."""


class Alphabet(defaultdict[str, str]):
    """Gives each different token of one comparison a character of its own."""

    def __init__(self) -> None:
        # Beyond the last code point nothing can be told apart any more; texts of that size are
        # refused long before (a megabyte holds at most half as many different tokens).
        further = map(chr, count(len(_CHARACTERS) + 1))
        super().__init__(chain(_CHARACTERS, further).__next__)

    def tokens(self, text: str) -> Tokens:
        """The tokens of a text."""
        parts = _TOKEN.split(text)
        return Tokens(parts, "".join(map(self.__getitem__, parts[1::2])))

    def block_tokens(self, block: Block) -> Tokens:
        """The tokens of a block; a footnote's mark is a token of its own."""
        for run in block.runs:
            for mark in run.marks:
                if mark.kind == "footnote":
                    return self._run_tokens(block)
        return self.tokens(block.text)

    def _run_tokens(self, block: Block) -> Tokens:
        pieces: list[str] = [""]
        for run in block.runs:
            if any(mark.kind == "footnote" for mark in run.marks):
                pieces += [run.text, ""]
            else:
                parts = _TOKEN.split(run.text)
                pieces[-1] += parts[0]
                pieces += parts[1:]
        if "".join(pieces) != block.text:
            return self.tokens(block.text)
        return Tokens(pieces, "".join(map(self.__getitem__, pieces[1::2])))


def joined(pieces: Iterable[Tokens], alphabet: Alphabet) -> Tokens:
    """The tokens of several blocks whose texts are joined by line feeds."""
    parts: list[str] = []
    ids: list[str] = []
    for piece in pieces:
        if parts:
            parts += ["\n", *piece.parts]
            ids += [alphabet["\n"], piece.ids]
        else:
            parts += piece.parts
            ids.append(piece.ids)
    return Tokens(parts, "".join(ids))
