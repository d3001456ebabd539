"""The bytes of changelog.yaml and the versions go in; each version's entry, and every entry that
does not fit, come out.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from fairnotice.model import Entry, Place, Problem, Version
from fairnotice.source.days import bad_day, day
from fairnotice.source.listed import Item, listed
from fairnotice.source.plain_text import plain_text
from fairnotice.source.spelling import nearest
from fairnotice.source.trouble import gate
from fairnotice.source.version_names import NAME

PATH = "content/changelog.yaml"

_TOP = "top"
"""Id of the text before the first section."""


class Changelog(NamedTuple):
    """What changelog.yaml says."""

    entries: Mapping[str, Item[Entry]]
    """By `notice@version`; the first where there are two."""
    problems: tuple[Problem, ...]
    unread: frozenset[str] = frozenset()
    """`notice@version` of entries in which something is wrong."""
    whole: bool = True
    """False when entries may have been lost to something unreadable."""


@lru_cache(maxsize=4)
def read_changelog(raw: bytes) -> Changelog:
    """The entries in the bytes of changelog.yaml; the same bytes are read once."""
    text, spoilt = plain_text(raw, PATH)
    found = listed(text, PATH, Entry, "an entry")
    problems = [*spoilt, *found.problems]
    entries: dict[str, Item[Entry]] = {}
    for item in found.items:
        ref = f"{item.value.notice}@{item.value.version}"
        if ref in entries:
            problems.append(_second(ref, item, entries[ref].place.line))
        else:
            entries[ref] = item
    unread = {f"{u.texts.get('notice', '')}@{u.texts.get('version', '')}" for u in found.unread}
    lost = any(not u.texts.get("notice") or not u.texts.get("version") for u in found.unread)
    whole = found.whole and not spoilt and not lost
    return Changelog(entries, tuple(problems), frozenset(unread), whole)


def unmatched(
    changelog: Changelog,
    notices: Sequence[str],
    named: Mapping[str, Collection[str]],
    unclear: Sequence[str] = (),
) -> Iterator[Problem]:
    """Entries for versions that do not exist.

    `named` holds for each notice the names of its files, broken ones included; `unclear` are
    notices of which not all names are known.
    """
    for ref, item in changelog.entries.items():
        entry = item.value
        if entry.notice not in notices:
            yield _no_notice(item, notices)
        elif entry.notice in unclear:
            continue
        elif entry.version not in named.get(entry.notice, ()):
            names = named.get(entry.notice, ())
            yield _no_version(ref, item, _without(changelog, entry.notice, names))


def _without(changelog: Changelog, notice: str, names: Iterable[str]) -> list[str]:
    """The versions of a notice that no entry is about."""
    return [name for name in names if f"{notice}@{name}" not in changelog.entries]


def _meant(changelog: Changelog, notice: str, names: Collection[str]) -> frozenset[str]:
    """The versions that an entry with a slip in its version's name may be about."""
    free = _without(changelog, notice, names)
    return frozenset(
        nearest(item.value.version, free)
        for item in changelog.entries.values()
        if item.value.notice == notice and item.value.version not in names
    )


def without_entry(
    changelog: Changelog, notice: str, versions: Iterable[Version], names: Sequence[str]
) -> Iterator[Problem]:
    """Versions of one notice that have no entry; the oldest of its files' `names` needs none, nor
    one that is offered to an entry with a slip: that one is told.
    """
    if not changelog.whole or not names:
        return
    meant = _meant(changelog, notice, names)
    for version in versions:
        missing = version.ref not in changelog.entries and version.ref not in changelog.unread
        if missing and version.name != names[0] and version.name not in meant:
            yield gate(
                "version-without-entry",
                Place(version.path),
                f"The changelog has no entry for {version.ref}.",
                f"Add to {PATH} an item with `notice: {version.notice}` and "
                f"`version: {version.name}`.",
                version.ref,
            )


def misplaced(item: Item[Entry], version: Version, before: Version | None) -> Iterator[Problem]:
    """Section ids in an entry that neither the version nor its predecessor `before` has."""
    new = _ids(version)
    old = _ids(before) if before is not None else frozenset()
    either = new | old
    entry = item.value
    for number, line in enumerate(entry.changes):
        at = f"changes/{number}/section"
        yield from _unknown_section(line.section, either, at, item, version)
    for number, question in enumerate(entry.questions):
        at = f"questions/{number}/section"
        yield from _unknown_section(question.section, either, at, item, version)
    for number, erratum in enumerate(entry.errata):
        yield from _unknown_section(erratum.section, new, f"errata/{number}/section", item, version)
    yield from _moved(item, version, old, new)


def _moved(
    item: Item[Entry], version: Version, old: frozenset[str], new: frozenset[str]
) -> Iterator[Problem]:
    for source, target in item.value.moved_ids.items():
        at = item.at(f"moved_ids/{source}")
        if target not in new:
            yield gate(
                "unknown-section",
                at,
                f"`{source}` is said to have moved to `{target}`, which {version.ref} "
                "does not have.",
                _did_you_mean(target, new),
                version.ref,
            )
        if old and source not in old:
            yield gate(
                "unknown-section",
                at,
                f"`{source}` is said to have moved, but the version before has no such section.",
                _did_you_mean(source, old),
                version.ref,
            )


def _ids(version: Version) -> frozenset[str]:
    return frozenset(name for name, _ in version.document.headings) | {_TOP}


def _unknown_section(
    section: str, known: frozenset[str], at: str, item: Item[Entry], version: Version
) -> Iterator[Problem]:
    if section and section not in known:
        yield gate(
            "unknown-section",
            item.at(at),
            f"Neither {version.ref} nor the version before it has a section `{section}`.",
            _did_you_mean(section, known),
            version.ref,
        )


def _did_you_mean(word: str, known: Iterable[str]) -> str:
    near = nearest(word, sorted(known))
    return (
        f"Did you mean `{near}`?"
        if near
        else "Write the id that stands behind the heading, as `{#retention}`."
    )


def _second(ref: str, item: Item[Entry], first: int) -> Problem:
    return gate(
        "duplicate-entry",
        item.place,
        f"{ref} has an entry already, on line {first}; this one is not used.",
        "Join the two entries in one.",
        ref,
    )


def _no_notice(item: Item[Entry], notices: Sequence[str]) -> Problem:
    notice = item.value.notice
    near = nearest(notice, notices)
    return gate(
        "entry-without-version",
        item.at("notice"),
        f"There is no notice `{notice}`.",
        f"Did you mean `{near}`?" if near else "Write the id of a notice of site.yaml.",
    )


def _no_version(ref: str, item: Item[Entry], names: Collection[str]) -> Problem:
    entry = item.value
    near = nearest(entry.version, names)
    if NAME.fullmatch(entry.version) and not day(entry.version[:10]):
        wrong, mend = bad_day(entry.version[:10])
        mend = f"Did you mean `{near}`?" if near else mend
        return gate("entry-without-version", item.at("version"), wrong, mend)
    if not NAME.fullmatch(entry.version):
        form = f"Did you mean `{near}`?" if near else "Write it as its file is named: `2027-02-01`."
        wrong = f"`{entry.version[:40]}` is no version: versions are named by their day."
        return gate("entry-without-version", item.at("version"), wrong, form)
    return gate(
        "entry-without-version",
        item.at("version"),
        f"There is no version {ref}.",
        (f"Did you mean `{near}`? Otherwise write" if near else "Write")
        + f" content/{entry.notice}/{entry.version}.md, or delete the entry.",
    )
