"""A list of marketing phrases and a text in; out come the phrases that stand in it, and why not.

The list stands in `templates/email/marketing.<language>.yaml`, with its sources.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import yaml

from fairnotice.mail.words import language_file


class Phrase(NamedTuple):
    """Words that have no place in a service message."""

    pattern: re.Pattern[str]
    why: str
    """One sentence."""


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
        read = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - texts only
        return tuple(
            Phrase(_pattern(phrase), str(group["why"]))
            for group in read["groups"]
            for phrase in group["phrases"]
        )
    except (yaml.YAMLError, KeyError, TypeError, AttributeError):
        return ()


def standing(texts: Iterable[str], listed: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The listed phrases that may stand in one of the texts: the others need not be looked for.

    A phrase that stands in a text stands in all of them together, too.
    """
    together = "\n".join(texts)
    return tuple(phrase for phrase in listed if phrase.pattern.search(together))


def matches(text: str, listed: tuple[Phrase, ...]) -> Iterator[Match]:
    """The listed phrases that stand in `text`, in the order of the list."""
    for phrase in listed:
        found = phrase.pattern.search(text)
        if found:
            yield Match(found[0], phrase.why)


def _pattern(phrase: str) -> re.Pattern[str]:
    """Whole words in any case; blanks and hyphens, and both apostrophes, count as the same."""
    written = re.escape(phrase.strip())
    for sign, meaning in ((r"\*", r"\w*"), (r"\ ", r"[\s-]+"), (r"\-", r"[\s-]+"), ("'", "['’]")):
        written = written.replace(sign, meaning)
    return re.compile(rf"(?<!\w){written}(?!\w)", re.IGNORECASE)
