"""A view in; a review page for every version out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from fairnotice import urls
from fairnotice.document.html import html
from fairnotice.document.language import Voices, voices
from fairnotice.document.markings import by_number, markings
from fairnotice.document.redline_html import redline_html
from fairnotice.document.tally import tally
from fairnotice.model import ChangeLine, Day, Notification, Question, SignOff, Tally, Version
from fairnotice.pages.address import in_review
from fairnotice.pages.change_list import ChangedSection, change_list
from fairnotice.pages.language import heard, of_program
from fairnotice.pages.page import Page
from fairnotice.pages.review_facts import (
    Frame,
    ProblemFacts,
    Reviewed,
    dossier_of,
    editors_address,
    entry_of,
    frame,
    in_order,
    predecessor,
    reviewed,
)
from fairnotice.pages.review_findings import (
    Choice,
    FindingFacts,
    FindingGroup,
    FindingPart,
    by_line,
    by_marking,
    parts,
)
from fairnotice.pages.review_message import Message, message
from fairnotice.pages.view import View, ordered


@dataclass(frozen=True, slots=True)
class Redline:
    """The text of a version with what changed in it."""

    tally: Tally
    sections: tuple[ChangedSection, ...]
    count: int
    findings: Mapping[int, tuple[FindingFacts, ...]]
    """Number of a change → the findings it gave rise to."""


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One line in which the author tells readers of a change."""

    number: int
    """From 1."""
    line: ChangeLine
    section_title: str
    """Empty for the whole notice."""
    href: str
    """To the section in the text below, or empty."""
    covers: tuple[FindingFacts, ...]
    """The findings to tell, or to decide, that it covers."""


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """Something that only the company can answer."""

    question: Question
    section_title: str
    href: str
    mail: str


@dataclass(frozen=True, slots=True)
class Signature:
    """A sign-off and whether it still counts."""

    sign_off: SignOff
    valid: bool


@dataclass(frozen=True, slots=True)
class Untold:
    """Findings of one section that say the same in short, and that readers are not told of yet."""

    title: str
    section_title: str
    """Empty for what stands before the first section."""
    spoken: str
    """Attributes of an element with that title."""
    anchor: str
    """Of the first of them."""
    count: int


@dataclass(frozen=True, slots=True)
class Review:
    """What a review page is given."""

    frame: Frame
    reviewed: Reviewed
    voices: Voices
    """What tells apart the page's words, the version's with its entry's, and its predecessor's."""
    parts: tuple[FindingPart, ...]
    """Findings by what happens to them; empty for a first version."""
    untold: tuple[Untold, ...]
    """Findings to tell that no line of the author's covers."""
    summary: str
    if_nothing: str
    lines: tuple[LineFacts, ...]
    questions: tuple[QuestionFacts, ...]
    """Open ones first."""
    open_questions: int
    messages: tuple[Message, ...]
    message_due: Day | None
    sign_offs: tuple[Signature, ...]
    signed: bool
    """True when at least one sign-off counts."""
    approval: Choice
    sent: tuple[Notification, ...]
    editor: str
    """Address to which the mail links write, or empty."""
    redline: Redline | None
    """None for a first version."""
    body: Markup
    """The redline; a first version's text as it is."""
    problems: tuple[ProblemFacts, ...]


def pages(view: View) -> Iterator[Page]:
    """One page for each version, oldest first, notice by notice."""
    for notice in view.site.notices:
        for version in ordered(notice):
            path = urls.review(notice.id, version.name)
            facts = partial(_facts, view, path, version)
            yield Page(path, "review.html", facts, beside=version.ref)


def _untold(group: FindingGroup) -> Iterator[Untold]:
    """What a section holds that is not told yet, what is alike once, in the order of the page."""
    alike: dict[str, list[FindingFacts]] = {}
    for one in group.findings:
        if not one.lines:
            alike.setdefault(one.finding.title or one.finding.rule, []).append(one)
    for title, found in alike.items():
        yield Untold(title, group.title, group.spoken, found[0].anchor, len(found))


def _facts(view: View, path: str, version: Version) -> Review:
    old = predecessor(view, version)
    comparison = view.comparisons.get((version.notice, old.name, version.name)) if old else None
    found = parts(view, version, comparison) if comparison else ()
    entry, dossier = entry_of(version), dossier_of(view, version)
    address = in_review(view.site, version.notice)
    program = voices(of_program(view.site.settings), version.lang, old.lang if old else "")
    if comparison:
        printed = redline_html(comparison, address, program)
    else:
        printed = html(version.document, address, voices=program)
    told = heard(view, version, old)
    titles = _titles(version)
    questions = tuple(_question(view, version, q, titles) for q in _open_first(entry.questions))
    short = reviewed(view, path, version)
    return Review(
        voices=told,
        frame=frame(view, path, dated=short.to_come or bool(short.todo)),
        reviewed=short,
        parts=found,
        untold=tuple(
            one
            for part in found
            if part.fate == "told"
            for group in part.groups
            for one in _untold(group)
        ),
        summary=entry.summary,
        if_nothing=entry.if_nothing,
        lines=_lines(version, found),
        questions=questions,
        open_questions=sum(not one.question.answer for one in questions),
        messages=tuple(message(view, draft) for draft in dossier.drafts),
        message_due=dossier.message_due,
        sign_offs=tuple(Signature(*one) for one in dossier.sign_offs),
        signed=any(valid for _, valid in dossier.sign_offs),
        approval=_approval(view, version),
        sent=entry.notified,
        editor=editors_address(view.site.settings),
        redline=Redline(
            tally=tally(comparison),
            sections=change_list(comparison, told),
            count=len(markings(comparison)),
            findings=by_marking(found, by_number(markings(comparison))),
        )
        if comparison
        else None,
        body=Markup(printed),  # noqa: S704  the printers escape the text
        problems=in_order(view.problems_of(version)),
    )


def _lines(version: Version, found: tuple[FindingPart, ...]) -> tuple[LineFacts, ...]:
    covered = by_line(found)
    titles = _titles(version)
    return tuple(
        LineFacts(
            number=number,
            line=line,
            section_title=titles.get(line.section, line.section),
            href=_href(version, line.section, titles),
            covers=covered.get(number, ()),
        )
        for number, line in enumerate(entry_of(version).changes, 1)
    )


def _open_first(questions: tuple[Question, ...]) -> list[Question]:
    return sorted(questions, key=lambda question: bool(question.answer))


def _question(
    view: View, version: Version, question: Question, titles: Mapping[str, str]
) -> QuestionFacts:
    title = view.notice_of(version).title
    section = titles.get(question.section, question.section)
    words = [
        "Hello,",
        "",
        f"Here is an answer for the {title}, version {version.name}.",
        "",
        f"Question: {question.ask}",
        *((f"Section: {section}",) if section else ()),
        "",
        "Answer: ",
        "Name: ",
    ]
    subject = f"{version.ref}: answer to a question" + (f" on {section}" if section else "")
    return QuestionFacts(
        question=question,
        section_title=section,
        href=_href(version, question.section, titles),
        mail=urls.mail(editors_address(view.site.settings), subject, "\n".join(words)),
    )


def _titles(version: Version) -> Mapping[str, str]:
    """Section → its title, of those that the text has; others, which are gone, are told by id."""
    return dict(version.document.headings)


def _href(version: Version, section_id: str, titles: Mapping[str, str]) -> str:
    """Link to a section in the text on the page, or empty."""
    page = urls.review(version.notice, version.name)
    return urls.href(page, page, section_id) if section_id in titles else ""


def _approval(view: View, version: Version) -> Choice:
    """A sign-off, as a message to the editor and as the editor's command."""
    read = f"I have read the {view.notice_of(version).title}, version {version.name}."
    words = [
        "Hello,",
        "",
        f"{read} I approve its text, its dates and what customers are told.",
        "",
        "Name: ",
        "Role: ",
    ]
    to, subject = editors_address(view.site.settings), f"{version.ref}: signed off"
    return Choice(
        mail=urls.mail(to, subject, "\n".join(words)),
        command=f'fairnotice approve {version.ref} --by "…" --role "…"',
    )
