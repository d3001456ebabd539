"""An occasion and the templates in; out come the drafts of the message, one for each audience.

A draft is always made and carries every reason why it may not be sent; a proof carries them in its
own words as well, so that nobody sends it by mistake. The same input gives the same bytes.
"""

from collections.abc import Mapping, Sequence

from fairnotice.document.language import own
from fairnotice.mail import gate
from fairnotice.mail.addresses import is_mailbox
from fairnotice.mail.html_part import html
from fairnotice.mail.letter import letter, subject
from fairnotice.mail.occasion import Occasion
from fairnotice.mail.parts import Part, plain
from fairnotice.mail.plain import line
from fairnotice.mail.text_part import text
from fairnotice.mail.words import Words, words
from fairnotice.model import Audience, Draft, Problem

AUDIENCES: tuple[Audience, ...] = ("customers", "contacts")
"""Whom a message is written for, each in words of their own."""


def drafts(occasion: Occasion, templates: Mapping[str, str]) -> tuple[Draft, ...]:
    """A draft for each audience, with the problems that keep it from being sent.

    `templates` are texts by their name below templates/ (`email/message.html`).
    """
    return tuple(draft(occasion, audience, templates) for audience in AUDIENCES)


def proofs(occasion: Occasion, templates: Mapping[str, str]) -> tuple[Draft, ...]:
    """The same drafts, marked PROOF in subject and body, with what is still open."""
    return tuple(proof(occasion, audience, templates) for audience in AUDIENCES)


def messages(occasion: Occasion, templates: Mapping[str, str]) -> tuple[Draft, ...]:
    """The drafts when nothing is open, else proofs that say what is."""
    if _spoken(occasion, templates)[1]:
        return proofs(occasion, templates)
    made = drafts(occasion, templates)  # what is wrong with their template shows only now
    return proofs(occasion, templates) if any(each.problems for each in made) else made


def draft(occasion: Occasion, audience: Audience, templates: Mapping[str, str]) -> Draft:
    """The draft for one audience; empty texts where there are no words in its language."""
    spoken, found = _spoken(occasion, templates)
    if spoken is None:
        return _printed(occasion, audience, "", (), templates, found)
    parts = letter(occasion, audience, spoken)
    return _printed(occasion, audience, subject(occasion, spoken), parts, templates, found)


def proof(occasion: Occasion, audience: Audience, templates: Mapping[str, str]) -> Draft:
    """The draft for one audience, marked PROOF, with what is still open above its first line."""
    spoken, found = _spoken(occasion, templates)
    if spoken is None:
        return _printed(occasion, audience, "", (), templates, found, marked=True)
    warning = [Part("paragraph", plain(spoken.say("proof")), role="proof")]
    if found:
        open_ones = tuple(plain(line(problem.wrong)) for problem in found)
        # Problems are told in the program's language.
        lang = own(occasion.settings.lang)
        label = spoken.say("proof_open").rstrip(":")
        warning.append(Part("items", items=open_ones, label=label, lang=lang))
    parts = (*warning, *letter(occasion, audience, spoken), warning[0])
    marked = spoken.say("proof_subject", subject=subject(occasion, spoken))
    return _printed(occasion, audience, marked, parts, templates, found, marked=True)


def _spoken(
    occasion: Occasion, templates: Mapping[str, str]
) -> tuple[Words | None, tuple[Problem, ...]]:
    """The words of the version's language, and what the gate says."""
    found = words(occasion.version.lang, templates)
    if isinstance(found, Problem):
        return None, (found, *gate.problems(occasion, None, templates))
    return found, tuple(gate.problems(occasion, found, templates))


def _printed(
    occasion: Occasion,
    audience: Audience,
    title: str,
    parts: Sequence[Part],
    templates: Mapping[str, str],
    problems: tuple[Problem, ...],
    *,
    marked: bool = False,
) -> Draft:
    """The parts as HTML and text, with what the headers need."""
    settings, organisation = occasion.settings, occasion.settings.organisation
    lang = line(occasion.version.lang)
    page = html(parts, subject=title, lang=lang, settings=settings, templates=templates)
    if isinstance(page, Problem):
        problems, page = (*problems, page), ""
    sender = settings.email.sender or organisation.email
    sender = sender if is_mailbox(sender) else ""
    support = organisation.support_email
    return Draft(
        ref=occasion.version.ref,
        audience=audience,
        lang=lang,
        subject=title,
        sender=sender,
        sender_name=line(organisation.trading_name or organisation.legal_name),
        reply_to=support if is_mailbox(support) and support != sender else "",
        html=page,
        text=text(parts),
        problems=problems,
        proof=marked,
    )
