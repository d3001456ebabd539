"""A list of marketing phrases and a text in; out come the phrases that stand in it, and why not.

The list stands in `templates/email/marketing.<language>.yaml`, with its sources.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import yaml

from fairnotice.mail.words import language_file, texts_only


class Phrase(NamedTuple):
    """Words that have no place in a service message."""

    words: str
    """As the list has them."""
    why: str
    """One sentence."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds them in a text."""
        return _pattern(self.words)


class Match(NamedTuple):
    """A phrase as it stands in a text."""

    words: str
    why: str


def phrases(lang: str, templates: Mapping[str, str]) -> tuple[Phrase, ...]:
    """The phrases for a language; none where there is no list, or it cannot be read."""
    path = language_file(lang, "marketing", templates)
    return _read(templates[path]) if path else ()


@functools.lru_cache(maxsize=8)  # a site has few languages, and every draft asks for their list
def _read(text: str) -> tuple[Phrase, ...]:
    try:
        read = texts_only(text)
        return tuple(
            Phrase(phrase.strip(), str(group["why"]))
            for group in read["groups"]
            for phrase in group["phrases"]
        )
    except (yaml.YAMLError, KeyError, TypeError, AttributeError):
        return ()


def standing(texts: Iterable[str], listed: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The listed phrases that may stand in one of the texts: the others need not be looked for.

    A phrase that stands in a text stands in all of them together, too, and so do the letters that
    it begins with: few of the patterns have to be compiled.
    """
    together = "\n".join(texts)
    letters = together.casefold()
    for dotted_otherwise in ("ı", "i\u0307"):  # `re.IGNORECASE` holds them to be the same
        letters = letters.replace(dotted_otherwise, "i")
    return tuple(
        phrase
        for phrase in listed
        if _beginning(phrase.words) in letters and phrase.pattern.search(together)
    )


def _beginning(words: str) -> str:
    """The letters from a to z that a phrase begins with, small: as they stand in each match."""
    found = re.match("[a-zA-Z]*", words)
    return found[0].lower() if found else ""


def matches(text: str, listed: tuple[Phrase, ...]) -> Iterator[Match]:
    """The listed phrases that stand in `text`, in the order of the list."""
    for phrase in listed:
        found = phrase.pattern.search(text)
        if found:
            yield Match(found[0], phrase.why)


@functools.lru_cache(maxsize=1024)
def _pattern(phrase: str) -> re.Pattern[str]:
    """Whole words in any case; blanks and hyphens, and both apostrophes, count as the same."""
    written = re.escape(phrase)
    for sign, meaning in ((r"\*", r"\w*"), (r"\ ", r"[\s-]+"), (r"\-", r"[\s-]+"), ("'", "['’]")):
        written = written.replace(sign, meaning)
    return re.compile(rf"(?<!\w){written}(?!\w)", re.IGNORECASE)
