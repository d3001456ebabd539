"""A version and the page that speaks of it in; the facts about the version, with links, out."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from fairnotice import urls
from fairnotice.model import (
    ChangeLine,
    Day,
    Entry,
    LineKind,
    Notice,
    Provenance,
    Rescheduling,
    State,
    Version,
)
from fairnotice.pages.cookie_changes import CookieChange, cookie_changes
from fairnotice.pages.language import aside, in_sentence, of_site, spoken
from fairnotice.pages.view import View, coming, in_force

_NO_ENTRY = Entry(notice="-", version="-")


@dataclass(frozen=True, slots=True)
class LineFacts:
    """A line of a version's changes, with a link to the section it tells of."""

    kind: LineKind
    summary: str
    means: str
    action: str
    until: Day | None
    section_title: str
    """Empty when the line is about the whole notice."""
    title_spoken: Markup
    """Attributes of an element with that title."""
    href: str
    """To the section; in the old text where it was removed. Empty like the title."""


class VersionFacts(NamedTuple):
    """What pages say of a version."""

    notice_in_sentence: str
    site_spoken: Markup
    """Attributes of an element with that title, or with other words of site.yaml."""
    name: str
    day: Day
    """The day in its name."""
    number: int
    """1, or 2 and up for a later one of the same day."""
    title: str
    lang: str
    spoken: Markup
    """Attributes of an element of the page that holds the version's words, or those of its entry:
    in which language they are, where that is not the page's."""
    aside: Markup
    """Attributes of an element that holds the page's words among those."""
    state: State
    published: Day
    effective: Day
    updated: Day
    """Day on which readers last met new words: `effective` once that has come."""
    last_day: Day | None
    """The last day on which it applied, for a superseded version."""
    provenance: Provenance
    earlier_not_held: bool
    """True for a first version whose older text existed and is not held."""
    summary: str
    if_nothing: str
    rescheduled: tuple[Rescheduling, ...]
    lines: tuple[LineFacts, ...]
    href: str
    public_address: str
    """Full address under `site_url`, or the address within the site."""
    predecessor: "VersionLink | None"
    """The version it is compared with, where readers may see it."""
    comparison: str
    """Link to that comparison, or empty."""
    cookies: tuple[CookieChange, ...]
    """What happened to the rows of its table of cookies since the predecessor."""
    cookies_spoken: Markup
    """Attributes of an element with words of the predecessor's rows."""
    since: str
    """Link to its comparison with the version in force; empty when it is that, or has no page."""


@dataclass(frozen=True, slots=True)
class VersionLink:
    """A version, named and linked."""

    day: Day
    number: int
    effective: Day
    href: str


@dataclass(frozen=True, slots=True)
class NoticeLinks:
    """The pages of a notice, from the page that shows them."""

    title: str
    in_sentence: str
    """The title as it stands in a sentence."""
    in_force: str
    changes: str
    versions: str
    upcoming: str
    history: str
    coming: int
    """How many versions are on their way."""


def notice_links(view: View, page: str, notice: Notice) -> NoticeLinks:
    """Links from `page` to the pages of `notice`."""
    return NoticeLinks(
        title=notice.title,
        in_sentence=in_sentence(view.site.settings, notice.title),
        in_force=urls.href(page, urls.notice(notice.id)),
        changes=urls.href(page, urls.changes(notice.id)),
        versions=urls.href(page, urls.versions(notice.id)),
        upcoming=urls.href(page, urls.upcoming(notice.id)),
        history=urls.href(page, urls.history(notice.id)),
        coming=len(coming(view, notice)),
    )


def version_link(page: str, version: Version) -> VersionLink:
    """The version named, with a link from `page` to its own page."""
    day, number = _name(version)
    href = urls.href(page, urls.version(version.notice, version.name))
    return VersionLink(day, number, version.effective, href)


def version_facts(view: View, page: str, version: Version, text_at: str = "") -> VersionFacts:
    """What `page` says of `version`.

    Changes link to their sections in the text at `text_at`; left out, on the version's own page.
    """
    known = view.told_once(f"facts {version.ref}", lambda: _known(view, version))
    before, comparison, since = known.before, known.comparison, known.since
    return known.facts._replace(
        lines=changed_lines(view, page, version, text_at),
        href=urls.href(page, known.own),
        predecessor=version_link(page, before) if before else None,
        comparison=urls.href(page, comparison) if comparison else "",
        since=urls.href(page, since) if since else "",
    )


def version_facts_beside(view: View, page: str, version: Version) -> VersionFacts:
    """The same, worked out once for all pages that stand as deep in the same folder as `page`, a
    comparison: links from them are the same but those to comparisons with the same old version."""
    apart = page.rsplit("/", 2)[0]
    known = view.told_once(f"facts {version.ref}", lambda: _known(view, version))
    if any(path.startswith(f"{apart}/") for path in (known.comparison, known.since)):
        return version_facts(view, page, version)
    name = f"facts {version.ref} below {apart.rpartition('/')[0]}"
    return view.told_once(name, lambda: version_facts(view, page, version))


class _Known(NamedTuple):
    """What is known of a version wherever it is spoken of."""

    facts: VersionFacts
    """Without links."""
    own: str
    """Path of its page."""
    before: Version | None
    """Its predecessor, where readers may see it."""
    comparison: str
    """Path of the comparison of the two, or empty."""
    since: str
    """Path of its comparison with the version in force, where that is a later one."""


def _known(view: View, version: Version) -> _Known:
    before, current = _predecessor(view, version), replaced_by(view, version)
    later = current if current and current.order > version.order else None
    return _Known(
        _without_links(view, version),
        urls.version(version.notice, version.name),
        before,
        _comparison(view, before, version) if before else "",
        _comparison(view, version, later) if later else "",
    )


def _without_links(view: View, version: Version) -> VersionFacts:
    """What all pages say of the version."""
    entry = version.entry or _NO_ENTRY
    day, number = _name(version)
    address = urls.version(version.notice, version.name)
    before = _predecessor(view, version)
    return VersionFacts(
        notice_in_sentence=in_sentence(view.site.settings, view.notice_of(version).title),
        name=version.name,
        day=day,
        number=number,
        title=version.title,
        lang=version.lang,
        spoken=spoken(view, version.lang),
        aside=aside(view, version),
        state=view.standing(version).state,
        published=version.published,
        effective=version.effective,
        updated=version.effective if view.has_come(version.effective) else version.published,
        last_day=_last_day(view, version),
        provenance=entry.provenance,
        earlier_not_held=entry.earlier == "not-held",
        site_spoken=of_site(view),
        summary=entry.summary,
        if_nothing=entry.if_nothing,
        rescheduled=entry.rescheduled,
        lines=(),
        href="",
        public_address=urls.public(view.site.settings.site_url, address) or urls.address(address),
        predecessor=None,
        comparison="",
        cookies=cookie_changes(before.cookies, version.cookies) if before else (),
        cookies_spoken=spoken(view, before.lang if before else version.lang),
        since="",
    )


def changed_lines(
    view: View, page: str, version: Version, text_at: str = ""
) -> tuple[LineFacts, ...]:
    """What the entry of `version` says of each change, as `version_facts` has it."""
    address = text_at or urls.version(version.notice, version.name)
    lines = version.entry.changes if version.entry else ()
    return tuple(_line(view, page, version, line, address) for line in lines)


def comparison_href(view: View, page: str, old: Version, new: Version) -> str:
    """Link from `page` to the comparison of two versions; empty when it has no page."""
    path = _comparison(view, old, new)
    return urls.href(page, path) if path else ""


def _comparison(view: View, old: Version, new: Version) -> str:
    """Path of the comparison of two versions; empty when it has no page."""
    key = (new.notice, old.name, new.name)
    return urls.comparison(*key) if key in view.index.keys else ""


def replaced_by(view: View, version: Version) -> Version | None:
    """The version in force, when it is another one."""
    current = in_force(view, view.notice_of(version))
    return current if current and current.name != version.name else None


def _name(version: Version) -> tuple[Day, int]:
    """The day and the number in a version's name."""
    day, number = version.order
    return datetime.date.fromisoformat(day), number


def _predecessor(view: View, version: Version) -> Version | None:
    """The version that a reader is to compare this one with, if readers may see it."""
    name = view.standing(version).predecessor
    return view.index.seen.get((version.notice, name))


def _last_day(view: View, version: Version) -> Day | None:
    """The day before its successor took effect; None where it never gave way, or the same day."""
    standing = view.standing(version)
    if standing.state != "superseded" or not standing.successor:
        return None
    successor = view.version(version.notice, standing.successor)
    last = successor.effective - datetime.timedelta(days=1)
    return last if last >= version.effective else None


def _line(view: View, page: str, version: Version, line: ChangeLine, text_at: str) -> LineFacts:
    """A line with the title of its section and a link there, in the new text or the old."""
    before = _predecessor(view, version)
    title, lang = section_title(version, line.section), version.lang
    href = urls.href(page, text_at, line.section) if title else ""
    if not title and before:
        title, lang = section_title(before, line.section), before.lang
        old_text = urls.version(before.notice, before.name)
        href = urls.href(page, old_text, line.section) if title else ""
    return LineFacts(
        line.kind,
        line.summary,
        line.means,
        line.action,
        line.until,
        title,
        spoken(view, lang),
        href,
    )


def section_title(version: Version, section_id: str) -> str:
    """The heading of a section; empty when the text has none of that id."""
    return next((title for name, title in version.document.headings if name == section_id), "")
