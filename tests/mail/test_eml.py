"""The message as a file: valid, a draft, the same for the same input, and deaf to injection."""

import email
import email.policy
import json
from dataclasses import replace
from email.header import decode_header, make_header
from email.utils import formataddr

from hypothesis import example, given, settings
from hypothesis import strategies as st

from fairnotice.mail.drafts import draft, drafts, proofs
from fairnotice.mail.eml import eml, files
from fairnotice.mail.plain import line
from fairnotice.model import EmailSettings, Organisation
from tests.mail.world import LINE, OCCASION, SETTINGS, TEMPLATES, with_entry

HEADERS = [
    "Subject",
    "From",
    "Reply-To",
    "X-Unsent",
    "MIME-Version",
    "Content-Type",
    "Content-Language",
]


DRAFT = draft(OCCASION, "customers", TEMPLATES)


def _decoded(content: bytes, header: str) -> str:
    """A header's words, by the old parser: the new one adds blanks to long names (Python 3.11)."""
    raw = email.message_from_bytes(content)[header]
    return str(make_header(decode_header(raw.replace("\r\n", "").replace("\n", ""))))


def _parsed(content: bytes) -> email.message.EmailMessage:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, email.message.EmailMessage)
    return message


def test_it_is_parsed_back_with_no_defects() -> None:
    for one in (*drafts(OCCASION, TEMPLATES), *proofs(OCCASION, TEMPLATES)):
        message = _parsed(eml(one))
        assert not [*message.defects, *(d for part in message.walk() for d in part.defects)]
        assert not [d for value in message.values() for d in value.defects]
        assert message.get_content_type() == "multipart/alternative"
        text, html = message.iter_parts()
        assert text.get_content_type() == "text/plain"
        assert html.get_content_type() == "text/html"
        assert text.get_content().replace("\r\n", "\n") == one.text
        assert html.get_content().replace("\r\n", "\n") == one.html
        assert message["subject"] == one.subject


def test_it_opens_as_a_draft_and_says_nothing_about_when_or_where_it_was_made() -> None:
    message = _parsed(eml(draft(OCCASION, "customers", TEMPLATES)))
    assert message["X-Unsent"] == "1"
    assert sorted(message.keys()) == sorted(HEADERS)
    assert message["From"] == "Larch <hello@larch.example>"
    assert message["Reply-To"] == "privacy@larch.example"
    assert message["Content-Language"] == "en-GB"


def test_lines_end_as_the_standard_says_and_none_is_too_long() -> None:
    content = eml(draft(OCCASION, "customers", TEMPLATES))
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    assert max(len(row) for row in content.split(b"\r\n")) <= 78
    assert content.isascii()


def test_the_same_draft_gives_the_same_bytes() -> None:
    one, other = (files(draft(OCCASION, "customers", TEMPLATES)) for _ in range(2))
    assert one == other


def test_the_boundary_depends_on_the_words_alone() -> None:
    customers, contacts = drafts(OCCASION, TEMPLATES)
    boundaries = {_parsed(eml(one)).get_boundary() for one in (customers, contacts, customers)}
    assert len(boundaries) == 2


def test_a_proof_has_a_name_of_its_own() -> None:
    proof = proofs(OCCASION, TEMPLATES)[1]
    assert sorted(files(proof)) == [
        f"contacts.proof.{end}" for end in ("eml", "html", "json", "txt")
    ]


def test_the_json_holds_what_a_mailing_platform_needs() -> None:
    one = draft(OCCASION, "customers", TEMPLATES)
    read = json.loads(files(one)["customers.json"])
    assert read["subject"] == one.subject
    assert read["html"] == one.html
    assert read["text"] == one.text
    assert read["from"] == {"name": "Larch", "email": "hello@larch.example"}
    assert read["open"] == []


_HOSTILE = st.text(
    st.one_of(
        st.sampled_from("\r\n\t\0\x0b\x0c\x1b\x1c\x85\u2028\u2029\u202e\ufeff:;,<>@\"'\\=?&{}%"),
        st.characters(codec="utf-8"),
        st.characters(categories=["Cs"]),
    ),
    max_size=40,
).map(lambda text: f"x{text}\r\nBcc: everybody@evil.example\r\n\r\nbody")


@settings(deadline=None, max_examples=60)
@given(_HOSTILE, _HOSTILE, _HOSTILE, st.sampled_from(["\r\n", "\n", "\r", "\u2028", "\x85"]))
def test_no_field_of_settings_or_changelog_can_add_a_header_or_a_part(
    name: str, said: str, title: str, end: str
) -> None:
    hostile = f"a@larch.example{end}Bcc: everybody@evil.example"
    hostile_settings = replace(
        SETTINGS,
        organisation=Organisation(
            legal_name=name,
            trading_name=said,
            trading_office=title,
            email=hostile,
            support_email=hostile,
            phone=name,
        ),
        email=EmailSettings(sender=hostile, complaints=hostile, customers=said, contacts=said),
    )
    bent = with_entry(
        summary=said,
        if_nothing=name,
        changes=(replace(LINE, summary=said, means=title, action=name),),
    )
    occasion = replace(
        bent,
        settings=hostile_settings,
        notice=replace(bent.notice, title=title),
        version=replace(bent.version, lang=f"en{end}Bcc: x"),
    )
    for one in (*drafts(occasion, TEMPLATES), *proofs(occasion, TEMPLATES)):
        message = _parsed(eml(one))
        assert set(message.keys()) <= set(HEADERS)
        assert message["Bcc"] is None
        assert len(list(message.walk())) == 3
        assert not [d for part in message.walk() for d in part.defects]
        assert "\n" not in str(message["Subject"])


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=80), st.emails())
@example("=?utf-8?q?not_me?=", "a@larch.example")
@example('O"Hara \\ Sons, Ltd.', "a@larch.example")
@example("𝕿𝖍𝖊 𝖖𝖚𝖎𝖈𝖐 𝖇𝖗𝖔𝖜𝖓 𝖋𝖔𝖝 𝖏𝖚𝖒𝖕𝖘 𝖔𝖛𝖊𝖗 𝖙𝖍𝖊 𝖑𝖆𝖟𝖞 𝖉𝖔𝖌", "a@larch.example")
def test_a_name_and_an_address_come_back_as_they_were(name: str, mailbox: str) -> None:
    bent = replace(
        SETTINGS,
        organisation=replace(SETTINGS.organisation, trading_name=name, email=mailbox),
    )
    one = draft(replace(OCCASION, settings=bent), "customers", TEMPLATES)
    if one.sender:
        back = _decoded(eml(one), "From")
        assert one.sender == mailbox
        assert back.endswith(f"<{mailbox}>")
        shown = back.removesuffix(f"<{mailbox}>").strip()
        assert shown in {one.sender_name, formataddr((one.sender_name, "")).removesuffix(" <>")}


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200))
@example("0000000000  0 0¡¡¡¡¡¡¡¡¡¡0çü𨖧 ¯")
@example("=?utf-8?q?not_me?= and (a comment), too")
def test_a_subject_comes_back_as_it_was(title: str) -> None:
    one = replace(DRAFT, subject=line(title))
    assert _decoded(eml(one), "Subject") == line(title)
