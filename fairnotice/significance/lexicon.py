"""Word lists (`lexicon/*.yaml`) in, a matcher of terms out."""

from collections.abc import Iterable, Mapping, Set
from functools import cache
from importlib.resources import files
from itertools import starmap
from typing import Any, NamedTuple

import yaml

from fairnotice.memo.tables import table
from fairnotice.significance.words import NUMBERS, norms, stem

TERM_FILES = {
    "data": "data",
    "purposes": "purpose",
    "recipients": "recipient",
    "places": "place",
    "bases": "basis",
    "safeguards": "safeguard",
    "rights": "right",
    "security": "security",
    "tracking": "tracking",
    "actions": "action",
    "modality": "modality",
    "polarity": "polarity",
    "laws": "law",
    "regulators": "regulator",
}
"""File of terms → kind of fact that its terms are."""

OTHER_FILES = ("false_friends", "sayings", "small_words", "topics", "wording")
"""The other files of `lexicon/`."""


FACT_KINDS = (
    "data",
    "purpose",
    "recipient",
    "place",
    "basis",
    "safeguard",
    "right",
    "tracking",
    "law",
)
"""Kinds of term that state a fact about a person's data."""


class Term(NamedTuple):
    """A term of a word list, found in a text."""

    kind: str
    """`data`, `recipient`, `place` …"""
    name: str
    """The list's name for it, whatever words the text used."""
    start: int
    """Index of its first word."""
    end: int
    """Index after its last word."""


def stems(phrase: str) -> tuple[str, ...]:
    """A phrase as the matcher sees it."""
    return tuple(map(stem, norms(phrase)))


def lexicon(name: str) -> Mapping[str, Any]:
    """One file of `lexicon/`, every scalar as text. KeyError when there is none."""
    return _lexicons()[name]


@table("lexicon", dict[str, Any])
def _lexicons() -> Mapping[str, Mapping[str, Any]]:
    """All files: a run that needs one needs nearly all."""
    folder = files(__package__) / "lexicon"
    return {
        name: yaml.load((folder / f"{name}.yaml").read_bytes(), Loader=Loader)  # noqa: S506 - text only
        for name in (*TERM_FILES, *OTHER_FILES)
    }


class Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """Scalars stay text: `no` is a word and `13` an age. The C loader, where there is one."""


class Entry(NamedTuple):
    """A phrase of a word list, as the matcher sees it."""

    kind: str
    name: str
    key: tuple[str, ...]
    """Its stems."""


def entry(kind: str, name: str, phrase: str) -> Entry:
    """A phrase that stands for the term of this kind and name."""
    return Entry(kind, name, stems(phrase))


class Matcher:
    """Finds the longest terms of some lists in a sequence of stems."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], list[tuple[str, str]]]] = {}
        for kind, name, key in entries:
            if key:
                found = self._by_first.setdefault(key[0], {}).setdefault(key, [])
                if (kind, name) not in found:
                    found.append((kind, name))
        self._lengths = {
            first: sorted({len(key) for key in keys}, reverse=True)
            for first, keys in self._by_first.items()
        }

    def terms(self, sequence: tuple[str, ...], breaks: frozenset[int] = frozenset()) -> list[Term]:
        """All terms, in order; of one kind the longest at a place, terms of different kinds may
        overlap. None spans one of the `breaks` (indices of words behind a comma or bracket)."""
        if self._by_first.keys().isdisjoint(sequence):
            return []
        found: list[Term] = []
        covered: dict[str, int] = {}
        for start, first in enumerate(sequence):
            keys = self._by_first.get(first)
            if not keys:
                continue
            seen: set[str] = set()
            for length in self._lengths[first]:
                end = start + length
                if end > len(sequence) or not breaks.isdisjoint(range(start + 1, end)):
                    continue
                for kind, name in keys.get(sequence[start:end], ()):
                    if kind in seen or covered.get(kind, 0) > start:
                        continue
                    found.append(Term(kind, name, start, end))
                    seen.add(kind)
                    covered[kind] = end
        return found


def _places() -> Iterable[tuple[str, str, str]]:
    """Countries and cities of the tz database, less those whose names are plain words."""
    leave_out = set(lexicon("places")["not_countries"])
    zones = files("tzdata.zoneinfo")
    country = {}
    for line in (zones / "iso3166.tab").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, name = line.split("\t")
            name = name.split(" (")[0]
            country[code] = name
            if name not in leave_out:
                yield "place", name, name
    for line in (zones / "zone.tab").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, _, zone = line.split("\t")[:3]
            city = zone.rsplit("/", 1)[-1].replace("_", " ")
            if city not in leave_out and city not in country.values():
                yield "place", _SHORT.get(code, country[code]), city


_SHORT = {"GB": "United Kingdom", "TR": "Türkiye", "KR": "South Korea", "CZ": "Czechia"}


@cache
def terms() -> Matcher:
    """The matcher of all lists of terms."""
    return Matcher(_terms())


@table("terms", tuple[Entry, ...])
def _terms() -> tuple[Entry, ...]:
    """The terms of all lists: to find the stems of thousands of phrases takes long."""
    found = list(starmap(entry, _places()))
    for file, kind in TERM_FILES.items():
        for name, phrases in lexicon(file)["terms"].items():
            if kind in {"data", "recipient", "tracking", "law", "regulator"}:
                found.append(entry(kind, name, name))
            found.extend(entry(kind, name, phrase) for phrase in phrases)
    return tuple(found)


@cache
def phrases(file: str, *path: str) -> Matcher:
    """The matcher of one list of phrases, by its keys in a file."""
    found: Any = lexicon(file)
    for key in path:
        found = found[key]
    if isinstance(found, dict):
        return Matcher(entry(key, each, each) for key, group in found.items() for each in group)
    return Matcher(entry(path[-1], phrase, phrase) for phrase in found)


@cache
def listed(phrases: str) -> Matcher:
    """The matcher of phrases that a rule lists, separated by semicolons."""
    return Matcher(entry("phrase", each.strip(), each.strip()) for each in phrases.split(";"))


@cache
def group(file: str, name: str) -> frozenset[str]:
    """The names of the terms in one group of a file."""
    return frozenset(lexicon(file)["groups"][name])


@cache
def word_set(*path: str) -> frozenset[str]:
    """The normalised words of a list of single words in wording.yaml."""
    found: Any = lexicon("wording")
    for key in path:
        found = found[key]
    return frozenset(norm for phrase in found for norm in norms(phrase))


@cache
def word_kinds() -> Mapping[str, frozenset[str]]:
    """Kind of thing → the neutral words that name one, without inflection."""
    listed = lexicon("wording")["neutral_kinds"]
    return {kind: frozenset(map(stem, names)) for kind, names in listed.items()}


@cache
def small_words(name: str) -> frozenset[str]:
    """A closed class of small words of small_words.yaml, as normalised."""
    return frozenset(lexicon("small_words")[name])


@cache
def synonyms() -> Mapping[tuple[str, ...], str]:
    """Stems of each phrase of a line of synonyms → the line's first phrase."""
    return {stems(phrase): line[0] for line in lexicon("wording")["synonyms"] for phrase in line}


class Names(dict[tuple[str, ...], str]):
    """Stems of phrases → what each is called."""

    def __init__(self, names: Mapping[tuple[str, ...], str], longest: int) -> None:
        """Of the phrases of at most `longest` stems."""
        super().__init__(names)
        lengths: dict[str, set[int]] = {}
        for key in self:
            if 0 < len(key) <= longest:
                lengths.setdefault(key[0], set()).add(len(key))
        self.lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}
        """First stem → how many stems the phrases have that begin with it, the longest first."""


def renamed(sequence: tuple[str, ...], names: Names, dropped: Set[str]) -> list[str]:
    """Stems with each phrase of `names`, the longest first, by its name; those in `dropped` left
    out, where no phrase takes them."""
    found: list[str] = []
    place = 0
    while place < len(sequence):
        for length in names.lengths.get(sequence[place], ()):
            name = names.get(sequence[place : place + length])
            if name is not None and place + length <= len(sequence):
                found.append(name)
                place += length
                break
        else:
            if sequence[place] not in dropped:
                found.append(sequence[place])
            place += 1
    return found


@cache
def known_words() -> frozenset[str]:
    """Every word that a list of this product holds; never a typing slip."""
    found = {word for key in synonyms() for word in key} | set(NUMBERS)
    for file in TERM_FILES:
        for name, listed in lexicon(file)["terms"].items():
            found.update(norm for phrase in (name, *listed) for norm in norms(phrase))
    return frozenset(found)
