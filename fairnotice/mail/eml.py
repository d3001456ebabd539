"""A draft in; out come its files: `.eml`, HTML, text and JSON.

The `.eml` is a draft by RFC 5322 and 2046: multipart/alternative, the text first, both quoted-
printable. `X-Unsent: 1` makes mail programs open it for sending. It has no `Date` and no
`Message-ID`: those say when and by which machine a message was given to the mail system, and that
has not happened; the program that sends it adds them. So the same draft gives the same bytes.
"""

import hashlib
import json
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr

from fairnotice.mail.plain import line
from fairnotice.model import Draft


def files(draft: Draft) -> dict[str, bytes]:
    """The draft in each form, by file name: `customers.eml`, or `customers.proof.eml`."""
    stem = f"{draft.audience}.proof" if draft.proof else draft.audience
    return {
        f"{stem}.eml": eml(draft),
        f"{stem}.html": draft.html.encode(),
        f"{stem}.txt": draft.text.encode(),
        f"{stem}.json": as_json(draft),
    }


def eml(draft: Draft) -> bytes:
    """The draft as a message file; CRLF line ends.

    Every header is made one line first, so no field can add another header.
    """
    message = EmailMessage(policy=SMTP)
    if draft.reply_to:
        message["Reply-To"] = draft.reply_to
    message["X-Unsent"] = "1"
    message.set_content(draft.text, cte="quoted-printable")
    message.add_alternative(draft.html, subtype="html", cte="quoted-printable")
    # After the content, because setting that clears what `Content-` headers there are.
    message["Content-Language"] = line(draft.lang)
    message.set_boundary(_boundary(draft))
    return _named(draft) + message.as_bytes()


def as_json(draft: Draft) -> bytes:
    """The draft for the interface of a mailing platform."""
    shape = {
        "version": draft.ref,
        "audience": draft.audience,
        "lang": draft.lang,
        "proof": draft.proof,
        "from": {"name": draft.sender_name, "email": draft.sender},
        "reply_to": draft.reply_to,
        "subject": draft.subject,
        "html": draft.html,
        "text": draft.text,
        "open": [
            {"check": one.check, "place": str(one.place), "wrong": one.wrong, "mend": one.mend}
            for one in draft.problems
        ],
    }
    return (json.dumps(shape, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _named(draft: Draft) -> bytes:
    """The two headers that can hold any letter: `Subject` and `From`.

    Encoded with `email.header`, because the encoder behind EmailMessage loses and adds blanks
    where a long text is neither all ASCII nor all not (Python 3.11).
    """
    headers = [f"Subject: {_encoded(line(draft.subject), 'Subject')}"]
    if draft.sender:
        name = line(draft.sender_name)
        quoted = name.isascii() and "=?" not in name
        shown = formataddr((name, "")).removesuffix(" <>") if quoted else name
        after = f"{_encoded(shown, 'From')}\r\n " if name else ""
        headers.append(f"From: {after}<{draft.sender}>")
    return "".join(f"{header}\r\n" for header in headers).encode("ascii")


def _encoded(words: str, header: str) -> str:
    """A header's words, folded; those that are not ASCII as encoded words (RFC 2047)."""
    # Plain text that looks like an encoded word would be read as one.
    charset = "us-ascii" if words.isascii() and "=?" not in words else "utf-8"
    return Header(words, charset, header_name=header).encode(linesep="\r\n")


def _boundary(draft: Draft) -> str:
    """A line that parts text and HTML, the same for the same draft.

    A hash of both, so that neither can hold it but by chance of 1 in 2^128; and `=_` cannot stand
    in quoted-printable text (RFC 2045 6.7).
    """
    content = f"{draft.subject}\0{draft.text}\0{draft.html}".encode()
    return f"=_{hashlib.sha256(content).hexdigest()[:32]}"
