"""An occasion in; out comes every reason why no message about it may be written yet.

Each reason is a problem with its place, so that the person who can mend it finds it. Sources: own
message and no marketing, WP260 rev.01 ¶29; before the change, and in good time, ¶30 and UK GDPR
Art 13(3); the number of days is the site's own (`notice_days`), since no law gives one.
"""

import re
from collections.abc import Iterator, Mapping

from fairnotice.mail.addresses import (
    in_plain_letters,
    is_mailbox,
    is_read_by_nobody,
    strangers,
)
from fairnotice.mail.marketing import matches, phrases, standing
from fairnotice.mail.occasion import Occasion, place, setting, told, undecided
from fairnotice.mail.order import tellings
from fairnotice.mail.plain import line
from fairnotice.mail.words import Words, language_file
from fairnotice.model import Place, Problem

MARKETING = "email-marketing-words"
"""The check that a version can answer with a reason under `not_applicable`."""

_SHOWN = 60
"""Signs of a finding's words that a message to the editor quotes."""


def problems(
    occasion: Occasion, words: Words | None, templates: Mapping[str, str]
) -> Iterator[Problem]:
    """Why the message may not be sent yet, in the order in which one mends it.

    `words` are the language's sentences, None when there are none; `templates` are texts by their
    name below templates/.
    """
    yield from _state(occasion)
    yield from _dates(occasion)
    yield from _decisions(occasion)
    yield from _slots(occasion)
    yield from _addresses(occasion)
    yield from _marketing(occasion, words, templates)


def _state(occasion: Occasion) -> Iterator[Problem]:
    """Only a version that is going to come into force is told of."""
    status = occasion.version.status
    if status == "draft":
        yield _problem(
            occasion,
            "email-not-scheduled",
            "This version is still a draft, so its words can change after the message is sent.",
            "Take `status: draft` out when its text is final, or see it with --proof.",
            place(occasion.version, "status"),
        )
    elif status:
        yield _problem(
            occasion,
            "email-not-scheduled",
            f"This version is {status}, so the message would announce what does not happen.",
            "Write the message for the version that comes into force.",
            place(occasion.version, "status"),
        )


def _dates(occasion: Occasion) -> Iterator[Problem]:
    """The change is still to come, and there is time to weigh it and to use one's rights."""
    version, today = occasion.version, occasion.today
    places = version.places
    where = places.get("effective") or places.get("published") or Place(version.path)
    if version.effective <= today:
        yield _problem(
            occasion,
            "email-date-past",
            f"The change applied from {version.effective}, and today is {today}: people must hear "
            "of a change before it starts.",
            "Give a later effective date, or tell people what happened in words of your own.",
            where,
        )
        return
    days = occasion.settings.notice_days
    grave = occasion.entry.significance == "significant" or any(told(occasion))
    needed = days.significant if grave else days.minor
    earliest = max(today, version.published)
    left = (version.effective - earliest).days
    if left < needed:
        yield _problem(
            occasion,
            "email-notice-period",
            f"A message sent on {earliest} gives people {left} days until {version.effective}; "
            f"the site promises {needed}.",
            f"Move the effective date at least {needed - left} days later.",
            where,
        )


def _decisions(occasion: Occasion) -> Iterator[Problem]:
    """No finding waits for a person."""
    for finding in undecided(occasion):
        passage = finding.new or finding.old
        path = (passage.path if passage else "") or occasion.version.path
        if passage and not finding.new and not passage.path and occasion.predecessor:
            path = occasion.predecessor.path
        shown = _shown(finding.evidence or (passage.text if passage else ""))
        key = finding.fingerprint[:12]
        yield _problem(
            occasion,
            "email-undecided",
            f"Nobody has decided yet whether customers are told of this: {shown}",
            f"Decide it: `fairnotice decide {occasion.version.ref} {key} --tell "
            '--reason "…" --by "…"`, or with `--no-tell`.',
            Place(path, passage.line if passage else 1),
        )


def _slots(occasion: Occasion) -> Iterator[Problem]:
    """Everything that the message has to say is written."""
    version, entry = occasion.version, occasion.entry
    if version.entry is None:
        yield _problem(
            occasion,
            "email-empty-slot",
            "The changelog has no entry for this version, so there is nothing to tell.",
            f"Add an entry with `notice: {version.notice}` and `version: {version.name}`.",
            place(version),
        )
        return
    for key, said, wanted in (
        ("summary", "in short what changes", "one plain paragraph on what changes"),
        ("if_nothing", "what happens to a reader who does nothing", "it in a sentence or two"),
    ):
        if not getattr(entry, key).strip():
            wrong = f"The message does not say {said}."
            yield _empty(occasion, wrong, f"Write {wanted}, under `{key}`.", place(version, key))
    if not entry.changes:
        wrong = "The message tells of no change."
        yield _empty(
            occasion,
            wrong,
            "Add a line for each change, under `changes`.",
            place(version, "changes"),
        )
    full = {one.index for one in tellings(occasion).full}
    for index, change in enumerate(entry.changes):
        if not change.means.strip() and (index in full or change.kind != "clarified"):
            change_told = _shown(change.summary)
            yield _empty(
                occasion,
                f"The message does not say what this means for a reader: “{change_told}”",
                "Write it under `means`.",
                place(version, f"changes/{index}", f"changes/{index}/summary"),
            )


def _addresses(occasion: Occasion) -> Iterator[Problem]:
    """Readers can reach the notice and the company, and are led to nobody else."""
    settings = occasion.settings
    if not settings.site_url:
        mend = "Write the address of the site under `site_url` of site.yaml."
        wrong = "The message cannot lead to the notice: the site has no address yet."
        yield _empty(occasion, wrong, mend, setting(occasion, "site_url"))
    if not (settings.email.sender or settings.organisation.email):
        where = setting(occasion, "organisation/email", "organisation")
        wrong = "The message has no sender: the company's e-mail address is missing."
        yield _empty(occasion, wrong, "Write it under `email` of `organisation`.", where)
    for mailbox, where in _mailboxes(occasion).items():
        mend = "Give an address that somebody reads."
        if in_plain_letters(mailbox):
            wrong = f"Not every mail program takes the letters of “{line(mailbox)}”."
            mend = f"Write the same address as {in_plain_letters(mailbox)}."
        elif not is_mailbox(mailbox):
            wrong = f"“{line(mailbox)}” is not an e-mail address."
        elif is_read_by_nobody(mailbox):
            wrong = f"Nobody reads what is sent to {mailbox}, so readers would have no way back."
        else:
            continue
        yield _problem(occasion, "email-no-address", wrong, mend, where)
    for where, text in _authored(occasion):
        for address in strangers(text, settings):
            yield _problem(
                occasion,
                "email-foreign-link",
                f"The message would lead to another host: {address}",
                "Name it in words, or put the link on a page of your own site.",
                where,
            )


def _mailboxes(occasion: Occasion) -> dict[str, Place]:
    """The addresses that the settings give, and where each stands first."""
    organisation, email = occasion.settings.organisation, occasion.settings.email
    written = (
        ("email/sender", email.sender),
        ("email/complaints", email.complaints),
        ("organisation/support_email", organisation.support_email),
        ("organisation/email", organisation.email),
    )
    return {mailbox: setting(occasion, key) for key, mailbox in reversed(written) if mailbox}


def _marketing(
    occasion: Occasion, words: Words | None, templates: Mapping[str, str]
) -> Iterator[Problem]:
    """Nothing in the message promotes or flatters."""
    if MARKETING in occasion.version.not_applicable:
        return
    listed = phrases(occasion.version.lang, templates)
    path = language_file(occasion.version.lang, "words", templates)
    own = _own_words(path, templates.get(path, ""), words) if words else ()
    said = (*_authored(occasion), *own)
    listed = standing((text for _, text in said), listed)
    for where, text in said:
        for match in matches(text, listed):
            yield _problem(
                occasion,
                MARKETING,
                f"“{match.words}” makes marketing of a service message. {match.why}",
                "Say plainly what changes. If the change itself is about it, give the reason in "
                f"the version's front matter: `not_applicable: {{{MARKETING}: …}}`.",
                where,
            )


def _authored(occasion: Occasion) -> Iterator[tuple[Place, str]]:
    """The words that people wrote for the message, and where."""
    version, entry, email = occasion.version, occasion.entry, occasion.settings.email
    yield place(version, "summary"), entry.summary
    yield place(version, "if_nothing"), entry.if_nothing
    for index, change in enumerate(entry.changes):
        for key in ("summary", "means", "action"):
            at = f"changes/{index}"
            yield place(version, f"{at}/{key}", at, f"{at}/summary"), getattr(change, key)
    yield setting(occasion, "email/customers"), email.customers
    yield setting(occasion, "email/contacts"), email.contacts


def _own_words(path: str, text: str, words: Words) -> Iterator[tuple[Place, str]]:
    """The sentences of the words file, each at its line."""
    rows = {
        found[1]: number
        for number, row in enumerate(text.splitlines(), 1)
        if (found := re.match(r"(\w+):", row))
    }
    for key, sentence in words.sentences.items():
        yield Place(f"templates/{path}", rows.get(key, 1)), sentence


def _empty(occasion: Occasion, wrong: str, mend: str, where: Place) -> Problem:
    return _problem(occasion, "email-empty-slot", wrong, mend, where)


def _shown(words: str) -> str:
    """The beginning of a text, for a message to the editor."""
    text = " ".join(words.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def _problem(occasion: Occasion, check: str, wrong: str, mend: str, where: Place) -> Problem:
    return Problem(check, "error", where, wrong, mend, version=occasion.version.ref)
