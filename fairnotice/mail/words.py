"""A language and the templates in; out come the words of a message in that language.

The words stand in `templates/email/words.<language>.yaml`, so that a site can put its own in their
place and add languages.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from fairnotice.mail.plain import line
from fairnotice.model import Day, Place, Problem

FOLDER = "email/"
"""Where the words lie below templates/."""

KEYS = (
    "subject", "subject_plain", "and", "proof_subject", "proof", "proof_open", "title", "greeting",
    "why_customers", "why_customers_same_name", "why_contacts", "why_contacts_same_name", "when",
    "changes", "whole_notice", "before", "after", "after_none", "before_no_part", "after_no_part",
    "quote", "means", "see_change", "smaller", "parts_change", "parts_clearer", "see_all",
    "choices", "by", "any_time", "nothing_needed", "choice", "if_nothing", "read", "read_new",
    "read_old", "read_both", "questions", "contact", "contact_post", "contact_phone",
    "contact_subscriber", "complain", "complain_soon", "complain_plain", "regulator_commission",
    "regulator_commissioner", "regulator_eu", "regulator_eu_too", "other_formats", "service",
    "date",
)  # fmt: skip
"""Every sentence that a language needs; beside them it needs `months` and `topics`."""

SLOTS = frozenset({
    "action", "address", "brand", "company", "date", "day", "month", "notice", "one", "other",
    "phone", "section", "subject", "text", "what", "year",
})  # fmt: skip
"""What a sentence may have in braces."""


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one language."""

    sentences: Mapping[str, str]
    months: tuple[str, ...]
    topics: Mapping[str, str]

    def say(self, key: str, **slots: str) -> str:
        """The sentence `key` with its slots filled, on one line."""
        return line(self.sentences[key].format_map(dict.fromkeys(SLOTS, "") | slots))

    def day(self, day: Day) -> str:
        """A date written out, without its weekday: `1 March 2027`."""
        month = self.months[day.month - 1]
        return self.say("date", day=str(day.day), month=month, year=str(day.year))


def language_file(lang: str, name: str, templates: Mapping[str, str]) -> str:
    """Which template `name` serves the language `lang` (`en-GB`, else `en`); empty if none."""
    parts = lang.split("-")
    for length in range(len(parts), 0, -1):
        path = f"{FOLDER}{name}.{'-'.join(parts[:length])}.yaml"
        if path in templates:
            return path
    return ""


_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def words(lang: str, templates: Mapping[str, str]) -> Words | Problem:
    """The words for `lang` (BCP 47), or why there are none.

    `templates` are texts by their name below templates/.
    """
    path = language_file(lang, "words", templates)
    if not path:
        wanted = f"templates/{FOLDER}words.{lang.partition('-')[0]}.yaml"
        return Problem(
            check="email-language",
            level="error",
            place=Place(wanted),
            wrong=f"There are no words for a message in the language “{line(lang)}”.",
            mend=f"Copy the program's templates/{FOLDER}words.en.yaml to {wanted} in the site's "
            f"folder, and translate it; so with marketing.en.yaml, without which nothing looks for "
            f"marketing in the message.",
        )
    try:
        read = _read(templates[path])
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return _bad(path, "cannot be read as YAML", mark.line + 1 if mark else 1)
    return _checked(path, read)


@functools.lru_cache(maxsize=8)  # a site has few languages, and every draft asks for their words
def _read(text: str) -> object:
    try:
        return texts_only(text)
    except yaml.YAMLError:  # it says the line in other words
        return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - texts only


def texts_only(text: str) -> Any:
    """What a YAML file says, every scalar a text, by the quickest reader that there is."""
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - texts only


def _checked(path: str, read: object) -> Words | Problem:
    """The words if every one is there and can be filled."""
    if not isinstance(read, dict):
        return _bad(path, "is not a list of keys and sentences")
    for key in KEYS:
        sentence = read.get(key)
        if not isinstance(sentence, str) or not sentence.strip():
            return _bad(path, f"has no sentence “{key}”")
        try:
            sentence.format_map(dict.fromkeys(SLOTS, ""))
        except (KeyError, ValueError, IndexError, AttributeError, TypeError):
            return _bad(path, f"has something in braces in “{key}” that nothing can fill")
    months, topics = read.get("months"), read.get("topics")
    if not isinstance(months, list) or len(months) != 12 or not all(_is_text(m) for m in months):
        return _bad(path, "needs twelve “months”")
    if not isinstance(topics, dict) or not all(_is_text(text) for text in topics.values()):
        return _bad(path, "needs “topics”, each with a phrase")
    return Words({key: read[key] for key in KEYS}, tuple(months), topics)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _bad(path: str, what: str, row: int = 1) -> Problem:
    """A words file that cannot be used."""
    return Problem(
        check="template-error",
        level="error",
        place=Place(f"templates/{path}", row),
        wrong=f"This file of words for messages {what}.",
        mend="Mend it, or delete your copy to get the supplied one back.",
    )
