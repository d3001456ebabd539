"""The items that Articles 13 and 14 of the GDPR list: item id in, the checks that "
"look for it out."""

import re
from collections.abc import Iterator, Mapping

from fairnotice.law.days import GDPR
from fairnotice.lint.law import judged
from fairnotice.lint.reading import said
from fairnotice.model import Day, Level, Place, Problem, Site, Timeline, Version

ITEMS: Mapping[str, tuple[str, ...]] = {
    "A01": ("missing-controller", "company-not-named"),
    "A02": ("missing-representative",),
    "A03": ("missing-dpo",),
    "A04": ("missing-purposes", "vague-purpose"),
    "A05": ("missing-legal-basis",),
    "A06": ("unnamed-interests", "unnamed-recognised-interest"),
    "A07": ("missing-data-kinds",),
    "A08": ("missing-recipients", "vague-recipients"),
    "A09": ("missing-transfers", "transfer-without-safeguard"),
    "A10": ("missing-retention", "vague-retention"),
    "A11": ("missing-rights",),
    "A12": ("consent-without-withdrawal",),
    "A13": ("missing-complaint-to-us",),
    "A14": ("missing-regulator",),
    "A15": ("missing-must-you-give",),
    "A16": ("missing-automated-decisions", "automated-without-route"),
    "A17": ("missing-source",),
    "A18": ("missing-change-promise",),
    "A19": ("objection-not-separate",),
    "A20": ("joint-controllers-unexplained",),
    "A21": ("hard-text", "harder-than-before", "nobody-acts", "hidden-text"),
    "A22": (),
}
"""Item → checks. A22, date and version, needs none: every page shows both. `not_applicable` in a
version's front matter may name an item in place of its checks."""


def checks_for(name: str) -> tuple[str, ...]:
    """The checks that an item's id stands for; any other name stands for itself."""
    return ITEMS.get(name, (name,))


def lacking(
    site: Site, words: re.Pattern[str], ids: frozenset[str] = frozenset(), since: Day = GDPR
) -> Iterator[Version]:
    """The privacy notices from `since` on with none of `words` and no section of these `ids`.

    `words` are in small letters, and are looked for in headings, too.
    """
    for version in judged(site, "privacy", since=since):
        sections = version.document.sections
        if said(version.document, words) is None and ids.isdisjoint(s.id for s in sections):
            yield version


def lacking_now(
    site: Site,
    timelines: Mapping[str, Timeline],
    words: re.Pattern[str],
    ids: frozenset[str] = frozenset(),
) -> Iterator[Version]:
    """The same, for what a law asks of some companies only, and of texts that can still change.

    In a superseded version nobody can answer the question any more.
    """
    for version in lacking(site, words, ids):
        if timelines[version.notice].standings[version.name].state != "superseded":
            yield version


def missing(version: Version, check: str, level: Level, wrong: str, mend: str) -> Problem:
    """A problem of a whole version, at its first line of text."""
    return Problem(check, level, top(version), wrong, mend, version=version.ref)


def top(version: Version) -> Place:
    """The first line of a version's text: its title, as a rule."""
    blank = len(version.body) - len(version.body.lstrip("\n"))
    return Place(version.path, version.body_line + blank)


def by_reason(item: str) -> str:
    """How an editor says that an optional item does not apply."""
    form = f"`not_applicable: {{{item}: …}}`"
    return f"If it does not apply, give the reason in the front matter: {form}."
