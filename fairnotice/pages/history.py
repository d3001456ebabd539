"""A view in; each notice's page of its sections through time out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from fairnotice import urls
from fairnotice.document.ids import FOOTNOTES
from fairnotice.model import Day, Notice
from fairnotice.pages.facts import (
    LineFacts,
    VersionLink,
    changed_lines,
    comparison_href,
    version_link,
)
from fairnotice.pages.language import by_program, spoken
from fairnotice.pages.page import Page
from fairnotice.pages.section_history import (
    EventKind,
    SectionEvent,
    SectionThread,
    chain,
    threads,
)
from fairnotice.pages.shell import Belonging, shell
from fairnotice.pages.view import View


@dataclass(frozen=True, slots=True)
class EventFacts:
    """What one version did to a section."""

    kind: EventKind
    version: VersionLink
    """Leads to the section in that version; for a removed one, in the last that had it."""
    ahead: bool
    """True while that version has not taken effect."""
    heading: str
    """What it was called then, where it is called otherwise now."""
    spoken: Markup
    """Attributes of an element with that heading, or with the author's words."""
    count: int
    """How many changes there were."""
    change: str
    """Link to the first of them in the comparison, or empty."""
    before: VersionLink | None
    lines: tuple[LineFacts, ...]
    """What the author said of it."""


@dataclass(frozen=True, slots=True)
class SectionFacts:
    """A section through time."""

    id: str
    old_ids: tuple[str, ...]
    """Ids it had before, as far as no other section has them now: anchors to keep alive."""
    title: str
    spoken: Markup
    """Attributes of an element with the title."""
    gone: bool
    href: str
    """To the section in the newest version that has it."""
    events: tuple[EventFacts, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class History:
    """What the page is given."""

    sections: tuple[SectionFacts, ...]
    versions: int
    """How many versions it goes through."""
    since: Day | None
    """First day of the oldest of them."""


def pages(view: View) -> Iterator[Page]:
    """The history of every notice's sections."""
    for notice in view.site.notices:
        path = urls.history(notice.id)
        belonging = Belonging(notice, "history", canonical=path)
        yield Page(
            path,
            "history.html",
            partial(_facts, view, path, notice),
            partial(shell, view, path, belonging),
        )


def _facts(view: View, path: str, notice: Notice) -> History:
    line = chain(view, notice)
    return History(
        sections=_sections(view, path, notice),
        versions=len(line),
        since=line[0].effective if line else None,
    )


def _sections(view: View, path: str, notice: Notice) -> tuple[SectionFacts, ...]:
    found = threads(view, notice)
    newest = chain(view, notice)[-1:]
    taken = {thread.id for thread in found}
    sections = []
    for thread in found:
        old = [name for name in thread.ids if name not in taken]
        taken.update(old)
        last = thread.events[-1].before if thread.gone else None
        for version in (last,) if last else newest:
            href = urls.href(path, urls.version(notice.id, version.name), thread.id)
            sections.append(_section(view, path, thread, old, href))
    return tuple(sections)


def _section(
    view: View, path: str, thread: SectionThread, old: Sequence[str], href: str
) -> SectionFacts:
    return SectionFacts(
        id=thread.id,
        old_ids=tuple(old),
        title=thread.title,
        spoken=by_program(view) if thread.id == FOOTNOTES else spoken(view, thread.lang),
        gone=thread.gone,
        href=href,
        events=tuple(_event(view, path, thread, event) for event in reversed(thread.events)),
    )


def _event(view: View, path: str, thread: SectionThread, event: SectionEvent) -> EventFacts:
    removed = event.kind == "removed" and event.before is not None
    shown_in = event.before if removed and event.before else event.version
    link = version_link(path, event.version)
    before = event.before
    compared = comparison_href(view, path, before, event.version) if before else ""
    ids = {event.id, *thread.ids}
    entry = event.version.entry
    lines = changed_lines(view, path, event.version)
    said = zip(entry.changes if entry else (), lines, strict=True)
    return EventFacts(
        kind=event.kind,
        version=VersionLink(
            link.day,
            link.number,
            link.effective,
            urls.href(path, urls.version(shown_in.notice, shown_in.name), event.id),
        ),
        ahead=not view.has_come(event.version.effective),
        heading=event.title if event.title != thread.title else "",
        spoken=spoken(view, event.version.lang),
        count=event.count,
        change=f"{compared}#{urls.change_anchor(event.change)}"
        if compared and event.change
        else compared,
        before=version_link(path, before) if before else None,
        lines=tuple(facts for line, facts in said if line.section in ids),
    )
