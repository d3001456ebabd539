"""A view in; a page for every comparison that readers may see out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from markupsafe import Markup

from fairnotice import urls
from fairnotice.document.language import Voices, voices
from fairnotice.document.markings import markings
from fairnotice.document.redline_html import redline_html
from fairnotice.document.tally import tally
from fairnotice.memo.trace import saw, seeing
from fairnotice.model import Comparison, Notice, Tally, Verdict, Version
from fairnotice.pages.address import on_page
from fairnotice.pages.change_list import ChangedSection, change_list
from fairnotice.pages.cookie_changes import CookieChange, cookie_changes
from fairnotice.pages.facts import LineFacts, VersionFacts, version_facts, version_facts_beside
from fairnotice.pages.language import heard, of_program, spoken
from fairnotice.pages.page import Page
from fairnotice.pages.section_history import threads
from fairnotice.pages.shell import Belonging, comparison_print_style, shell
from fairnotice.pages.view import Key, View, comparisons_shown, made_beside, shown


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """What a comparison's page is given."""

    old: VersionFacts
    new: VersionFacts
    verdict: Verdict | None
    """What it means for readers; None where nobody has judged it."""
    tally: Tally
    sections: tuple[ChangedSection, ...]
    """The list of changes, by section."""
    voices: Voices
    """What tells apart the page's words and those of the two texts."""
    count: int
    between: tuple[VersionFacts, ...]
    """The new version and the latest of those that came in between, newest first."""
    before_those: int
    """How many came in between before them."""
    told: tuple["ToldSection", ...]
    """What the authors of `between` said, joined by section."""
    cookies: tuple[CookieChange, ...]
    """What happened to the rows of the table of cookies."""
    side_by_side: str
    """Link to the page with two columns."""
    body: Markup
    public_address: str
    """Full address of the page, or the address within the site."""


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A line of an author, and the version it was written for."""

    line: LineFacts
    version: VersionFacts


@dataclass(frozen=True, slots=True)
class ToldSection:
    """What was said of one section on the way from the old text to the new one."""

    title: str
    """Empty for lines about the whole notice."""
    title_spoken: Markup
    """Attributes of an element with that title."""
    lines: tuple[ToldLine, ...]
    """Newest first."""


_MOST = 30
"""Of how many versions a page tells what their authors said; nobody reads the words of more."""

_GRAVEST_FIRST: tuple[Verdict, ...] = ("significant", "review", "minor")


def pages(view: View) -> Iterator[Page]:
    """Every comparison that readers may see."""
    for notice in view.site.notices:
        for key in comparisons_shown(view, notice):
            path = urls.comparison(*key)
            belonging = Belonging(notice, indexed=False, print_style=comparison_print_style(key))
            yield Page(
                path,
                "comparison.html",
                partial(_facts, view, path, key),
                partial(shell, view, path, belonging),
                made_beside(view, key),
            )


def _facts(view: View, path: str, key: Key) -> ComparisonPage:
    notice_id, old, new = key[0], view.version(key[0], key[1]), view.version(key[0], key[2])
    comparison = view.comparisons[key]
    program = voices(of_program(view.site.settings), new.lang, old.lang)
    told = heard(view, new, old)
    steps = _between(view, old, new)
    between = tuple(version_facts_beside(view, path, v) for v in steps.latest(_MOST))
    return ComparisonPage(
        old=version_facts(view, path, old),
        new=version_facts(view, path, new),
        verdict=_verdict(view, key, comparison, steps),
        tally=tally(comparison),
        sections=change_list(comparison, told),
        voices=told,
        count=len(markings(comparison)),
        between=between,
        before_those=steps.number - len(between),
        told=_told(view, new, between),
        cookies=cookie_changes(old.cookies, new.cookies),
        side_by_side=urls.href(path, urls.side_by_side(*key)),
        body=Markup(  # noqa: S704  the printer escapes the text
            redline_html(comparison, on_page(path, notice_id), program)
        ),
        public_address=urls.public(view.site.settings.site_url, path) or urls.address(path),
    )


def _told(view: View, new: Version, between: tuple[VersionFacts, ...]) -> tuple[ToldSection, ...]:
    """The authors' lines by section: a renamed section's lines stand under its newest heading."""
    headings = dict(new.document.headings)
    found: dict[tuple[str, Markup], list[ToldLine]] = {}
    for facts in between:
        entry = view.version(new.notice, facts.name).entry
        for written, line in zip(entry.changes if entry else (), facts.lines, strict=True):
            heading = headings.get(written.section)
            if heading is not None:
                title, lang = heading, new.lang
            else:
                title, lang = _former_title(view, new, written.section)
            named = spoken(view, lang) if title else line.title_spoken
            found.setdefault((title or line.section_title, named), []).append(ToldLine(line, facts))
    return tuple(ToldSection(*named, tuple(lines)) for named, lines in found.items())


def _former_title(view: View, new: Version, section_id: str) -> tuple[str, str]:
    """The newest heading of a section that `new` does not have, and its language; both empty for
    one it never had."""
    titles = [
        (thread.title, thread.lang)
        for thread in threads(view, view.notice_of(new))
        if section_id in thread.ids and thread.events[0].version.order <= new.order
    ]
    return titles[-1] if titles else ("", "")


class _Line(NamedTuple):
    """The versions of a notice that applied or will, oldest first, and what they declare."""

    versions: tuple[Version, ...]
    """Without those that never applied: postponed, withdrawn, drafts."""
    before: Mapping[str, int]
    """Name of any version that readers may see → how many of these are older."""
    declared: Mapping[str, Sequence[int]]
    """What is declared, empty for nothing → of how many among the first 0, 1, 2 … of these."""


def _line(view: View, notice: Notice) -> _Line:
    return view.once(f"line {notice.id}", lambda: _made_line(shown(view, notice)))


def _made_line(versions: Sequence[Version]) -> _Line:
    applied = tuple(version for version in versions if not version.status)
    older = accumulate((not version.status for version in versions), initial=0)
    said = [_declared(version) for version in applied]
    return _Line(
        applied,
        dict(zip([version.name for version in versions], older, strict=False)),
        {
            level: tuple(accumulate((each == level for each in said), initial=0))
            for level in ("", *_GRAVEST_FIRST)
        },
    )


def _declared(version: Version) -> str:
    return version.entry.significance if version.entry else ""


class _Steps(NamedTuple):
    """The versions through which an old text became a new one.

    Those that never applied are left out unless it is the new one.
    """

    line: _Line
    start: int
    end: int
    """Those of the line from `start` on, up to this one."""
    last: Version | None
    """The new version, where it is not of the line."""

    @property
    def number(self) -> int:
        """How many there are."""
        return self.end - self.start + (self.last is not None)

    def latest(self, most: int) -> tuple[Version, ...]:
        """So many of them, newest first."""
        applied = self.line.versions[max(self.start, self.end - most) : self.end]
        return (*((self.last,) if self.last else ()), *reversed(applied))[:most]

    @property
    def gravest(self) -> Verdict | None:
        """The gravest that any of them declares; None where one declares nothing."""
        of_last = _declared(self.last) if self.last else None
        if not self.number or self._declaring("") or of_last == "":
            return None
        return next(level for level in _GRAVEST_FIRST if level == of_last or self._declaring(level))

    def _declaring(self, level: str) -> int:
        counts = self.line.declared[level]
        return counts[self.end] - counts[self.start]


def _between(view: View, old: Version, new: Version) -> _Steps:
    line = _line(view, view.notice_of(new))
    if new.status:
        last, end = new, line.before[new.name]
    else:
        last, end = None, line.before[new.name] + 1
    start = line.before[old.name] + (not old.status)
    return _Steps(line, start, end, last)


def _verdict(view: View, key: Key, comparison: Comparison, steps: _Steps) -> Verdict | None:
    """What the comparison means for readers: what the company declared, else what was found.

    The gates see to it that nothing is declared below what was found unless a named person
    decided so.
    """
    if not comparison.changes:
        return "none"
    notice_id, _, new = key
    saw(f"declared {notice_id}@{new}")
    with seeing():  # what each of a thousand versions declares has one name
        declared = steps.gravest
    if declared is not None:
        return declared
    assessment = view.assessments.get(key)
    return assessment.verdict if assessment else None
