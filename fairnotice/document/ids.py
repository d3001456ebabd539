"""Headings in; section ids that can be linked to for ever, and the problems of given ones, out.

An id is given in the text (`## How long we keep it {#retention}`) or made from the heading. It is
never numbered by position, so that a section added elsewhere changes no address.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fairnotice.model import Place, Problem

TOP = "top"
"""Id of the text before the first heading."""
FOOTNOTES = "footnotes"
"""Id of the section of footnotes."""

_USABLE = re.compile(r"\w[\w.:~-]*")
_OURS = re.compile(r"(?:change|list)-\d+(?:-from)?|fn(?:ref)?:.*")
"""Ids that redlines and footnotes take on a page."""
_UNREAD = re.compile(r"(?:\{\s*#\s*([\w-]*)[^{}]*\}?|#([\w-]+)\})[.:;]?$")
"""An id that was read as words of the heading: `How long {#retention`, `How long #retention}`."""
_NUMBERING = re.compile(
    r"(?:(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\d{1,3}(?:\.\d{1,3}){1,9}[.)]?|§)\s+(?=\w)"
)
_NOT_IN_SLUG = re.compile(r"[^\w\s-]+")
_GAPS = re.compile(r"[\s_-]+")
_SLUG_LENGTH = 60


class Headed(NamedTuple):
    """What a section's id is made of."""

    title: str
    given: str
    """Id that the text gives, or empty."""
    line: int
    parent: int
    """Index of the enclosing section, -1 for none."""
    opening: str
    """The first words below the heading: they tell like headings apart."""


def usable(anchor: str) -> bool:
    """Whether an id can stand in an address and is not one that pages take for themselves."""
    return _USABLE.fullmatch(anchor) is not None and _OURS.fullmatch(anchor) is None


def slug(title: str) -> str:
    """An id made from a heading in any script: `3. Who we are` → `who-we-are`."""
    words = _NOT_IN_SLUG.sub("", _NUMBERING.sub("", title.strip().lower(), count=1))
    whole = _GAPS.sub("-", words).strip("-")
    if len(whole) > _SLUG_LENGTH:
        cut = whole[: _SLUG_LENGTH + 1].rpartition("-")[0]
        whole = cut or whole[:_SLUG_LENGTH]
    return whole if usable(whole) else f"section-{whole}".strip("-")


def ids(sections: Sequence[Headed], taken: frozenset[str]) -> tuple[str, ...]:
    """The id of each section, all different, none in `taken`."""
    slugs = [s.given if usable(s.given) else slug(s.given or s.title) for s in sections]
    given = {s.given for s in sections if usable(s.given)}
    often = Counter(name for name, s in zip(slugs, sections, strict=True) if name != s.given)
    used = set(taken)
    alike: Counter[str] = Counter()
    out: list[str] = []
    for section, name in zip(sections, slugs, strict=True):
        unique = name
        repeated = name != section.given and (often[name] > 1 or name in given)
        if repeated or unique in used:
            parent = out[section.parent] if section.parent >= 0 else ""
            unique = f"{parent}-{name}".strip("-") if parent else name
            if not parent and often[name] > 1:
                unique = f"{name}-{slug(section.opening)}"
        if unique in used or (unique != section.given and unique in given):
            unique = f"{unique}-{slug(section.opening)}"
        # Alike to the last word: nothing but their order is left to tell them apart.
        last = unique
        while unique in used or (unique != section.given and unique in given):
            alike[last] += 1
            unique = f"{last}-{alike[last] + 1}"
        used.add(unique)
        out.append(unique)
    return tuple(out)


def problems(
    sections: Sequence[Headed], names: Sequence[str], path: str, taken: frozenset[str]
) -> Iterator[Problem]:
    """What an editor has to mend about the ids of headings."""
    first: dict[str, int] = {}
    for section, name in zip(sections, names, strict=True):
        place = Place(path, section.line)
        unread = None if section.given else _UNREAD.search(section.title)
        if unread:
            yield Problem(
                "unusable-id",
                "error",
                place,
                f"The id in “{unread.group()}” cannot be read, so readers see it in the heading.",
                f"Write {{#{slug(unread[1] or unread[2] or name)}}} at the end of the heading’s "
                "line.",
            )
        elif not section.given:
            yield Problem(
                "heading-without-id",
                "warning",
                place,
                f"The heading “{section.title}” has no id, so a link to it breaks when its words "
                "change.",
                f"Write {{#{name}}} at the end of the heading’s line.",
            )
        elif section.given in first:
            yield Problem(
                "duplicate-id",
                "error",
                place,
                f"The id “{section.given}” is given twice, on lines {first[section.given]} "
                f"and {section.line}.",
                "Give this heading an id of its own, for example "
                f"{{#{_own(section, name, names)}}}.",
            )
        elif not usable(section.given) or section.given in taken:
            yield Problem(
                "unusable-id",
                "error",
                place,
                f"The id “{section.given}” cannot be used in an address or is one that the pages "
                "use themselves.",
                f"Use letters, digits and hyphens, for example {{#{name}}}.",
            )
        if section.given:
            first.setdefault(section.given, section.line)


def _own(section: Headed, name: str, names: Sequence[str]) -> str:
    """An id from the section's heading alone where none has it, else the one that it was given."""
    short = slug(section.title)
    return name if short in names else short
