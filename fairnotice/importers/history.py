"""The texts of a notice, each with its day, in; its versions with stable ids and drafted changelog
entries out.

A day on which readers saw other words becomes a version: the last text of that day. A section keeps
its id from version to version, whatever its heading says: sections are paired as the comparison
pairs them, by heading, by shared paragraphs, by likeness.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fairnotice.document.ids import FOOTNOTES, TOP
from fairnotice.document.tally import tally
from fairnotice.importers.active import inert, is_active
from fairnotice.importers.entries import entry, first_entry
from fairnotice.importers.foreign import Foreign, UnusableError, foreign
from fairnotice.importers.heading_ids import Parse, with_ids, with_links
from fairnotice.model import Assessment, Comparison, Day, Document, Entry, Problem


@dataclass(frozen=True, slots=True)
class Reading:
    """How texts are read, compared and judged."""

    parse: Parse
    compare: Callable[[Document, Document], Comparison]
    assess: Callable[[Comparison], Assessment]


class Snapshot(NamedTuple):
    """A text as it stood at the end of a day."""

    day: Day
    content: bytes
    origin: str
    """Where it is from, for messages: a commit, a file."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which versions of which notice are made."""

    notice: str
    """Id of the notice."""
    title: str
    """Title of a text that has none of its own."""
    today: Day
    since: Day | None = None
    """Texts of earlier days are left out."""
    min_words: int = 0
    """Fewest words removed and added together that make a version."""


@dataclass(frozen=True, slots=True)
class Imported:
    """A version to write."""

    name: str
    content: bytes
    """The whole file."""
    entry: Entry
    document: Document
    raw: Document
    """The same text before ids were added."""
    ids: Mapping[str, str]
    """Id of each section in `raw` → id in `document`."""


class Step(NamedTuple):
    """What became of one text."""

    snapshot: Snapshot
    version: Imported | None
    """None where readers saw no other words than before, or too few."""
    notes: tuple[str, ...]
    """What an editor should know, a sentence each."""


def history(snapshots: Sequence[Snapshot], wanted: Wanted, reading: Reading) -> Iterator[Step]:
    """What becomes of each text, oldest first; `snapshots` are in the order of the texts.

    Of the texts of one day only the last counts. Changes that are too small for a version are part
    of the next one.
    """
    ordered = last_of_each_day(snapshots)
    cut = [s for s in ordered if wanted.since is None or s.day >= wanted.since]
    before: Imported | None = None
    seen = ("", "")
    dropped: tuple[str, ...] = ()
    for snapshot, following in zip(cut, [*cut[1:], None], strict=True):
        try:
            text = foreign(snapshot.content)
        except UnusableError as error:
            yield Step(snapshot, None, (f"{_named(snapshot)} is left out: {error}.",))
            continue
        if text.dropped and text.dropped != dropped:
            yield Step(snapshot, None, (_front_matter(snapshot, text),))
        dropped = text.dropped
        if before is not None and (text.body, text.title) == seen:
            continue
        step = _step(snapshot, following, text, before, wanted, reading)
        if step.version is not None:
            if before is None and len(cut) < len(ordered):
                version = _with_entry(step.version, wanted.notice)
                step = step._replace(version=version)
            before, seen = step.version, (text.body, text.title)
        yield step


def last_of_each_day(snapshots: Sequence[Snapshot]) -> list[Snapshot]:
    """The last text of each day, days rising: a text never counts as older than the one before."""
    days: dict[Day, Snapshot] = {}
    latest = Day.min
    for snapshot in snapshots:
        latest = max(latest, snapshot.day)
        days[latest] = snapshot._replace(day=latest)
    return list(days.values())


def one_version(
    snapshot: Snapshot, before: Document | None, wanted: Wanted, reading: Reading
) -> Step:
    """A single text as the version that follows `before`, whose ids its sections keep."""
    earlier = (
        None
        if before is None
        else Imported("", b"", Entry("", ""), before, before, {s.id: s.id for s in before.sections})
    )
    return _step(snapshot, None, foreign(snapshot.content), earlier, wanted, reading, always=True)


# ---------------------------------------- one text


def _step(
    snapshot: Snapshot,
    following: Snapshot | None,
    text: Foreign,
    before: Imported | None,
    wanted: Wanted,
    reading: Reading,
    *,
    always: bool = False,
) -> Step:
    effective, dated = _effective(snapshot, following, text, wanted)
    path = f"content/{wanted.notice}/{effective}.md"
    read = first = reading.parse(text.body, path=path)
    body = _titled(text, read.document, wanted)
    if body != text.body:
        read = reading.parse(body, path=path)
    if any(is_active(problem) for problem in read.problems):
        body = inert(body, read.document, reading.parse, path)
        read = reading.parse(body, path=path)
    raw, problems = read.document, read.problems
    broken = next((problem for problem in problems if problem.broken), None)
    if broken is not None:
        wrong = f"{_named(snapshot)} is left out, line {broken.place.line}: {broken.wrong}"
        return Step(snapshot, None, (wrong,))
    pairing = reading.compare(before.raw, raw) if before else None
    if before and pairing and not always:
        too_small = _too_small(pairing, before, raw, wanted)
        if too_small is not None:
            return Step(snapshot, None, too_small)
    ids = _ids(raw, before, pairing)
    linked = with_links(body, raw, ids)
    finished, document = with_ids(linked, raw, ids, reading.parse, path)
    given = {old.id: new.id for old, new in zip(raw.sections, document.sections, strict=True)}
    name = str(effective)
    drafted = _entry(name, document, given, before, pairing, wanted, reading)
    content = (_front(snapshot.day, effective, finished) + finished).encode()
    version = Imported(name, content, drafted, document, raw, given)
    return Step(
        snapshot, version, (*_notes(snapshot, text), *dated, *_reported(snapshot, first.problems))
    )


def _titled(text: Foreign, document: Document, wanted: Wanted) -> str:
    """The body with a title: its own first heading, else the front matter's, else the notice's."""
    tops = sum(1 for line in text.body.split("\n") if line.startswith("# "))
    # With a title above the text, several headings of the first rank are its sections.
    if document.title and not (text.title and tops > 1):
        return text.body
    return f"# {_inert(text.title or wanted.title)}\n\n{text.body}"


def _inert(title: str) -> str:
    """A title as it can stand in Markdown."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<#{" else sign for sign in title)


def _too_small(
    pairing: Comparison, before: Imported, raw: Document, wanted: Wanted
) -> tuple[str, ...] | None:
    """What to say of a change that makes no version; None for one that does."""
    counts = tally(pairing)
    words = counts.words_removed + counts.words_added
    if not pairing.changes and raw.title == before.raw.title:
        return ()
    if words < wanted.min_words:
        return (f"{words} words differ from {before.name}: fewer than {wanted.min_words}.",)
    return None


def _effective(
    snapshot: Snapshot, following: Snapshot | None, text: Foreign, wanted: Wanted
) -> tuple[Day, tuple[str, ...]]:
    """The day from which a text applies: the one on which it appeared, or a later one that its
    front matter names, as long as that came before the next text did."""
    named = text.effective
    if named is None or named == snapshot.day:
        return snapshot.day, ()
    end = following.day if following else wanted.today
    if snapshot.day < named and (named < end or (following is None and named == end)):
        return named, (f"{_named(snapshot)} applies from {named}, as its front matter says.",)
    return snapshot.day, ()


def _front(published: Day, effective: Day, body: str) -> str:
    """Front matter, where the file's name does not say it all."""
    if published != effective:
        return f"---\npublished: {published}\n---\n\n"
    # A rule in the first line would be read as the beginning of front matter.
    return "---\n---\n\n" if body.startswith("---") else ""


# ---------------------------------------- ids


def _ids(raw: Document, before: Imported | None, pairing: Comparison | None) -> dict[str, str]:
    """The id that each section shall have: its own where the text gives one, else the one that
    the same section had before, else one made from its heading."""
    found = {s.id: s.id for s in raw.sections if s.named or s.id in {TOP, FOOTNOTES}}
    taken = set(found.values())
    if before is not None and pairing is not None:
        for both in pairing.sections:
            if both.old is None or both.new is None or both.new.id in found:
                continue
            kept = before.ids.get(both.old.id, "")
            if kept and kept not in taken | {TOP, FOOTNOTES}:
                found[both.new.id] = kept
                taken.add(kept)
    for section in raw.sections:
        if section.id not in found:
            found[section.id] = _free(section.id, found.get(section.parent, ""), taken)
            taken.add(found[section.id])
    return found


def _free(slug: str, parent: str, taken: set[str]) -> str:
    """An id for a section that had none: another section may have kept the one it would get."""
    if slug not in taken:
        return slug
    if parent and f"{parent}-{slug}" not in taken:
        return f"{parent}-{slug}"
    number = 2
    while f"{slug}-{number}" in taken:
        number += 1
    return f"{slug}-{number}"


def _entry(
    name: str,
    document: Document,
    given: Mapping[str, str],
    before: Imported | None,
    pairing: Comparison | None,
    wanted: Wanted,
    reading: Reading,
) -> Entry:
    if before is None or pairing is None:
        return first_entry(wanted.notice, name, earlier_text=False)
    here = {section.id for section in document.sections}
    moved = {}
    for both in pairing.sections:
        if both.old is None or both.new is None:
            continue
        old, new = before.ids.get(both.old.id, both.old.id), given[both.new.id]
        if old != new and old not in here | {TOP, FOOTNOTES}:
            moved[old] = new
    comparison = reading.compare(before.document, document)
    # With the ids that they have now, sections may be paired in another way: an id that an author
    # gives to a section was perhaps another one's before.
    for both in comparison.sections:
        if both.old is not None and both.new is not None and both.old.id not in here:
            moved.setdefault(both.old.id, both.new.id)
    return entry(wanted.notice, name, comparison, reading.assess(comparison), moved)


def _with_entry(version: Imported, notice: str) -> Imported:
    """The first version, when older texts existed."""
    return Imported(
        version.name,
        version.content,
        first_entry(notice, version.name, earlier_text=True),
        version.document,
        version.raw,
        version.ids,
    )


# ---------------------------------------- what to say


def _named(snapshot: Snapshot) -> str:
    return f"{snapshot.day} ({snapshot.origin})" if snapshot.origin else str(snapshot.day)


def _front_matter(snapshot: Snapshot, text: Foreign) -> str:
    keys = ", ".join(text.dropped)
    return f"From {_named(snapshot)} on, front matter is left out ({keys})."


def _notes(snapshot: Snapshot, text: Foreign) -> Iterator[str]:
    if text.encoding != "utf-8":
        yield f"{_named(snapshot)}: not UTF-8, read as {text.encoding}."


def _reported(snapshot: Snapshot, problems: Sequence[Problem]) -> Iterator[str]:
    """Raw HTML that does not reach readers."""
    lost = [p for p in problems if p.check in {"raw-html", "unsafe-link"} and p.level != "info"]
    for problem in lost:
        yield f"{_named(snapshot)}, line {problem.place.line}: {problem.wrong}"
