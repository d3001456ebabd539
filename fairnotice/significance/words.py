"""Text in, normalised words and sentences out; the raw text is kept beside each word.

What a normaliser can hide is written beside it, because a hidden difference is a missed change.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import chain
from typing import NamedTuple


class Word(NamedTuple):
    """One word as compared, and where it stands in the raw text."""

    norm: str
    """Folded: case, quotes, contractions, number words and spelling variants are gone."""
    raw: str
    start: int
    end: int


_PLAIN = {
    "‘": "'", "’": "'", "‛": "'", "′": "'", "`": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ",
    "\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": "", "\u00ad": "", "\u2060": "",
}  # fmt: skip
_LONG = 1_000
_PILED = re.compile(r"([^\w\s]{100,})")
_QUOTED = re.compile(f"[{''.join(_PLAIN)}]")

NUMBERS = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12",
    "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17",
    "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40",
    "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
    "hundred": "100", "thousand": "1000",
}  # fmt: skip

_CONTRACTED = {
    "won't": "will not", "can't": "can not", "cannot": "can not", "shan't": "shall not",
    "n't": " not", "'ll": " will", "'re": " are", "'ve": " have", "'m": " am", "'d": " would",
    "let's": "let us", "it's": "it is", "that's": "that is", "there's": "there is",
    "what's": "what is", "who's": "who is", "here's": "here is",
}  # fmt: skip
"""`'d` may also be `had`; both sides are folded alike, so no difference is lost."""

_VARIANTS = {
    "centre": "center", "licence": "license", "programme": "program", "cheque": "check",
    "grey": "gray", "fulfil": "fulfill", "enrol": "enroll", "enrolment": "enrollment",
    "judgement": "judgment", "whilst": "while", "amongst": "among", "e-mail": "email",
    "web-site": "website", "on-line": "online", "defence": "defense", "offence": "offense",
    "organiser": "organizer", "catalogue": "catalog", "towards": "toward", "ie": "i.e",
    "advertize": "advertise", "ads": "ad", "adverts": "ad", "advert": "ad",
    "advertisement": "ad", "advertisements": "ad", "shall": "will", "&": "and",
    "✓": "yes", "✔": "yes", "☑": "yes", "✅": "yes", "☐": "no",
    "✗": "no", "✘": "no", "✕": "no", "✖": "no", "❌": "no",
}  # fmt: skip
"""Spelling, and `shall` for `will`: style in a notice (decision table J05, third example)."""

_PIECES = 1 << 16
"""Pieces of text between two blanks of which is remembered what they hold."""

_UNITED_STATES = frozenset({"US", "U.S", "U.S.A", "USA"})
"""Told from the pronoun by its capitals, except in a text that is all capitals."""

_IRREGULAR = {"used": "use", "using": "use", "sold": "sell", "gave": "give", "given": "give",
              "kept": "keep", "sent": "send", "held": "hold", "made": "make", "took": "take",
              "taken": "take", "chose": "choos", "chosen": "choos", "written": "writ",
              "children": "child", "people": "person", "men": "man", "women": "woman",
              "profiling": "profiling",
              "profiled": "profiling",
              "recording": "recording", "recordings": "recording",
              "training": "training",
              "cookies": "cooki", "contacts": "contacts", "posts": "posts",
              "fingerprinting": "fingerprinting",
              "note": "note", "notes": "note", "noted": "note",
              "care": "care", "cares": "care"}  # fmt: skip

_TICKS = "[✓✔☑✅☐✗✘✕✖❌]"
_SIGN = (
    f"{_TICKS}"  # yes and no, in tables above all
    r"|[<>≤≥](?=[ ]?\d)|[£$€](?=[ ]?\d)|(?<=\d)\+(?!\d)"  # how much, of what
)
"""Signs that are as good as words."""

_BETWEEN_FIGURES = r"(?<=\d)(?<!\d\d\d)(?<!\d[ /.-]\d)(?<!\d[ /.-]\d\d)[.,/-](?=\d{1,2}(?!\d))"
"""What makes other figures of the same digits: `1.5` and `15`, `1-2` and `12`; not what stands in a
telephone number."""

_WORD = re.compile(
    rf"""
    [\w.+-]{{1,64}}+\s?(?:@|\[at\]|\(at\))\s?[\w-]+(?:\s?(?:\.|\[dot\]|\(dot\))\s?[\w-]+)+ # e-mail
  | (?:https?://|www\.)[^\s<>()\[\]"]+                      # address
  | (?i:e-mail(?:s|ed|ing)?)\b
  | [^\W_](?=[\w-]{{0,100}}+\.)(?:[\w-]{{0,99}}[^\W_])?  # shop.example, U.S, 1.5
    (?:\.[^\W_](?:[\w-]{{0,99}}[^\W_])?)+(?=\W|$)
  | \d+(?:,\d{{3}})+                                        # 1,000
  | [^\W_]+(?:'[^\W\d_]+)?(?![_\w])                         # word, word's
  | _[\w-]*\w                                               # _cookie-name
  | \w+                                                     # _cookie_name
  | {_SIGN}
  | &
    """,
    re.VERBOSE,
)

_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|inc|ltd|co|corp|no|nos|art|arts|sec|st|dr|mr|mrs|ms|vs|cf|tel|fax|approx"
    r"|att|attn|bldg|jr|sr|incl|resp|para|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)|\b[a-z])\.$",
    re.IGNORECASE,
)
_NEAR = 40
"""Letters before a full stop in which an abbreviation, or an ordinal alone, is looked for."""
_ORDINAL = re.compile(r"[(*_]*(?:\d{1,2}|[ivxIVX]{1,4}|[a-zA-Z])[.)][*_]*")
_SENTENCE_END = re.compile(r"([.!?][\"')\]*_]*)\s+(?=[\"'(\[*_]*[A-Z0-9•●])|\n+")


_PLACEHOLDER = re.compile(r"\{[{%]\s*(?:[\w.]+\s+)?(?:[\w]+\.)*(\w+)[^{}]{0,40}[%}]\}")
"""An expression of a template language, left in the text; its last name stands for it."""


_ANY_QUESTION = re.compile(
    r"\bany (?=(?:(?:further|other|additional) )?"
    r"(?:questions?|concerns?|comments?|quer(?:y|ies)|enquir\w+|inquir\w+|feedback|doubts?)\b)",
    re.IGNORECASE,
)
"""`any` before questions to the company is a manner of speech, not a quantity."""


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The text with one form of quotes, dashes and blanks (Unicode NFKC). Hides ligatures only.

    For sentences: what is remembered of whole texts would fill memory, a text for each save.
    """
    return _folded(text)


def _folded(text: str) -> str:
    if text.isascii():
        return text.replace("`", "'")
    text = _unquoted(text)
    if len(text) < _LONG:
        return _unquoted(unicodedata.normalize("NFKC", text))
    # Marks that pile up on one letter are sorted in time that grows with the square of their
    # number; thousands mean nothing, and stay as they are.
    pieces = _PILED.split(text)
    pieces[::2] = [unicodedata.normalize("NFKC", piece) for piece in pieces[::2]]
    return _unquoted("".join(pieces))


def _unquoted(text: str) -> str:
    """The text with one form of quotes, dashes and blanks; `str.translate` looks up every character
    of a text, this the few that have another form."""
    return _QUOTED.sub(_plain, text)


def _plain(found: re.Match[str]) -> str:
    return _PLAIN[found[0]]


@lru_cache(maxsize=65536)
def _norms(raw: str) -> tuple[str, ...]:
    """A raw word as compared: several words for a contraction."""
    if raw in _UNITED_STATES:
        return ("usa",)
    low = raw.lower().replace("e-mail", "email")
    if "@" in low or "[at]" in low or "(at)" in low:
        return (_email(low),)
    if low.startswith(("http://", "https://", "www.")):
        return (re.sub(r"^(https?://)?(www\.)?", "", low).rstrip("/.,;:"),)
    if "'" in low or low in _CONTRACTED:
        *before, low = _expanded(low)
        return (*before, _variant(low))
    return (_variant(low),)


def _email(low: str) -> str:
    """An e-mail address with `[at]` and `(dot)` resolved."""
    low = re.sub(r"\s?(\[at\]|\(at\))\s?", "@", low)
    return re.sub(r"\s?(\[dot\]|\(dot\))\s?", ".", low).replace(" ", "").rstrip(".")


def _expanded(low: str) -> tuple[str, ...]:
    """The words of a contraction; a genitive without its `'s`."""
    if low in _CONTRACTED:
        return tuple(_CONTRACTED[low].split())
    for tail in ("n't", "'ll", "'re", "'ve", "'m", "'d"):
        if low.endswith(tail) and len(low) > len(tail):
            return (low[: -len(tail)], *_CONTRACTED[tail].split())
    return (low.removesuffix("'s").rstrip("'"),)


def _variant(low: str) -> str:
    """One form for numbers, abbreviations and spellings."""
    if low[:1].isdigit():
        return low.replace(",", "").lstrip("0") or "0"
    if "." in low:
        squeezed = low.replace(".", "")
        return squeezed if len(squeezed) <= 4 and squeezed.isalpha() else low
    low = NUMBERS.get(low, _VARIANTS.get(low, low))
    if len(low) > 6:
        low = re.sub(r"lys(e|ed|es|er|ers|ing)$", r"lyz\1", low)
        low = re.sub(r"is(e|ed|es|er|ers|ing|ation|ations)$", r"iz\1", low)
    if len(low) > 5:
        low = re.sub(r"our(s|ed|ing|al|able|ite|ites)?$", r"or\1", low)
    return low


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order. Punctuation is dropped: what that can hide (a bracket or a
    comma that bounds an exception, a decimal point) stays in `raw`; a decimal point is kept."""
    return tuple(
        Word(norm, match.group(), match.start(), match.end())
        for match in _WORD.finditer(_clean(text))
        for norm in _norms(match.group())
    )


_ACROSS = re.compile(r"[@<>≤≥£$€{]|[\[(]at[\])]")
"""What may belong together with something behind a blank. All other words can be found piece by
piece, and of the pieces between blanks most have been seen before."""


@lru_cache(maxsize=16384)
def norms(text: str) -> tuple[str, ...]:
    """The words of a text as compared, without their places: those of most sentences are all that
    is ever asked of them, and cost a twentieth."""
    clean = _clean(text)
    if _ACROSS.search(clean):
        return _norms_in(clean)
    return tuple(chain.from_iterable(map(_norms_of_piece, clean.split())))


def _norms_in(clean: str) -> tuple[str, ...]:
    return tuple(chain.from_iterable(map(_norms, _WORD.findall(clean))))


_norms_of_piece = lru_cache(maxsize=_PIECES)(_norms_in)


class _Stops(NamedTuple):
    """Where the words of a text follow a comma, a bracket or a stop."""

    words: int
    """How many there are."""
    before: bool
    """Whether there is one before the first of them."""
    found: tuple[int, ...]
    """Indices of all others that follow one."""
    behind: bool
    """Whether there is one behind the last of them."""


def breaks(text: str) -> frozenset[int]:
    """Indices of the words of a text that follow a comma, a bracket or a stop."""
    plain, clean = folded(text), _clean(text)
    if _ACROSS.search(clean) or "{" in plain or "\t" in plain:
        return frozenset(_stops_in(plain, clean).found)
    found: list[int] = []
    number, stopped = 0, False
    for words, before, inside, behind in map(_stops_of_piece, clean.split()):
        stopped = stopped or before
        if words:
            if number and stopped:
                found.append(number)
            found += [number + each for each in inside]
            number, stopped = number + words, behind
    return frozenset(found)


def _stops_in(plain: str, clean: str) -> _Stops:
    """`clean` is the same text, in which other things than words of the notice's are blanked."""
    found, number, end, before = [], 0, 0, False
    for match in _WORD.finditer(clean):
        if not _STOPS.isdisjoint(plain[end : match.start()]):
            if number:
                found.append(number)
            else:
                before = True
        number += len(_norms(match.group()))
        end = match.end()
    behind = not _STOPS.isdisjoint(plain[end:])
    return _Stops(number, before or (behind and not number), tuple(found), behind)


@lru_cache(maxsize=_PIECES)
def _stops_of_piece(piece: str) -> _Stops:
    return _stops_in(piece, piece)


_STOPS = frozenset(",;:()[]{}.!?\t|")


def _clean(text: str) -> str:
    """The folded text, in which what is no word of the notice's is blanked; as long as that."""
    clean = folded(text)
    if "{" in clean:
        clean = _PLACEHOLDER.sub(lambda m: m[1].ljust(len(m[0])), clean)
    if "any " in clean.lower():
        clean = _ANY_QUESTION.sub("    ", clean)
    low = clean.lower() if clean.isupper() else clean
    return low if len(low) == len(clean) else clean  # `İ` becomes two


@lru_cache(maxsize=4096)
def squashed(text: str) -> str:
    """Letters, digits and the signs that are as good as these, lower case: equal for texts that
    differ in blanks, marks, case and punctuation only."""
    low = folded(text).lower()
    if _TELLING.search(low):
        return "".join(_KEPT.findall(low))
    return "".join(map(_letters_of_piece, low.split()))


@lru_cache(maxsize=_PIECES)
def _letters_of_piece(piece: str) -> str:
    return "".join(_KEPT.findall(piece))


LETTER = re.compile(rf"[^\W_]|{_SIGN}|{_BETWEEN_FIGURES}")
"""Each character that `squashed` keeps."""

_KEPT = re.compile(rf"[^\W_]+|{_SIGN}|{_BETWEEN_FIGURES}")
_TELLING = re.compile(rf"\d|{_TICKS}")
"""Without one of these no sign is kept, and nothing between figures."""


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its plain inflection: collects, collected, collecting → collect.

    Own code of a dozen lines on purpose: stemmers of the libraries fold `personal` into `person`
    and take longer to load than the comparison itself.
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) <= 3 or not word.isalpha():
        return word
    for tail, instead in (("ies", "y"), ("ied", "y"), ("ying", "y")):
        if word.endswith(tail) and len(word) > len(tail) + 2:
            return word[: -len(tail)] + instead
    if word.endswith("ing") and len(word) > 5 and re.search("[aeiouy]", word[:-3]):
        word = word[:-3]
    elif (word.endswith("ed") and len(word) > 4 and re.search("[aeiouy]", word[:-2])) or (
        word.endswith("es") and len(word) > 4 and word[-3] in "sxzh"
    ):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "lsez":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


@lru_cache(maxsize=8192)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a block's text; a line feed always ends one."""
    parts: list[str] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        end = match.end(1) if match.group(1) else match.start()
        if match.group(1) and (
            _ABBREVIATION.search(text[max(start, end - _NEAR) : end].rstrip("\"')]*_"))
            or (end - start <= _NEAR and _ORDINAL.fullmatch(text[start:end].strip()))
        ):
            continue
        piece = text[start:end].strip()
        if piece:
            parts.append(piece)
        start = match.end()
    if text[start:].strip():
        parts.append(text[start:].strip())
    return tuple(parts)
