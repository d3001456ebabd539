"""Settings and a text in; out come the addresses that a message may lead to, and no others.

A message leads to the pages of the site and to the company's own e-mail addresses. A link to any
other host would tell that host who reads, and teaches people to follow links of strangers.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from fairnotice import urls
from fairnotice.mail.parts import Line, Link, Piece
from fairnotice.model import Settings

# Looked for from where its letters begin, and a scheme in so many letters: in a text of signs alone
# each sign would else be the beginning of a search through all the others.
_LETTERS = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]"
_MAILBOX = re.compile(rf"(?<!{_LETTERS}){_LETTERS}++@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_ADDRESS = re.compile(
    r"(?P<web>\b[a-z][a-z0-9+.-]{0,40}://[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]’'])|(?P<mail>"
    + _MAILBOX.pattern
    + ")",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"^(?:no|do-?not|dont)[-_.]?reply", re.IGNORECASE)


def is_mailbox(text: str) -> bool:
    """Whether `text` is one e-mail address and nothing else (RFC 5322 dot-atom at a host name)."""
    return _MAILBOX.fullmatch(text) is not None and ".." not in text and not text.startswith(".")


def in_plain_letters(text: str) -> str:
    """`info@müller.example` as `info@xn--mller-kva.example`.

    Empty where no other writing is needed, or where none surely is the same address.
    """
    name, _, host = text.rpartition("@")
    try:
        plain = host.encode("idna").decode("ascii")
        same = plain.encode("ascii").decode("idna") == host.lower()
    except UnicodeError:
        return ""
    written = f"{name}@{plain}"
    return written if not host.isascii() and same and is_mailbox(written) else ""


def is_read_by_nobody(mailbox: str) -> bool:
    """Whether an address says of itself that answers are not read: `no-reply@…`."""
    return _NOBODY.match(mailbox) is not None


def mailboxes(settings: Settings) -> tuple[str, ...]:
    """The company's e-mail addresses that can be written to, each once."""
    organisation = settings.organisation
    written = (
        organisation.support_email,
        organisation.email,
        settings.email.complaints,
        settings.email.sender,
    )
    return tuple(dict.fromkeys(one for one in written if is_mailbox(one)))


def mailbox_link(mailbox: str) -> Link:
    """An e-mail address that opens a message to it."""
    return Link(mailbox, urls.mailbox_link(mailbox))


def linked(text: str, settings: Settings) -> Line:
    """`text` with the company's e-mail addresses and the site's own addresses as links."""
    return tuple(_pieces(text, settings))


def strangers(text: str, settings: Settings) -> Iterator[str]:
    """The web addresses in `text` that lead to another host."""
    for match in _ADDRESS.finditer(text):
        if match["web"] and not is_own(match["web"], settings):
            yield match["web"]


def is_own(address: str, settings: Settings) -> bool:
    """Whether an address leads to a page on the host of the site."""
    try:
        to, own = urlsplit(address), urlsplit(settings.site_url)
    except ValueError:
        return False
    return (
        to.scheme.lower() in ("http", "https")
        and bool(own.hostname)
        and to.hostname == own.hostname
        and not to.username
    )


def _pieces(text: str, settings: Settings) -> Iterator[Piece]:
    known = {mailbox.casefold() for mailbox in mailboxes(settings)}
    at = 0
    for match in _ADDRESS.finditer(text):
        found = match[0].rstrip(".") if match["mail"] else match[0]
        if match["web"] and is_own(found, settings):
            link = Link(found, found)
        elif match["mail"] and found.casefold() in known:
            link = mailbox_link(found)
        else:
            continue
        if text[at : match.start()]:
            yield text[at : match.start()]
        yield link
        at = match.start() + len(found)
    if text[at:] or not at:
        yield text[at:]
